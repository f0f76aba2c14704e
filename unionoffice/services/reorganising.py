"""Carrying a reorganisation out: what a decision changes in the bodies it names, on its day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from unionoffice.core import formatting
from unionoffice.core.errors import InvalidRecordError, Problem
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean
from unionoffice.registers.organisation.bodies import BodyRelation, FormerState, Reorganisation
from unionoffice.registers.organisation.bodies_register import complete_body
from unionoffice.registers.organisation.model import LEVELS, Organisation


@dataclass(frozen=True)
class NewBody:
    """A body to be founded; without a body above it stands where the one it comes from stood."""

    code: str
    name: str
    level: str = "primary"
    parent_id: int | None = None


@dataclass(frozen=True)
class Plan:
    """What is to be done on a day, and by whose decision.

    `bodies` are those it happens to; `target_id` is the body they are merged into, put below or
    succeeded by. A merger may found its target, a split founds its parts; a body that `goes_on`
    is not dissolved by being split. A body renamed gets `name` and `level`, if they say anything.
    """

    kind: str
    day: date
    bodies: tuple[int, ...] = ()
    target_id: int | None = None
    founded: tuple[NewBody, ...] = ()
    goes_on: bool = False
    name: str = ""
    level: str = ""
    decision_number: str = ""
    decided_on: date | None = None
    issuer: str = ""
    notes: str = ""


def wrong(field: str, message: str, **values: str) -> InvalidRecordError:
    return InvalidRecordError([Problem(field, message, values)])


class Reorganiser:
    """Does what a plan says within one session; raises InvalidRecordError when it cannot be."""

    def __init__(self, session: Session, plan: Plan) -> None:
        self._session = session
        self._plan = plan
        self._deed = Reorganisation(
            kind=plan.kind,
            happened_on=plan.day,
            decision_number=clean(plan.decision_number) or None,
            decided_on=plan.decided_on,
            issuer=clean(plan.issuer) or None,
            notes=plan.notes.strip() or None,
        )

    def carry_out(self) -> int:
        """Write everything; says how many bodies it has to do with."""
        self._session.add(self._deed)
        self._session.flush()
        steps = {
            "found": self._found_all,
            "merge": self._merge,
            "split": self._split,
            "move": self._move,
            "rename": self._rename,
            "dissolve": self._dissolve,
        }
        if self._plan.kind != "found" and not self._plan.bodies:
            raise wrong("bodies", N_("Choose the bodies that this is about."))
        steps[self._plan.kind]()
        self._session.flush()
        return len(self._plan.bodies) + len(self._plan.founded)

    # The six deeds

    def _found_all(self) -> None:
        if not self._plan.founded:
            raise wrong("code", N_("Say which body is to be founded."))
        for new in self._plan.founded:
            self._relate("founded", self._found(new, self._target(or_own=True)))

    def _merge(self) -> None:
        merged = [body for body in self._bodies() if body.id != self._plan.target_id]
        if self._plan.founded:
            target = self._found(self._plan.founded[0], self._above(merged[0]))
        else:
            target = self._target()
        if len(merged) + (not self._plan.founded) < 2:
            raise wrong("bodies", N_("Choose at least two bodies that become one."))
        for body in merged:
            self._refuse_below(target, body)
            self._hand_on(body, target)
            self._end(body)
            self._relate("merged_into", body, target)

    def _split(self) -> None:
        (body,) = self._bodies()[:1]
        if len(self._plan.founded) + self._plan.goes_on < 2:
            raise wrong("code", N_("A body is split into two at least."))
        parts = [self._found(new, self._above(body)) for new in self._plan.founded]
        for part in parts:
            self._relate("split_into", body, part)
        if not self._plan.goes_on:
            self._hand_on(body, parts[0])
            self._end(body)

    def _move(self) -> None:
        target = self._target(or_own=True)
        for body in self._bodies():
            self._put_below(body, target)

    def _rename(self) -> None:
        name, level = clean(self._plan.name), self._plan.level
        for body in self._bodies()[:1]:
            if (name or body.name, level or body.level) == (body.name, body.level):
                raise wrong("name", N_("Enter the new name, or choose another level."))
            self._keep_state(body)
            body.name, body.level = name or body.name, level or body.level
            complete_body(body)
            self._check_levels(body)
            self._relate("renamed", body)

    def _dissolve(self) -> None:
        heir = self._target() if self._plan.target_id is not None else None
        for body in self._bodies():
            if heir is not None:
                self._refuse_below(heir, body)
            self._hand_on(body, heir or self._above(body))
            self._end(body)
            self._relate("dissolved" if heir is None else "succeeded_by", body, heir)

    # Steps

    def _found(self, new: NewBody, above: Organisation) -> Organisation:
        code, name = clean(new.code), clean(new.name)
        if not code or not name:
            raise wrong("code", N_("Enter the code and the name of the new body."))
        if self._one(Organisation.code == code) is not None:
            raise wrong("code", N_("The code {code} belongs to another body."), code=code)
        if new.parent_id is not None:
            above = self._living(new.parent_id, "target")
        body = Organisation(
            code=code, name=name, level=new.level, is_own=False, founded_on=self._plan.day
        )
        body.parent_code = above.code
        complete_body(body)
        self._session.add(body)
        self._session.flush()
        self._check_levels(body)
        return body

    def _put_below(self, body: Organisation, target: Organisation) -> None:
        self._refuse_below(target, body)
        if self._above(body).id == target.id:
            raise wrong("target", N_("“{name}” stands there already."), name=body.name)
        self._keep_state(body)
        body.parent_code = target.code
        self._session.flush()
        self._check_levels(body)
        self._relate("moved", body, target)

    def _hand_on(self, body: Organisation, target: Organisation) -> None:
        """Put those below a body that ends below another one."""
        for child in self._children(body):
            if child.id != target.id and child.id not in self._plan.bodies:
                self._put_below(child, target)

    def _end(self, body: Organisation) -> None:
        self._refuse_earlier(body)
        if body.founded_on == self._plan.day:
            raise wrong("day", N_("“{name}” was founded on this very day."), name=body.name)
        body.dissolved_on = self._plan.day

    def _keep_state(self, body: Organisation) -> None:
        """Remember what the body was until the day, unless it only began on it."""
        self._refuse_earlier(body)
        if body.founded_on == self._plan.day or self._changed_on(body) == self._plan.day:
            return
        above = self._above(body)
        self._session.add(
            FormerState(
                organisation_id=body.id,
                until_on=self._plan.day,
                name=body.name,
                level=body.level,
                parent_id=None if above.is_own else above.id,
                reorganisation_id=self._deed.id,
            )
        )

    def _relate(self, kind: str, body: Organisation, other: Organisation | None = None) -> None:
        self._session.add(
            BodyRelation(
                reorganisation_id=self._deed.id,
                kind=kind,
                body_id=body.id,
                other_id=None if other is None else other.id,
            )
        )

    # Refusals

    def _refuse_earlier(self, body: Organisation) -> None:
        changed_on = self._changed_on(body)
        if changed_on is not None and self._plan.day < changed_on:
            raise wrong(
                "day",
                N_("“{name}” was changed on {day} already. Choose that day or a later one."),
                name=body.name,
                day=formatting.show(changed_on),
            )

    def _refuse_below(self, target: Organisation, body: Organisation) -> None:
        above: Organisation = target
        seen: set[int] = set()
        while not above.is_own and above.id not in seen:
            if above.id == body.id:
                raise wrong("target", N_("“{name}” cannot stand below itself."), name=body.name)
            seen.add(above.id)
            above = self._above(above)

    def _check_levels(self, body: Organisation) -> None:
        """A body stands below one of a higher level, before and after."""
        rank = LEVELS.keys.index
        pairs = [(body, self._above(body)), *((child, body) for child in self._children(body))]
        for lower, upper in pairs:
            if rank(lower.level) >= rank(upper.level):
                raise wrong(
                    "level",
                    N_("“{lower}” cannot stand below “{upper}”: its level is not lower."),
                    lower=lower.name,
                    upper=upper.name,
                )

    # Looking up

    def _bodies(self) -> list[Organisation]:
        return [self._living(body_id, "bodies") for body_id in dict.fromkeys(self._plan.bodies)]

    def _target(self, *, or_own: bool = False) -> Organisation:
        if self._plan.target_id is not None:
            return self._living(self._plan.target_id, "target")
        if or_own:
            return self._own()
        raise wrong("target", N_("Choose the other body."))

    def _living(self, body_id: int, field: str) -> Organisation:
        body = self._one(Organisation.id == body_id)
        if body is None or not self._lives(body):
            raise wrong(
                field,
                N_("“{name}” does not exist on {day}."),
                name=body.name if body is not None else str(body_id),
                day=formatting.show(self._plan.day),
            )
        return body

    def _lives(self, body: Organisation) -> bool:
        begun = body.founded_on is None or body.founded_on <= self._plan.day
        return begun and (body.dissolved_on is None or self._plan.day < body.dissolved_on)

    def _above(self, body: Organisation) -> Organisation:
        above = self._one(Organisation.code == body.parent_code) if body.parent_code else None
        return self._own() if above is None or above.id == body.id else above

    def _children(self, body: Organisation) -> list[Organisation]:
        found: Iterable[Organisation] = self._session.scalars(
            select(Organisation).where(
                Organisation.parent_code == body.code,
                Organisation.is_own == False,  # noqa: E712 - SQL
                Organisation.voided_at.is_(None),
                or_(
                    Organisation.dissolved_on.is_(None), Organisation.dissolved_on > self._plan.day
                ),
            )
        )
        return list(found)

    def _changed_on(self, body: Organisation) -> date | None:
        """The day since which the body is what it is."""
        changed = self._session.scalars(
            select(FormerState.until_on)
            .where(FormerState.organisation_id == body.id)
            .order_by(FormerState.until_on.desc())
            .limit(1)
        ).first()
        return max(filter(None, (changed, body.founded_on)), default=None)

    def _own(self) -> Organisation:
        own = select(Organisation).where(Organisation.is_own == True)  # noqa: E712 - SQL
        return self._session.scalars(own).one()

    def _one(self, condition: ColumnElement[bool]) -> Organisation | None:
        found = select(Organisation).where(condition, Organisation.voided_at.is_(None))
        return self._session.scalars(found).first()
