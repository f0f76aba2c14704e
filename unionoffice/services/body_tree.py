"""The tree of bodies as it was on a day, and who reports for whom: plain values, no database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from unionoffice.core.periods import Period

HANDED_ON = ("merged_into", "split_into", "succeeded_by")
ONE_DAY = timedelta(days=1)


class Body(NamedTuple):
    """One body as it was on a day; `parent_id` is None for this office itself alone."""

    id: int
    code: str
    name: str
    level: str
    parent_id: int | None
    is_enrolled: bool = False
    founded_on: date | None = None
    dissolved_on: date | None = None

    def lives_on(self, day: date) -> bool:
        begun = self.founded_on is None or self.founded_on <= day
        return begun and (self.dissolved_on is None or day < self.dissolved_on)


@dataclass(frozen=True)
class State:
    """What a body was called and where it stood until the day before `until_on`."""

    until_on: date
    name: str
    level: str
    parent_id: int | None


@dataclass(frozen=True)
class Relation:
    """What happened to a body on a day, and the other body that it has to do with."""

    kind: str
    body_id: int
    other_id: int | None
    day: date


class Tree:
    """The bodies that lived on one day, below this office."""

    def __init__(self, root: Body, bodies: Iterable[Body]) -> None:
        """Every body stands below another of the tree, or below the root."""
        self.root = root
        self.bodies = {root.id: root} | {body.id: body for body in bodies}
        self._children: dict[int, list[Body]] = {}
        for body in self.bodies.values():
            if body.parent_id is not None:
                self._children.setdefault(body.parent_id, []).append(body)
        for siblings in self._children.values():
            siblings.sort(key=_code)

    def __contains__(self, body_id: object) -> bool:
        return body_id in self.bodies

    def __getitem__(self, body_id: int) -> Body:
        return self.bodies[body_id]

    def children(self, body_id: int) -> list[Body]:
        """The bodies directly below, by code."""
        return self._children.get(body_id, [])

    def below(self, body_id: int) -> Iterator[Body]:
        """The body and all below it, each before those below it."""
        waiting = [self.bodies[body_id]]
        while waiting:
            body = waiting.pop()
            yield body
            waiting.extend(reversed(self.children(body.id)))

    def path(self, body_id: int) -> list[Body]:
        """From the root to the body, both included."""
        steps = [self.bodies[body_id]]
        while steps[-1].parent_id is not None:
            steps.append(self.bodies[steps[-1].parent_id])
        return steps[::-1]

    def branch(self, top_id: int, body_id: int) -> Body | None:
        """The body directly below `top_id` on the way to the body; the top for itself."""
        path = self.path(body_id)
        place = next((n for n, body in enumerate(path) if body.id == top_id), None)
        return None if place is None else path[min(place + 1, len(path) - 1)]

    def reporters(self, enrolled: Collection[int]) -> Iterator[Body]:
        """Who hands in to this office.

        An enrolled body hands in for all below it. Another hands in too, unless somebody below it
        is enrolled: then those below it hand in themselves.
        """
        above_enrolled = self._above(enrolled)
        waiting = [self.root.id]
        while waiting:
            for child in self.children(waiting.pop()):
                if child.id in enrolled or child.id not in above_enrolled:
                    yield child
                else:
                    waiting.append(child.id)

    def _above(self, body_ids: Iterable[int]) -> set[int]:
        found: set[int] = set()
        for body_id in body_ids:
            body = self.bodies.get(body_id)
            above = None if body is None else body.parent_id
            while above is not None and above not in found:
                found.add(above)
                above = self.bodies[above].parent_id
        return found


@dataclass(frozen=True)
class Bodies:
    """All bodies that there ever were, with what they were before and what became of them."""

    own: Body
    newest: dict[int, Body]  # without this office itself
    former: dict[int, tuple[State, ...]] = field(default_factory=dict)  # the oldest first
    relations: tuple[Relation, ...] = ()
    _trees: dict[date, Tree] = field(default_factory=dict, init=False, repr=False, compare=False)

    def state(self, body_id: int, day: date) -> Body:
        """The body as it was on a day, whether or not it lived then."""
        body = self.newest[body_id]
        for state in self.former.get(body_id, ()):
            if day < state.until_on:
                return body._replace(
                    name=state.name, level=state.level, parent_id=self._known(state.parent_id)
                )
        return body

    def on(self, day: date) -> Tree:
        """The tree as of a day. No body is lost: one whose body above is gone moves up."""
        tree = self._trees.get(day)
        if tree is None:
            tree = self._trees[day] = self._tree(day)
        return tree

    def _tree(self, day: date) -> Tree:
        living = {
            id_: self.state(id_, day) if id_ in self.former else body
            for id_, body in self.newest.items()
            if body.lives_on(day)
        }
        parents = {id_: self._parent_among(living, body) for id_, body in living.items()}
        _break_circles(parents, self.own.id)
        for id_, parent_id in parents.items():
            if living[id_].parent_id != parent_id:
                living[id_] = living[id_]._replace(parent_id=parent_id)
        return Tree(self.own, living.values())

    def expected(
        self, period: Period, handed_in: Collection[int] = frozenset()
    ) -> tuple[Body, ...]:
        """Who is to hand in for a period, by code: whoever reports here on its last day.

        A body founded in the period reports for its part of it. One that was dissolved in the
        period, or on its last day, is not waited for: its successor reports. Who has `handed_in`
        without a card hands in here as if it had one.
        """
        enrolled = {body.id for body in self.newest.values() if body.is_enrolled}
        found = self.on(period.last).reporters(enrolled.union(handed_in))
        return tuple(sorted(found, key=_code))

    def successors(self, body_id: int) -> list[int]:
        """The bodies that answer for a body that is no more."""
        return [
            relation.other_id
            for relation in self._of_body.get(body_id, ())
            if relation.kind in HANDED_ON and relation.other_id is not None
        ]

    def predecessors(self, body_id: int) -> list[int]:
        """The bodies out of which a body was made when it was founded."""
        founded_on = self.newest[body_id].founded_on
        return [
            relation.body_id
            for relation in self._of_other.get(body_id, ())
            if relation.kind in HANDED_ON and relation.day == founded_on
        ]

    def levels(self, body_id: int) -> set[str]:
        """Every level that a body was ever of."""
        states = self.former.get(body_id, ())
        return {self.newest[body_id].level, *(state.level for state in states)}

    def standing(self, body_id: int, tree: Tree, day: date) -> set[int]:
        """The bodies of a tree to which the figures of a body belong: itself, if it is there.

        Of a body that is no more on the tree's day they belong to its successors, of one that was
        not there yet to its predecessors; without any, to the body that it stood below.
        """
        return set(self._standing(body_id, tree, day, set()))

    def branch(self, body_id: int, top_id: int, tree: Tree, day: date) -> Body | None:
        """Below which child of `top_id` the figures of a body stand; None if none or several."""
        branches = {
            branch.id: branch
            for standing_id in self.standing(body_id, tree, day)
            for branch in [tree.branch(top_id, standing_id)]
            if branch is not None and (branch.id != top_id or body_id == top_id)
        }
        return next(iter(branches.values())) if len(branches) == 1 else None

    def belongs(self, body_id: int, top_id: int, tree: Tree, day: date) -> bool:
        """Whether the figures of a body belong to the top, or to those below it, alone."""
        standing = self.standing(body_id, tree, day)
        return bool(standing) and all(
            tree.branch(top_id, standing_id) is not None for standing_id in standing
        )

    def _standing(self, body_id: int, tree: Tree, day: date, seen: set[int]) -> Iterator[int]:
        if body_id in tree:
            yield body_id
            return
        if body_id in seen or body_id not in self.newest:
            return
        seen.add(body_id)
        body = self.newest[body_id]
        is_gone = body.dissolved_on is not None and body.dissolved_on <= day
        others = self.successors(body_id) if is_gone else self.predecessors(body_id)
        for other_id in others or self._parent_at_the_end(body, is_gone):
            yield from self._standing(other_id, tree, day, seen)

    def _parent_at_the_end(self, body: Body, is_gone: bool) -> Iterator[int]:
        """The body above: on the last day of the body's life, or on its first."""
        day = body.dissolved_on if is_gone else body.founded_on
        if day is None:
            return
        state = self.state(body.id, day - ONE_DAY if is_gone else day)
        if state.parent_id is not None:
            yield state.parent_id

    def _parent_among(self, living: dict[int, Body], body: Body) -> int:
        """The nearest body above that lives: the heir of one that is gone, or who stood above."""
        if body.parent_id == self.own.id:
            return self.own.id
        parent_id, seen = body.parent_id, {body.id}
        while parent_id is not None and parent_id not in living and parent_id not in seen:
            if parent_id not in self.newest:
                break
            seen.add(parent_id)
            heirs = [heir for heir in self.successors(parent_id) if heir not in seen]
            parent_id = heirs[0] if len(heirs) == 1 else self.newest[parent_id].parent_id
        return self.own.id if parent_id is None or parent_id not in living else parent_id

    def _known(self, parent_id: int | None) -> int:
        return self.own.id if parent_id is None or parent_id not in self.newest else parent_id

    @cached_property
    def _of_body(self) -> dict[int, list[Relation]]:
        return _grouped((relation.body_id, relation) for relation in self.relations)

    @cached_property
    def _of_other(self) -> dict[int, list[Relation]]:
        return _grouped(
            (relation.other_id, relation)
            for relation in self.relations
            if relation.other_id is not None
        )


def _code(body: Body) -> str:
    return body.code


def _grouped(pairs: Iterable[tuple[int, Relation]]) -> dict[int, list[Relation]]:
    groups: dict[int, list[Relation]] = {}
    for key, relation in pairs:
        groups.setdefault(key, []).append(relation)
    return groups


def _break_circles(parents: dict[int, int], root_id: int) -> None:
    """Put one body of every circle below the root: lists may name each other as above."""
    settled = {root_id}
    for start in sorted(parents):
        path: dict[int, None] = {}
        here = start
        while here not in settled and here not in path:
            path[here] = None
            here = parents[here]
        if here in path:
            parents[here] = root_id
        settled.update(path)
