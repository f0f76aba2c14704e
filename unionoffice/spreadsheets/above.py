"""What stands above a list and holds for all its rows: its title, its day, where the money is from.

Read only for fields that are declared as told above, and only where the list has no such column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from unionoffice.core.choices import Choices
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean, fold
from unionoffice.registerkit.columns import Kind, ListColumn, ListShape
from unionoffice.spreadsheets.amounts import scale_of_header, tells_unit_of_money
from unionoffice.spreadsheets.day_spans import day_within, months_within
from unionoffice.spreadsheets.days_told import day_told
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.matching import Vocabulary
from unionoffice.spreadsheets.names import plain_text
from unionoffice.spreadsheets.opening import RawSheet
from unionoffice.spreadsheets.outcomes import Outcome
from unionoffice.spreadsheets.readers import Circumstances, reader_for
from unionoffice.spreadsheets.readlist import ReadList, Told
from unionoffice.spreadsheets.titles import is_title
from unionoffice.spreadsheets.told_choices import PEOPLE, choice_told

TOLD_ABOVE = N_("No column says it: it was taken from what stands above the list, for all rows.")

Found = tuple[Any, int, str]  # the value, its row and its wording

MAX_LINES = 60
LONGEST_LINE = 300
_SURE = 80.0  # how well a label must fit
_LETTERHEAD = re.compile(
    r"^(?:cong hoa|doc lap|lien doan|ldld|tong lien doan|cong doan|cd|cdcs|bch|ubnd|uy ban|so|"
    r"truong|benh vien|cong ty|cty|tong cong ty|don vi|co quan|tinh|huyen|thanh pho)\b"
)
_OF_A_PAPER = re.compile(
    r"kem theo|quyet dinh|cong van|thong bao|can cu|ban hanh|tinh den|den thang|tu thang|"
    r"(?<!\d )den ngay|hop dong|"
    r"\bso \d|to trinh|van ban|ngay sinh|приложение|附件"
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_PLACE_AND_DAY = re.compile(r"^[^\d,:(]{2,40},\s*(?:ngày|ngay)\b", re.IGNORECASE)
_LABELLED = re.compile(r"^[\s(\[*+\-–•]*(?P<label>[^:：]{2,40})[:：]\s*(?P<text>.*?)[\s)\].;]*$")
# "Ngày khám: 12/4/2017. Đơn vị tổ chức: LĐLĐ tỉnh" says two things.
_NEXT_LABEL = re.compile(
    r"[.;,)]\s+\(?(?=[^\W\d_][^:：.;,]{1,40}[:：])|\s(?=[\u4e00-\u9fff]{2,8}[:：])"
)
# "ĐVT: 1.000 đồng - Nguồn: Quỹ xã hội"
_SAID_APART = re.compile(r"\s[-–]\s|[.;,]\s+")
# "KẾT QUẢ LỚP TẬP HUẤN", "SỐ LƯỢNG THAM GIA HỘI THAO" are the titles of lists as well.
_COUNTED = r"(?:số lượng|thống kê)(?: người| đoàn viên)?(?= (?:tham gia|tham dự|dự)\b)"
_OF_AN_EVENT = re.compile(rf"^(?:kết quả (?:lớp|khóa|khoá|hội thi)\b|{_COUNTED})", re.IGNORECASE)
_LEAD = re.compile(
    rf"^(?:(?:danh sách|ds|bảng kê|bảng tổng hợp|bảng chấm|kết quả|{_COUNTED})\b\s*[:\-–]?\s*)?"
    rf"(?:{PEOPLE}(?:[\s,]+|$))*"
    rf"(?:(?:được |đã )?(?:đăng ký |cử )?(?:tham gia|tham dự|dự|đi|theo học)(?:\s+|$))?",
    re.IGNORECASE,
)
# "СПИСОК участников мероприятия «Экскурсия в Казань»", "Học viên lớp: Bồi dưỡng nghiệp vụ"
_NAMED = re.compile(
    r"\b(?:мероприяти\w*|курс\w*|hoạt động|lớp(?: học)?|khóa(?: học)?)\s*"
    r"(?:[«“\"](?P<quoted>[^»”\"]{4,})[»”\"]|:\s*(?P<behind>.{4,}))",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s*(?:[(（].*|,?\s*(?:từ )?ngày\s+\d.*)$", re.IGNORECASE)


def take_what_stands_above(
    read: ReadList, shape: ListShape, vocabulary: Vocabulary, today: date
) -> None:
    """Note what is told above the list for fields that it has no column for."""
    wanted = [c for c in shape.columns if c.told_above and not _has_column(read, c)]
    if not wanted:
        return
    above = _Above(read, vocabulary, today)
    for column in wanted:
        told = above.of(column)
        if told is None:
            continue
        read.told[column.key] = told
        row = told.row or read.header_row
        read.warn(row, column.key, told.text, TOLD_ABOVE, str(told.value))
    read.lacks_no_more(read.told)


def _has_column(read: ReadList, column: ListColumn) -> bool:
    """Whether the list gives it; columns of "Buổi 1", "Buổi 2" name no event."""
    values = read.values.get(column.key)
    return values is not None and (column.kind is not Kind.TEXT or not values or any(values))


def year_above(raw: RawSheet, top: int, start: int = 0) -> int | None:
    """The only year that the titles above a header name, else that of the sheet's name.

    `start` is the row with which the list's part of the sheet begins; where nothing names a year
    there, the lines above all lists do.
    """
    for titles in titles_above(raw, top, start):
        years = {int(year) for each in titles for year in _YEAR.findall(each)}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def titles_above(raw: RawSheet, top: int, start: int = 0) -> Iterator[list[str]]:
    """The titles of a list, then those above all lists of the sheet, then the sheet's name."""
    for rows in (range(start, top), range(min(start, MAX_LINES))):
        texts = (text for row in rows for text in _texts(raw.row(row + 1)))
        yield [t for t in texts if not (_OF_A_PAPER.search(fold(t)) or _PLACE_AND_DAY.match(t))]
    yield [] if _OF_A_PAPER.search(fold(raw.name)) else [raw.name]


