"""Palette and style sheet as Qt wants them; the first picture is painted without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTemporaryDir
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from unionoffice.gui.drawings import svg_in
from unionoffice.gui.style_sheet import style_sheet
from unionoffice.gui.tokens import DARK, Colours

# Marks that are drawn in two colours have two names.
DRAWN_AS = {"tick": "check", "chevron-on-accent": "chevron-down"}


class Wardrobe:
    """Dresses the application, and knows whether the system is dark."""

    def __init__(self, app: QApplication, system_changed: Callable[[], None]) -> None:
        self._app = app
        self._marks = QTemporaryDir()
        app.styleHints().colorSchemeChanged.connect(system_changed)

    @property
    def is_system_dark(self) -> bool:
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def put_on(self, colours: Colours, scale: float) -> None:
        self._app.setPalette(palette(colours))
        self._app.setStyleSheet(style_sheet(colours, scale, self._draw_marks(colours)))

    def _draw_marks(self, colours: Colours) -> Path:
        """Write the few marks that a style sheet can only take from files, in these colours."""
        folder = Path(self._marks.path()) / ("dark" if colours is DARK else "light")
        if not folder.exists():
            folder.mkdir()
            for mark, tone in (
                ("chevron-down", colours.muted),
                ("chevron-on-accent", colours.on_accent),
                ("chevron-up", colours.muted),
                ("chevron-right", colours.muted),
                ("check", colours.on_accent),
                ("tick", colours.text),
                ("minus", colours.on_accent),
            ):
                drawing = svg_in(DRAWN_AS.get(mark, mark), tone)
                (folder / f"{mark}.svg").write_bytes(drawing)
        return folder


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
