"""Merged cells are found without calamine's second pass, and the same as it would find."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from unionoffice.spreadsheets import merged_cells
from unionoffice.spreadsheets.frames import Format, SheetFrame
from unionoffice.spreadsheets.merged_cells import EMPTY_LIST, MergedCells, merged_in
from unionoffice.spreadsheets.workbooks import workbook_frames


def a_book(folder: Path, **options: bool) -> Path:
    """Two sheets with merged cells, and words in a cell that look like the list of them."""
    path = folder / "book.xlsx"
    with xlsxwriter.Workbook(str(path), options) as book:
        for name, shift in (("Tổ 1", 0), ("Tổ <2>", 3)):
            sheet = book.add_worksheet(name)
            sheet.merge_range(shift, 0, shift, 27, "DANH SÁCH mergeCells")
            sheet.merge_range(shift + 2, 1, shift + 9, 1, "<mergeCells><mergeCell ref='A1:B2'/>")
        book.add_worksheet("Không gộp").write(0, 0, "Đào")
    return path


def repacked(path: Path, compression: int) -> Path:
    """The same parts in an archive that is written in another way."""
    again = path.with_name("again.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(again, "w", compression) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return again


def by_calamine(path: Path) -> list[list[tuple[int, ...]]]:
    book = CalamineWorkbook.from_path(path)
    sheets = map(book.get_sheet_by_name, book.sheet_names)
    return [[(*first, *last) for first, last in each.merged_cell_ranges or []] for each in sheets]


def by_us(path: Path) -> list[list[tuple[int, ...]]]:
    frames = list(workbook_frames(path, Format.XLSX))
    return [list(frame.merged) for frame in frames if isinstance(frame, SheetFrame)]


def test_the_list_put_before_a_sheet_leaves_its_checksum_as_it_was() -> None:
    assert zlib.crc32(EMPTY_LIST) == 0
    assert zlib.crc32(EMPTY_LIST + b"<worksheet/>") == zlib.crc32(b"<worksheet/>")


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_all_sheets_have_the_merged_cells_that_calamine_finds(
    tmp_path: Path, compression: int
) -> None:
    path = repacked(a_book(tmp_path), compression)
    assert by_us(path) == by_calamine(path)
    assert by_us(path)[0] == [(0, 0, 0, 27), (2, 1, 9, 1)]


def test_calamine_looks_no_further_than_the_empty_list(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    merged = MergedCells(path)
    assert all(merged.of(name) is not None for name in ("Tổ 1", "Tổ <2>", "Không gộp"))
    seen = CalamineWorkbook.from_filelike(merged.workbook)
    plain = CalamineWorkbook.from_path(path)
    for name in plain.sheet_names:
        sheet = seen.get_sheet_by_name(name)
        assert sheet.merged_cell_ranges == []
        assert sheet.to_python() == plain.get_sheet_by_name(name).to_python()


@pytest.mark.parametrize("how", ["bzip2", "comment before", "other name"])
def test_an_odd_archive_is_left_to_calamine(tmp_path: Path, how: str) -> None:
    path = a_book(tmp_path)
    if how == "bzip2":
        path = repacked(path, zipfile.ZIP_BZIP2)
    elif how == "comment before":
        path.write_bytes(b"#!" + path.read_bytes())
    else:
        content = path.read_bytes()
        path.write_bytes(content.replace(b"xl/worksheets/sheet1", b"XL/worksheets/sheet1", 1))
    assert MergedCells(path).of("Tổ 1") is None
    assert MergedCells(path).workbook.getvalue() == path.read_bytes()


def test_a_sheet_with_a_wrong_checksum_is_damaged(tmp_path: Path) -> None:
    path = repacked(a_book(tmp_path), zipfile.ZIP_STORED)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"<pageMargins", b"<pageMargims"))
    with pytest.raises(zipfile.BadZipFile, match="CRC"):
        list(workbook_frames(path, Format.XLSX))


def test_a_long_list_is_read_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = b"".join(b'<x:mergeCell ref="A%d:AB%d" />' % (n, n + 1) for n in range(1, 500, 2))
    sheet = b"<x:v>mergeCells</x:v>%b<x:mergeCells count='250'>%b</x:mergeCells>%b" % (
        b" " * 900,
        entries,
        b'<mergeCell ref="A1:B2"/>',
    )
    expected = [(n - 1, 0, n, 27) for n in range(1, 500, 2)]
    for piece in (300, 1000, 4096, 1 << 20):
        monkeypatch.setattr(merged_cells, "_PIECE", piece)
        assert merged_in(io.BytesIO(sheet)) == expected
