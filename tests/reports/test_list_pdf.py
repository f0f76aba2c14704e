"""Printed lists of any length: nothing lost that fits, every page with its head and number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from unionoffice.core.errors import CancelledError
from unionoffice.reports.list_pdf import PrintedColumn, PrintedList, write_list

COLUMNS = (
    PrintedColumn("STT", "right"),
    PrintedColumn("Họ và tên"),
    PrintedColumn("Ngày sinh", "centre"),
    PrintedColumn("Ghi chú"),
)
PRINTED = PrintedList("Danh sách đoàn viên", COLUMNS, "Công đoàn cơ sở Công ty May Mỹ Quý")


def _rows(count: int) -> Iterator[tuple[str, ...]]:
    for number in range(1, count + 1):
        yield (str(number), f"Nguyễn Thị Ánh {number}", "08/03/1985", "")


def _read(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def test_every_row_stands_on_some_page_under_the_head(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    count = write_list(PRINTED, _rows(60), path)
    pages = _read(path)
    assert count == len(pages) == 3
    assert all("Họ và tên" in page for page in pages)
    words = " ".join(" ".join(pages).split())
    assert all(f"Nguyễn Thị Ánh {number} 08/03/1985" in words for number in range(1, 61))
    assert "DANH SÁCH ĐOÀN VIÊN" in pages[0]
    assert "Công đoàn cơ sở Công ty May Mỹ Quý" in pages[0]
    assert pages[1].split()[0] == "2"


def test_empty_list_is_a_page_with_its_head(tmp_path: Path) -> None:
    assert write_list(PRINTED, (), tmp_path / "list.pdf") == 1
    assert "Ngày sinh" in _read(tmp_path / "list.pdf")[0]


def test_pages_are_a4_across_with_embedded_fonts(tmp_path: Path) -> None:
    write_list(PRINTED, _rows(3), tmp_path / "list.pdf")
    page = PdfReader(tmp_path / "list.pdf").pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
    for font in page["/Resources"]["/Font"].values():
        assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_text_too_long_is_cut_visibly(tmp_path: Path) -> None:
    rows = [*_rows(30), ("31", "Nguyễn Văn Dài " * 40, "1985", "")]
    write_list(PRINTED, rows, tmp_path / "list.pdf")
    assert "Nguyễn Văn Dài Nguyễn" in "".join(_read(tmp_path / "list.pdf"))
    assert "…" in "".join(_read(tmp_path / "list.pdf"))


def test_rows_are_two_lines_high_where_many_texts_need_it(tmp_path: Path) -> None:
    note = "Thăm hỏi đoàn viên nằm viện dài ngày, hoàn cảnh gia đình khó khăn, có con nhỏ"
    wide = PrintedList("Danh sách", tuple(PrintedColumn(f"Cột {place}") for place in range(6)))
    write_list(wide, [(note,) * 6] * 10, tmp_path / "list.pdf")
    words = "".join(_read(tmp_path / "list.pdf")).replace("\n", " ")
    assert words.count("Thăm hỏi đoàn viên") == 60


def test_other_alphabets_and_dangerous_signs_are_drawn(tmp_path: Path) -> None:
    texts = ("1", "Ёлкин Қанат (\\) 王小明 ₸", "😀", "\x00a\x0bb")
    write_list(PRINTED, [texts], tmp_path / "list.pdf")
    words = "".join(_read(tmp_path / "list.pdf"))
    assert "Ёлкин Қанат (\\) 王小明 ₸" in words
    assert "\ufffd" in words
    assert "ab" in words


def test_stopping_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    path.write_bytes(b"old")

    def stopped() -> Iterator[tuple[str, ...]]:
        yield from _rows(500)
        raise CancelledError

    with pytest.raises(CancelledError):
        write_list(PRINTED, stopped(), path)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["list.pdf"]


def test_same_rows_give_the_same_file(tmp_path: Path) -> None:
    write_list(PRINTED, _rows(50), tmp_path / "a.pdf")
    write_list(PRINTED, _rows(50), tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
