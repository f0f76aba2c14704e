"""Random offices: several years, all statuses, gaps in what is known, moves, rejoiners, a tree."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from unionoffice.core.dates import PartialDate
from unionoffice.core.identity import new_uid
from unionoffice.registers.activities.model import KINDS as ACTIVITY_KINDS
from unionoffice.registers.activities.model import Activity, Participation
from unionoffice.registers.agreements.model import Agreement, AgreementUnit, Negotiation
from unionoffice.registers.benefits.choices import KINDS as BENEFIT_KINDS
from unionoffice.registers.benefits.funds import FUNDS
from unionoffice.registers.benefits.model import Benefit
from unionoffice.registers.benefits.states import STATUSES as BENEFIT_STATUSES
from unionoffice.registers.checkups.model import ORGANISERS, Campaign, Checkup
from unionoffice.registers.dialogues.model import FORMS, Dialogue, DialogueUnit
from unionoffice.registers.housing.model import STATUSES as HOUSING_STATUSES
from unionoffice.registers.housing.model import HousingCase
from unionoffice.registers.loans.model import SOURCES, Loan
from unionoffice.registers.loans.model import STATUSES as LOAN_STATUSES
from unionoffice.registers.organisation.model import Unit
from unionoffice.registers.people.model import Employment, Membership, Person
from unionoffice.registers.policies.model import PolicyContribution
from unionoffice.registers.preferences.model import OfferUse
from unionoffice.registers.training.model import KINDS as COURSE_KINDS
from unionoffice.registers.training.model import Attendance, Course
from unionoffice.store.store import Store

from .records import add

FIRST, LAST = date(2015, 7, 1), date(2018, 6, 30)
# Days on which a figure tips over: drawn so often that people join and records fall on them.
EDGES = [
    date(2015, 12, 31),
    date(2016, 1, 1),
    date(2016, 2, 28),
    date(2016, 2, 29),
    date(2016, 3, 1),
    date(2016, 12, 31),
    date(2017, 1, 1),
    date(2017, 2, 28),
    date(2017, 6, 30),
    date(2017, 7, 1),
    date(2017, 12, 31),
    date(2018, 1, 1),
]


class RandomOffice:
    """Fills an empty office with what `seed` determines."""

    def __init__(self, store: Store, seed: int, people: int = 150, records: int = 600) -> None:
        self._random = Random(seed)
        self.units = self._a_tree()
        add(store, *self.units)
        self.people = [self._a_person(number) for number in range(people)]
        self._agreements = [self._an_agreement() for _ in range(6)]
        add(store, *self.people, *self._agreements, *self._records(records))

    def _records(self, number: int) -> list[Any]:
        makers = (
            [self._a_benefit] * 10
            + [self._a_housing_case, self._a_loan, self._an_activity, self._a_course] * 2
            + [self._a_campaign, self._a_dialogue, self._a_negotiation, self._a_policy]
            + [self._a_use] * 3
        )
        return [self._random.choice(makers)() for _ in range(number)]

    def _day(self) -> date:
        if self._random.random() < 0.3:
            return self._random.choice(EDGES)
        return FIRST + timedelta(days=self._random.randrange((LAST - FIRST).days + 1))

    def _maybe(self, value: Any, chance: float = 0.5) -> Any:
        return value if self._random.random() < chance else None

    def _partial(self, day: date) -> PartialDate:
        exactness = self._random.random()
        if exactness < 0.1:
            return PartialDate(day.year)
        return PartialDate(day.year, day.month) if exactness < 0.2 else PartialDate.of(day)

    def _key_of(self, choices: Any) -> str:
        return str(self._random.choice([choice.key for choice in choices]))

    def _void(self, record: Any) -> Any:
        if self._random.random() < 0.08:
            record.voided_at, record.void_reason = datetime.now(UTC), "Nhập nhầm"
        return record

    def _a_tree(self) -> list[Unit]:
        units: list[Unit] = []
        for number in range(14):
            above = [unit for unit in units if _depth(unit) < 4]
            parent = self._random.choice(above) if above and number > 1 else None
            units.append(Unit(name=f"Đơn vị {number}", parent=parent))
        return units

    def _a_person(self, number: int) -> Person:
        person = Person(full_name=f"Nguyễn Văn Thứ {number}")
        for model, begin, end in (
            (Membership, "joined_on", "left_on"),
            (Employment, "employed_on", "ended_on"),
        ):
            self._add_episodes(person, model, begin, end)
        return self._void(person)

    def _add_episodes(self, person: Person, model: type[Any], begin: str, end: str) -> None:
        """None, one, or several episodes, one after the other or overlapping; one is current."""
        episodes = []
        for _ in range(self._random.choice((0, 1, 1, 1, 2, 2, 3))):
            days = sorted((self._day(), self._day()))
            values = {
                begin: self._maybe(self._partial(days[0]), 0.85),
                end: self._maybe(self._partial(days[1])),
            }
            if model is Employment:
                values["unit"] = self._maybe(self._random.choice(self.units), 0.9)
            episodes.append(model(is_current=False, **values))
        if episodes:
            self._random.choice(episodes).is_current = True
        (person.memberships if model is Membership else person.employments).extend(episodes)

    def _somebody(self) -> Person:
        return self._random.choice(self.people)

    def _some_people(self) -> list[Person]:
        return self._random.sample(self.people, min(len(self.people), self._random.randrange(1, 9)))

    def _some_units(self, link: type[Any]) -> list[Any]:
        number = self._random.choice((0, 0, 1, 2, 3))
        return [link(unit_id=unit.id) for unit in self._random.sample(self.units, number)]

    def _a_benefit(self) -> Benefit:
        return self._void(
            Benefit(
                person=self._somebody(),
                given_on=self._maybe(self._day(), 0.95),
                kind=self._key_of(BENEFIT_KINDS),
                fund=self._random.choice(("social_fund", self._key_of(FUNDS))),
                status=self._random.choice(("paid", "paid", self._key_of(BENEFIT_STATUSES))),
            )
        )

    def _a_housing_case(self) -> HousingCase:
        return self._void(
            HousingCase(
                person=self._somebody(),
                kind="new",
                status=self._key_of(HOUSING_STATUSES),
                proposed_on=self._day(),
                approved_on=self._day(),
                disbursed_on=self._maybe(self._day(), 0.7),
                handed_over_on=self._maybe(self._day()),
            )
        )

    def _a_loan(self) -> Loan:
        return self._void(
            Loan(
                person=self._somebody(),
                amount=Decimal(30_000_000),
                source=self._key_of(SOURCES),
                lent_on=self._maybe(self._day(), 0.9),
                status=self._random.choice(("lent", self._key_of(LOAN_STATUSES))),
            )
        )

    def _an_activity(self) -> Activity:
        activity = Activity(
            held_on=self._day(), title="Hoạt động", kind=self._key_of(ACTIVITY_KINDS)
        )
        self._fill_event(activity, activity.participations, Participation)
        return self._void(activity)

    def _a_course(self) -> Course:
        course = Course(held_on=self._day(), title="Lớp học", kind=self._key_of(COURSE_KINDS))
        self._fill_event(course, course.attendances, Attendance)
        return self._void(course)

    def _fill_event(self, event: Any, lines: list[Any], line: type[Any]) -> None:
        event.unit = self._maybe(self._random.choice(self.units))
        if self._random.random() < 0.3:
            event.head_total = self._random.randrange(0, 50)
            event.head_members = self._maybe(self._random.randint(0, event.head_total), 0.8)
        else:
            lines += [
                line(person=person, attended=self._random.random() < 0.7)
                for person in self._some_people()
            ]

    def _a_campaign(self) -> Campaign:
        day = self._day()
        campaign = Campaign(uid=new_uid(), held_on=day, organiser=self._key_of(ORGANISERS))
        campaign.checkups = [
            Checkup(
                person=person,
                attended=self._random.random() < 0.7,
                attended_on=self._maybe(day + timedelta(days=self._random.randrange(20)), 0.3),
            )
            for person in self._some_people()
        ]
        return self._void(campaign)

    def _an_agreement(self) -> Agreement:
        days = sorted((self._day(), self._day()))
        return self._void(
            Agreement(
                number="01/TƯ",
                signed_on=self._maybe(self._day(), 0.8),
                effective_from=self._maybe(days[0], 0.8),
                effective_to=self._maybe(days[1], 0.7),
                units=self._some_units(AgreementUnit),
            )
        )

    def _a_negotiation(self) -> Negotiation:
        agreement = self._maybe(self._random.choice(self._agreements))
        return self._void(Negotiation(held_on=self._day(), agreement=agreement))

    def _a_dialogue(self) -> Dialogue:
        return self._void(
            Dialogue(
                held_on=self._day(),
                form=self._key_of(FORMS),
                units=self._some_units(DialogueUnit),
            )
        )

    def _a_policy(self) -> PolicyContribution:
        return self._void(
            PolicyContribution(
                contributed_on=self._day(),
                title=f"Góp ý {self._random.randrange(6)}",
                turns=self._random.randrange(1, 4),
            )
        )

    def _a_use(self) -> OfferUse:
        return self._void(
            OfferUse(
                used_on=self._day(),
                partner="Siêu thị",
                uses=self._random.randrange(1, 30),
                person=self._maybe(self._somebody()),
                unit=self._maybe(self._random.choice(self.units)),
                beneficiary=self._random.choice(("member", "member", "child", "worker")),
            )
        )


def _depth(unit: Unit) -> int:
    return 1 if unit.parent is None else 1 + _depth(unit.parent)
