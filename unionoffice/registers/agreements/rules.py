"""What holds for a collective agreement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from unionoffice.core.dates import months_after
from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.registerkit.norms import Norms
from unionoffice.registers.agreements.model import Agreement


def ends_after_it_begins(agreement: Agreement) -> Iterator[Problem]:
    begin, end = agreement.effective_from, agreement.effective_to
    if begin is not None and end is not None and end < begin:
        yield Problem("effective_to", N_("An agreement cannot end before it takes effect."))


def has_number_or_day(agreement: Agreement) -> Iterator[Problem]:
    if (
        agreement.number is None
        and agreement.signed_on is None
        and agreement.effective_from is None
    ):
        yield Problem("number", N_("Enter the number of the agreement or the day it was signed."))


def better_than_the_law(agreement: Agreement) -> Iterator[Problem]:
    """A warning: an agreement is signed only when clauses better than the law were reached."""
    if agreement.signed_on and agreement.better_clauses == 0 and not agreement.sign_reason:
        yield Problem(
            "better_clauses", N_("Signed without any clause better than the law: note the reason.")
        )


def term_is_lawful(agreement: Agreement, norms: Norms) -> Iterator[Problem]:
    """A warning: the term lies between the shortest and the longest of the day it begins."""
    begin, end = agreement.effective_from or agreement.signed_on, agreement.effective_to
    if begin is None or end is None:
        return
    longest = norms.whole("agreement.longest_months", begin, 0)
    if longest and end > months_after(begin, longest):
        yield Problem(
            "effective_to",
            N_("An agreement of that day is made for {months} months at most."),
            {"months": longest},
        )
    shortest = norms.whole("agreement.shortest_months", begin, 0)
    if shortest and end < months_after(begin, shortest) - timedelta(days=1):
        yield Problem(
            "effective_to",
            N_("An agreement of that day is made for {months} months at least."),
            {"months": shortest},
        )
