"""The evidence of check-ups: people who attended one that the union supported."""

from __future__ import annotations

from sqlalchemy import func

from unionoffice.core.i18n import N_
from unionoffice.registerkit.evidence import Indicator, Scope, Selection, evidence, within
from unionoffice.registers.checkups.model import PRIMARY, PROVINCE, SUPPORTED, Campaign, Checkup
from unionoffice.registers.people.evidence import worked_in_units


def _attended(scope: Scope, organisers: tuple[str, ...]) -> Selection:
    day = func.coalesce(Checkup.attended_on, Campaign.held_on)
    return (
        evidence("checkups", Campaign.id, day, person_id=Checkup.person_id)
        .join(Campaign, Campaign.id == Checkup.campaign_id)
        .where(
            Campaign.voided_at.is_(None),
            Campaign.organiser.in_(organisers),
            Checkup.attended == True,  # noqa: E712 - SQL
            within(day, scope.period),
            *worked_in_units(scope, Checkup.person_id, day),
        )
    )


def supported(scope: Scope) -> Selection:
    return _attended(scope, SUPPORTED)


def by_province(scope: Scope) -> Selection:
    return _attended(scope, (PROVINCE,))


def by_primary(scope: Scope) -> Selection:
    return _attended(scope, (PRIMARY,))


INDICATORS = (
    Indicator(
        "health",
        N_("Check-ups supported by the union"),
        N_("Members who attended at least one check-up with the union's support, counted once."),
        supported,
    ),
    Indicator(
        "health.province",
        N_("Check-ups organised by the province"),
        N_("Members who attended a check-up organised by the provincial federation, counted once."),
        by_province,
    ),
    Indicator(
        "health.primary",
        N_("Check-ups organised with the employer"),
        N_(
            "Members who attended a check-up the primary organised with the employer, counted once."
        ),
        by_primary,
    ),
)
