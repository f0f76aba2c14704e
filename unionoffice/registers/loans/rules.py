"""What holds for a loan."""

from __future__ import annotations

from collections.abc import Iterator

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.registerkit.norms import Norms
from unionoffice.registers.loans.model import COUNTED, Loan


def amount_is_positive(loan: Loan) -> Iterator[Problem]:
    if loan.amount is not None and loan.amount <= 0:
        yield Problem("amount", N_("A loan is more than nothing."))


def lent_loan_has_its_day(loan: Loan) -> Iterator[Problem]:
    if loan.status in COUNTED and loan.lent_on is None:
        yield Problem(
            "lent_on", N_("Say on which day the money was paid out: it counts by that day.")
        )


def repaid_after_lent(loan: Loan) -> Iterator[Problem]:
    if loan.repaid_on is not None and loan.lent_on is not None and loan.repaid_on < loan.lent_on:
        yield Problem("repaid_on", N_("A loan cannot be repaid before it was lent."))


def lent_to_a_member(loan: Loan, norms: Norms) -> Iterator[Problem]:
    """A warning: the national employment fund lends to members."""
    if loan.source != "employment_fund" or loan.lent_on is None or loan.person is None:
        return
    if not norms.whole("loan.members_only", loan.lent_on, 0):
        return
    if not any(membership.is_in_force_on(loan.lent_on) for membership in loan.person.memberships):
        yield Problem("person", N_("The employment fund lends to members only; note the reason."))
