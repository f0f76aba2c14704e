"""Until when a return is to be handed in: rules by level and kind of period, else the form's."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from unionoffice.core.errors import InvalidRecordError, Problem
from unionoffice.core.formatting import number
from unionoffice.core.i18n import N_, _, ngettext
from unionoffice.core.periods import Period
from unionoffice.reports.forms import Form
from unionoffice.services.office import read_setting, write_setting
from unionoffice.store.store import Store

_SETTING = "deadlines:"
MOST_DAYS = 400
ANY = ""  # level or kind of period

PERIOD_KINDS = (
    ("year", N_("A year")),
    ("half", N_("Half a year")),
    ("quarter", N_("A quarter")),
    ("month", N_("A month")),
    ("other", N_("Other days")),
)
LEVELS = (
    ("primary", N_("Primary organisation")),
    ("district", N_("Intermediate level")),
    ("province", N_("Provincial federation")),
)
_MONTHS = {12: "year", 6: "half", 3: "quarter", 1: "month"}


@dataclass(frozen=True)
class DeadlineRule:
    """Either so many days after the period's last day, or a day of the year.

    A day of the year means the one nearest to the end of the period: the report of a year may be
    due on 15 December of that year, or on 15 January of the next.
    """

    level: str = ANY
    kind: str = ANY
    days: int | None = None
    month: int | None = None
    day: int | None = None

    def due(self, period: Period) -> date:
        if self.days is not None:
            return period.last + timedelta(self.days)
        candidates = [self._in_year(period.last.year + more) for more in (-1, 0, 1)]
        return min(candidates, key=lambda day: abs(day - period.last))

    def _in_year(self, year: int) -> date:
        month = self.month or 1
        return date(year, month, min(self.day or 1, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True)
class FormDeadlines:
    """The rules of one form, the most particular first; `is_own`: this office changed them."""

    rules: tuple[DeadlineRule, ...]
    is_own: bool

    def due(self, level: str, period: Period) -> date | None:
        """The last day on which a body of this level is in time; None: there is no such day."""
        kind = kind_of(period)
        for rule in self.rules:
            if rule.level in (ANY, level) and rule.kind in (ANY, kind):
                return rule.due(period)
        return None


class Deadlines:
    """The rules of a federation: what the form says, until the office says otherwise."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, form: Form) -> FormDeadlines:
        with self._store.reading() as session:
            own = read_setting(session, _SETTING + form.id)
        if own is not None:
            return FormDeadlines(_ordered(DeadlineRule(**rule) for rule in own), True)
        default = () if form.due_days is None else (DeadlineRule(days=form.due_days),)
        return FormDeadlines(default, False)

    def change(self, form: Form, rules: Iterable[DeadlineRule] | None) -> None:
        """Let these rules hold instead of the form's; None: let the form's hold again.

        A choice of the office like any other in its settings, so there is nothing to undo.
        Raises InvalidRecordError for days that do not exist and for rules that contradict.
        """
        wanted = None if rules is None else list(rules)
        problems = _problems(wanted or [])
        if problems:
            raise InvalidRecordError(problems)
        values = None if wanted is None else [asdict(rule) for rule in wanted]
        with self._store.writing(N_("Deadlines changed")) as session:
            write_setting(session, _SETTING + form.id, values)


def kind_of(period: Period) -> str:
    """What sort of span it is: a whole year, half, quarter or month, or other days."""
    first, last = period.first, period.last
    ends = calendar.monthrange(last.year, last.month)[1] == last.day
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    begins = first.day == 1 and months in _MONTHS and (first.month - 1) % months == 0
    return _MONTHS[months] if begins and ends else "other"


def months_of(period: Period) -> int | None:
    """How many months a whole year, half, quarter or month has; None for other days."""
    kind = kind_of(period)
    return next((months for months, name in _MONTHS.items() if name == kind), None)


def rule_as_json(rule: DeadlineRule) -> dict[str, Any]:
    return {name: value for name, value in asdict(rule).items() if value not in (None, ANY)}


def rule_words(rule: DeadlineRule) -> tuple[str, str, str]:
    """For which level, for which periods, and until when, in words."""
    level = dict(LEVELS).get(rule.level, N_("Every level"))
    kind = dict(PERIOD_KINDS).get(rule.kind, N_("Every period"))
    return _(level), _(kind), _until(rule)


def _until(rule: DeadlineRule) -> str:
    if rule.days is None:
        words = _("{day}/{month}, the one nearest to the end of the period")
        return words.format(day=rule.day, month=rule.month)
    words = ngettext(
        "{count} day after the end of the period",
        "{count} days after the end of the period",
        rule.days,
    )
    return words.format(count=number(rule.days))


def _ordered(rules: Iterable[DeadlineRule]) -> tuple[DeadlineRule, ...]:
    return tuple(sorted(rules, key=lambda rule: (rule.level == ANY, rule.kind == ANY)))


def _problems(rules: list[DeadlineRule]) -> list[Problem]:
    problems = []
    if len({(rule.level, rule.kind) for rule in rules}) != len(rules):
        problems.append(
            Problem("", N_("Two deadlines are for the same level and kind of period. Leave one."))
        )
    for rule in rules:
        if rule.days is not None and not 0 <= rule.days <= MOST_DAYS:
            problems.append(
                Problem("days", N_("Days are counted from 0 to {most}."), {"most": MOST_DAYS})
            )
        elif rule.days is None and not _is_day(rule):
            problems.append(Problem("day", N_("There is no such day of the year.")))
    return problems


def _is_day(rule: DeadlineRule) -> bool:
    if rule.month is None or rule.day is None or not 1 <= rule.month <= 12:
        return False
    # 29 February is a day, and means the 28th where there is none.
    return 1 <= rule.day <= calendar.monthrange(2024, rule.month)[1]
