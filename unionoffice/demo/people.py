"""The people of a sample office, with the small gaps that real card indexes have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from unionoffice.core.dates import PartialDate
from unionoffice.core.text import fold
from unionoffice.demo import names
from unionoffice.demo.workplaces import Body, UnitPlan

SHARE_OF_WORKERS = 0.12  # workers who are no members, for every member
_EDUCATION = ("9/12", "12/12", "12/12", "Trung cấp", "Cao đẳng", "Đại học")
_ROLES = (
    "Chủ tịch", "Phó Chủ tịch", "Ủy viên Ban Chấp hành", "Ủy viên Ban Chấp hành",
    "Ủy viên Ban Chấp hành", "Chủ nhiệm Ủy ban Kiểm tra", "Trưởng ban Nữ công",
)  # fmt: skip
_WHY_LEFT = {"left": 70, "transferred": 18, "retired": 12}


@dataclass(slots=True)
class Someone:
    """One person of the sample; `id` is known once the person stands in the office."""

    full_name: str
    sex: str
    ethnicity: str
    birth_date: PartialDate | None
    identity_number: str | None
    phone: str | None
    address: str | None
    education: str | None
    unit: UnitPlan | None
    job_title: str
    employed_on: date
    card_number: str | None = None
    joined_on: date | None = None
    left_on: date | None = None
    status: str = "active"
    union_role: str | None = None
    children: int = 0
    is_poor: bool = False
    id: int = 0

    @property
    def is_woman(self) -> bool:
        return self.sex == "female"

    def is_member_on(self, day: date) -> bool:
        return (
            self.joined_on is not None
            and self.joined_on <= day
            and (self.left_on is None or day < self.left_on)
        )

    def is_there_on(self, day: date) -> bool:
        return self.employed_on <= day and (self.left_on is None or day < self.left_on)


class PeopleMaker:
    """Invents the people of one body, as they are on a day; the same for the same seed."""

    def __init__(self, rng: Random, body: Body, today: date) -> None:
        self._rng = rng
        self._today = today
        self._begin = date(today.year - 1, 1, 1)
        self._units = [unit for unit in body.units if unit.share]
        self._shares = [unit.share for unit in self._units]
        self._running = rng.randrange(1_000_000)
        self._bearers: Counter[str] = Counter()
        self._taken: set[str] = set()  # names of people who are known by little more than these

    def members(self, count: int) -> Iterator[Someone]:
        """Members, the committee first; every twelfth or so has left in the two years."""
        for number in range(count):
            someone = self._someone()
            self._enrol(someone, number)
            if number >= len(_ROLES):
                self._forget_something(someone)
            yield someone

    def workers(self, count: int) -> Iterator[Someone]:
        """Workers who are no members, most of them new."""
        for _number in range(count):
            someone = self._someone()
            someone.employed_on = self._day(self._begin - timedelta(days=200), self._today)
            self._forget_something(someone)
            yield someone

    def _someone(self) -> Someone:
        rng = self._rng
        unit = rng.choices(self._units, self._shares)[0]
        sex = "female" if rng.random() < unit.women else "male"
        ethnicity = names.ethnic_group(rng)
        age = min(max(round(rng.gauss(35, 9)), 19), 59)
        born = self._day(date(self._today.year - age, 1, 1), date(self._today.year - age, 12, 31))
        employed = self._day(
            max(date(2006, 1, 1), date(born.year + 18, 7, 1)), self._begin + timedelta(days=400)
        )
        self._running += 1
        return Someone(
            self._name(sex, ethnicity),
            sex,
            ethnicity,
            PartialDate.of(born),
            names.identity_number(rng, sex, born.year, self._running),
            names.phone(rng) if rng.random() < 0.9 else None,
            names.address(rng),
            rng.choice(_EDUCATION),
            unit,
            rng.choice(unit.jobs),
            min(employed, self._today),
            children=rng.choice((0, 1, 1, 2)) if age > 24 else 0,
            is_poor=rng.random() < 0.07,
        )

    def _name(self, sex: str, ethnicity: str) -> str:
        """Names repeat as they do in life, but rarely in a small office."""
        name = names.full_name(self._rng, sex, ethnicity)
        attempts = 1
        while fold(name) in self._taken or (self._bearers[fold(name)] and attempts < 3):
            name = names.full_name(self._rng, sex, ethnicity)
            attempts += 1
        self._bearers[fold(name)] += 1
        return name

    def _enrol(self, someone: Someone, number: int) -> None:
        rng = self._rng
        someone.card_number = f"89{self._running % 100_000_000:08d}"
        joined = someone.employed_on + timedelta(days=rng.randrange(30, 360))
        someone.joined_on = min(joined, self._today - timedelta(days=rng.randrange(1, 40)))
        someone.employed_on = min(someone.employed_on, someone.joined_on)
        if number < len(_ROLES):
            someone.union_role = _ROLES[number]
        elif rng.random() < 0.08 and someone.joined_on < self._today - timedelta(days=120):
            someone.left_on = self._day(
                max(self._begin, someone.joined_on + timedelta(days=60)), self._today
            )
            someone.status = rng.choices(list(_WHY_LEFT), list(_WHY_LEFT.values()))[0]

    def _forget_something(self, someone: Someone) -> None:
        """What card indexes lack: a birth date or its day, a number, a unit, a joining day."""
        chance = self._rng.random()
        name = fold(someone.full_name)
        if self._bearers[name] > 1:
            return  # nobody could tell them apart any more
        if chance < 0.08:
            self._taken.add(name)
        born = someone.birth_date
        if chance < 0.02 and someone.identity_number:
            someone.birth_date = None
        elif chance < 0.05 and born is not None:
            someone.birth_date = PartialDate(born.year)
        elif chance < 0.07 and someone.birth_date is not None:
            someone.identity_number = None
        elif chance < 0.08:
            someone.unit = None

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(days=self._rng.randrange(max((last - first).days, 0) + 1))
