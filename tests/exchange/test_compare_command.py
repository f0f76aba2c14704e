"""The comparison on the command line: over the years, as a ranking, as JSON and on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest
from exchange.levels import Levels, fill, help_one_more
from support.command_line import Run

from unionoffice.core.periods import Period
from unionoffice.exchange.comparing import change_in_percent

FORM, ROW = "vn-member-benefit", "charity.fund.visit"
DAYS = ("--from", "2026-01-01", "--to", "2026-12-31")


@pytest.fixture
def district(levels: Levels) -> str:
    """A district with the returns of two primaries for 2025 and 2026."""
    district = levels.office("H1", "district")
    for place, office in enumerate(levels.primaries("T1", "T2"), 1):
        fill(office, helped=place + 2, members=place + 2, day=date(2025, 3, 12))
        if place == 1:
            help_one_more(office)
        district.enrol(office)
        old = office.send(f"{place}-2025.upack", Period.year(2025))
        assert district.statuses(old, office.send()) == ["accepted"] * 2
    district.store.close()
    return str(district.store.path)


def test_a_figure_over_the_years(run: Run, district: str) -> None:
    found = run("compare", district, FORM, ROW, *DAYS, "--back", 3, "--body", "T1", "--json").json
    assert (found["key"], found["figure"], found["by"]) == (ROW, "members", "figure")
    whole, alone = found["series"]
    assert [each["period"]["from"] for each in whole["values"]] == [
        "2024-01-01",
        "2025-01-01",
        "2026-01-01",
    ]
    assert [each["figure"] for each in whole["values"]] == [None, 7, 4]
    assert (alone["organisation"], [each["value"] for each in alone["values"]]) == (
        "T1",
        [None, 3, 2],
    )
    lines = run("compare", district, FORM, ROW, *DAYS, "--back", 2).out.splitlines()
    assert [line.split()[:2] for line in lines[2:4]] == [["2025", "7"], ["2026", "4"]]


def test_a_ranking_of_the_organisations(run: Run, district: str) -> None:
    answer = run("compare", district, FORM, ROW, *DAYS, "--rank", "--by", "change", "--json")
    ranking = answer.json["ranking"]
    assert [(each["organisation"], each["figure"], each["change"]) for each in ranking] == [
        ("T1", 2, -1),
        ("T2", 2, -2),
    ]
    assert run("compare", district, FORM, ROW, *DAYS, "--by", "change").status == 2
    told = run("compare", district, FORM, ROW, *DAYS, "--rank").out
    assert "All of them have the same: 2." in told
    assert "lowest" not in told


def test_a_comparison_on_paper(run: Run, district: str, tmp_path: Path) -> None:
    target = tmp_path / "compared.pdf"
    args = ("compare", district, FORM, ROW, *DAYS, "--out", target, "--lang", "vi")
    assert run(*args).status == 0
    words = pypdf.PdfReader(target).pages[0].extract_text()
    assert "Hỗ trợ thăm hỏi ốm đau" in words
    assert run(*args[:-4], "--out", tmp_path / "compared.doc").status == 1
    odd = ("--from", "2026-01-05", "--to", "2026-12-31")
    assert "whole years" in run("compare", district, FORM, ROW, *odd).err


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [(2000, 2001, "0.1"), (2000, 1999, "-0.1"), (0, 5, None), (5, None, None), (3, 4, "33.3")],
)
def test_half_a_tenth_of_a_change_is_rounded_up(
    before: int, now: int | None, told: str | None
) -> None:
    assert change_in_percent(before, now) == (None if told is None else Decimal(told))
