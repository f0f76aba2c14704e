"""The bodies of a board as rows: how each stands in words, sorted and filtered as asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import overload

from unionoffice.core.formatting import DASH, day, moment, number
from unionoffice.core.i18n import N_, _, ngettext
from unionoffice.exchange.board_entries import (
    LATE,
    MISSING,
    RETURNED,
    UNCHECKED,
    VALID,
    WARNINGS,
    Entry,
)
from unionoffice.exchange.board_states import DUE, NAME, RECEIVED, REMARKS, STATE, VERSION, Ranked
from unionoffice.exchange.refusals import RefusedView
from unionoffice.gui.screens.simple_table import SimpleRow

PAGE = 100
MOST_PAGES = 30

# Words, icon, tone.
STATES = {
    RETURNED: (N_("Given back"), "arrow-back-up", "warn"),
    LATE: (N_("Overdue"), "clock", "bad"),
    MISSING: (N_("Missing"), "hourglass", "warn"),
    WARNINGS: (N_("To be looked at"), "alert-triangle", "warn"),
    UNCHECKED: (N_("Being checked"), "inbox", "muted"),
    VALID: (N_("Received"), "circle-check", "ok"),
}
HEADS = {
    NAME: N_("Organisation"),
    STATE: N_("State"),
    DUE: N_("Due"),
    VERSION: N_("Version"),
    RECEIVED: N_("Received"),
    REMARKS: N_("Remarks"),
}


class BoardRows(Sequence[SimpleRow]):
    """Rows of a board that are read as they are looked at: there may be very many bodies."""

    def __init__(self, ranked: Ranked | None = None) -> None:
        self.ranked = ranked
        self._refused = () if ranked is None else ranked.refused
        self._pages: OrderedDict[int, list[Entry]] = OrderedDict()
        self._newest: tuple[int, SimpleRow] | None = None  # each is asked for several times
        if len(self):
            self[0]  # what is looked at first is read where the rows are made: in a thread

    def __len__(self) -> int:
        return 0 if self.ranked is None else len(self._refused) + len(self.ranked.ids)

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
        return _refused(self._refused[place]) if place < above else _row(self._entry(place - above))

    def _entry(self, place: int) -> Entry:
        number_, rest = divmod(place, PAGE)
        page = self._pages.get(number_)
        if page is None:
            assert self.ranked is not None
            page = self._pages[number_] = self.ranked.page(number_ * PAGE, PAGE)
            if len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        return page[rest]

    def place_of(self, code: str) -> int | None:
        """Where the row of a body stands."""
        found = None if self.ranked is None else self.ranked.place_of(code)
        return None if found is None else len(self._refused) + found


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
