"""What a list says beside the column for it: a status in a note, a name or a day in a sentence."""

from __future__ import annotations

import re
from datetime import date

from unionoffice.core.choices import Choices
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean
from unionoffice.registerkit.columns import NAMING, Kind, ListColumn, ListShape
from unionoffice.spreadsheets.assigned import Assigned
from unionoffice.spreadsheets.day_spans import day_within
from unionoffice.spreadsheets.days_told import day_told
from unionoffice.spreadsheets.names import name_within
from unionoffice.spreadsheets.readlist import ReadList

TOLD_BESIDE = N_("No column says it: it was taken from what the row says beside.")
NAME_WITHIN = N_("No column has the names: this one stood within a sentence.")

LONGEST = 60
_PIECES = re.compile(r"[;,.:()（）]|\s[-–]\s")
_DIGIT = re.compile(r"\d")
_HAN = re.compile("[\u4e00-\u9fff]{2}")
_ENOUGH_NAMED = 0.5  # of the sentences of a column, where it is to tell who a row is about
_SENTENCES = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE)


def take_what_stands_beside(read: ReadList, columns: list[Assigned], shape: ListShape) -> None:
    """Fill fields without a column from the notes, or from what stands in a column of no field."""
    for column in shape.columns:
        if column.is_told_beside and column.key not in read.values:
            _take_choices(read, columns, column)
    is_named = any(shape.kinds.get(each.field or "") in NAMING for each in columns)
    if shape.needs_person and shape.name is not None and not is_named:
        _take_names(read, columns, shape, shape.name)


def take_days_within(read: ReadList, shape: ListShape, today: date) -> None:
    """`Thăm ốm ngày 12/3/2025`: where nothing else tells the day of the event, its words do."""
    day = shape.event_day
    if day is None or any(day.key in each for each in (read.values, read.told, read.grouped)):
        return
    title = shape.event_title
    for each in read.columns:
        column = shape.column(each.field or "")
        if column is None or not (column.kind is Kind.CHOICE or column is title):
            continue
        found = {
            place: (text, told)
            for place, text in read.texts(each.index)
            if (told := day_told(day, day_within(text), today)) is not None
        }
        if len(found) <= _ENOUGH_NAMED * len(read.numbers):
            continue
        for place, (text, told) in found.items():
            read.column(day.key)[place] = told
            read.warn(read.numbers[place], day.key, text, TOLD_BESIDE, str(told))
        read.lacks_no_more({day.key})
        return


def _take_choices(read: ReadList, columns: list[Assigned], column: ListColumn) -> None:
    assert column.choices is not None
    told: dict[int, tuple[str, str]] = {}
    for each in columns:
        if each.field not in (None, "notes") or each.is_serial:
            continue
        keys = {
            text: key
            for text in read.different_texts(each.index)
            if (key := _only_choice(column.choices, text, each.field is not None)) is not None
        }
        if keys:
            for place, text in read.texts(each.index):
                if text in keys:
                    told.setdefault(place, (keys[text], text))
    for place, (key, text) in told.items():
        read.column(column.key)[place] = key
        read.warn(read.numbers[place], column.key, text, TOLD_BESIDE, key)


def _only_choice(choices: Choices, text: str, is_note: bool) -> str | None:
    """What a note says in so many words; below any other header one word alone says nothing."""
    if len(text) > LONGEST or not (is_note or _DIGIT.search(text) is None):
        return None
    pieces = [piece for each in _PIECES.split(clean(text)) if (piece := each.strip())]
    said = (choices.exactly(each) for each in pieces if is_note or _is_more_than_a_word(each))
    keys = {key for key in said if key is not None}
    return keys.pop() if len(keys) == 1 else None


def _is_more_than_a_word(text: str) -> bool:
    return " " in text or bool(_HAN.match(text))


def _take_names(
    read: ReadList, columns: list[Assigned], shape: ListShape, name: ListColumn
) -> None:
    """ "Chi thăm đ/c Trần Văn An (Tổ 2) nằm viện": a cash book has no column of names."""
    for each in columns:
        is_sentence = each.field is None or shape.kinds[each.field] in _SENTENCES
        if each.is_serial or each.part or not is_sentence:
            continue
        texts = [(place, text) for place, text in read.texts(each.index) if text.strip()]
        found = [(p, text, said) for p, text in texts if (said := name_within(text)) is not None]
        if len(found) > _ENOUGH_NAMED * len(texts):
            for place, text, said in found:
                read.column(name.key)[place] = said
                read.warn(read.numbers[place], name.key, text, NAME_WITHIN, said)
            read.lacks_no_more({name.key})
            return
