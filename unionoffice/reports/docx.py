"""A filled form as an editable document for word processors, laid out like the printed one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION_START
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from unionoffice.core.files import write_whole
from unionoffice.reports.filled import FilledForm
from unionoffice.reports.head_lines import LEFT_HEADER, head_lines
from unionoffice.reports.sheet import Line, Run, Sheet, sheet, superscript

FONT = "Times New Roman"
WIDTH = 165  # millimetres between the margins
INDENT = 3.5
TWIPS = 1440 / 25.4  # in a millimetre
SIDE = 1.5  # millimetres between a cell's edge and its words
CENTRE = WD_ALIGN_PARAGRAPH.CENTER

# Zip entries carry a time; a fixed one makes equal figures an equal file.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_docx(filled: FilledForm, path: Path, language: str) -> None:
    """Write the form as a document that Word and LibreOffice open and edit."""
    paper = sheet(filled, language)
    document = Document()
    _set_up(document, paper, filled)
    _header(document, paper)
    _heading(document, paper)
    _table(document, paper)
    _notes(document, paper)
    _closing(document, paper)
    buffer = io.BytesIO()
    document.save(buffer)
    write_whole(path, with_fixed_times(buffer))


def _set_up(document: Any, paper: Sheet, filled: FilledForm) -> None:
    section = document.sections[0]
    section.start_type = WD_SECTION_START.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    page_number(section.header.paragraphs[0])
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    for script in ("w:eastAsia", "w:cs"):
        style.element.rPr.rFonts.set(qn(script), FONT)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.line_spacing = 1.0
    properties = document.core_properties
    moment = filled.figures.generated_at.replace(tzinfo=None)
    properties.created = properties.modified = moment
    properties.title, properties.author = " ".join(paper.title), paper.organisation
    properties.language, properties.comments = paper.language, ""


def page_number(paragraph: Any) -> None:
    """The number of the page, centred in the top margin; the first page has a header of its own."""
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run._r.append(element)


def _header(document: Any, paper: Sheet) -> None:
    left, right = columns(document, LEFT_HEADER)
    for line, is_bold in head_lines(paper.upper_body, paper.organisation):
        write(left, line, size=12, bold=is_bold)
    rule(left, WIDTH * LEFT_HEADER, 28)
    for place, line in enumerate(paper.motto):
        write(right, line, size=13 if place else 12, bold=True)
    if paper.motto:
        rule(right, WIDTH * (1 - LEFT_HEADER), 56)
    for cell in (left, right):
        drop_first(cell)


def columns(document: Any, share: float) -> tuple[Any, Any]:
    """Two columns without rules, as wide as the page."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    _margins(table, 0)
    _set_widths(table, (share, 1 - share))
    left, right = table.rows[0].cells
    return left, right


