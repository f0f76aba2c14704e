"""Benefits and visits over two years, with the seasons that every union office knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from unionoffice.core.text import fold
from unionoffice.demo.days import Span, any_day, mid_autumn, tet
from unionoffice.demo.people import Someone

TABLE = "benefits"
COLUMNS = (
    "person_id", "given_on", "kind", "fund", "amount", "goods", "occasion", "beneficiary",
    "status", "decision", "search_text", "currency", "version",
)  # fmt: skip
FUND, BUDGET, EMPLOYER = "social_fund", "union_budget", "employer"

# Kind, source of funds, turns a month for a thousand people, amount in thousands, occasion.
_CHANCES: tuple[tuple[str, str, float, tuple[int, ...], str], ...] = (
    ("visit_sickness", FUND, 5.5, (500, 500, 700, 1000), "Thăm hỏi nằm viện"),
    ("visit_sickness", BUDGET, 4.0, (300, 300, 500), "Thăm hỏi ốm đau"),
    ("visit_work_accident", FUND, 0.7, (1000, 1500, 2000), "Thăm hỏi tai nạn lao động"),
    ("visit_occupational_disease", FUND, 0.3, (1000, 1500), "Thăm hỏi bệnh nghề nghiệp"),
    ("visit_maternity", FUND, 2.5, (500, 500), "Thăm hỏi sinh con"),
    ("visit_bereavement", BUDGET, 3.5, (500, 1000), "Phúng viếng tứ thân phụ mẫu"),
    ("hardship", FUND, 2.5, (1000, 1500, 2000), "Trợ cấp khó khăn đột xuất"),
    ("hardship", "public_collection", 0.6, (2000, 3000, 5000), "Vận động giúp bệnh hiểm nghèo"),
    ("wedding", BUDGET, 2.0, (500,), "Mừng cưới"),
    ("gift", EMPLOYER, 35.0, (200,), "Sinh nhật đoàn viên"),
    ("other", "state_budget", 0.4, (1000, 1500), "Hỗ trợ tiền thuê nhà"),
)
_STATUSES = ("paid", "paid", "paid", "paid", "paid", "paid", "paid", "approved", "rejected")
_MAYBE_NOT_PAID = ("hardship", "other")


class BenefitsMaker:
    """Invents the benefits of one office month by month, so that a large one fits in memory."""

    def __init__(self, rng: Random, people: Sequence[Someone], span: Span) -> None:
        self._rng = rng
        self._people = people
        self._span = span
        self._searched: dict[str, str] = {}

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Rows in the order of `COLUMNS`, each month by its days."""
        for first, last in self._span.months():
            month = [*self._feasts(first, last), *self._by_chance(first, last)]
            month.sort(key=lambda row: (row[1], row[0]))
            yield from month
        yield from self._undated()

    def _feasts(self, first: date, last: date) -> Iterator[tuple[Any, ...]]:
        """What everybody, all women or all parents are given on a day of the year."""
        year = first.year
        gifts = tet(year) - timedelta(days=12)
        plans = (
            (gifts, self._tet_gifts),
            (date(year, 3, 7), self._women),
            (date(year, 10, 19), self._women),
            (date(year, 5, 31), self._children),
            (mid_autumn(year) - timedelta(days=2), self._children),
        )
        for day, plan in plans:
            if first <= day <= last:
                yield from plan(day)

    def _tet_gifts(self, day: date) -> Iterator[tuple[Any, ...]]:
        for someone in self._there_on(day):
            if someone.is_member_on(day):
                yield self._row(
                    someone, day, "tet_gift", BUDGET, 300, "Quà Tết", goods="Túi quà Tết"
                )
            elif self._rng.random() < 0.6:
                yield self._row(someone, day, "tet_gift", EMPLOYER, 200, "Quà Tết")
            if someone.is_poor:
                yield self._row(
                    someone, day, "hardship", FUND, 1000, "Tết Sum vầy: hoàn cảnh khó khăn"
                )

    def _women(self, day: date) -> Iterator[tuple[Any, ...]]:
        occasion = "Quốc tế Phụ nữ 8/3" if day.month == 3 else "Phụ nữ Việt Nam 20/10"
        for someone in self._there_on(day):
            if someone.is_woman and someone.is_member_on(day):
                yield self._row(someone, day, "gift", BUDGET, 150, occasion)

    def _children(self, day: date) -> Iterator[tuple[Any, ...]]:
        occasion = "Quốc tế Thiếu nhi 1/6" if day.month < 7 else "Tết Trung thu"
        for someone in self._there_on(day):
            if someone.children:
                amount = 100 * someone.children
                yield self._row(
                    someone, day, "children", EMPLOYER, amount, occasion, beneficiary="child"
                )

    def _by_chance(self, first: date, last: date) -> Iterator[tuple[Any, ...]]:
        rng = self._rng
        part = (last - first).days + 1
        for kind, fund, turns, amounts, occasion in _CHANCES:
            wanted = turns * len(self._people) / 1000 * part / 30
            count = int(wanted) + (rng.random() < wanted % 1)
            for someone in self._some(count, first):
                status = rng.choice(_STATUSES) if kind in _MAYBE_NOT_PAID else "paid"
                if kind == "visit_maternity" and not someone.is_woman:
                    continue
                day = any_day(rng, first, last)
                yield self._row(
                    someone, day, kind, fund, rng.choice(amounts), occasion, status=status
                )
        for someone in self._people:
            if someone.status == "retired" and someone.left_on and first <= someone.left_on <= last:
                yield self._row(
                    someone, someone.left_on, "retirement", BUDGET, 1000, "Chia tay nghỉ hưu"
                )
        if first.month == 10:
            for someone in self._some(len(self._people) // 60, first):
                yield self._row(
                    someone, any_day(rng, first, last), "disaster", FUND, 2000,
                    "Hỗ trợ nhà bị ngập lũ",
                )  # fmt: skip

    def _undated(self) -> Iterator[tuple[Any, ...]]:
        """Proposals that nobody has decided upon, two of them without a day."""
        for number, someone in enumerate(self._some(4, self._span.today)):
            day = None if number < 2 else self._span.today - timedelta(days=number * 3)
            yield self._row(
                someone, day, "hardship", FUND, 1500, "Đề nghị trợ cấp khó khăn", status="proposed"
            )

    def _there_on(self, day: date) -> Iterator[Someone]:
        return (someone for someone in self._people if someone.is_there_on(day))

    def _some(self, count: int, day: date) -> Iterator[Someone]:
        """So many by chance of those who are there on a day; somebody may come twice."""
        for _number in range(count if self._people else 0):
            someone = self._rng.choice(self._people)
            if someone.is_there_on(day):
                yield someone

    def _row(
        self,
        someone: Someone,
        day: date | None,
        kind: str,
        fund: str,
        thousands: int,
        occasion: str,
        *,
        goods: str | None = None,
        beneficiary: str = "self",
        status: str = "paid",
    ) -> tuple[Any, ...]:
        is_from_fund = fund == FUND and day is not None and status != "proposed"
        decision = f"{day.month:02d}/QĐ-CĐCS" if is_from_fund and day is not None else None
        return (
            someone.id, day, kind, fund, Decimal(thousands * 1000), goods, occasion, beneficiary,
            status, decision, self._folded(occasion, goods, decision), "VND", 1,
        )  # fmt: skip

    def _folded(self, *words: str | None) -> str:
        text = " ".join(filter(None, words))
        if text not in self._searched:
            self._searched[text] = fold(text)
        return self._searched[text]
