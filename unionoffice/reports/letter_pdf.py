"""Letters as a PDF: A4, margins and type as the rules for office documents have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)

from unionoffice.core.files import written_whole
from unionoffice.reports import fonts
from unionoffice.reports.head_lines import LEFT_HEADER, head_lines
from unionoffice.reports.letters import Letter
from unionoffice.reports.pdf import (
    SIGNING_SPACE,
    WIDTH,
    columns,
    frame,
    rule,
    style,
    written,
)

_SMALL = style("letter_small", 12, TA_CENTER)
_LINE = style("letter_line", 13, TA_CENTER)
_BODY = style("letter_body", 14, TA_JUSTIFY, firstLineIndent=10 * mm, spaceAfter=6)
_POINT = style("letter_point", 14, TA_JUSTIFY, leftIndent=10 * mm, spaceAfter=4)
_SECTION = style("letter_section", 14, spaceBefore=4, spaceAfter=6, keepWithNext=1)
_ADDRESS = style("letter_address", 14, TA_CENTER)
_COPIES = style("letter_copies", 11)


def write_pdf(letters: Iterable[Letter], path: Path) -> None:
    """All letters in one file; equal letters give an equal file."""
    fonts.letters_of(fonts.REGULAR)  # registers it: a page begins with it
    with written_whole(path) as partial:
        document = BaseDocTemplate(
            str(partial),
            pagesize=A4,
            title=path.stem,
            creator="UnionOffice",
            invariant=1,
            initialFontName=fonts.REGULAR,
            pageTemplates=[PageTemplate("page", [frame()])],
        )
        document.build(list(_pages(letters)))


def _pages(letters: Iterable[Letter]) -> Iterator[Flowable]:
    for place, letter in enumerate(letters):
        if place:
            yield PageBreak()
        yield from _page(letter)


def _page(letter: Letter) -> Iterator[Flowable]:
    yield _head(letter)
    yield Spacer(0, 8 * mm)
    for line in letter.heading:
        yield written(line, _ADDRESS, fonts.BOLD)
    if letter.heading:
        yield Spacer(0, 4 * mm)
    if letter.address:
        yield written(letter.address, _ADDRESS)
    yield Spacer(0, 6 * mm)
    *others, last = letter.paragraphs
    for paragraph in others:
        yield _paragraph(paragraph)
    yield KeepTogether([_paragraph(last), Spacer(0, 5 * mm), _closing(letter)])


def _paragraph(text: str) -> Flowable:
    if text.startswith("# "):
        return written(text[2:], _SECTION, fonts.BOLD)
    return written(text, _POINT if text.startswith("- ") else _BODY)


def _head(letter: Letter) -> Table:
    left: list[Flowable] = [
        written(line, _SMALL, fonts.BOLD if is_bold else fonts.REGULAR)
        for line, is_bold in head_lines(letter.upper_body, letter.organisation)
    ]
    left.append(rule(WIDTH * LEFT_HEADER * 0.4))
    left.append(Spacer(0, 3 * mm))
    left.append(written(letter.number, _LINE))
    if letter.subject:
        left.append(written(letter.subject, _SMALL))
    right: list[Flowable] = []
    for place, line in enumerate(letter.motto):
        right.append(written(line, _LINE if place else _SMALL, fonts.BOLD))
    if letter.motto:
        right.append(rule(stringWidth(letter.motto[-1], fonts.BOLD, _LINE.fontSize)))
        right.append(Spacer(0, 3 * mm))
    right.append(written(letter.date_line, _LINE, fonts.ITALIC))
    return columns(left, right, LEFT_HEADER)


def _closing(letter: Letter) -> Table:
    left: list[Flowable] = [
        written(line, _COPIES, fonts.REGULAR if place else fonts.BOLD_ITALIC)
        for place, line in enumerate(letter.recipients)
    ]
    right: list[Flowable] = [written(line, _LINE, fonts.BOLD) for line in letter.signature]
    right.append(Spacer(0, SIGNING_SPACE))
    right.append(written(letter.signatory, _LINE, fonts.BOLD))
    return columns(left, right, 0.5)
