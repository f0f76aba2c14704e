"""What holds for a check-up campaign."""

from __future__ import annotations

from collections.abc import Iterator

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.registers.checkups.model import Campaign


def ends_after_it_begins(campaign: Campaign) -> Iterator[Problem]:
    if campaign.ended_on is not None and campaign.ended_on < campaign.held_on:
        yield Problem("ended_on", N_("The check-up cannot end before it begins."))


def nobody_twice(campaign: Campaign) -> Iterator[Problem]:
    people = [checkup.person_id for checkup in campaign.checkups]
    if len(set(people)) < len(people):
        yield Problem("checkups", N_("Somebody is on this list twice."))


def cost_is_not_negative(campaign: Campaign) -> Iterator[Problem]:
    if campaign.cost is not None and campaign.cost < 0:
        yield Problem("cost", N_("An amount cannot be negative."))
