"""The picture that is painted before the parts of the window are made."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from unionoffice.gui.first_picture import FirstPicture
from unionoffice.gui.look import Look, Theme
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.memory import Memory
from unionoffice.gui.page_entries import ABOVE, BELOW
from unionoffice.gui.page_list import pages_of
from unionoffice.gui.pages import Page
from unionoffice.gui.screens.overview import OverviewPage
from unionoffice.gui.screens.ways import Ways
from unionoffice.services.glance import Glance, KindSum, MonthSum, Need, Shelf

MONTHS = tuple(MonthSum(month, month * 3, Decimal(month * 1000)) for month in range(1, 12))
PRIMARY = Glance(
    date(2026, 11, 21),
    "CĐCS Công ty Cổ phần May Bảy Núi",
    "primary",
    members=118,
    members_a_year_ago=112,
    members_by_month=(100, 104, 110, 118),
    workers=139,
    people=140,
    records=3,
    benefit_turns=214,
    benefit_people=163,
    benefit_amount=Decimal(96_400_000),
    benefit_kinds=(KindSum("tet_gift", "Tết gift", 66, 66, Decimal(0)),),
    benefit_months=MONTHS,
    checked_members=60,
    needs=(
        Need("no_backup", 1, "bad", page="backups"),
        *(Need(kind, 7) for kind in ("no_unit", "no_birth_date", "duplicates", "undated_benefits")),
        Need("empty_figures", 3, "info"),
    ),
    shelves=(
        Shelf("members", "Members", "id-badge-2", "people"),
        Shelf("workers", "Workers, no members", "user", "people"),
        Shelf("benefits", "Benefits and visits", "gift", "care"),
    ),
)
DISTRICT = PRIMARY._replace(level="district", bodies=12, returns_received=7, needs=())
MOST_OTHER_DOTS = 0.03  # of all dots: bars of the charts come with the widgets


class Empty(Page):
    """In the place of the pages that nobody opens here."""


def window_of(glance: Glance, look: Look, memory: Memory, ways: Ways, qtbot: QtBot) -> MainWindow:
    """A window with its first picture, complete when it is told to be."""

    def maker_of(key: str) -> type[Page]:
        return (lambda: OverviewPage(ways, glance)) if key == "today" else Empty  # type: ignore[return-value]

    pages = pages_of(glance, maker_of, is_file=True)
    arrangement = ABOVE if glance.collects else BELOW
    picture = FirstPicture(
        glance.office,
        glance,
        pages,
        arrangement.order,
        arrangement.folded,
        look.colours,
        has_icons_only=False,
    )
    window = MainWindow(pages, look, memory, arrangement, picture)
    window.set_office(glance.office)
    qtbot.addWidget(window)
    return window


def other_dots(one: QImage, other: QImage) -> float:
    """The share of dots whose colours are far from each other."""
    assert one.size() == other.size()
    pairs = zip(dots_of(one), dots_of(other), strict=True)
    return sum(abs(a - b) > 40 for a, b in pairs) / (one.width() * one.height())


def dots_of(image: QImage) -> bytes:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(grey.constBits())


@pytest.mark.parametrize("glance", [PRIMARY, DISTRICT], ids=["primary", "district"])
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize(("text_size", "width"), [(100, 1240), (150, 1240), (100, 900)])
def test_it_looks_like_what_takes_its_place(
    glance: Glance,
    theme: Theme,
    text_size: int,
    width: int,
    look: Look,
    memory: Memory,
    ways: Ways,
    qtbot: QtBot,
) -> None:
    look.set_theme(theme)
    look.set_text_size(text_size)
    window = window_of(glance, look, memory, ways, qtbot)
    window.resize(width, 720)
    window.show()
    qtbot.waitExposed(window)
    painted = window.grab().toImage()
    window.complete()
    window.show_page("today")
    window.setFocus()

    def looks_alike() -> bool:
        return other_dots(painted, window.grab().toImage()) < MOST_OTHER_DOTS

    qtbot.waitUntil(looks_alike, timeout=5_000)


def test_it_is_told_once_when_it_has_been_painted(
    look: Look, memory: Memory, ways: Ways, qtbot: QtBot
) -> None:
    window = window_of(PRIMARY, look, memory, ways, qtbot)
    picture = window.centralWidget()
    assert isinstance(picture, FirstPicture)
    with qtbot.waitSignal(picture.painted, timeout=5_000):
        window.show()


def test_what_is_asked_of_a_window_that_shows_it_alone_is_there(
    look: Look, memory: Memory, ways: Ways, qtbot: QtBot
) -> None:
    window = window_of(PRIMARY, look, memory, ways, qtbot)
    window.banner.say("Restored.", "ok")
    assert window.banner.text == "Restored."
    assert window.show_page("members")
    assert window.current_key == "members"
