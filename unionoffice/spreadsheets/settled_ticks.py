"""What ticks and notes say of each row of a list of people: to which register it belongs."""

from __future__ import annotations

from typing import Any

from unionoffice.core.i18n import N_, _
from unionoffice.core.text import fold
from unionoffice.registerkit.columns import ListColumn, ListShape
from unionoffice.registers.people.ticks import says_not_joined, speaks_of_others_alone
from unionoffice.spreadsheets.assigned import Assigned
from unionoffice.spreadsheets.flags import read_tick
from unionoffice.spreadsheets.outcomes import Note, noted
from unionoffice.spreadsheets.parts import parts
from unionoffice.spreadsheets.readlist import ReadList

NOBODY_THERE = N_("Nobody is ticked in this column: nobody is counted as having been there.")
NOBODY_TICKED = N_("Nobody is ticked in this column. Say for all rows who they are.")
NOT_TICKED = N_("The row says neither yes nor no here.")
NOTED = N_("The note says that the person has not joined the union.")
NOTED_OTHERWISE = N_("The note says that the person has not joined the union, the list otherwise.")
TITLED = N_("The title above the rows says who is a member.")
TITLED_OTHERWISE = N_("The title above the rows says otherwise than the column.")
NOT_UNDERSTOOD = N_(
    "This column has ticks and speaks of the union, yet does not say who is a member: "
    "it was left out, and all rows count alike."
)
NOT_TICKED_BUT_TOLD = N_(
    "The person is not ticked as a member, yet has a card or a day of joining. Check the row."
)

# Few notes speak of the union at all: the others need not be folded.
_SPEAK_OF_IT = (
    *("đoàn", "đoan", "doàn", "doan", "cđ", "cd", "đv", "dv"),
    *("профсоюз", "会", "мүше", "member"),
)
# What only a member has.
_OF_MEMBERS = ("joined_on", "card_number")


def settle_ticks(read: ReadList, columns: list[Assigned], shape: ListShape) -> list[Note]:
    """Say of every row where it belongs; gives the rows that contradict themselves."""
    column = shape.ticked
    if column is None or column.choices is None:
        return []
    _warn_of_strange_ticks(read, columns, column)
    yes, no = column.choices.keys
    parts = {each.part for each in columns if each.field == column.key}
    told: list[Any] | None = read.values.get(column.key)
    if told is not None and not any(told):
        # An empty column of ticks may be one that nobody has filled in yet.
        del read.values[column.key]
        read.warn(read.header_row, column.key, "", NOBODY_TICKED)
        return []
    said = _noted(read)
    titled = _titled(read, column)
    if told is None and titled:
        settled: list[Any] = titled
    elif told is None and not said:
        return []
    elif told is None:
        settled = [None] * len(read.numbers)
    else:
        blank = _meaning_of_blank(parts, told, yes, no)
        settled = [value or blank for value in told]
    read.values[column.key] = settled
    refused = []
    for place, number in enumerate(read.numbers):
        message = ""
        if titled and told is not None and titled[place] not in (None, settled[place]):
            message = TITLED_OTHERWISE
        elif place in said and settled[place] == yes:
            message = NOTED_OTHERWISE
        elif place in said:
            settled[place] = no
        if told is not None and settled[place] is None:
            message = message or NOT_TICKED
        elif settled[place] == no and _value(read, "left_on", place) is not None:
            settled[place] = yes  # a member no more, but one who was
        elif settled[place] == no and any(_value(read, key, place) for key in _OF_MEMBERS):
            message = message or NOT_TICKED_BUT_TOLD
        if message:
            shown = said.get(place, "")
            refused.append(noted(number, column.key, shown, message))
        elif place in said:
            now = _(column.choices.label(str(settled[place])))
            read.warn(number, column.key, said[place], NOTED, now)
    return refused


def warn_of_nobody_there(read: ReadList, shape: ListShape) -> None:
    """A column for who came that nobody has filled in yet would silently count none."""
    column = shape.presence
    told = None if column is None else read.values.get(column.key)
    if column is not None and told and all(value is None for value in told):
        read.warn(read.header_row, column.key, "", NOBODY_THERE)


def _warn_of_strange_ticks(read: ReadList, columns: list[Assigned], column: ListColumn) -> None:
    """Say which ticks may have meant membership, but were not understood."""
    assert column.ticked is not None
    for assigned in columns:
        if assigned.field is not None or not _speaks_of_it(assigned.header):
            continue
        cells = read.raw.columns[assigned.index]
        ticks = 0
        for number in read.numbers:
            outcome = read_tick(cells[number - 1], column)
            if outcome.problem is not None and not column.ticked(assigned.header):
                break  # of something else, as far as can be seen
            ticks += outcome.value is not None or outcome.problem is not None
        else:
            if ticks:
                read.warn(read.header_row, column.key, assigned.header, NOT_UNDERSTOOD)


def _meaning_of_blank(parts: set[str], told: list[Any], yes: str, no: str) -> str | None:
    """What an empty cell says; None where it may be either."""
    if parts == {no}:
        return yes
    return no if yes in told and parts != {yes, no} else None


def _noted(read: ReadList) -> dict[int, str]:
    """The places of people of whom a note says that they have not joined, with its words."""
    notes = read.values.get("notes")
    if notes is None:
        return {}
    noted: dict[int, str] = {}
    done = 0
    for some in parts(notes):
        # One look at many of them.
        if _speaks_of_it("\n".join(filter(None, some))):
            places = enumerate(some, done)
            noted |= {place: note for place, note in places if note and _says_no(note)}
        done += len(some)
    return noted


def _speaks_of_it(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in _SPEAK_OF_IT)


def _says_no(note: str) -> bool:
    return _speaks_of_it(note) and says_not_joined(fold(note))


def _titled(read: ReadList, column: ListColumn) -> list[str | None]:
    """What the titles say of each row: of its group, else of the whole list; [] for nothing."""
    assert column.choices is not None
    telling = [group for group in read.groups if group.ticked]
    if telling:
        for group in telling:
            _say(read, group.row, column, group.name, str(group.ticked))
        over = map(read.group_over, read.numbers)
        return [group.ticked if group is not None else None for group in over]
    lines = [(row, text) for row in range(1, read.header_row) for text in read.shown(row)]
    for row, text in (*lines, (read.header_row, read.sheet)):
        if speaks_of_others_alone(text):
            no = column.choices.keys[1]
            _say(read, row, column, text, no)
            return [no] * len(read.numbers)
    return []


def _say(read: ReadList, row: int, column: ListColumn, text: str, key: str) -> None:
    assert column.choices is not None
    now = _(column.choices.label(key))
    read.warn(row, column.key, text, TITLED, now)


def _value(read: ReadList, key: str, place: int) -> Any:
    column = read.values.get(key)
    return None if column is None else column[place]
