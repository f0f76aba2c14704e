"""Writing lists: to .xlsx for offices and to .csv for other programs, whole or not at all."""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

import xlsxwriter

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import UserError
from unionoffice.core.files import written_whole
from unionoffice.core.formatting import show
from unionoffice.core.i18n import N_, _
from unionoffice.core.text import clean
from unionoffice.registerkit.columns import Kind
from unionoffice.spreadsheets.flags import DITTO
from unionoffice.spreadsheets.reading import UNIT_FROM_SHEET
from unionoffice.spreadsheets.readlist import ReadList, letter_of

MAX_TEXT = 32_767  # what a cell holds; XlsxWriter would drop the whole text silently
MAX_SHEET_NAME = 31
REASON = N_("Reason for refusal")
UNIT, KIND = N_("Unit"), N_("Kind")  # what the titles of groups say

_WIDTHS = {
    Kind.NAME: 28, Kind.IDENTITY_NUMBER: 15, Kind.CARD_NUMBER: 14, Kind.PHONE: 13,
    Kind.EMAIL: 26, Kind.NUMBER: 9, Kind.MONEY: 14, Kind.DAY: 12, Kind.PARTIAL_DAY: 12,
    Kind.FLAG: 8, Kind.UNIT: 24, Kind.UNITS: 30, Kind.LONG_TEXT: 40,
}  # fmt: skip
_DEFAULT_WIDTH = 20
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True)
class WrittenColumn:
    """One column of a list that is written."""

    header: str
    kind: Kind = Kind.TEXT
    width: int | None = None


@dataclass(frozen=True)
class WrittenList:
    """What is written: a title over the list (none when empty), its columns and its rows."""

    title: str
    columns: Sequence[WrittenColumn]
    rows: Iterable[Sequence[Any]]
    name: str = ""


def write_list(target: Path, written: WrittenList, language: str | None = None) -> None:
    """Write a list as .xlsx or .csv, as the suffix of the target says."""
    match target.suffix.lower():
        case ".xlsx":
            with written_whole(target) as partial:
                _write_workbook(partial, [written], language)
        case ".csv":
            with written_whole(target) as partial:
                _write_csv(partial, written, language)
        case suffix:
            raise UserError(
                N_("A list cannot be written as “{suffix}”. Choose .xlsx or .csv."), suffix=suffix
            )


def write_rejects(target: Path, lists: Iterable[ReadList]) -> None:
    """Write the refused rows in the columns in which they came, with the reason beside each."""
    sheets = [_rejects_of(read) for read in lists if read.refusals]
    with written_whole(target) as partial:
        _write_workbook(partial, sheets or [WrittenList("", (WrittenColumn(_(REASON)),), ())], None)


def _rejects_of(read: ReadList) -> WrittenList:
    reasons: dict[int, list[str]] = {}
    for note in read.refusals:
        said = f"{note.value}: {note.why}" if note.value else note.why
        reasons.setdefault(note.row, []).append(said)
    headers = [WrittenColumn(c.header or letter_of(c.index)) for c in read.columns]
    unit_of = _groups_of(read)
    if unit_of is not None:
        headers.append(WrittenColumn(_(UNIT) if "unit" in read.values else _(KIND)))
    # What stands above the list does not go along: each row says it itself.
    headers.extend(WrittenColumn(_(told.label)) for told in read.told.values())
    above = [told.shown for told in read.told.values()]
    rows = [
        [*_as_they_were(read, row), *([unit_of(row)] if unit_of else []), *above, " ".join(why)]
        for row, why in sorted(reasons.items())
    ]
    return WrittenList("", (*headers, WrittenColumn(_(REASON), width=60)), rows, read.sheet)


def _groups_of(read: ReadList) -> Callable[[int], str] | None:
    """The unit by whose title a row stood, where no column of the list says it."""
    if any(column.field == "unit" for column in read.columns):
        return None
    above = next((n.now for n in read.warnings if n.problem.message == UNIT_FROM_SHEET), None)
    if above is not None:
        return lambda _row: above
    if not read.groups:
        return None
    return lambda row: group.name if (group := read.group_over(row)) else ""


def _as_they_were(read: ReadList, row: int) -> list[Any]:
    """The row's cells; what "the same as above" stood for is written out, as that row may lack."""
    cells = read.cells(row)
    for place, cell in enumerate(cells):
        if cell in DITTO:
            above = read.raw.columns[place][read.first_row - 1 : row - 1]
            cells[place] = next((c for c in reversed(above) if c != "" and c not in DITTO), cell)
    # An int in a raw cell is the ordinal of a day; numbers are floats.
    return [dt.date.fromordinal(cell) if type(cell) is int else cell for cell in cells]


def _write_workbook(target: Path, sheets: Sequence[WrittenList], language: str | None) -> None:
    book = xlsxwriter.Workbook(
        str(target),
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        },
    )
    try:
        writer = _BookWriter(book, language)
        for sheet in sheets:
            writer.write(sheet)
    finally:
        book.close()