def unit_of_money_above(raw: RawSheet, top: int) -> tuple[int, str] | None:
    """The row and the words of the last line above a header that say what amounts are counted in.

    `ĐVT: nghìn đồng`, `(Đơn vị: triệu đồng)`, `1.000 đồng`; None where nothing or đồng is said.
    """
    for row in range(top, max(0, top - MAX_LINES), -1):
        for line in _texts(raw.row(row)):
            for text in (line, *_SAID_APART.split(line)):
                if tells_unit_of_money(text) and scale_of_header(text) > 1:
                    return row, text
    return None


class _Above:
    """The lines above one list."""

    def __init__(self, read: ReadList, vocabulary: Vocabulary, today: date) -> None:
        self._vocabulary = vocabulary
        self._today = today
        rows = range(max(read.part_from, read.header_row - MAX_LINES), read.header_row)
        self._rows = [(row, list(_texts(read.cells(row)))) for row in rows]
        lines = [(row, text) for row, texts in self._rows for text in texts]
        # What is labelled may stand below the list as well: "Nguồn kinh phí: Công ty hỗ trợ".
        last = max(read.numbers, default=read.header_row)
        below = [each.row for each in read.left_out if each.row > last]
        self._rows += [(row, list(_texts(read.cells(row)))) for row in below[:MAX_LINES]]
        titles = (at for at, (_, text) in enumerate(lines) if _is_title(text))
        start = next(titles, None)
        self._has_title = start is not None
        self._lines = [
            (row, text)
            for row, text in lines[start or 0 :]
            if not _PLACE_AND_DAY.match(text)
            and (self._has_title or not _LETTERHEAD.match(fold(text)))
        ]
        self._names = [(0, text) for text in (read.sheet, read.file.stem.replace("_", " ")) if text]

    def of(self, column: ListColumn) -> Told | None:
        found = self._labelled(column) or self._unlabelled(column)
        if found is None:
            return None
        value, row, text = found
        word = column.choices.label(value) if column.choices is not None else ""
        return Told(value, row, text, column.label, word)

    def _labelled(self, column: ListColumn) -> Found | None:
        """`Nguồn kinh phí: Quỹ xã hội`, in one cell or in two beside each other."""
        for row, texts in self._rows:
            for place, cell in enumerate(texts):
                for line in _NEXT_LABEL.split(cell):
                    match = _LABELLED.match(line)
                    if match is None or not self._is_label_of(column, match["label"]):
                        continue
                    text = match["text"] or next(iter(texts[place + 1 :]), "")
                    value = self._value(column, text)
                    if value is not None:
                        return value, row, text
        return None

    def _is_label_of(self, column: ListColumn, label: str) -> bool:
        guesses = self._vocabulary.guesses(label)
        return bool(guesses) and guesses[0].target == column.key and guesses[0].score >= _SURE

    def _value(self, column: ListColumn, text: str) -> Any:
        if not text or "…" in text or ".." in text:
            return None
        if column.kind is Kind.DAY:
            return day_told(column, day_within(text), self._today)
        outcome: Outcome = reader_for(column, Circumstances("", self._today))(text)
        return outcome.value

    def _unlabelled(self, column: ListColumn) -> Found | None:
        if column.kind is Kind.DAY:
            return self._only_day(column)
        if column.choices is not None:
            return self._choice(column.choices, column.told_above)
        return self._title() if self._has_title else None

    def _only_day(self, column: ListColumn) -> Found | None:
        """The one day that the lines name, those apart that speak of other papers."""
        found: dict[date, Found] = {}
        for row, text in self._lines:
            if _OF_A_PAPER.search(fold(text)):
                continue
            day = day_told(column, day_within(text), self._today)
            if day is not None:
                found.setdefault(day, (day, row, text))
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
        return self._only_month()

    def _only_month(self) -> Found | None:
        """The first day of the one month that the title names, or else the name of the sheet."""
        titles = [(row, t) for row, t in self._lines if not _OF_A_PAPER.search(fold(t))]
        years = {int(year) for _, text in titles for year in _YEAR.findall(text)}
        for lines in (titles, self._names[:1]):
            found = {
                date(year, month, 1): (row, text)
                for row, text in lines
                for year, month in months_within(text, years)
            }
            if found:
                return (
                    next((day, *told) for day, told in found.items()) if len(found) == 1 else None
                )
        return None

    def _choice(self, choices: Choices, marks: Iterable[str]) -> Found | None:
        for row, text in (*self._lines, *self._names):
            key = choice_told(choices, marks, text)
            if key is not None:
                return key, row, text
        return None

    def _title(self) -> Found | None:
        """The name of the event: what the title says behind "Danh sách đoàn viên tham gia"."""
        for row, text in self._lines:
            if text.startswith(("(", "（")) or _OF_A_PAPER.search(fold(text)):
                continue
            named = _NAMED.search(text)
            title = named["quoted"] or named["behind"] if named else _LEAD.sub("", text)
            title = _BEHIND.sub("", title).strip(" .,:;-–")
            if sum(map(str.isalpha, title)) > 3:
                return title, row, text
        return None


def _is_title(text: str) -> bool:
    return is_title(text) or _OF_AN_EVENT.match(text) is not None


def _texts(cells: Iterable[Cell]) -> Iterator[str]:
    for cell in cells:
        lines = cell.splitlines() if isinstance(cell, str) else (plain_text(cell),)
        yield from (text for text in map(clean, lines) if 0 < len(text) <= LONGEST_LINE)
