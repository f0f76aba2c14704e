"""The returns of one period by the tree of a chosen day: a sub-total for each body below."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core import formatting
from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.exchange.counting import sources_of
from unionoffice.exchange.handed_in import these
from unionoffice.exchange.shared_returns import Shared
from unionoffice.exchange.sums_by_hand import beside_parts_of
from unionoffice.registers.organisation.model import LEVELS
from unionoffice.registers.returns.model import ReceivedFigure
from unionoffice.reports.filled import NUMBERS, Missing, Part, RowFigures, Structure
from unionoffice.reports.forms import Form
from unionoffice.reports.typed import summed
from unionoffice.services.bodies import read_bodies
from unionoffice.services.body_tree import Bodies, Body, Tree

_Sums = dict[int, list[tuple[str, tuple[int, ...]]]]  # by body: rows, and their numbers


@dataclass(frozen=True)
class View:
    """Of which body (its code; empty: this office), and by the tree of which day."""

    body: str = ""
    structure_on: date | None = None

    @property
    def is_whole(self) -> bool:
        return not self.body


class Place:
    """A body of the tree of a day, from which one looks down; read when it is asked for."""

    def __init__(self, session: Session, view: View, last: date) -> None:
        """By the tree of the view's day, or of the last day of a period."""
        self._session = session
        self._view = view
        self.day = view.structure_on or last

    @property
    def is_whole(self) -> bool:
        return self._view.is_whole

    @cached_property
    def bodies(self) -> Bodies:
        return read_bodies(self._session)

    @cached_property
    def tree(self) -> Tree:
        return self.bodies.on(self.day)

    @cached_property
    def top(self) -> Body:
        """Raises UserError for a body that is not there on the day."""
        if self._view.is_whole:
            return self.tree.root
        code = self._view.body
        top = next((body for body in self.tree.bodies.values() if body.code == code), None)
        if top is None:
            raise UserError(
                N_("There is no body with the code {code} on {day}."),
                code=code,
                day=formatting.show(self.day),
            )
        return top

    def holds(self, body_id: int) -> bool:
        """Whether the figures of a body belong to the top or to those below it."""
        return self._view.is_whole or self.bodies.belongs(body_id, self.top.id, self.tree, self.day)

    def branch(self, body_id: int) -> Body | None:
        return self.bodies.branch(body_id, self.top.id, self.tree, self.day)


def structure_of(
    session: Session,
    form: Form,
    returns: Mapping[int, int],
    place: Place,
    shared: Sequence[Shared],
) -> Structure:
    """The returns, by their bodies, summed for each body directly below the top."""
    groups: dict[int, list[int]] = defaultdict(list)
    unplaced: list[int] = []
    names: dict[int, Body] = {}
    for body_id in returns:
        branch = place.branch(body_id)
        if branch is None:
            unplaced.append(body_id)
        else:
            names[branch.id] = branch
            groups[branch.id].append(body_id)
    sums = _sums(session, returns)
    for each in shared:
        _take_off(sums, returns, each)
    parts = [
        Part(body.code, body.name, len(groups[body.id]), _rows(form, sums, groups[body.id]))
        for body in sorted(names.values(), key=lambda body: body.code)
    ]
    if unplaced:
        parts.append(Part("", "", len(unplaced), _rows(form, sums, unplaced)))
    return Structure(
        place.day,
        tuple(parts),
        _named(place.bodies, unplaced),
        _named(place.bodies, _crossing(session, returns, place)),
    )


def _take_off(sums: _Sums, returns: Mapping[int, int], shared: Shared) -> None:
    """What another return keeps is no part of this one."""
    body_of = {return_id: body_id for body_id, return_id in returns.items()}
    for return_id, rows in shared.taken_off.items():
        off = [(key, tuple(-number for number in numbers[:3])) for key, numbers in rows.items()]
        sums[body_of[return_id]] += off


def _crossing(session: Session, returns: Mapping[int, int], place: Place) -> list[int]:
    """Bodies whose return has summed one that stands below another body by this structure."""
    upper = {
        body_id: id_
        for body_id, id_ in returns.items()
        if place.bodies.newest[body_id].level != LEVELS.keys[0]
    }
    found = []
    for body_id, sources in sources_of(session, upper, place.bodies).items():
        own = place.branch(body_id)
        if own is not None and any(place.branch(source) != own for source in sources):
            found.append(body_id)
    return found


def _named(bodies: Bodies, ids: Iterable[int]) -> tuple[Missing, ...]:
    found = sorted((bodies.newest[body_id] for body_id in ids), key=lambda body: body.code)
    return tuple(Missing(body.code, body.name) for body in found)


def _sums(session: Session, returns: Mapping[int, int]) -> _Sums:
    """The figures of every return by its body: row and numbers."""
    body_of = {return_id: body_id for body_id, return_id in returns.items()}
    found = session.execute(
        select(
            ReceivedFigure.return_id,
            ReceivedFigure.row_key,
            *(getattr(ReceivedFigure, name) for name in NUMBERS),
        ).where(these(returns.values(), ReceivedFigure.return_id))
    )
    figures: dict[int, list[tuple[str, tuple[int, ...]]]] = defaultdict(list)
    for return_id, row_key, *numbers in found:
        figures[body_of[return_id]].append((row_key, tuple(number or 0 for number in numbers)))
    return figures


def _rows(
    form: Form,
    figures: Mapping[int, list[tuple[str, tuple[int, ...]]]],
    body_ids: Iterable[int],
) -> tuple[RowFigures, ...]:
    sums: dict[str, list[int]] = {row.key: [0] * len(NUMBERS) for row in form.rows()}
    by_hand: Counter[tuple[str, str]] = Counter()
    for body_id in body_ids:
        by_hand.update(beside_parts_of(form, _together(figures.get(body_id, ()))))
        for row_key, numbers in figures.get(body_id, ()):
            if row_key in sums:
                sums[row_key] = [
                    one + more for one, more in zip(sums[row_key], numbers, strict=True)
                ]
    rows = []
    for row in form.rows():
        values: dict[str, Any] = dict(zip(NUMBERS, sums[row.key], strict=True))
        rows.append(
            RowFigures(row.key, **{name: values[name] for name in NUMBERS if name in row.figures})
        )
    return summed(form, rows, by_hand)


def _together(figures: Iterable[tuple[str, tuple[int, ...]]]) -> dict[str, Counter[str]]:
    """One return's numbers by row and name, less what counts elsewhere."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for row_key, numbers in figures:
        rows[row_key].update(dict(zip(NUMBERS, numbers, strict=True)))
    return rows
