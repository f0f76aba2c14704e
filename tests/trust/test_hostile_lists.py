"""Lists from other programs and hands: odd cells are read rightly or refused, never guessed."""

from __future__ import annotations

import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from spreadsheets.lists import a_text_file, a_workbook, read, read_one, records
from support.command_line import Run
from support.offices import OfficeMaker

from unionoffice.core.errors import RefusedFileError
from unionoffice.spreadsheets import legacy
from unionoffice.spreadsheets.readlist import ReadList

HEAD = ["STT", "Họ và tên", "Số CCCD", "Ngày sinh"]
AN = ["1", "Lê Văn An", "089185007123", "05/03/1985"]
READ = ("Lê Văn An", "089185007123", "1985-03-05")
COLUMNS = ("full_name", "identity_number", "birth_date")


def refused_fields(found: ReadList) -> list[str]:
    return [note.problem.field for note in found.refusals]


def part_replaced(path: Path, name: str, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts[name] = parts.get(name, b"").replace(old, new) if old else new
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    return path


def test_days_counted_from_1904_are_the_same_days(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, AN[:3])
        sheet.write_datetime(1, 3, date(1985, 3, 5), day)
        sheet.write_row(2, 0, ["2", "Lê Văn Hai", "089185007124", 31111 - 1462])  # without a format
    assert records(read_one(path), "birth_date") == [("1985-03-05",), ("1985-03-05",)]


def test_a_calendar_of_another_country_shows_the_same_day(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        buddhist = book.add_format({"num_format": "[$-D07041E]dd/mm/bbbb"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, AN[:3])
        sheet.write_datetime(1, 3, date(1985, 3, 5), buddhist)
    assert records(read_one(path), *COLUMNS) == [READ]


def test_a_year_of_another_calendar_is_refused(tmp_path: Path) -> None:
    found = read_one(a_workbook(tmp_path, [HEAD, [*AN[:3], "05/03/2528"]]))
    assert refused_fields(found) == ["birth_date"]


@pytest.mark.parametrize(
    "number", ["'089185007123", "089185007123\u00a0", "\u200b089185007123", "089 185 007 123"]
)
def test_a_number_with_signs_that_nobody_sees_is_the_number(tmp_path: Path, number: str) -> None:
    path = a_workbook(tmp_path, [HEAD, [*AN[:2], number, AN[3]]])
    assert records(read_one(path), *COLUMNS) == [READ]


@pytest.mark.parametrize("number", ["1.23457E+11", "8.9185E+10"])
def test_a_number_whose_digits_are_lost_is_refused(tmp_path: Path, number: str) -> None:
    found = read_one(a_workbook(tmp_path, [HEAD, [*AN[:2], number, AN[3]]]))
    assert refused_fields(found) == ["identity_number"]


@pytest.mark.parametrize(
    "name",
    [
        "Lê\u200b Văn\u202e An",
        "\ufeffLê Văn An\u0007",
        unicodedata.normalize("NFD", "Lê Văn An"),
        "  Lê\u00a0Văn \t An ",
    ],
)
def test_a_name_with_hidden_signs_is_the_name(tmp_path: Path, name: str) -> None:
    path = a_text_file(tmp_path, [HEAD, [AN[0], name.replace("\t", " "), *AN[2:]]])
    assert records(read_one(path), *COLUMNS) == [READ]


def test_both_ways_to_write_a_letter_are_one_person(
    run: Run, offices: OfficeMaker, tmp_path: Path
) -> None:
    office = tmp_path / "office.uoffice"
    offices.make(office).close()
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "Nguyễn Thị Ánh")
        path = a_workbook(tmp_path, [HEAD, [AN[0], name, "", AN[3]]])
        assert run("import", office, "members", path).status == 0
    assert len(run("list", office, "members", "--format", "json").json) == 1


def test_the_letter_that_looks_like_a_soft_hyphen_stays(tmp_path: Path) -> None:
    """In TCVN3 the byte of U+00AD is the letter ư."""
    back = {letter: chr(code) for code, letter in sorted(legacy._TCVN3.items(), reverse=True)}
    assert back["ư"] == "\u00ad"
    rows = [HEAD, ["1", "Lư Thị Ngưng", AN[2], AN[3]], ["2", "Trương Văn Lương", "", "1990"]]
    lines = "\r\n".join(",".join(row) for row in rows)
    path = tmp_path / "list.csv"
    path.write_bytes("".join(back.get(letter, letter) for letter in lines).encode("latin-1"))
    assert records(read_one(path), "full_name") == [("Lư Thị Ngưng",), ("Trương Văn Lương",)]


def test_macros_never_matter(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, [HEAD, AN], name="list.xlsm")
    part_replaced(path, "xl/vbaProject.bin", b"", b"\xd0\xcf\x11\xe0 Auto_Open Shell calc.exe")
    assert records(read_one(path), *COLUMNS) == [READ]


def test_formulas_that_nobody_has_calculated_are_not_taken_for_empty_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append([*AN[:2], '="0891850"&"07123"', AN[3]])
    path = tmp_path / "list.xlsx"
    book.save(path)
    with pytest.raises(RefusedFileError, match="that nobody has calculated"):
        read(path)


def test_formulas_with_their_values_are_read_by_those(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, AN[:2])
        sheet.write_formula(1, 2, '="0891850"&"07123"', value="089185007123")
        sheet.write_string(1, 3, AN[3])
        sheet.write_formula(1, 5, '=IF(A2="2","x","")', value="")
    # As Excel writes it: an empty text is a value too.
    part_replaced(path, "xl/worksheets/sheet1.xml", b'<c r="F2">', b'<c r="F2" t="str">')
    assert records(read_one(path), *COLUMNS) == [READ]


@pytest.mark.parametrize("place", ["file:///etc/passwd", "http://127.0.0.1:9/x"])
def test_nothing_is_fetched_from_elsewhere(tmp_path: Path, place: str) -> None:
    path = a_workbook(tmp_path, [HEAD, AN])
    entity = f'<!DOCTYPE sst [<!ENTITY x SYSTEM "{place}">]><sst'.encode()
    part_replaced(path, "xl/sharedStrings.xml", b"<sst", entity)
    part_replaced(path, "xl/sharedStrings.xml", "Lê Văn An".encode(), b"&x;")
    with pytest.raises(RefusedFileError):
        read(path)


def test_a_cell_longer_than_any_name_is_refused_with_its_row(tmp_path: Path) -> None:
    found = read_one(a_text_file(tmp_path, [HEAD, AN, ["2", "Lê " * 20_000, "", ""]]))
    assert records(found, *COLUMNS) == [READ]
    assert refused_fields(found) == ["full_name"]


def test_as_many_columns_as_a_sheet_has_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate((HEAD, AN)):
            sheet.write_row(row, 0, cells)
            for column in range(len(cells), 16_384):
                sheet.write_string(row, column, f"x{column}")
    assert records(read_one(path), *COLUMNS) == [READ]
