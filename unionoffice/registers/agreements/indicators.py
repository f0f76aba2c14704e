"""The evidence of bargaining: sessions and signings, and the members whom agreements cover."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, literal, or_, select, union_all

from unionoffice.core.i18n import N_
from unionoffice.registerkit.evidence import Indicator, Scope, Selection, evidence, within
from unionoffice.registers.agreements.model import Agreement, AgreementUnit, Negotiation
from unionoffice.registers.organisation.coverage import touches
from unionoffice.registers.people.coverage import covered_members, people_covered
from unionoffice.store.types import Day

COVERAGE = (Agreement, AgreementUnit, AgreementUnit.agreement_id)


def sessions_and_signings(scope: Scope) -> Selection:
    """Negotiation sessions held, and agreements signed, in the period.

    A session that led to no agreement yet is of the whole organisation.
    """
    coverage = touches(scope, Agreement, AgreementUnit, AgreementUnit.agreement_id)
    sessions = (
        evidence("negotiations", Negotiation.id, Negotiation.held_on)
        .outerjoin(Agreement, Agreement.id == Negotiation.agreement_id)
        .where(
            Negotiation.voided_at.is_(None),
            within(Negotiation.held_on, scope.period),
            *coverage,
        )
    )
    signings = evidence("agreements", Agreement.id, Agreement.signed_on).where(
        Agreement.voided_at.is_(None), within(Agreement.signed_on, scope.period), *coverage
    )
    return select(*union_all(sessions, signings).subquery().c)


def members_covered(scope: Scope) -> Selection:
    """Members on the period's last day in a unit whose agreement was in force in the period."""
    day = literal(scope.period.last, Day())
    return covered_members("agreements", *COVERAGE, day, scope).where(*_in_force(scope))


def people_of_agreements(scope: Scope) -> Selection:
    day = literal(scope.period.last, Day())
    return people_covered(*COVERAGE, day, _in_force(scope), scope)


def _in_force(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    begins = func.coalesce(Agreement.effective_from, Agreement.signed_on)
    return (
        Agreement.voided_at.is_(None),
        begins <= scope.period.last,
        or_(Agreement.effective_to.is_(None), Agreement.effective_to >= scope.period.first),
    )


INDICATORS = (
    Indicator(
        "agreement.turns",
        N_("Negotiations and signings"),
        N_("Negotiation sessions held and agreements signed in the period."),
        sessions_and_signings,
    ),
    Indicator(
        "agreement.members",
        N_("Members covered by an agreement"),
        N_(
            "Members on the last day of the period who belong to a unit covered by an agreement in "
            "force on at least one day of the period, counted once."
        ),
        members_covered,
        people=people_of_agreements,
    ),
)
