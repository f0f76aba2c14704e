"""The look of the whole window: decided here once, from the tokens, and applied everywhere."""

from __future__ import annotations

import enum
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from unionoffice.core.paths import resources_folder
from unionoffice.gui.theme import is_dark
from unionoffice.gui.tokens import (
    BASE_POINTS,
    DARK,
    FONT_FAMILY,
    LARGEST_TEXT,
    LIGHT,
    SMALLEST_TEXT,
    Colours,
)

if TYPE_CHECKING:
    from unionoffice.gui.wardrobe import Wardrobe

FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf")

# What the system's own letters measure where nobody has changed them.
USUAL_SYSTEM_POINTS = {"win32": 9.0, "darwin": 13.0}

# Widgets for which a system has fonts of its own, and sets them with every new palette.
OFTEN_REPLACED = ("QMenuBar", "QAbstractItemView")


class Theme(enum.StrEnum):
    """What the user chose; `system` follows the desktop, at once."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Look(QObject):
    """Sets palette, fonts and style sheet of the application, and follows the system.

    For the first picture it sets the font only; whoever makes widgets has it `dress` them.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        theme: Theme = Theme.SYSTEM,
        text_size: int = 100,
        *,
        is_in_first_picture: bool = False,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._theme = theme
        self._text_size = _within_limits(text_size)
        self._wardrobe: Wardrobe | None = None
        load_fonts()
        self._set_font()
        if not is_in_first_picture:
            self.dress()

    def dress(self) -> None:
        """From now on palette and style sheet are ours too."""
        if self._wardrobe is None:
            from unionoffice.gui.wardrobe import Wardrobe

            self._wardrobe = Wardrobe(self._app, self._follow_system)
            self._apply()

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def text_size(self) -> int:
        """In per cent, from 90 to 175."""
        return self._text_size

    @property
    def colours(self) -> Colours:
        if self._theme is not Theme.SYSTEM:
            dark = self._theme is Theme.DARK
        elif self._wardrobe is None:
            dark = is_dark()
        else:
            dark = self._wardrobe.is_system_dark
        return DARK if dark else LIGHT

    def set_theme(self, theme: Theme) -> None:
        if theme is not self._theme:
            self._theme = theme
            self._apply()

    def set_text_size(self, per_cent: int) -> None:
        per_cent = _within_limits(per_cent)
        if per_cent != self._text_size:
            self._text_size = per_cent
            self._apply()

    def _follow_system(self) -> None:
        if self._theme is Theme.SYSTEM:
            self._apply()
        else:
            self._keep_font()

    def _apply(self) -> None:
        if self._wardrobe is None:
            self._set_font()
            return
        # Taking the old sheet off first is four times as fast as replacing it.
        self._app.setStyleSheet("")
        self._set_font()
        self._wardrobe.put_on(self.colours, self._text_size / 100)
        self._keep_font()
        self.changed.emit()

    def _set_font(self) -> None:
        font = QFont(FONT_FAMILY)
        font.setPointSizeF(BASE_POINTS * self._text_size / 100)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self._app.setFont(font)

    def _keep_font(self) -> None:
        """Set our font again where Windows has put its own back for menus, tables and the like."""
        fonts = [self._app.font(each) for each in OFTEN_REPLACED]  # type: ignore[call-overload]  # bytes are refused
        if any(font != self._app.font() for font in fonts):
            self._set_font()


def system_text_size(points: float, platform: str = sys.platform) -> int:
    """The text size, in per cent of ours, that a system font of so many points asks for.

    Somebody who has made the system's letters larger wants ours larger too; never smaller ones.
    """
    usual = USUAL_SYSTEM_POINTS.get(platform, 11.0)
    return _within_limits(max(100, round(points / usual * 20) * 5))


def load_fonts() -> None:
    """Make the bundled fonts known: the same Vietnamese letters on every computer."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resources_folder() / "fonts" / "ui" / name))


def _within_limits(per_cent: int) -> int:
    return max(SMALLEST_TEXT, min(LARGEST_TEXT, per_cent))
