"""Text files with separators and simple HTML tables as frames of cells; runs in the child only."""

from __future__ import annotations

import csv
import io
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from unionoffice.spreadsheets.frames import (
    MAX_COLUMNS,
    MAX_ROWS,
    ROWS_PER_FRAME,
    Cell,
    Frame,
    RowsFrame,
    SheetFrame,
)
from unionoffice.spreadsheets.legacy import TCVN3, VISCII, VNI, decoded, syllable_share
from unionoffice.spreadsheets.workbooks import TooBigError, frame_of

_SAMPLE = 256 * 1024
_SEPARATORS = ",;\t|"
_CYRILLIC_WORD = re.compile("[А-ЯЁӘҒҚҢӨҰҮҺІ]?[а-яёәғқңөұүһі]+|[А-ЯЁӘҒҚҢӨҰҮҺІ]+")
_QUOTED_LINES = re.compile(r'(?:^|[,;\t|\n])"[^"\n]*\n')  # a quotation that goes on below
_AS_FORMULA = re.compile(r'(?:(?<=[,;\t|\n])|^)=(?="[^"\n]*"(?:[,;\t|\r\n]|$))')  # ="0890"
_QUOTED_FORMULA = re.compile(r'"=""([^"\n]*)"""(?=[,;\t|\r\n]|$)')  # "=""0890"""
_WORD = re.compile(r"[^\W\d_]+")


def text_frames(path: Path) -> Iterator[Frame]:
    """A text file with separators as one sheet named after nothing."""
    text = decoded_file(path.read_bytes())
    separator, skipped = _separator(text)
    if '="' in text:
        text = _QUOTED_FORMULA.sub(r'"\1"', _AS_FORMULA.sub("", text))
    csv.field_size_limit(1_000_000)
    rows = _rows(text, separator)
    first = list(itertools.islice(rows, ROWS_PER_FRAME))
    width = Counter(len(row) for row in first if any(row)).most_common(1)
    yield SheetFrame("", False, text.count("\n") + 1, [], width[0][0] if width else 0)
    rows = itertools.chain(first, rows)
    for _ in range(skipped):
        next(rows)
    yield from _framed(rows, skipped)


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """The rows between the separators; a quotation mark that nobody closed swallows none."""
    if _QUOTED_LINES.search(text) is None and text.count('"') % 2 == 0:
        return _parsed(text, separator)
    quoted = _shape(_parsed(text, separator))
    plain = _shape(_parsed(text, separator, is_quoted=False))
    if plain.rows <= quoted.rows or plain.odd > quoted.odd:
        return _parsed(text, separator)
    rows = _parsed(text, separator, is_quoted=False)
    return ([_unquoted(cell) for cell in row] for row in rows)


def _parsed(text: str, separator: str, is_quoted: bool = True) -> Iterator[list[str]]:
    lines = io.StringIO(text, newline="")
    if is_quoted:
        return csv.reader(lines, delimiter=separator)
    return csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)


@dataclass(frozen=True)
class _Shape:
    rows: int
    odd: int  # how many of them are wider or narrower than most


def _shape(rows: Iterable[list[str]]) -> _Shape:
    widths = Counter(len(row) for row in rows if any(row))
    total = widths.total()
    return _Shape(total, total - max(widths.values(), default=0))


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _framed(rows: Iterator[list[str]], start: int) -> Iterator[Frame]:
    first = start
    while block := list(itertools.islice(rows, ROWS_PER_FRAME)):
        if first > MAX_ROWS * 2:
            raise TooBigError
        width = min(max(map(len, block)), MAX_COLUMNS)
        squared: list[list[Cell]] = [
            [*row[:width], *([""] * (width - len(row)))] if len(row) != width else [*row]
            for row in block
        ]
        if width:
            yield frame_of(first, squared)
        else:
            yield RowsFrame(first, [])
        first += len(block)


