"""What the cells of a list say beside the value they were read for.

The end of a span of days, a phone or a remark behind a name: looked for when the list is complete,
and kept only where the list has no column for it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from unionoffice.core.i18n import N_
from unionoffice.core.text import clean
from unionoffice.registerkit.columns import Kind, ListColumn, ListShape
from unionoffice.spreadsheets.assigned import Assigned
from unionoffice.spreadsheets.born import name_and_birth, tells_birth_too
from unionoffice.spreadsheets.day_spans import end_within, period_of
from unionoffice.spreadsheets.names import REMARK_LEFT_OUT, behind_name, plain_text
from unionoffice.spreadsheets.outcomes import Note, noted
from unionoffice.spreadsheets.parts import parts
from unionoffice.spreadsheets.readers import Circumstances, reader_for
from unionoffice.spreadsheets.readlist import ReadList

REMARK_KEPT = N_("What stood behind the name was kept as a note.")
PHONE_BEHIND_NAME = N_("The phone number stood behind the name.")
ONG_KEPT = N_("“Ông” was taken for the surname, as nobody else is addressed. Check the name.")
ONG_TAKEN_AWAY = N_("“Ông” was taken for a form of address, not for the surname. Check the name.")
ONG_ALONE = N_(
    "“Ông” may be the surname or a form of address. Add the birth date or a number of the person."
)

_WHO = ("birth_date", "identity_number", "card_number")
ENOUGH_TO_TELL = 5  # names; a shorter list shows no habit
_ADDRESSED = re.compile(r"(?:bà|anh|chị|cô|đ/c|đồng chí)[.:]?\s+\S+\s+\S", re.IGNORECASE)
_ONG = re.compile(r"ông\s+\S+\s+\S", re.IGNORECASE)
# With a surname, a middle and a given name behind it, it is no surname itself.
_BEFORE_LONG_NAME = re.compile(r"ông\s+(?!thị\s|văn\s)\S+\s+\S+\s+\S", re.IGNORECASE)
_ANY_ONG = re.compile(r"^\s*(?:\u00f4|\u00d4|[oO]\u0302)ng\s", re.IGNORECASE | re.MULTILINE)
_MAY_BE_SURNAME = re.compile(r"Ông (?:Mai|Kim|Tôn) \S+$")
_MORE_THAN_A_NAME = re.compile(r"[\d(（\[]|\s[-–—]\s")


def take_afterthoughts(
    read: ReadList, columns: list[Assigned], shape: ListShape, today: date
) -> list[Note]:
    """Fill fields that have no column with what other columns say; gives what is refused."""
    refused: list[Note] = []
    for assigned in columns:
        column = shape.column(assigned.field or "")
        if column is None or assigned.part:
            continue
        if column.kind is Kind.NAME:
            texts = read.different_texts(assigned.index)
            if tells_birth_too(assigned.header):
                _take_births(read, assigned.index, shape.column("birth_date"), today)
                continue
            if _stands_in_any(_ANY_ONG, texts):
                refused += _tell_ong(read, assigned, shape)
            if _stands_in_any(_MORE_THAN_A_NAME, texts):
                _take_from_names(read, assigned.index, shape, today)
        elif column.until and column.until not in read.values:
            is_period = column is not shape.event_day  # "tháng 5" is some day of it
            _take_ends(read, assigned.index, shape.column(column.until), today, is_period)
    return refused


def _stands_in_any(sought: re.Pattern[str], texts: list[str]) -> bool:
    """One look at many of them: hardly a list has anything beside the names."""
    # No `any(map(…))`, which would let no other thread do anything until the last of them.
    return any(sought.search("\n".join(some)) is not None for some in parts(texts))


def _take_ends(
    read: ReadList, index: int, until: ListColumn | None, today: date, is_period: bool
) -> None:
    if until is None:
        return
    ends: dict[int, Any] = {}
    reads = reader_for(until, Circumstances("", today))
    for place, cell in read.filled(index):
        if isinstance(cell, int):
            continue  # a day, and no span of them
        text = plain_text(cell)
        period = period_of(text) if is_period else None
        end = end_within(text) if period is None else None
        ends[place] = period[1] if period is not None else reads(end).value if end else None
    if any(ends.values()):
        read.values[until.key] = [ends.get(place) for place in range(len(read.numbers))]


def _take_births(read: ReadList, index: int, birth: ListColumn | None, today: date) -> None:
    if birth is None or any(read.values.get(birth.key, ())):
        return
    reads = reader_for(birth, Circumstances("", today))
    read.values.pop(birth.key, None)
    births = read.column(birth.key)
    for place, text in read.texts(index):
        born = name_and_birth(text)[1]
        births[place] = reads(born).value if born else None


def _tell_ong(read: ReadList, name: Assigned, shape: ListShape) -> list[Note]:
    """Ông is a form of address where others are addressed too; else it is a surname.

    Where that is not plain it is said, and a name stays as it is written rather than become that
    of somebody else. Where a row of an event names somebody known by nothing else, it is refused:
    two people may be meant.
    """
    refused: list[Note] = []
    told = [read.values[key] for key in _WHO if key in read.values]
    names = read.values[name.field or ""]
    texts = [(place, clean(text)) for place, text in read.texts(name.index)]
    called = [(place, text) for place, text in texts if _ONG.match(text)]
    is_plain = any(_ADDRESSED.match(text) for _, text in texts)
    is_address = (
        is_plain
        or len(called) > len(texts) / 2
        or any(_BEFORE_LONG_NAME.match(text) for _, text in called)
    )
    for place, text in called:
        kept = names[place]
        if kept is None:
            continue
        is_surname = kept.startswith("Ông ")
        if len(texts) >= ENOUGH_TO_TELL:
            may_be = _MAY_BE_SURNAME.match(kept) or (is_plain and kept.count(" ") > 2)
            if is_surname and is_address and may_be:
                kept = kept.removeprefix("Ông ")
            elif not is_surname and not is_address and kept.count(" ") == 1:
                kept = f"Ông {kept}"
            names[place] = kept
        if not is_plain and len(kept.removeprefix("Ông ").split()) == 2:
            number, field = read.numbers[place], name.field or ""
            if shape.ticked is None and all(column[place] is None for column in told):
                refused.append(noted(number, field, text, ONG_ALONE))
                continue
            message = ONG_KEPT if kept.startswith("Ông ") else ONG_TAKEN_AWAY
            read.warn(number, field, text, message, kept)
    return refused


def _take_from_names(read: ReadList, index: int, shape: ListShape, today: date) -> None:
    found = {
        place: behind_name(text)
        for place, text in read.texts(index)
        if _MORE_THAN_A_NAME.search(text)
    }
    if not found:
        return
    phone = shape.column("phone")
    phones = {place: each.phone for place, each in found.items() if each.phone}
    if phone is not None and phones:
        own = read.column(phone.key)
        for place, text in phones.items():
            value = reader_for(phone, Circumstances("", today))(text).value
            if value is not None and own[place] is None:
                own[place] = value
                read.warn(read.numbers[place], phone.key, text, PHONE_BEHIND_NAME, value)
    remarks = {place: each.remark for place, each in found.items() if each.remark}
    if shape.remarks is not None and remarks:
        _keep_remarks(read, shape.remarks, remarks)


def _keep_remarks(read: ReadList, notes: str, remarks: dict[int, str]) -> None:
    own = read.column(notes)
    rows = {}
    for place, remark in remarks.items():
        own[place] = "; ".join(filter(None, (own[place], remark)))
        rows[read.numbers[place]] = remark
    read.warnings = [
        noted(note.row, notes, rows[note.row], REMARK_KEPT, rows[note.row])
        if note.problem.message == REMARK_LEFT_OUT and note.row in rows
        else note
        for note in read.warnings
    ]
