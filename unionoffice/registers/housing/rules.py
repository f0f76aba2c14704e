"""What holds for a housing case."""

from __future__ import annotations

from collections.abc import Iterator

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.registers.housing.model import HousingCase


def handed_over_has_its_day(case: HousingCase) -> Iterator[Problem]:
    if case.status == "handed_over" and case.handed_over_on is None and case.disbursed_on is None:
        yield Problem("handed_over_on", N_("Say on which day the house was handed over."))


def amounts_are_not_negative(case: HousingCase) -> Iterator[Problem]:
    for key in ("amount", "total_cost", "own_share"):
        value = getattr(case, key)
        if value is not None and value < 0:
            yield Problem(key, N_("An amount cannot be negative."))


def undecided_case_has_no_money(case: HousingCase) -> Iterator[Problem]:
    """A warning: the case counts nowhere while it is merely proposed, rejected or cancelled."""
    if case.status == "proposed" and (case.disbursed_on or case.handed_over_on):
        yield Problem(
            "status", N_("Money was paid, but the case is still “proposed”: it does not count.")
        )
