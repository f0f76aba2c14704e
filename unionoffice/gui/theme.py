"""Which theme is on, asked from Qt's own palette: a widget that paints needs no further object."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from unionoffice.gui.tokens import BASE_POINTS, DARK, LIGHT, NORMAL, REGULAR, Colours


def is_dark() -> bool:
    return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128


def colours() -> Colours:
    """The colours of the theme that is on."""
    return DARK if is_dark() else LIGHT


def colour(token: str) -> QColor:
    """One colour by the name of its token, for painting."""
    return QColor(getattr(colours(), token))


def text_scale() -> float:
    """How large the text is set: 1.0 is 100 %."""
    return QGuiApplication.font().pointSizeF() / BASE_POINTS


def scaled(pixels: float) -> int:
    """A length of the tokens at the text size that is set."""
    return round(pixels * text_scale())


def text_font(scale: float = NORMAL, weight: int = REGULAR) -> QFont:
    """The font of the window in a step of the type scale, with figures of one width."""
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(QGuiApplication.font().pointSizeF() * scale)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
