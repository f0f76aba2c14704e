"""Files of every format and encoding, damaged and hostile ones too."""

from __future__ import annotations

import shutil
import subprocess
import time
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from unionoffice.core.errors import CancelledError, RefusedFileError
from unionoffice.spreadsheets import legacy
from unionoffice.spreadsheets.opening import ForeignFile

from .lists import a_text_file, a_workbook, read, read_one, records

VIETNAMESE = [
    ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Đơn vị"],
    ["1", "Nguyễn Thị Ánh", "05/03/1985", "089185000001", "Phân xưởng Cắt"],
    ["2", "Đặng Hữu Lộc", "07/11/1990", "089090000002", "Tổ Cơ điện"],
    ["3", "Trần Văn Ửng", "09/12/1991", "089091000003", "Kho vận tải"],
    ["4", "Phạm Thúy Quỳnh", "19/02/1992", "089192000004", "Văn phòng"],
]
PEOPLE = [tuple(row[1:2] + row[4:]) for row in VIETNAMESE[1:]]


def in_old_letters(text: str, encoding: str) -> bytes:
    """The bytes that an old program wrote for a text."""
    if encoding == legacy.VNI:
        back = {letter: written for written, letter in legacy._VNI.items()}
        return "".join(back.get(letter, letter) for letter in text).encode("latin-1")
    table = legacy._VISCII if encoding == legacy.VISCII else legacy._TCVN3
    codes = sorted((code for code in table if code < 256), reverse=True)
    back = {table[code]: chr(code) for code in codes}
    return "".join(back.get(letter, letter) for letter in text).encode("latin-1")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_text_with_every_separator(tmp_path: Path, encoding: str, mark: str) -> None:
    found = read_one(a_text_file(tmp_path, VIETNAMESE, encoding, mark))
    assert records(found, "full_name", "unit") == PEOPLE


def test_vietnamese_windows_text(tmp_path: Path) -> None:
    rows = [[_for_cp1258(cell) for cell in row] for row in VIETNAMESE]
    found = read_one(a_text_file(tmp_path, rows, "cp1258"))
    assert records(found, "full_name", "unit") == PEOPLE


def _for_cp1258(text: str) -> str:
    """Tones apart, the other marks joined: all that this code page can write."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    written = []
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        bare = "".join(mark for mark in apart if mark not in tones)
        tone = "".join(mark for mark in apart if mark in tones)
        written.append(unicodedata.normalize("NFC", bare) + tone)
    return "".join(written)


@pytest.mark.parametrize("encoding", [legacy.TCVN3, legacy.VNI, legacy.VISCII])
def test_text_in_old_vietnamese_letters(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.csv"
    text = "\r\n".join(",".join(row) for row in VIETNAMESE)
    path.write_bytes(in_old_letters(text, encoding))

    found = read_one(path)

    assert records(found, "full_name", "unit") == PEOPLE
    assert found.encoding == encoding
    assert found.warnings[0].now == "Nguyễn Thị Ánh"


def test_letters_of_viscii_are_those_of_its_standard() -> None:
    written = "Nguy\xadn Th\xb8 \xc1nh, \xd0\xa3ng V\xe5n \xd0\xd5t, Ph\xd5m \x02\x20\xff"
    assert legacy.decoded(written, legacy.VISCII) == "Nguyễn Thị Ánh, Đặng Văn Đạt, Phạm Ẳ Ữ"


def test_russian_windows_text(tmp_path: Path) -> None:
    rows = [
        ["№ п/п", "ФИО", "Дата рождения", "Отдел"],
        ["1", "Ёлкин Пётр Ильич", "05.03.1985", "Склад"],
    ]
    found = read_one(a_text_file(tmp_path, rows, "cp1251"))
    assert records(found, "full_name", "birth_date", "unit") == [
        ("Ёлкин Пётр Ильич", "1985-03-05", "Склад")
    ]


def test_chinese_text(tmp_path: Path) -> None:
    rows = [
        ["序号", "姓名", "性别", "出生日期", "部门"],
        ["1", "张伟", "男", "1985-03-05", "一车间"],
    ]
    found = read_one(a_text_file(tmp_path, rows, "gb18030", ","))
    assert records(found, "full_name", "sex", "unit") == [("张伟", "male", "一车间")]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_workbooks_of_other_programs(tmp_path: Path) -> None:
    rows = [
        [int(cell) if cell.isdigit() and len(cell) == 1 else cell for cell in row]
        for row in VIETNAMESE
    ]
    path = a_workbook(tmp_path, rows)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for suffix in ("ods", "xls"):
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            suffix,
            "--outdir",
            str(tmp_path),
            str(path),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=100)
        found = read_one(tmp_path / f"list.{suffix}")
        assert records(found, "full_name", "unit") == PEOPLE


def test_a_page_that_calls_itself_a_workbook(tmp_path: Path) -> None:
    cells = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in VIETNAMESE
    )
    path = tmp_path / "list.xls"
    path.write_text(f"<html><meta charset=utf-8><table>{cells}</table></html>", encoding="utf-8")

    assert records(read_one(path), "full_name", "unit") == PEOPLE


def test_the_content_decides_and_not_the_suffix(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, VIETNAMESE)
    path = path.rename(tmp_path / "list.xls")

    assert len(read_one(path).numbers) == 4


def test_old_letters_are_known_by_their_font(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in VIETNAMESE[:3]:
        book.active.append([in_old_letters(cell, legacy.TCVN3).decode("latin-1") for cell in row])
    for row in book.active.iter_rows():
        for cell in row:
            cell.font = Font(name=".VnTime")
    # The font of capitals shows small letters as capitals.
    book.active["B2"] = in_old_letters("nguyễn thị ánh", legacy.TCVN3).decode("latin-1")
    book.active["B2"].font = Font(name=".VnTimeH")
    path = tmp_path / "list.xlsx"
    book.save(path)

    assert records(read_one(path), "full_name", "unit") == PEOPLE[:2]


def test_a_number_format_of_zeros_is_obeyed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["STT", "Họ và tên", "Số thẻ"])
    book.active.append([1, "Lê Văn An", 12345])
    book.active["C2"].number_format = "00000000"
    path = tmp_path / "list.xlsx"
    book.save(path)

    assert read_one(path).values["card_number"] == ["00012345"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.xlsx", b"", "is empty"),
        ("photo.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(500), "is not a spreadsheet"),
        ("paper.xls", b"%PDF-1.7 and so on", "is not a spreadsheet"),
        ("rest.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "damaged or was cut off"),
        ("rest.xlsx", b"PK\x03\x04" + bytes(300), "damaged or was cut off"),
        ("noise.csv", bytes(range(256)) * 20, "is not a spreadsheet"),
    ],
)
def test_files_that_are_no_lists(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(RefusedFileError, match=sentence):
        read(path)


def test_a_protected_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    stream = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + stream + bytes(2000))
    with pytest.raises(RefusedFileError, match="protected with a password"):
        read(path)


def _sheet_replaced(path: Path, sheet: bytes) -> None:
    """Put another XML in the place of the first sheet."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_a_bomb_is_refused_in_a_second(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, VIETNAMESE)
    row = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    _sheet_replaced(path, b"<worksheet><sheetData>" + row * 1_500_000 + b"</sheetData></worksheet>")

    begun = time.monotonic()
    with pytest.raises(RefusedFileError, match="too big"):
        read(path)
    assert time.monotonic() - begun < 1


