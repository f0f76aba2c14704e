"""The look of the whole window: decided here once, from the tokens, and applied everywhere."""

from __future__ import annotations

import enum
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from unionoffice.core.paths import resources_folder
from unionoffice.gui.icons import svg_in
from unionoffice.gui.style_sheet import style_sheet
from unionoffice.gui.tokens import (
    BASE_POINTS,
    DARK,
    FONT_FAMILY,
    LARGEST_TEXT,
    LIGHT,
    SMALLEST_TEXT,
    Colours,
)

# What the system's own letters measure where nobody has changed them.
USUAL_SYSTEM_POINTS = {"win32": 9.0, "darwin": 13.0}

# Marks that are drawn in two colours have two names.
DRAWN_AS = {"tick": "check", "chevron-on-accent": "chevron-down"}


class Theme(enum.StrEnum):
    """What the user chose; `system` follows the desktop, at once."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Look(QObject):
    """Sets palette, fonts and style sheet of the application, and follows the system."""

    changed = Signal()

    def __init__(
        self, app: QApplication, theme: Theme = Theme.SYSTEM, text_size: int = 100
    ) -> None:
        super().__init__(app)
        self._app = app
        self._theme = theme
        self._text_size = _within_limits(text_size)
        self._marks = QTemporaryDir()
        load_fonts()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
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
        if self._theme is Theme.SYSTEM:
            dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        else:
            dark = self._theme is Theme.DARK
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

    def _apply(self) -> None:
        scale = self._text_size / 100
        font = QFont(FONT_FAMILY)
        font.setPointSizeF(BASE_POINTS * scale)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        # Taking the old sheet off first is four times as fast as replacing it.
        self._app.setStyleSheet("")
        self._app.setFont(font)
        self._app.setPalette(palette(self.colours))
        self._app.setStyleSheet(style_sheet(self.colours, scale, self._draw_marks()))
        self.changed.emit()

    def _draw_marks(self) -> Path:
        """Write the few marks that a style sheet can only take from files, in today's colours."""
        theme = "dark" if self.colours is DARK else "light"
        folder = Path(self._marks.path()) / theme
        if not folder.exists():
            folder.mkdir()
            for mark, tone in (
                ("chevron-down", self.colours.muted),
                ("chevron-on-accent", self.colours.on_accent),
                ("chevron-up", self.colours.muted),
                ("chevron-right", self.colours.muted),
                ("check", self.colours.on_accent),
                ("tick", self.colours.text),
                ("minus", self.colours.on_accent),
            ):
                drawing = svg_in(DRAWN_AS.get(mark, mark), tone)
                (folder / f"{mark}.svg").write_bytes(drawing)
        return folder


def system_text_size(points: float, platform: str = sys.platform) -> int:
    """The text size, in per cent of ours, that a system font of so many points asks for.

    Somebody who has made the system's letters larger wants ours larger too; never smaller ones.
    """
    usual = USUAL_SYSTEM_POINTS.get(platform, 11.0)
    return _within_limits(max(100, round(points / usual * 20) * 5))


def load_fonts() -> None:
    """Make the bundled fonts known: the same Vietnamese letters on every computer."""
    for file in sorted((resources_folder() / "fonts" / "ui").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def palette(theme: Colours) -> QPalette:
    """Qt's palette from our tokens, for all that a style sheet does not reach."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, value in (
        (role.Window, theme.page),
        (role.WindowText, theme.text),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.sunken),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.muted),
        (role.Text, theme.text),
        (role.Button, theme.surface),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.bad),
        (role.Light, theme.raised),
        (role.Midlight, theme.hover),
        (role.Mid, theme.hairline),
        (role.Dark, theme.border),
        (role.Shadow, theme.shade),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.text),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
    ):
        made.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.border))
    return made


def _within_limits(per_cent: int) -> int:
    return max(SMALLEST_TEXT, min(LARGEST_TEXT, per_cent))
