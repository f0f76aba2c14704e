"""The look: legible in both themes, followed at once by everything that is open."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPixmap, QRawFont
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from unionoffice.core.paths import resources_folder
from unionoffice.gui.icons import icon
from unionoffice.gui.look import Look, Theme, system_text_size
from unionoffice.gui.theme import colours, text_font
from unionoffice.gui.tokens import DARK, FONT_FAMILY, LIGHT, Colours
from unionoffice.gui.wardrobe import Wardrobe

ENOUGH_FOR_TEXT = 4.5
ENOUGH_FOR_SHAPES = 3.0
GROUNDS = ("page", "surface", "sunken", "raised", "hover", "selection")
SOFT = ("accent_soft", "ok_soft", "warn_soft", "bad_soft")


def text_pairs() -> Iterator[tuple[str, str]]:
    """Every token that text is written in, with every ground that it is written on."""
    yield from itertools.product(("text",), GROUNDS + SOFT)
    yield from itertools.product(("muted",), GROUNDS)
    yield from itertools.product(("accent",), ("page", "surface", "sunken", "raised", "hover"))
    yield from itertools.product(("ok", "warn", "bad"), ("page", "surface"))
    yield from (("ok", "ok_soft"), ("warn", "warn_soft"), ("bad", "bad_soft"))
    yield from (("accent", "accent_soft"), ("accent_hover", "selection"))
    yield from (("on_accent", "accent"), ("on_accent", "accent_hover"), ("page", "text"))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), list(text_pairs()))
def test_text_is_legible(theme: Colours, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= ENOUGH_FOR_TEXT


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_controls_and_bars_stand_out_from_their_ground(theme: Colours) -> None:
    for shape in (theme.border, theme.accent, *theme.series):
        assert contrast(shape, theme.surface) >= ENOUGH_FOR_SHAPES


def test_theme_is_followed_at_once_by_palette_and_open_widgets(look: Look, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    look.set_theme(Theme.DARK)
    assert colours() is DARK
    assert ground_of(line) == QColor(DARK.surface)
    look.set_theme(Theme.LIGHT)
    assert ground_of(line) == QColor(LIGHT.surface)


def test_fonts_that_a_system_sets_anew_with_the_palette_do_not_last(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows sets its own for menus and tables whenever an application takes another palette."""
    put_on = Wardrobe.put_on

    def and_fonts_of_the_system(wardrobe: Wardrobe, tones: Colours, scale: float) -> None:
        put_on(wardrobe, tones, scale)
        for widget in ("QMenuBar", "QMenu", "QAbstractItemView"):
            QApplication.setFont(QFont("Tahoma", 8), widget)

    monkeypatch.setattr(Wardrobe, "put_on", and_fonts_of_the_system)
    look.set_theme(Theme.DARK)
    for widget in ("QMenuBar", "QMenu", "QAbstractItemView", "QPushButton"):
        assert QApplication.font(widget).family() == FONT_FAMILY
    look.set_theme(Theme.LIGHT)


def test_text_size_stays_between_its_limits_and_enlarges_controls(look: Look, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    before = line.sizeHint().height()
    look.set_text_size(400)
    assert look.text_size == 175
    assert line.sizeHint().height() > before * 1.6
    look.set_text_size(10)
    assert look.text_size == 90


def test_bundled_font_has_every_letter_of_our_languages(look: Look) -> None:
    letters = "ĂÂĐÊÔƠƯăâđêôơưẾỀỂỄỆựữỷỵ₫ЁЖЩЪЫЭЮЯёжщӘҒҚҢӨҰҮҺІәғқңөұүһі₸₽"
    for name in ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf"):
        font = QRawFont(str(resources_folder() / "fonts" / "ui" / name), 14)
        assert [letter for letter in letters if not font.supportsCharacter(ord(letter))] == []
    assert QFontInfo(QApplication.font()).family() == FONT_FAMILY


def test_figures_are_all_of_one_width(look: Look) -> None:
    metrics = QFontMetrics(text_font())
    assert len({metrics.horizontalAdvance(figure * 20) for figure in "0123456789"}) == 1


def test_icon_takes_the_colour_of_the_theme_when_it_is_painted(look: Look) -> None:
    home = icon("home", "accent")
    light = strongest_colour(home.pixmap(QSize(20, 20)))
    look.set_theme(Theme.DARK)
    assert strongest_colour(home.pixmap(QSize(20, 20))) == QColor(DARK.accent)
    assert light == QColor(LIGHT.accent)


def test_icon_is_drawn_in_full_on_a_screen_of_150_percent(look: Look) -> None:
    assert icon("home").pixmap(QSize(20, 20), 1.5).size() == QSize(30, 30)


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG 2."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    parts = QColor(colour)
    red, green, blue = (linear(part) for part in (parts.redF(), parts.greenF(), parts.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ground_of(line: QLineEdit) -> QColor:
    return line.grab().toImage().pixelColor(line.width() // 2, line.height() // 2)


def strongest_colour(pixmap: QPixmap) -> QColor:
    image = pixmap.toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=lambda pixel: pixel.alpha())


def test_larger_letters_of_the_system_make_ours_larger_and_never_smaller() -> None:
    assert system_text_size(9.0, "win32") == 100
    assert system_text_size(13.5, "win32") == 150
    assert system_text_size(11.0, "linux") == 100
    assert system_text_size(8.0, "linux") == 100
    assert system_text_size(40.0, "linux") == 175