def _set_widths(table: Any, parts: Iterable[float]) -> None:
    # Word reads the widths of the cells, LibreOffice those of the grid.
    for column, part in zip(table.columns, parts, strict=True):
        column.width = Mm(WIDTH * part)
        for cell in column.cells:
            cell.width = column.width
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def write(
    cell: Any, text: str, *, size: float = 13, bold: bool = False, italic: bool = False
) -> Any:
    paragraph = cell.add_paragraph()
    paragraph.alignment = CENTRE
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def rule(cell: Any, width: float, length: float) -> None:
    """A line in the middle of the cell: the upper border of a narrow empty paragraph."""
    paragraph = cell.add_paragraph()
    side = Mm((width - 2 * SIDE - length) / 2)
    paragraph.paragraph_format.space_before = Pt(2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.line_spacing = Pt(4)
    borders = OxmlElement("w:pBdr")
    borders.append(_border("w:top"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _border(side: str, kind: str = "single", size: int = 6, colour: str = "000000") -> Any:
    border = OxmlElement(side)
    for name, value in (("val", kind), ("sz", str(size)), ("space", "1"), ("color", colour)):
        border.set(qn(f"w:{name}"), value)
    return border


def drop_first(cell: Any) -> None:
    """Remove the empty paragraph that every new cell begins with."""
    first = cell.paragraphs[0]._p
    first.getparent().remove(first)


def _heading(document: Any, paper: Sheet) -> None:
    gap(document, 14)
    for place, line in enumerate(paper.title):
        is_date = place > 0 and place == len(paper.title) - 1
        write(document, line, bold=not is_date, italic=is_date)
    gap(document, 10)


def gap(document: Any, points: float) -> None:
    document.add_paragraph().paragraph_format.line_spacing = Pt(points)


def _table(document: Any, paper: Sheet) -> None:
    table = document.add_table(rows=1 + len(paper.lines), cols=len(paper.heads))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _outline(table)
    _set_widths(table, [head.width for head in paper.heads])
    # Asking a table for its rows anew walks through all of it each time.
    head, *rows = table.rows
    _repeat(head)
    for cell, column in zip(head.cells, paper.heads, strict=True):
        write(cell, column.title, bold=True)
        drop_first(cell)
        _rule_cell(cell, "w:bottom")
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    for row, line in zip(rows, paper.lines, strict=True):
        cells = row.cells
        _rule_above(cells, line)
        _fill(cells, line, paper)


def _outline(table: Any) -> None:
    """Rules around the table and between its columns, and room above and below the words."""
    table.autofit = False
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideV"):
        borders.append(_border(f"w:{side}"))
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)
    _margins(table, 40)


def _margins(table: Any, height: int) -> None:
    margins = OxmlElement("w:tblCellMar")
    side_width = round(SIDE * TWIPS)
    for side, width in zip(
        ("top", "left", "bottom", "right"), (height, side_width) * 2, strict=True
    ):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.find(qn("w:tblLayout")).addnext(margins)


def _fill(cells: Any, line: Line, paper: Sheet) -> None:
    if line.kind == "section":
        whole = cells[0].merge(cells[-1])
        whole.paragraphs[0].add_run(line.label).bold = True
        whole.paragraphs[0].paragraph_format.keep_with_next = True
        return
    figures = iter(line.cells)
    for cell, column in zip(cells, paper.heads, strict=True):
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.keep_with_next = bool(line.number)
        if column.holds == "label":
            paragraph.paragraph_format.left_indent = Mm(INDENT * line.indent)
            paragraph.add_run(line.label)
            continue
        paragraph.alignment = CENTRE
        if column.holds == "number":
            paragraph.add_run(line.number)
        else:
            _figures(paragraph, next(figures))


def _figures(paragraph: Any, runs: Iterable[Run]) -> None:
    has_words = has_figure = False
    for entry in runs:
        run = paragraph.add_run()
        if entry.figure and has_words and not has_figure:
            run.add_break()
        run.add_text(entry.text)
        run.bold = entry.figure not in ("", "share")
        has_words, has_figure = True, has_figure or bool(entry.figure)
        if entry.mark:
            paragraph.add_run(entry.mark)


def _rule_above(cells: Any, line: Line) -> None:
    """A rule above sections and numbered rows, dots above their parts, nothing above items."""
    if line.kind == "item":
        return
    for cell in cells[1:] if line.is_part else cells:
        _rule_cell(cell, "w:top", *(("dotted", 4, "808080") if line.is_part else ()))


def _rule_cell(cell: Any, side: str, *how: Any) -> None:
    borders = OxmlElement("w:tcBorders")
    borders.append(_border(side, *how))
    cell._tc.get_or_add_tcPr().append(borders)


def _repeat(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _notes(document: Any, paper: Sheet) -> None:
    gap(document, 6)
    for number, note in enumerate(paper.footnotes, 1):
        run = document.add_paragraph().add_run(f"{superscript(number)} {note}")
        run.font.size = Pt(11)
    for text, italic in (
        *((remark, False) for remark in paper.remarks),
        *((note, True) for note in paper.notes),
        *(((paper.code, False),) if paper.code else ()),
    ):
        run = document.add_paragraph().add_run(text)
        run.font.size, run.italic = Pt(11), italic


def _closing(document: Any, paper: Sheet) -> None:
    gap(document, 8)
    left, right = columns(document, 0.45)
    for place, line in enumerate(paper.recipients):
        is_heading = place == 0
        paragraph = write(left, line, size=11, bold=is_heading, italic=is_heading)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    write(right, paper.date_line, italic=True).paragraph_format.space_after = Pt(4)
    for line in paper.signature:
        write(right, line, bold=True)
    write(right, paper.signatory, bold=True).paragraph_format.space_before = Mm(22)
    for cell in (left, right):
        if len(cell.paragraphs) > 1:
            drop_first(cell)


def with_fixed_times(buffer: io.BytesIO) -> bytes:
    content = io.BytesIO()
    with (
        zipfile.ZipFile(buffer) as source,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return content.getvalue()