def test_a_cell_in_the_far_corner_does_no_harm(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, VIETNAMESE)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    _sheet_replaced(path, sheet.replace(b"</sheetData>", far))

    assert records(read_one(path), "full_name", "unit") == PEOPLE


@pytest.mark.parametrize("suffix", ["xls", "dat", "bảng"])
def test_a_far_corner_does_no_harm_under_another_suffix(tmp_path: Path, suffix: str) -> None:
    path = a_workbook(tmp_path, VIETNAMESE)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    _sheet_replaced(path, sheet.replace(b"</sheetData>", far))

    other = path.rename(tmp_path / f"list.{suffix}")
    assert records(read_one(other), "full_name", "unit") == PEOPLE


def test_billion_laughs_are_refused(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, VIETNAMESE)
    lines = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    head = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">' + lines + b"]>"
    row = b'<row r="1"><c t="str"><v>&l11;</v></c></row>'
    body = b"<worksheet><sheetData>" + row + b"</sheetData></worksheet>"
    _sheet_replaced(path, head + body)

    with pytest.raises(RefusedFileError):
        read(path)


def test_every_cut_of_a_workbook_is_refused(tmp_path: Path) -> None:
    whole = a_workbook(tmp_path, VIETNAMESE).read_bytes()
    path = tmp_path / "cut.xlsx"
    for length in range(200, len(whole), len(whole) // 6):
        path.write_bytes(whole[:length])
        with pytest.raises(RefusedFileError):
            read(path)


def test_what_lies_in_the_current_folder_is_not_taken_for_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "unionoffice").mkdir()
    (tmp_path / "unionoffice" / "__init__.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    found = read_one(a_workbook(tmp_path, VIETNAMESE))
    assert records(found, "full_name", "unit") == PEOPLE


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, VIETNAMESE)
    with pytest.raises(CancelledError):
        read(path, is_cancelled=lambda: True)


def test_a_reader_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, VIETNAMESE)
    with (
        ForeignFile(path, seconds=0.0) as file,
        pytest.raises(RefusedFileError, match="takes too long"),
    ):
        list(file.frames())


def test_what_was_looked_at_ahead_comes_again(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, VIETNAMESE)
    with ForeignFile(path) as file:
        ahead = next(file.look_ahead())
        again = list(file.frames())
    with ForeignFile(path) as file:
        assert again == list(file.frames())
    assert again[0] == ahead


def test_a_file_that_is_no_list_is_refused_when_it_is_read(tmp_path: Path) -> None:
    with ForeignFile(tmp_path / "nowhere.xlsx") as file, pytest.raises(RefusedFileError):
        list(file.frames())


def test_a_sheet_can_be_asked_for_by_name(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, VIETNAMESE, VIETNAMESE[:3], names=["A", "B"])

    (found,) = read(path, sheet="B").lists
    assert (found.sheet, len(found.numbers)) == ("B", 2)
    with pytest.raises(RefusedFileError, match="no sheet “C”"):
        read(path, sheet="C")


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    read(a_workbook(tmp_path, VIETNAMESE), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (5, 5)
