"""Filling one empty office with the life of two years."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

from unionoffice.core.dates import PartialDate
from unionoffice.demo import benefits, checkups
from unionoffice.demo.benefits import BenefitsMaker
from unionoffice.demo.days import Span
from unionoffice.demo.entering import Entering, Rows
from unionoffice.demo.people import SHARE_OF_WORKERS, PeopleMaker, Someone
from unionoffice.demo.people_lists import write_members
from unionoffice.demo.records import RecordsMaker
from unionoffice.demo.workplaces import PLACE, Body
from unionoffice.workplace import Workplace

TWINS = 2  # people who were entered twice


class Filling:
    """Enters a body's units, people and records; the same seed gives the same office."""

    def __init__(self, workplace: Workplace, body: Body, seed: int, today: date) -> None:
        self._entering = Entering(workplace, today)
        self._body = body
        self._span = Span(today)
        # A text as seed: numbers next to each other would give streams that resemble each other.
        self._rng = Random(f"{seed} {body.code}")

    def fill(self, members: int, list_file: Path | None = None) -> list[Someone]:
        """Fill everything; members come by way of a workbook when a file is named for it."""
        self._units()
        people = self._people(members, list_file)
        self._records(people)
        return people

    def forget_nothing(self, people: list[Someone]) -> None:
        """One more visit, found after the return was sent: the next version will count it."""
        rng, today = self._rng, self._span.today
        visited = next(each for each in rng.sample(people, len(people)) if each.is_member_on(today))
        day = max(date(today.year, 1, 1), today - timedelta(days=5))
        self._entering.save(
            "benefits",
            {
                "person": visited.id,
                "given_on": day,
                "kind": "visit_sickness",
                "fund": benefits.FUND,
                "occasion": "Thăm hỏi nằm viện (bổ sung)",
            },
        )

    def enter_twice(self, people: list[Someone]) -> None:
        """A few members typed in again by somebody who did not look whether they were there."""
        whole = [each for each in people if each.card_number and each.birth_date and each.unit]
        for someone in whole[-TWINS:]:
            values = {
                "full_name": someone.full_name,
                "sex": someone.sex,
                "birth_date": someone.birth_date,
            }
            self._entering.save("members", values)

    def _units(self) -> None:
        """One list for each level of the tree: those above must be there first."""
        placed: set[str] = {""}
        waiting = list(self._body.units)
        while waiting:
            level = [unit for unit in waiting if unit.parent in placed]
            waiting = [unit for unit in waiting if unit.parent not in placed]
            founded = date(2012, 3, 26)
            rows = [(unit.name, unit.kind, unit.parent or None, founded) for unit in level]
            self._entering.bring(Rows("units", ("name", "kind", "parent", "founded_on"), rows))
            placed.update(unit.name for unit in level)

    def _people(self, members: int, list_file: Path | None) -> list[Someone]:
        maker = PeopleMaker(self._rng, self._body, self._span.today)
        enrolled = list(maker.members(members))
        if list_file is not None:
            write_members(list_file, self._body, enrolled, self._span.today)
            self._entering.bring_file("members", list_file)
        else:
            self._entering.bring(as_rows("members", enrolled))
        workers = list(maker.workers(max(2, round(members * SHARE_OF_WORKERS))))
        self._entering.bring(as_rows("workers", workers))
        people = [*enrolled, *workers]
        self._entering.give_ids(people)
        return people

    def _records(self, people: list[Someone]) -> None:
        maker = BenefitsMaker(self._rng, people, self._span)
        self._entering.pour("benefits", benefits.TABLE, benefits.COLUMNS, maker.rows())
        self._checkups(people)
        for rows in RecordsMaker(self._rng, self._body, people, self._span).all():
            self._entering.bring(rows)

    def _checkups(self, people: list[Someone]) -> None:
        plans = list(checkups.campaigns(people, self._span, PLACE))
        self._entering.bring(checkups.as_rows(plans))
        ids = self._entering.ids("checkup_campaigns", "title")
        lines = (
            line for plan in plans for line in checkups.lines(self._rng, ids[plan.title], plan)
        )
        self._entering.pour("checkups", checkups.TABLE, checkups.COLUMNS, lines)


def as_rows(register: str, people: list[Someone]) -> Rows:
    """The people as rows of a list that was read."""
    person = ("full_name", "sex", "ethnicity", "birth_date", "identity_number", "phone", "address",
              "education", "job_title")  # fmt: skip
    columns: tuple[str, ...] = (*person, "unit", "employed_on")
    if register == "members":
        columns += ("card_number", "joined_on", "left_on", "status", "union_role")
    days = {"employed_on", "joined_on", "left_on"}

    def value(someone: Someone, key: str) -> object:
        if key == "unit":
            return someone.unit.name if someone.unit else None
        found = getattr(someone, key)
        return PartialDate.of(found) if key in days and found is not None else found

    return Rows(register, columns, [[value(each, key) for key in columns] for each in people])
