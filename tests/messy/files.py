"""Sheets as files: workbooks of three kinds, and text in the encodings that offices still have."""

from __future__ import annotations

import io
import subprocess
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from .cells import Cell
from .layout import Sheet

TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđĂÂÊÔƠƯĐ",
        bytes.fromhex(
            "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbcccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7e8e9"
            "aceaebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfeaea1a2a3a4a5a6a7"
        ).decode("latin-1"),
        strict=True,
    )
)
TONES = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
ROUND = {"\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä", "": "â"}
BREVE = {"\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë", "": "ê"}
ALONE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}


def _tcvn3(text: str) -> str:
    """Capitals with a tone are the small letters, shown by a font of capitals."""
    return "".join(
        TCVN3.get(letter) or TCVN3.get(letter.lower()) or letter
        for letter in unicodedata.normalize("NFC", text)
    )


def _vni(text: str) -> str:
    found = ""
    for letter in unicodedata.normalize("NFC", text):
        lower = letter.lower()
        if lower in ALONE:
            new = ALONE[lower]
        else:
            base, *marks = unicodedata.normalize("NFD", lower)
            tone = next((mark for mark in marks if mark in TONES), "")
            if "\u0302" in marks:
                new = base + ROUND[tone]
            elif "\u0306" in marks:
                new = base + BREVE[tone]
            elif "\u031b" in marks:
                new = {"o": "ô", "u": "ö"}[base] + TONES.get(tone, "")
            else:
                new = base + (TONES[tone] if tone else "".join(marks))
        found += new.upper() if letter.isupper() else new
    return found


def _cp1258(text: str) -> str:
    """Letters with the tone behind them, as the code page has them."""
    found = ""
    for letter in unicodedata.normalize("NFC", text):
        try:
            letter.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = unicodedata.normalize("NFC", letter), ""
            parts = unicodedata.normalize("NFD", letter)
            tone = next((mark for mark in parts if mark in TONES), "")
            base = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else letter
            found += base + tone
        else:
            found += letter
    return found


WRITTEN = {
    "tcvn3": _tcvn3,
    "vni": _vni,
    "cp1258": _cp1258,
    "nfd": lambda text: unicodedata.normalize("NFD", text),
}


def write(path: Path, sheets: Sequence[Sheet], encoding: str) -> None:
    convert = WRITTEN.get(encoding, str)
    for sheet in sheets:
        sheet.rows = [
            [convert(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.rows
        ]
    if path.suffix == ".xlsx":
        path.write_bytes(_workbook(sheets))
    elif encoding == "html":
        path.write_text(_page(sheets[0]), encoding="utf-8")
    elif path.suffix == ".ods":
        path.write_bytes(_open_document(sheets))
    elif path.suffix == ".xls":
        path.with_suffix(".xlsx").write_bytes(_workbook(sheets))
    else:
        codec = "utf-8" if encoding in ("nfd", "") else encoding
        codec = "cp1252" if codec in ("tcvn3", "vni") else codec
        text = _text(
            sheets[0].rows, "\t" if path.suffix == ".tsv" else ";" if len(path.stem) % 2 else ","
        )
        path.write_bytes(text.encode(codec))


def old_workbooks(folder: Path) -> None:
    """All workbooks that wait for the old format, converted in one go."""
    waiting = list(folder.glob("old-*.xlsx"))
    if waiting:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", "xls", "--outdir", str(folder), *map(str, waiting)],
            check=True, capture_output=True,
        )  # fmt: skip


def _workbook(sheets: Sequence[Sheet]) -> bytes:
    into = io.BytesIO()
    book = xlsxwriter.Workbook(into, {"strings_to_formulas": False, "in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for each in sheets:
        sheet = book.add_worksheet(each.name)
        if each.hidden:
            sheet.hide()
        for row, cells in enumerate(each.rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write_number(row, column, cell)
        for top, left, bottom, right in each.merged:
            text = each.rows[top][left]
            sheet.merge_range(top, left, bottom, right, text)
    book.close()
    return into.getvalue()


def _open_document(sheets: Sequence[Sheet]) -> bytes:
    tables = []
    for each in sheets:
        spans = {(a, b): (c - a + 1, d - b + 1) for a, b, c, d in each.merged}
        lines = []
        for row, cells in enumerate(each.rows):
            line = ""
            for column, cell in enumerate(cells):
                down, across = spans.get((row, column), (1, 1))
                span = (
                    f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"'
                    if (down, across) != (1, 1)
                    else ""
                )
                line += f"<table:table-cell{span}{_open_cell(cell)}</table:table-cell>"
            lines.append(f"<table:table-row>{line}</table:table-row>")
        tables.append(
            f'<table:table table:name="{escape(each.name)}">{"".join(lines)}</table:table>'
        )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        'manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return into.getvalue()


def _open_cell(cell: Cell) -> str:
    if cell is None:
        return ">"
    if isinstance(cell, date):
        return (
            f' office:value-type="date" office:date-value="{cell.isoformat()}">'
            f"<text:p>{cell:%d/%m/%Y}</text:p>"
        )
    if isinstance(cell, str):
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
        return f' office:value-type="string">{lines.replace("  ", " <text:s/>")}'
    return f' office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p>'


def _page(sheet: Sheet) -> str:
    """A page as web programs hand out what they call a workbook."""
    lines = "".join(
        f"<tr>{''.join(f'<td>{escape(_shown(cell))}</td>' for cell in row)}</tr>"
        for row in sheet.rows
    )
    return f'<html><meta charset="utf-8"><body><table>{lines}</table></body></html>'


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def _text(rows: Sequence[Sequence[Cell]], mark: str) -> str:
    def shown(cell: Cell) -> str:
        text = _shown(cell)
        if any(letter in text for letter in f'{mark}"\n'):
            return '"' + text.replace('"', '""') + '"'
        return text

    return "\r\n".join(mark.join(map(shown, row)) for row in rows) + "\r\n"
