"""The four sorts of button: the one main action, ordinary, quiet, and an icon alone."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from unionoffice.gui.icons import icon


class _Button(QPushButton):
    """What opens a menu says so by a mark at its end."""

    # Qt overrides
    def setMenu(self, menu: QMenu) -> None:
        super().setMenu(menu)
        self.setProperty("opens", "menu")


class PrimaryButton(_Button):
    """The one thing to do next on a page."""

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        _set_icon(self, icon_name, "on_accent")


class SecondaryButton(_Button):
    """An ordinary action."""

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        _set_icon(self, icon_name, "text")


class DangerButton(QPushButton):
    """An action that takes something away."""

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        _set_icon(self, icon_name, "bad")


class QuietButton(QPushButton):
    """An action that looks like a link, beside louder ones."""

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        _set_icon(self, icon_name, "accent")


class IconButton(QToolButton):
    """An icon without words: `name` is its tip and what a screen reader says."""

    def __init__(self, icon_name: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icon(icon_name, "muted"))
        self.rename(name)

    def rename(self, name: str) -> None:
        self.setToolTip(name)
        self.setAccessibleName(name)


def _set_icon(button: QPushButton, icon_name: str, tone: str) -> None:
    button.setAutoDefault(False)
    if icon_name:
        button.setIcon(icon(icon_name, tone))
