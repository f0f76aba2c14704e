"""A small office filled by hand through its desk, and the figures of its form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from unionoffice.core.dates import PartialDate
from unionoffice.core.periods import Period
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.reports.behind import EvidenceRow
from unionoffice.reports.figures import Figures
from unionoffice.reports.filled import RowFigures
from unionoffice.reports.forms import open_form
from unionoffice.services.desk import Desk
from unionoffice.services.person_deeds import PersonDeeds
from unionoffice.store.store import Store

YEAR = Period.year(2017)


class DeskOffice:
    """Enters valid records in few words; days are ISO texts. Every deed gives the record's id."""

    def __init__(self, store: Store) -> None:
        self.desk = Desk(store, CATALOGUE)
        self.people = PersonDeeds(store, CATALOGUE)
        self.figures = Figures(store, CATALOGUE)
        self.form = open_form("vn-member-benefit", self.figures.known_indicators)
        self._names = 0

    def row(self, key: str, period: Period = YEAR, unit: int | None = None) -> RowFigures:
        row = self.figures.count(self.form, period, unit).row(key)
        assert row is not None
        return row

    def numbers(self, key: str, period: Period = YEAR, unit: int | None = None) -> tuple[Any, ...]:
        """`(total, members)` of a row."""
        row = self.row(key, period, unit)
        return row.total, row.members

    def evidence(self, key: str, period: Period = YEAR) -> list[EvidenceRow]:
        return list(self.figures.behind(self.form, key, period))

    def unit(self, name: str, parent: int | None = None) -> int:
        return self.save("units", name=name, parent=parent)

    def worker(self, **values: Any) -> int:
        return self.save("workers", full_name=self._name(), **_partial(values))

    def member(self, joined: str | None = "2015-03-01", **values: Any) -> int:
        return self.save(
            "members", full_name=self._name(), **_partial({"joined_on": joined} | values)
        )

    def benefit(self, person: int, day: str | None = "2017-03-02", **values: Any) -> int:
        usual = {"kind": "visit_sickness", "fund": "social_fund", "amount": Decimal(500_000)}
        return self.save("benefits", person=person, given_on=_day(day), **(usual | values))

    def house(self, person: int, paid: str | None, handed_over: str | None, status: str) -> int:
        return self.save(
            "housing",
            person=person,
            kind="new",
            status=status,
            disbursed_on=_day(paid),
            handed_over_on=_day(handed_over),
        )

    def loan(self, person: int, day: str | None, status: str = "lent") -> int:
        return self.save(
            "loans", person=person, lent_on=_day(day), status=status, amount=Decimal(30_000_000)
        )

    def activity(self, *people: int, day: str = "2017-06-01", **values: Any) -> int:
        return self._event("activities", people, {"kind": "sport"} | values, day)

    def course(self, *people: int, day: str = "2017-06-01", **values: Any) -> int:
        return self._event("training", people, {"kind": "political"} | values, day)

    def checkup(
        self,
        *people: int,
        organiser: str = "province",
        day: str = "2017-05-08",
        attended: bool = True,
        attended_on: str | None = None,
    ) -> int:
        lines = [
            {"person": who, "attended": attended, "attended_on": _day(attended_on)}
            for who in people
        ]
        return self.save("checkups", lines, held_on=_day(day), organiser=organiser)

    def agreement(self, *units: int, **days: str) -> int:
        values = {key: _day(day) for key, day in days.items()}
        return self.save("agreements", number="01/TƯ", units=units, **values)

    def negotiation(self, day: str) -> int:
        return self.save("negotiations", held_on=_day(day))

    def dialogue(self, *units: int, day: str = "2017-04-01", form: str = "periodic") -> int:
        return self.save("dialogues", held_on=_day(day), form=form, units=units)

    def policy(self, title: str, day: str, turns: int | None = None) -> int:
        values = {} if turns is None else {"turns": turns}
        return self.save("policies", title=title, contributed_on=_day(day), **values)

    def use(self, day: str = "2017-04-15", **values: Any) -> int:
        return self.save("preferences", used_on=_day(day), partner="Siêu thị", **values)

    def save(self, key: str, lines: list[dict[str, Any]] | None = None, **values: Any) -> int:
        draft = self.desk.blank(key)
        draft.values |= values
        draft.lines = lines or []
        return self.desk.save(key, draft, None).id

    def _event(self, key: str, people: tuple[int, ...], values: dict[str, Any], day: str) -> int:
        attended = values.pop("attended", True)
        lines = [{"person": who, "attended": attended} for who in people]
        return self.save(key, lines, title="Hội thao", held_on=_day(day), **values)

    def _name(self) -> str:
        self._names += 1
        return f"Nguyễn Văn Thứ {self._names}"


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _partial(values: dict[str, Any]) -> dict[str, Any]:
    days = {"joined_on", "left_on", "employed_on", "ended_on"}
    return {
        key: PartialDate.parse(value) if key in days and value else value
        for key, value in values.items()
    }
