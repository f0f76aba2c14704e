"""Letters as a document that Word and LibreOffice open and edit, laid out like the printed ones."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from unionoffice.core.files import write_whole
from unionoffice.reports.docx import (
    FONT,
    WIDTH,
    columns,
    drop_first,
    gap,
    rule,
    with_fixed_times,
    write,
)
from unionoffice.reports.head_lines import LEFT_HEADER, head_lines
from unionoffice.reports.letters import Letter


def write_docx(letters: Iterable[Letter], path: Path) -> None:
    """All letters in one document, each on a page of its own."""
    document = Document()
    _set_up(document)
    for place, letter in enumerate(letters):
        if place:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _page(document, letter)
    buffer = io.BytesIO()
    document.save(buffer)
    write_whole(path, with_fixed_times(buffer))


def _set_up(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    usual = document.styles["Normal"]
    usual.font.name, usual.font.size = FONT, Pt(14)
    for script in ("w:eastAsia", "w:cs"):
        usual.element.rPr.rFonts.set(qn(script), FONT)
    usual.paragraph_format.space_after = usual.paragraph_format.space_before = Pt(0)
    usual.paragraph_format.line_spacing = 1.0
    document.core_properties.comments = ""


def _page(document: Any, letter: Letter) -> None:
    _head(document, letter)
    gap(document, 16)
    for line in letter.heading:
        write(document, line, size=14, bold=True)
    if letter.heading:
        gap(document, 8)
    if letter.address:
        document.add_paragraph(letter.address).alignment = WD_ALIGN_PARAGRAPH.CENTER
    gap(document, 12)
    for text in letter.paragraphs:
        if text.startswith("# "):
            _section(document, text[2:])
            continue
        paragraph = document.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.space_after = Pt(6)
        if text.startswith("- "):
            paragraph.paragraph_format.left_indent = Mm(10)
        else:
            paragraph.paragraph_format.first_line_indent = Mm(10)
    gap(document, 10)
    _closing(document, letter)


def _section(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = True
    paragraph.paragraph_format.space_before = Pt(4)
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.keep_with_next = True


def _head(document: Any, letter: Letter) -> None:
    left, right = columns(document, LEFT_HEADER)
    for line, is_bold in head_lines(letter.upper_body, letter.organisation):
        write(left, line, size=12, bold=is_bold)
    rule(left, WIDTH * LEFT_HEADER, 28)
    write(left, letter.number)
    if letter.subject:
        write(left, letter.subject, size=12)
    for place, line in enumerate(letter.motto):
        write(right, line, size=13 if place else 12, bold=True)
    if letter.motto:
        rule(right, WIDTH * (1 - LEFT_HEADER), 56)
    write(right, letter.date_line, italic=True)
    for cell in (left, right):
        drop_first(cell)


def _closing(document: Any, letter: Letter) -> None:
    left, right = columns(document, 0.5)
    for place, line in enumerate(letter.recipients):
        is_heading = place == 0
        paragraph = write(left, line, size=11, bold=is_heading, italic=is_heading)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for line in letter.signature:
        write(right, line, bold=True)
    write(right, letter.signatory, bold=True).paragraph_format.space_before = Mm(22)
    for cell in (left, right):
        if len(cell.paragraphs) > 1:
            drop_first(cell)
