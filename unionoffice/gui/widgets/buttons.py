"""The four sorts of button: the one main action, ordinary, quiet, and an icon alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from unionoffice.gui.icons import button_icon, icon

# Enter presses what has the keys, as Space does: Qt lets it do so in dialogs alone.
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Button(QPushButton):
    """What opens a menu says so by a mark at its end."""

    def __init__(self, text: str, icon_name: str, tone: str, parent: QWidget | None) -> None:
        super().__init__(text, parent)
        self._tone = tone
        self._icon_name = ""
        self.setAutoDefault(False)
        self.show_icon(icon_name)

    def show_icon(self, icon_name: str) -> None:
        """Another icon before the words; "" takes it off."""
        self._icon_name = icon_name
        self._fit_icon()

    def _fit_icon(self) -> None:
        if self._icon_name:
            has_words = bool(self.text())
            self.setIcon(button_icon(self._icon_name, self._tone, has_words=has_words))

    # Qt overrides
    def setText(self, text: str) -> None:
        had_words = bool(self.text())
        super().setText(text)
        if bool(text) != had_words:
            self._fit_icon()

    def setMenu(self, menu: QMenu) -> None:
        super().setMenu(menu)
        self.setProperty("opens", "menu")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)


class PrimaryButton(_Button):
    """The one thing to do next on a page."""

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon_name, "on_accent", parent)


class SecondaryButton(_Button):
    """An ordinary action."""

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon_name, "text", parent)


class DangerButton(_Button):
    """An action that takes something away."""

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon_name, "bad", parent)


class QuietButton(_Button):
    """An action that looks like a link, beside louder ones."""

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon_name, "accent", parent)


class IconButton(QToolButton):
    """An icon without words: `name` is its tip and what a screen reader says."""

    def __init__(self, icon_name: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icon(icon_name, "muted"))
        self.rename(name)

    def rename(self, name: str) -> None:
        self.setToolTip(name)
        self.setAccessibleName(name)

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)
