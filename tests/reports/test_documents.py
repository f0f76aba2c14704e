"""Workbooks and documents: real numbers, editable text, the same look, nothing that runs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader
from reports.builders import (
    YEAR_2017,
    a_consolidated_form,
    a_corrected_form,
    a_filled_form,
    a_large_form,
    a_zero_form,
    another_filled_form,
    the_form,
    the_rows,
)

from unionoffice.core.errors import UserError
from unionoffice.reports.documents import SUFFIXES, check_suffix, write
from unionoffice.reports.filled import FilledForm, Organisation, RowFigures


def _sheet(filled: FilledForm, folder: Path, language: str = "vi") -> Worksheet:
    path = folder / "form.xlsx"
    write(filled, path, language)
    book = load_workbook(path)
    assert book.active is not None
    return book.active


def _numbers(sheet: Worksheet) -> list[float]:
    """All real numbers on a sheet in reading order."""
    return [
        cell.value
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    ]


def _expected(figures: Mapping[str, Mapping[str, object]]) -> list[float]:
    numbers: list[float] = []
    for row in (RowFigures(key, **values) for key, values in figures.items()):
        counts = (row.result, row.total, row.members)
        numbers.extend(count for count in counts if count is not None)
        if row.share is not None:
            numbers.append(float(row.share / 100))
    return numbers


def test_every_figure_of_the_workbook_is_a_number(tmp_path: Path) -> None:
    assert _numbers(_sheet(a_filled_form(), tmp_path)) == _expected(YEAR_2017)


def test_workbook_carries_every_label_and_the_words_of_the_cells(tmp_path: Path) -> None:
    sheet = _sheet(a_filled_form(), tmp_path)
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    assert {row.label["vi"] for row in the_form().rows()} <= texts
    assert "Trong đó đoàn viên công đoàn (chiếm tỷ lệ %):" in texts
    assert "- Góp ý Luật Bảo hiểm xã hội" in texts


def test_share_of_nothing_is_a_dash_and_no_number(tmp_path: Path) -> None:
    sheet = _sheet(a_zero_form(), tmp_path)
    assert set(_numbers(sheet)) == {0}
    assert any(str(cell.value).strip() == "(–)" for row in sheet.iter_rows() for cell in row)


def test_formats_carry_brackets_and_footnote_marks(tmp_path: Path) -> None:
    sheet = _sheet(a_corrected_form(), tmp_path)
    formats = {
        str(cell.value): cell.number_format
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }
    assert formats["62"] == r"[$-42A]#,##0\¹"
    assert formats["0.697"] == r"[$-42A]\ \(0.0\ %\)"


def test_workbook_is_set_up_for_a4_with_the_head_on_every_page(tmp_path: Path) -> None:
    sheet = _sheet(a_large_form(), tmp_path)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.print_title_rows is not None
    assert sheet.page_margins.left == pytest.approx(30 / 25.4)
    assert len(sheet.row_breaks.brk) >= 3
    assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value} == {
        "Times New Roman"
    }


def test_row_above_a_numbered_one_is_closed_by_a_line_of_its_own(tmp_path: Path) -> None:
    """Where a page ends between the two, the line above the next row stands on the next page."""
    sheet = _sheet(a_filled_form(), tmp_path)
    numbers = {str(sheet.cell(row, 1).value): row for row in range(2, sheet.max_row + 1)}
    for row in (numbers[str(number)] for number in range(3, 9)):
        above = [sheet.cell(row - 1, column).border.bottom.style for column in range(1, 5)]
        assert above == ["thin"] * 4, row


@pytest.mark.parametrize("filled", [a_filled_form(), a_consolidated_form(2)])
def test_workbook_is_printed_on_as_many_pages_as_the_paper(
    filled: FilledForm, tmp_path: Path
) -> None:
    sheet = _sheet(filled, tmp_path)
    write(filled, tmp_path / "paper.pdf", "vi")
    pages = len(PdfReader(tmp_path / "paper.pdf").pages)
    assert len(sheet.row_breaks.brk) + 1 == pages == 2


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_prints_the_workbook_on_those_pages(tmp_path: Path) -> None:
    write(a_consolidated_form(2), tmp_path / "form.xlsx", "vi")
    office = ("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/lo")
    convert = ("--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "form.xlsx"))
    subprocess.run([*office, *convert], check=True, capture_output=True, timeout=110)
    assert len(PdfReader(tmp_path / "form.pdf").pages) == 2


@pytest.mark.parametrize("missing", range(0, 22, 3))
def test_signature_never_stands_below_the_head_of_the_table_alone(
    missing: int, tmp_path: Path
) -> None:
    sheet = _sheet(a_consolidated_form(missing), tmp_path)
    last_row = [*the_form().rows()][-1].label["vi"]
    (row,) = [cell.row for line in sheet.iter_rows() for cell in line if cell.value == last_row]
    assert max(mark.id for mark in sheet.row_breaks.brk) < row


DANGEROUS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x","y")',
    "http://x.example",
    "＝1",
)


def _dangerous_form() -> FilledForm:
    rows = tuple(
        row if row.titles is None else RowFigures(row.key, result=9, titles=DANGEROUS)
        for row in the_rows()
    )
    return a_filled_form(rows=rows, organisation=Organisation("X", "=cmd|' /C calc'!A0", "primary"))


def test_nothing_in_a_workbook_is_a_formula_or_a_link(tmp_path: Path) -> None:
    sheet = _sheet(_dangerous_form(), tmp_path)
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert "=CMD|' /C CALC'!A0" in {cell.value for cell in cells}


def test_control_characters_do_not_reach_a_document(tmp_path: Path) -> None:
    name = "May\x00 \x0bMỹ\ufffe\ud800 Quý\u202e"
    filled = a_filled_form(organisation=Organisation("X", name, "primary"))
    for suffix in SUFFIXES[:3]:
        write(filled, tmp_path / f"form{suffix}", "vi")
    text = "\n".join(
        paragraph.text
        for paragraph in Document(str(tmp_path / "form.docx")).tables[0].cell(0, 0).paragraphs
    )
    assert "MAY MỸ QUÝ" in text


def test_document_is_a_real_table_with_a_repeated_head(tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    write(a_filled_form(), path, "vi")
    document = Document(str(path))
    table = document.tables[1]
    assert [cell.text for cell in table.rows[0].cells] == [
        column.title["vi"] for column in the_form().columns
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    texts = {cell.text for row in table.rows for cell in row.cells}
    assert {row.label["vi"] for row in the_form().rows()} <= texts
    assert "Trong đó đoàn viên công đoàn (chiếm tỷ lệ %): \n69 (69,7 %)" in texts
    assert document.styles["Normal"].font.name == "Times New Roman"


# Word calls a file damaged whose properties do not stand in the order of the standard.
ORDERS = {
    "w:pPr": "pStyle keepNext keepLines pBdr shd tabs spacing ind jc rPr",
    "w:tcPr": "tcW gridSpan vMerge tcBorders shd tcMar vAlign",
    "w:trPr": "cantSplit tblHeader",
    "w:tblPr": "tblStyle tblW jc tblBorders tblLayout tblCellMar tblLook",
}


@pytest.mark.parametrize("element", ORDERS)
def test_properties_in_a_document_stand_in_the_order_of_the_standard(
    element: str, tmp_path: Path
) -> None:
    path = tmp_path / "form.docx"
    write(a_corrected_form(), path, "vi")
    order = [qn(f"w:{name}") for name in ORDERS[element].split()]
    groups = list(Document(str(path)).element.body.iter(qn(element)))
    assert groups
    for group in groups:
        places = [order.index(child.tag) for child in group]
        assert places == sorted(places)


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".docx", ".json"])
def test_same_figures_give_the_same_file(suffix: str, tmp_path: Path) -> None:
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    write(a_corrected_form(), first, "vi")
    write(a_corrected_form(), second, "vi")
    assert first.read_bytes() == second.read_bytes()


def test_json_is_written_as_scripts_expect_it(tmp_path: Path) -> None:
    path = tmp_path / "form.JSON"
    write(a_consolidated_form(), path, "vi")
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["missing"][1]["name"] == "Công đoàn cơ sở Trường Tiểu học số 2"


@pytest.mark.parametrize("name", ["form.txt", "form", "form.pdf.exe"])
def test_name_that_says_no_document_is_refused_before_anything_is_written(
    name: str, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match=re.escape(name)):
        check_suffix(tmp_path / name)
    with pytest.raises(UserError):
        write(a_filled_form(), tmp_path / name, "vi")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_missing_folder_is_said_in_a_sentence(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        write(a_filled_form(), tmp_path / "nowhere" / f"form{suffix}", "vi")


def test_another_form_needs_no_other_program(tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        write(another_filled_form(), tmp_path / f"form{suffix}", "ru")
    words = "".join(page.extract_text() for page in PdfReader(tmp_path / "form.pdf").pages)
    assert "СВЕДЕНИЯ О КОЛЛЕКТИВНЫХ ДОГОВОРАХ" in words
    assert "5,0 %" in words
    sheet = load_workbook(tmp_path / "form.xlsx").active
    assert sheet is not None
    assert _numbers(sheet) == [3, 1200, 1100, 55, 0.05]
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert "всего …, из них членов профсоюза … чел." in texts


def test_libreoffice_opens_both_and_shows_what_the_paper_shows(tmp_path: Path) -> None:
    sources = [tmp_path / "workbook.xlsx", tmp_path / "document.docx"]
    for source in sources:
        write(a_corrected_form(), source, "vi")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            *map(str, sources),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    for source in sources:
        pages = PdfReader(source.with_suffix(".pdf")).pages
        words = re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
        for text in ("62¹", "69(69,7%)", "25(64,1%)", "Quyềnlợichínhtrị:", "TM.BANCHẤPHÀNH"):
            assert text in words, (source.name, text)
        assert len(pages) <= 3
        starts = [page.extract_text().split()[0] for page in pages]
        assert starts[1:] == [str(number) for number in range(2, len(pages) + 1)]
