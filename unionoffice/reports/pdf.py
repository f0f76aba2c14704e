"""A filled form on paper: A4, laid out as Vietnamese offices lay out their documents."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color, black
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.paraparser import ParaFrag

from unionoffice.core.files import written_whole
from unionoffice.reports import fonts
from unionoffice.reports.filled import FilledForm
from unionoffice.reports.head_lines import HEADER_GAP, LEFT_HEADER, head_lines
from unionoffice.reports.parts_pdf import parts_story
from unionoffice.reports.qr import draw_qr
from unionoffice.reports.sheet import Line, Run, Sheet, sheet, superscript

TOP, BOTTOM, LEFT, RIGHT = 20 * mm, 20 * mm, 30 * mm, 15 * mm
WIDTH = A4[0] - LEFT - RIGHT
INDENT = 3.5 * mm
SIGNING_SPACE = 22 * mm
QR_BOTTOM, QR_WIDTH = 5.5 * mm, 13 * mm  # below the frame, above what printers leave white
MOST_RECIPIENTS_BESIDE = 30
MOST_NOTES_KEPT = 3

# Every cell of a table names a font, also where it holds paragraphs; the usual one is not embedded.
_EMBEDDED = ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR)
_HAIR = Color(0.5, 0.5, 0.5)


def style(name: str, size: float, align: int = TA_LEFT, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(
        name, fontName=fonts.REGULAR, fontSize=size, leading=size * 1.15, alignment=align, **more
    )


_HEADER = style("header", 12, TA_CENTER)
_MOTTO = style("motto", 13, TA_CENTER)
_CENTRED = style("centred", 13, TA_CENTER)
_CELL = style("cell", 13)
_NOTE = style("note", 11, spaceAfter=2)
_RECIPIENTS = style("recipients", 11)


def write_pdf(filled: FilledForm, path: Path, language: str) -> None:
    """Write the form as a PDF; equal figures give an equal file, byte for byte."""
    paper = sheet(filled, language)
    fonts.letters_of(fonts.REGULAR)  # registers it: a page begins with it
    with written_whole(path) as partial:
        document = BaseDocTemplate(
            str(partial),
            pagesize=A4,
            title=" ".join(paper.title),
            author=paper.organisation,
            creator="UnionOffice",
            lang=paper.language,
            invariant=1,
            initialFontName=fonts.REGULAR,
            pageTemplates=[
                PageTemplate("page", [frame()], onPage=functools.partial(_mark_page, paper))
            ],
        )
        parts = parts_story(filled, paper.language, WIDTH, written)
        document.build([*_story(paper), *parts])


def frame() -> Frame:
    return Frame(
        LEFT,
        BOTTOM,
        WIDTH,
        A4[1] - TOP - BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )


def _mark_page(paper: Sheet, canvas: Any, document: Any) -> None:
    """The page's number in the top margin, from the second on; the return's code at the foot."""
    if document.page > 1:
        canvas.setFont(fonts.REGULAR, 13)
        canvas.drawCentredString(LEFT + WIDTH / 2, A4[1] - 14 * mm, str(document.page))
    if paper.qr:
        draw_qr(canvas, paper.qr, LEFT, QR_BOTTOM, QR_WIDTH)
        canvas.setFont(fonts.REGULAR, 10)
        canvas.drawString(LEFT + QR_WIDTH + 3 * mm, QR_BOTTOM, paper.code)


def _story(paper: Sheet) -> Iterator[Flowable]:
    yield _header(paper)
    yield Spacer(0, 8 * mm)
    for place, line in enumerate(paper.title):
        is_date = place > 0 and place == len(paper.title) - 1
        yield written(line, _CENTRED, fonts.ITALIC if is_date else fonts.BOLD)
    yield Spacer(0, 5 * mm)
    yield _table(paper)
    yield Spacer(0, 3 * mm)
    notes = list(_notes(paper))
    yield from notes[:-MOST_NOTES_KEPT]
    fits_beside = len(paper.recipients) <= MOST_RECIPIENTS_BESIDE
    closing = _closing(paper, _recipients(paper) if fits_beside else [])
    # A signature never stands alone on a page: the last notes go with it.
    yield KeepTogether([*notes[-MOST_NOTES_KEPT:], Spacer(0, 4 * mm), closing])
    if not fits_beside:
        yield from _recipients(paper)


def _notes(paper: Sheet) -> Iterator[Flowable]:
    for number, note in enumerate(paper.footnotes, 1):
        yield written(f"{superscript(number)} {note}", _NOTE)
    for remark in paper.remarks:
        yield written(remark, _NOTE)
    for note in paper.notes:
        yield written(note, _NOTE, fonts.ITALIC)


def written(text: str, style: ParagraphStyle, font: str = fonts.REGULAR) -> Paragraph:
    return _paragraph(_frags(text, style, font), style)


def _paragraph(frags: list[ParaFrag], style: ParagraphStyle) -> Paragraph:
    # Given as fragments, a text is never parsed: "<" and "&" in a name mean nothing.
    return Paragraph("", style, frags=frags)


def _frags(text: str, style: ParagraphStyle, font: str = fonts.REGULAR) -> list[ParaFrag]:
    return [
        ParaFrag(
            fontName=face,
            fontSize=style.fontSize,
            rise=0,
            textColor=black,
            text=piece,
            link=[],
            us_lines=[],
        )
        for face, piece in fonts.pieces(text, font)
    ]


def _break(style: ParagraphStyle) -> ParaFrag:
    (frag,) = _frags("", style)
    frag.lineBreak = True
    return frag


def _header(paper: Sheet) -> Table:
    """The reporting body at the left, the motto of the state at the right."""
    left: list[Flowable] = [
        written(line, _HEADER, fonts.BOLD if is_bold else fonts.REGULAR)
        for line, is_bold in head_lines(paper.upper_body, paper.organisation)
    ]
    left.append(rule(WIDTH * LEFT_HEADER * 0.4))
    right: list[Flowable] = []
    for place, line in enumerate(paper.motto):
        right.append(written(line, _MOTTO if place else _HEADER, fonts.BOLD))
    if paper.motto:
        right.append(rule(stringWidth(paper.motto[-1], fonts.BOLD, _MOTTO.fontSize)))
    return columns(left, right, LEFT_HEADER)


def rule(width: float) -> HRFlowable:
    return HRFlowable(width, thickness=0.7, color=black, spaceBefore=3, spaceAfter=0)


def columns(left: list[Flowable], right: list[Flowable], share: float) -> Table:
    table = Table([[left, right]], colWidths=[WIDTH * share, WIDTH * (1 - share)])
    table.setStyle(
        [
            _EMBEDDED,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("ALIGN", (0, 0), (-1, -1), "CENTER"),
            *_padding((0, 0), (0, 0), 0, HEADER_GAP),
            *_padding((1, 0), (1, 0), 0, 0),
        ]
    )
    return table


def _padding(
    first: tuple[int, int], last: tuple[int, int], left: float, right: float, height: float = 0
) -> list[tuple[Any, ...]]:
    sides = {"LEFT": left, "RIGHT": right, "TOP": height, "BOTTOM": height}
    return [(f"{side}PADDING", first, last, width) for side, width in sides.items()]


def _table(paper: Sheet) -> Table:
    rows = [[written(head.title, _CENTRED, fonts.BOLD) for head in paper.heads]]
    rows.extend(_row(line, paper) for line in paper.lines)
    table = Table(
        rows,
        colWidths=[WIDTH * head.width for head in paper.heads],
        repeatRows=1,
    )
    table.setStyle(list(_ruling(paper.lines)))
    return table


def _row(line: Line, paper: Sheet) -> list[Flowable | str]:
    if line.kind == "section":
        return [written(line.label, _CELL, fonts.BOLD), *[""] * (len(paper.heads) - 1)]
    cells = iter(line.cells)
    made: dict[str, Any] = {
        "number": lambda: written(line.number, _CENTRED),
        "label": lambda: written(line.label, _indented(line.indent)),
        "figures": lambda: _cell(next(cells)),
    }
    return [made[head.holds]() for head in paper.heads]


def _indented(depth: int) -> ParagraphStyle:
    return _CELL if depth == 0 else ParagraphStyle("indented", _CELL, leftIndent=depth * INDENT)


def _cell(runs: Iterable[Run]) -> Paragraph:
    """The words of a cell, and below them its figures; counts are bold."""
    frags: list[ParaFrag] = []
    has_figure = False
    for run in runs:
        # Drawn and read as ordinary spaces, these keep "69 (69,7 %)" in one line.
        is_word = any(map(str.isalpha, run.text))
        text = run.text if is_word else run.text.replace(" ", "\u00a0")
        if not run.figure:
            frags.extend(_frags(text, _CENTRED))
            continue
        if frags and not has_figure:
            frags.append(_break(_CENTRED))
        has_figure = True
        frags.extend(_frags(text, _CENTRED, fonts.REGULAR if run.figure == "share" else fonts.BOLD))
        frags.extend(_frags(run.mark, _CENTRED))
    return _paragraph(frags, _CENTRED)


def _ruling(lines: tuple[Line, ...]) -> Iterator[tuple[Any, ...]]:
    """Solid lines above numbered rows, dotted ones above their parts, none above items."""
    yield "VALIGN", (0, 0), (-1, -1), "MIDDLE"
    yield _EMBEDDED
    yield from _padding((0, 0), (-1, -1), 4, 4, 1.5)
    # Letters sit low in their line: equal room above and below would look unequal.
    yield "BOTTOMPADDING", (0, 0), (-1, -1), 4
    yield "BOX", (0, 0), (-1, -1), 0.7, black
    yield "LINEAFTER", (0, 0), (-2, 0), 0.7, black
    yield "LINEBELOW", (0, 0), (-1, 0), 0.7, black
    for place, line in enumerate(lines, 1):
        if line.kind == "section":
            yield "SPAN", (0, place), (-1, place)
            yield "LINEBELOW", (0, place), (-1, place), 0.7, black
            yield "LINEABOVE", (0, place), (-1, place), 0.7, black
            yield "NOSPLIT", (0, place), (0, place + 1)
            continue
        yield "LINEAFTER", (0, place), (-2, place), 0.7, black
        if line.is_part:
            yield "LINEABOVE", (1, place), (-1, place), 0.4, _HAIR, None, (1, 2)
        elif line.kind == "row":
            yield "LINEABOVE", (0, place), (-1, place), 0.7, black
            yield "NOSPLIT", (0, place), (0, min(place + 1, len(lines)))
        elif line.kind == "item":
            yield "TOPPADDING", (0, place), (-1, place), 0
    yield "LINEBELOW", (0, "splitlast"), (-1, "splitlast"), 0.7, black
    yield "LINEABOVE", (0, "splitfirst"), (-1, "splitfirst"), 0.7, black


def _recipients(paper: Sheet) -> list[Flowable]:
    return [
        written(line, _RECIPIENTS, fonts.REGULAR if place else fonts.BOLD_ITALIC)
        for place, line in enumerate(paper.recipients)
    ]


def _closing(paper: Sheet, recipients: list[Flowable]) -> Table:
    """Who gets a copy at the left; place, day and signature at the right."""
    right: list[Flowable] = [written(paper.date_line, _CENTRED, fonts.ITALIC), Spacer(0, 2 * mm)]
    right.extend(written(line, _CENTRED, fonts.BOLD) for line in paper.signature)
    right.append(Spacer(0, SIGNING_SPACE))
    right.append(written(paper.signatory, _CENTRED, fonts.BOLD))
    return columns(recipients, right, 0.45)
