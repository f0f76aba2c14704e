"""A district of whose bodies one reports by workbook, and how a workbook is filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from exchange.levels import YEAR, YEAR_END, Levels
from openpyxl import load_workbook

from unionoffice.core.periods import Period
from unionoffice.exchange.blanks import Blanks
from unionoffice.exchange.unsigned import UnsignedReturns
from unionoffice.registers.organisation.model import Organisation
from unionoffice.spreadsheets.opening import RawSheet

FILE = Path(__file__).parents[1] / "data" / "forms" / "typed.toml"
QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))
Values = Mapping[tuple[str, str], Any]
ALL = {
    ("policy", "result"): 2,
    ("meetings", "result"): 5,
    ("strikes", "total"): 10,
    ("strikes", "members"): 4,
}


class ByWorkbook:
    """A district, one body below it that has no program and one that has."""

    def __init__(self, levels: Levels) -> None:
        self.district = levels.office("H1", "district")
        self.signing = levels.office("T2", parent="H1")
        self.district.enrol(self.signing)
        with self.district.store.writing("test") as session:
            body = Organisation(code="T1", name="CĐCS Chợ", level="primary", founded_on=None)
            session.add(body)
        self.forms = self.district.reporting.forms
        self.quarter = self.forms.open(FILE)
        self.blanks = Blanks(self.district.store, lambda: YEAR_END)
        self.unsigned = UnsignedReturns(self.district.store, self.forms, lambda: YEAR_END)
        self.folder = self.district.folder
        self.sheet: list[RawSheet] = []

    def blank(self, period: Period = QUARTER) -> Path:
        form = self.quarter if period == QUARTER else self.district.form
        (path,) = self.blanks.write(form, period, self.folder, ["T1"])
        return path

    def statuses(self, path: Path) -> list[tuple[str, str]]:
        return [(file.status, file.why or "") for file in self.district.collect(path)]

    def numbers(self, key: str, period: Period = QUARTER) -> tuple[Any, ...]:
        form = self.district.form if period == YEAR else self.quarter
        row = self.district.reporting.figures(form, period).row(key)
        assert row is not None
        return row.result, row.total, row.members


def fill_in(path: Path, values: Values, change: Callable[[Any], None] | None = None) -> Path:
    """Write into the cells where the workbook itself says that these figures stand."""
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and "=" in cell.value and " " in f"{cell.value} ":
                key = sheet.cell(cell.row, cell.column - 1).value
                for part in cell.value.split():
                    name, _sign, letters = part.partition("=")
                    if (key, name) in values:
                        sheet[f"{letters}{cell.row}"] = values[key, name]
    if change is not None:
        change(sheet)
    book.save(path)
    return path


def rewrite(sheet: Any, name: str, value: str) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == name:
                sheet.cell(cell.row, cell.column + 1).value = value
                return
