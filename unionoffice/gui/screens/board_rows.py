"""The bodies of a board as rows: how each stands in words, sorted and filtered as asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, overload

from unionoffice.core.formatting import DASH, day, moment, number
from unionoffice.core.i18n import N_, _, ngettext
from unionoffice.core.text import fold
from unionoffice.exchange.board import (
    LATE,
    MISSING,
    RETURNED,
    UNCHECKED,
    VALID,
    WARNINGS,
    BoardView,
    Entry,
)
from unionoffice.exchange.refusals import RefusedView
from unionoffice.gui.screens.simple_table import SimpleRow

# Words, icon, tone; the gravest stand first unless the table is sorted.
STATES = {
    RETURNED: (N_("Given back"), "arrow-back-up", "warn"),
    LATE: (N_("Overdue"), "clock", "bad"),
    MISSING: (N_("Missing"), "hourglass", "warn"),
    WARNINGS: (N_("To be looked at"), "alert-triangle", "warn"),
    UNCHECKED: (N_("Being checked"), "inbox", "muted"),
    VALID: (N_("Received"), "circle-check", "ok"),
}
_ORDER = tuple(STATES)
HEADS = (
    N_("Organisation"),
    N_("State"),
    N_("Due"),
    N_("Version"),
    N_("Received"),
    N_("Remarks"),
)
STATE = 1

# The tiles over the table: which entries each lets through.
FILTERS: dict[str, Callable[[Entry], bool]] = {
    "all": lambda entry: bool(entry.code),
    "in": lambda entry: entry.is_in,
    WARNINGS: lambda entry: entry.state == WARNINGS,
    RETURNED: lambda entry: entry.state == RETURNED,
    LATE: lambda entry: entry.state == LATE or (entry.is_in and entry.days_late > 0),
    MISSING: lambda entry: entry.state == MISSING,
}


class BoardRows(Sequence[SimpleRow]):
    """Rows of a board that are made as they are looked at: there may be very many bodies."""

    def __init__(self, refused: Sequence[RefusedView], entries: Sequence[Entry]) -> None:
        self.entries = entries
        self._refused = refused
        self._newest: tuple[int, SimpleRow] | None = None  # each is asked for several times

    def __len__(self) -> int:
        return len(self._refused) + len(self.entries)

    @overload
    def __getitem__(self, place: int) -> SimpleRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[SimpleRow]: ...
    def __getitem__(self, place: int | slice) -> SimpleRow | list[SimpleRow]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if self._newest is None or self._newest[0] != place:
            self._newest = (place, self._made(range(len(self))[place]))
        return self._newest[1]

    def _made(self, place: int) -> SimpleRow:
        above = len(self._refused)
        return (
            _refused(self._refused[place]) if place < above else _row(self.entries[place - above])
        )

    def place_of(self, code: str) -> int | None:
        """Where the row of a body stands."""
        places = (place for place, entry in enumerate(self.entries) if entry.code == code)
        found = next(places, None)
        return None if found is None else len(self._refused) + found


def rows_of(
    view: BoardView, wanted: str, search: str, column: int | None, is_falling: bool
) -> BoardRows:
    """The rows that pass the tile and the search; files that were refused stand above them."""
    entries = [
        entry for entry in view.entries if FILTERS[wanted](entry) and is_found(entry, search)
    ]
    if column is None:
        entries.sort(key=lambda entry: _ORDER.index(entry.state))
    else:
        entries.sort(key=lambda entry: _sort_value(entry, column), reverse=is_falling)
    shows_refused = wanted in ("all", WARNINGS) and not search
    return BoardRows(view.refused if shows_refused else (), entries)


def is_found(entry: Entry, search: str) -> bool:
    if not search:
        return True
    text = fold(f"{entry.code} {entry.name}")
    return all(word in text for word in fold(search).split())


def state_words(entry: Entry) -> str:
    """The state in words, and by how many days it is late."""
    words = _(STATES[entry.state][0])
    if not entry.days_late:
        return words
    late = ngettext("{count} day late", "{count} days late", entry.days_late)
    return f"{words} · {late.format(count=number(entry.days_late))}"


def _row(entry: Entry) -> SimpleRow:
    _words, icon_name, tone = STATES[entry.state]
    reported = entry.reported
    remarks = [str(each.remark) for each in entry.remarks if each.is_open]
    cells = (
        entry.name or entry.code,
        state_words(entry),
        day(entry.due) if entry.due else DASH,
        "" if reported is None else number(reported.version),
        "" if reported is None else moment(reported.received_at),
        " ".join(remarks),
    )
    return SimpleRow(cells, icon_name, tone, entry.code)


def _refused(each: RefusedView) -> SimpleRow:
    name = each.organisation or Path(each.file).name
    cells = (name, _("Refused"), "", "", moment(each.refused_at), each.why)
    return SimpleRow(cells, "alert-circle", "bad", each)


def _sort_value(entry: Entry, column: int) -> Any:
    reported = entry.reported
    values: Sequence[Any] = (
        fold(entry.name or entry.code),
        _ORDER.index(entry.state),
        entry.due or date.max,
        0 if reported is None else reported.version,
        datetime.min if reported is None else reported.received_at.replace(tzinfo=None),
        sum(each.is_open for each in entry.remarks),
    )
    return values[column]


def counts_of(view: BoardView) -> Iterable[tuple[str, int | None]]:
    """How many entries each tile lets through; None as long as nobody can say."""
    for key, passes in FILTERS.items():
        is_known = view.is_checked or key != WARNINGS
        yield key, sum(map(passes, view.entries)) if is_known else None
