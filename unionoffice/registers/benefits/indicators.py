"""The evidence of benefits that reporting forms ask for."""

from __future__ import annotations

from typing import Any

from unionoffice.core.i18n import N_
from unionoffice.registerkit.evidence import Indicator, Scope, Selection, evidence, within
from unionoffice.registers.benefits.funds import SOCIAL_FUND
from unionoffice.registers.benefits.model import Benefit
from unionoffice.registers.benefits.states import COUNTED
from unionoffice.registers.people.evidence import worked_in_units

VISITS = (
    "visit_sickness",
    "visit_work_accident",
    "visit_occupational_disease",
    "visit_maternity",
    "visit_bereavement",
)


def _given(scope: Scope, *conditions: Any) -> Selection:
    return evidence("benefits", Benefit.id, Benefit.given_on, person_id=Benefit.person_id).where(
        Benefit.voided_at.is_(None),
        Benefit.status.in_(COUNTED),
        within(Benefit.given_on, scope.period),
        *conditions,
        *worked_in_units(scope, Benefit.person_id, Benefit.given_on),
    )


def from_social_fund(scope: Scope) -> Selection:
    return _given(scope, Benefit.fund == SOCIAL_FUND)


def visits_from_social_fund(scope: Scope) -> Selection:
    return _given(scope, Benefit.fund == SOCIAL_FUND, Benefit.kind.in_(VISITS))


def from_other_sources(scope: Scope) -> Selection:
    return _given(scope, Benefit.fund != SOCIAL_FUND)


INDICATORS = (
    Indicator(
        "charity.fund.benefits",
        N_("Benefits from the Social Fund"),
        N_("Everybody who was given a benefit from the union's Social Fund, counted once."),
        from_social_fund,
    ),
    Indicator(
        "charity.fund.visit",
        N_("Visits from the Social Fund"),
        N_(
            "Everybody visited with money of the Social Fund (sickness, work accident, "
            "occupational disease, maternity, bereavement), counted once."
        ),
        visits_from_social_fund,
    ),
    Indicator(
        "charity.other",
        N_("Benefits from other sources"),
        N_("Everybody who was given a benefit from any source but the Social Fund, counted once."),
        from_other_sources,
    ),
)