def decoded_file(content: bytes) -> str:
    """The text of a file whose encoding nobody names: UTF-8 and UTF-16, else the likeliest."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if content[1:400:2].count(0) > 60 or (len(content) < 400 and b"\0" in content[1::2]):
        return content.decode("utf-16-le", errors="replace")
    if content[0:400:2].count(0) > 60:
        return content.decode("utf-16-be", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _likeliest(content)


def _likeliest(content: bytes) -> str:
    sample = content[:_SAMPLE]
    if len(content) > _SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    best, best_share = "cp1258", -1.0
    for encoding in ("cp1258", "cp1251", "gb18030", TCVN3, VNI, VISCII):
        share = _fitness(_as(sample, encoding), encoding)
        if share > best_share:
            best, best_share = encoding, share
    return _as(content, best)


def _as(content: bytes, encoding: str) -> str:
    if encoding in (TCVN3, VNI, VISCII):
        # Left as it stands: whoever understands the list converts it, and says so.
        return content.decode("latin-1")
    text = content.decode(encoding, errors="replace")
    return unicodedata.normalize("NFC", text) if encoding == "cp1258" else text


def _fitness(text: str, encoding: str) -> float:
    """How much the words with foreign letters look as words of that language do, 0 to 1."""
    if encoding in ("cp1258", TCVN3, VNI, VISCII):
        good, total = syllable_share([text if encoding == "cp1258" else decoded(text, encoding)])
        return good / total if total else 0.0
    if encoding == "gb18030":
        letters = [mark for mark in text if mark > "\u00ff"]
        common = sum(_is_common_hanzi(mark) for mark in letters)
        return common / len(letters) if letters else 0.0
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    good = sum(_CYRILLIC_WORD.fullmatch(word) is not None for word in words)
    return good / len(words) if words else 0.0


def _is_common_hanzi(mark: str) -> bool:
    if "\u3000" <= mark <= "\u303f" or "\uff00" <= mark <= "\uffef":
        return True
    try:
        return b"\xb0" <= mark.encode("gb2312")[:1] <= b"\xd7"
    except UnicodeEncodeError:
        return False


def _separator(text: str) -> tuple[str, int]:
    """The mark between the columns, and how many lines before the list only declare it."""
    if text[:5].lower().startswith("sep=") and len(text) > 4:
        return text[4], 1
    sample = "\n".join(re.split("\r\n|\n|\r", text[:_SAMPLE])[:80])
    best, best_score = ",", 0.0
    for separator in _SEPARATORS:
        widths = Counter(
            len(row) for row in csv.reader(io.StringIO(sample), delimiter=separator) if row
        )
        wide = [(count, width) for width, count in widths.items() if width > 1]
        if wide:
            count, width = max(wide)
            score = count * min(width, 12) / widths.total()
            if score > best_score:
                best, best_score = separator, score
    return best, 0


class _Tables(HTMLParser):
    """Collects the rows of the tables of a page, and which cells stand over several places."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self._cell: list[str] | None = None
        self._span = (1, 1)  # rows and columns
        self._taken: dict[int, int] = {}  # column → the last row that a cell further up reaches

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("table", "tr", "td", "th"):
            self._close()
        if tag == "table":
            self._taken.clear()
        elif tag == "tr":
            self.rows.append([])
            if len(self.rows) > MAX_ROWS:
                raise TooBigError
        elif tag in ("td", "th"):
            told = dict(attrs)
            self._span = _span(told.get("rowspan"), 1000), _span(told.get("colspan"), 100)
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("table", "tr", "td", "th"):
            self._close()

    def _close(self) -> None:
        """Give the cell that is open its place, whether the page has ended it or not."""
        if self._cell is None:
            return
        if not self.rows:
            self.rows.append([])
        row, number = self.rows[-1], len(self.rows) - 1
        while self._taken.get(len(row), -1) >= number:
            row.append("")
        down, right = self._span
        if (down > 1 or right > 1) and len(row) < MAX_COLUMNS:
            self.merged.append((number, len(row), number + down - 1, len(row) + right - 1))
        if down > 1:
            columns = range(len(row), len(row) + right)
            self._taken.update(dict.fromkeys(columns, number + down - 1))
        row.extend([" ".join("".join(self._cell).split()), *([""] * (right - 1))])
        self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def _span(told: str | None, most: int) -> int:
    return min(int(told), most) if told and told.isdecimal() and told != "0" else 1


def html_frames(path: Path) -> Iterator[Frame]:
    """A page that calls itself a workbook: its table rows, one below the other."""
    tables = _Tables()
    tables.feed(decoded_file(path.read_bytes()))
    tables.close()
    yield SheetFrame("", False, len(tables.rows), tables.merged)
    yield from _framed(iter(tables.rows), 0)
