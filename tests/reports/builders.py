"""Filled forms for the tests: the figures of a known year, and extreme ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from unionoffice.core.periods import Period
from unionoffice.reports.filled import (
    FilledForm,
    FormFigures,
    HeadCount,
    Letterhead,
    Missing,
    Organisation,
    RowFigures,
    Source,
)
from unionoffice.reports.forms import Form, open_form, parse_form

INDICATORS = frozenset(
    [
        "policy",
        "agreement.turns",
        "agreement.members",
        "dialogue.turns",
        "dialogue.members",
        "preference",
        "health",
        "health.province",
        "health.primary",
        "charity",
        "charity.fund",
        "charity.fund.housing",
        "charity.fund.visit",
        "charity.loan",
        "charity.other",
        "spiritual",
        "political",
        "political.study",
        "political.training",
    ]
)
HANOI = timezone(timedelta(hours=7))
AT = datetime(2017, 12, 31, 8, 0, tzinfo=HANOI)
LONG_AGO = datetime(2017, 12, 30, 9, 30, tzinfo=UTC)

YEAR_2017: Mapping[str, Mapping[str, Any]] = {
    "policy": {
        "result": 5,
        "titles": (
            "Góp ý dự thảo Nghị định về tiền lương tối thiểu vùng",
            "Góp ý Luật Bảo hiểm xã hội",
            "Góp ý quy chế đào tạo nghề của tỉnh",
        ),
    },
    "agreement": {"result": 4, "members": 60},
    "dialogue": {"result": 3, "members": 99},
    "preference": {"result": 234},
    "health": {"members": 60},
    "health.province": {"members": 25},
    "health.primary": {"members": 48},
    "charity": {"total": 99, "members": 69},
    "charity.fund": {"total": 51, "members": 34},
    "charity.fund.housing": {"total": 4, "members": 3},
    "charity.fund.visit": {"total": 39, "members": 25},
    "charity.loan": {"total": 6, "members": 5},
    "charity.other": {"total": 75, "members": 54},
    "spiritual": {"total": 205, "members": 157, "by_head_count": HeadCount(150, 120)},
    "political": {"total": 70, "members": 49},
    "political.study": {"total": 49, "members": 29},
    "political.training": {"total": 31, "members": 26},
}


def the_form() -> Form:
    return open_form("vn-member-benefit", INDICATORS)


def the_rows(figures: Mapping[str, Mapping[str, Any]] = YEAR_2017) -> tuple[RowFigures, ...]:
    rows = (RowFigures(key=key, **values) for key, values in figures.items())
    return tuple(
        replace(row, by_head_count=HeadCount())
        if row.total is not None and row.by_head_count is None
        else row
        for row in rows
    )


def the_figures(**changes: Any) -> FormFigures:
    """The year 2017 of an invented primary union."""
    figures = FormFigures(
        appendix="vn-member-benefit",
        appendix_version=1,
        organisation=Organisation("AG-017", "Công đoàn cơ sở Công ty May Mỹ Quý", "primary"),
        period=Period.year(2017),
        generated_at=AT,
        rows=the_rows(),
    )
    return replace(figures, **changes)


def the_letterhead(**changes: Any) -> Letterhead:
    letterhead = Letterhead(
        upper_body="Liên đoàn Lao động thành phố Long Xuyên",
        place="An Giang",
        signatory="Nguyễn Thị Hằng",
    )
    return replace(letterhead, **changes)


def a_filled_form(**changes: Any) -> FilledForm:
    return FilledForm(the_form(), the_figures(**changes), the_letterhead())


def a_corrected_form() -> FilledForm:
    rows = tuple(
        row.corrected("members", 62, "Hai người được bổ sung theo danh sách giấy", "N. T. Hằng", AT)
        if row.key == "agreement"
        else row
        for row in the_rows()
    )
    return a_filled_form(rows=rows)


def a_zero_form() -> FilledForm:
    zero = {
        key: {name: () if name == "titles" else 0 for name in row if name != "by_head_count"}
        for key, row in YEAR_2017.items()
    }
    return a_filled_form(rows=the_rows(zero))


def a_large_form(policies: int = 60) -> FilledForm:
    """Seven digits everywhere and many policies, as a national federation may have them."""
    titles = tuple(f"Góp ý dự thảo văn bản số {number}" for number in range(1, policies + 1))
    large: dict[str, dict[str, Any]] = {
        key: {
            name: 2_345_678 if name == "total" else 1_234_567
            for name in row
            if name in "result total members"
        }
        for key, row in YEAR_2017.items()
    }
    large["policy"]["titles"] = titles
    return a_filled_form(rows=the_rows(large))


def a_consolidated_form(missing: int = 2) -> FilledForm:
    """What a district sums from its primaries, some of which have not reported."""
    return FilledForm(
        the_form(),
        the_figures(
            organisation=Organisation("LX", "Liên đoàn Lao động thành phố Long Xuyên", "district"),
            sources=tuple(Source(f"T{number}", 1) for number in range(1, 11)),
            missing=tuple(
                Missing(f"M{number}", f"Công đoàn cơ sở Trường Tiểu học số {number}")
                for number in range(1, missing + 1)
            ),
        ),
        the_letterhead(upper_body="Liên đoàn Lao động tỉnh An Giang"),
    )


ANOTHER_FORM = """
id = "another"
version = 3
languages = ["ru"]
name.ru = "Форма 9"
title.ru = ["СВЕДЕНИЯ О КОЛЛЕКТИВНЫХ ДОГОВОРАХ"]
column = [
    { key = "what", holds = "label", width = 50, title.ru = "Показатель" },
    { key = "a", holds = "figures", width = 20, title.ru = "Случаев" },
    { key = "b", holds = "figures", width = 20, title.ru = "Человек" },
    { key = "c", holds = "figures", width = 10, title.ru = "Доля" },
]

[[section]]
label.ru = "Раздел I"

[[section.row]]
key = "talks"
label.ru = "Переговоры"
figures.result = { indicator = "agreement.turns", count = "turns" }
cells.a.ru = "{result}"

[[section.row]]
key = "help"
label.ru = "Материальная помощь"
figures.result = { indicator = "charity", count = "turns" }
figures.total = { indicator = "charity", count = "people" }
figures.members = { indicator = "charity", count = "members" }
cells.a.ru = "{result} случаев"
cells.b.ru = "всего {total}, из них членов профсоюза {members} чел."
cells.c.ru = "{share}"
"""


def another_filled_form() -> FilledForm:
    """A form of another country: three columns of figures, and nothing that may be left out."""
    rows = (
        RowFigures("talks", result=3),
        RowFigures("help", 1200, 1100, 55, by_head_count=HeadCount(100, 5)),
    )
    return FilledForm(
        parse_form(ANOTHER_FORM.encode(), "another.toml", INDICATORS),
        the_figures(appendix="another", appendix_version=3, rows=rows),
        Letterhead(),
    )