class _BookWriter:
    """Writes lists into the sheets of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook, language: str | None) -> None:
        self._book = book
        self._language = language
        font = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
        self._title = book.add_format({**font, "bold": True, "font_size": 14})
        self._header = book.add_format(
            {**font, "bold": True, "border": 1, "text_wrap": True, "align": "center",
             "bg_color": "#E8EEF4"}
        )  # fmt: skip
        self._plain = book.add_format({**font, "border": 1})
        self._text = book.add_format({**font, "border": 1, "num_format": "@"})
        self._wrapped = book.add_format({**font, "border": 1, "text_wrap": True})
        self._day = book.add_format({**font, "border": 1, "num_format": "dd/mm/yyyy"})
        self._money = book.add_format({**font, "border": 1, "num_format": "#,##0.##"})
        self._whole_money = book.add_format({**font, "border": 1, "num_format": "#,##0"})
        self._names: set[str] = set()

    def write(self, written: WrittenList) -> None:
        sheet = self._book.add_worksheet(self._name_for(written))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&C&P / &N")
        top = 0
        if written.title:
            sheet.write_string(0, 0, clean(written.title)[:MAX_TEXT], self._title)
            top = 2
        for place, column in enumerate(written.columns):
            sheet.set_column(place, place, column.width or _WIDTHS.get(column.kind, _DEFAULT_WIDTH))
            sheet.write_string(top, place, clean(column.header), self._header)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        kinds = [column.kind for column in written.columns]
        last = top
        for last, row in enumerate(written.rows, top + 1):
            for place, (kind, value) in enumerate(zip(kinds, row, strict=True)):
                self._write_cell(sheet, last, place, kind, value)
        if last > top and written.columns:
            sheet.autofilter(top, 0, last, len(written.columns) - 1)

    def _name_for(self, written: WrittenList) -> str:
        wanted = clean(written.name or written.title).translate(_NOT_IN_SHEET_NAMES).strip(" '")
        base = (wanted or "1")[:MAX_SHEET_NAME].strip(" '")
        name, number = base, 1
        while name.lower() in self._names or name.lower() == "history":
            number += 1
            name = f"{base[: MAX_SHEET_NAME - 4]} {number}"
        self._names.add(name.lower())
        return name

    def _write_cell(self, sheet: Any, row: int, column: int, kind: Kind, value: Any) -> None:
        match value:
            case None | "":
                sheet.write_blank(row, column, None, self._plain)
            case bool():
                sheet.write_string(row, column, "x" if value else "", self._plain)
            case int() | float():
                sheet.write_number(row, column, value, self._plain)
            case Decimal():
                whole = value == value.to_integral_value()
                written = self._whole_money if whole else self._money
                sheet.write_number(row, column, float(value), written)
            case PartialDate() if value.is_exact:
                self._write_day(sheet, row, column, value.first_day)
            case dt.datetime():
                self._write_text(sheet, row, column, show(value, self._language), self._plain)
            case dt.date():
                self._write_day(sheet, row, column, value)
            case PartialDate():
                self._write_text(sheet, row, column, show(value, self._language), self._text)
            case _:
                kept = self._wrapped if kind is Kind.LONG_TEXT else self._format_for(kind)
                self._write_text(sheet, row, column, _as_text(value, self._language), kept)

    def _format_for(self, kind: Kind) -> Any:
        digits = (Kind.IDENTITY_NUMBER, Kind.CARD_NUMBER, Kind.PHONE)
        return self._text if kind in digits else self._plain

    def _write_day(self, sheet: Any, row: int, column: int, day: dt.date) -> None:
        if day.year < 1900:  # Excel knows no earlier days
            self._write_text(sheet, row, column, show(day, self._language), self._text)
        else:
            sheet.write_datetime(row, column, dt.datetime(day.year, day.month, day.day), self._day)

    @staticmethod
    def _write_text(sheet: Any, row: int, column: int, text: str, kept: Any) -> None:
        sheet.write_string(row, column, _writable(text)[:MAX_TEXT], kept)


def _as_text(value: Any, language: str | None) -> str:
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)
    return value if isinstance(value, str) else show(value, language)


def _writable(text: str) -> str:
    """Without the characters that no XML may hold; line breaks stay."""
    return "\n".join(clean(line) for line in text.split("\n"))


def _write_csv(target: Path, written: WrittenList, language: str | None) -> None:
    with target.open("w", encoding="utf-8-sig", newline="") as stream:
        _fill_csv(stream, written, language)


def print_csv(written: WrittenList, language: str | None = None) -> None:
    """Write a list as CSV to standard output."""
    _fill_csv(sys.stdout, written, language)


def _fill_csv(stream: TextIO, written: WrittenList, language: str | None) -> None:
    writer = csv.writer(stream)
    writer.writerow([_harmless(column.header) for column in written.columns])
    for row in written.rows:
        writer.writerow([_csv_cell(value, language) for value in row])


def _csv_cell(value: Any, language: str | None) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "x" if value else ""
        case int() | float() | Decimal():
            return str(value)
        case _:
            return _harmless(_as_text(value, language))


def _harmless(text: str) -> str:
    """A text that Excel would take for a formula gets an apostrophe in front."""
    text = _writable(text)
    return f"'{text}" if text.startswith(_DANGEROUS) else text
