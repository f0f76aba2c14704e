"""What holds for a benefit."""

from __future__ import annotations

from collections.abc import Iterator

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.registers.benefits.model import Benefit
from unionoffice.registers.benefits.states import COUNTED


def given_benefit_has_its_day(benefit: Benefit) -> Iterator[Problem]:
    if benefit.status in COUNTED and benefit.given_on is None:
        yield Problem(
            "given_on", N_("Say on which day the benefit was given: it counts by that day.")
        )


def amount_is_not_negative(benefit: Benefit) -> Iterator[Problem]:
    if benefit.amount is not None and benefit.amount < 0:
        yield Problem("amount", N_("An amount cannot be negative."))


def something_was_given(benefit: Benefit) -> Iterator[Problem]:
    """A warning only: a visit may bring neither money nor goods."""
    if not benefit.amount and not benefit.goods and not benefit.kind.startswith("visit_"):
        yield Problem("amount", N_("Neither money nor goods are entered."))
