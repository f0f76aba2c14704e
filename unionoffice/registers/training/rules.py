"""What holds for a course."""

from __future__ import annotations

from collections.abc import Iterator

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.registers.training.model import Course


def members_among_all(event: Course) -> Iterator[Problem]:
    if event.head_members is not None and event.head_members > (event.head_total or 0):
        yield Problem("head_members", N_("There cannot be more members than people."))


def names_or_numbers(event: Course) -> Iterator[Problem]:
    if event.head_total is not None and event.attendances:
        yield Problem(
            "head_total",
            N_("Enter either a list of names or a head count: both would count twice."),
        )


def ends_after_it_begins(event: Course) -> Iterator[Problem]:
    if event.ended_on is not None and event.ended_on < event.held_on:
        yield Problem("ended_on", N_("The last day lies before the first."))


def nobody_twice(event: Course) -> Iterator[Problem]:
    people = [line.person_id for line in event.attendances]
    if len(set(people)) < len(people):
        yield Problem("attendances", N_("Somebody is on this list twice."))


def costs_are_not_negative(event: Course) -> Iterator[Problem]:
    for key in ("cost_union", "cost_employer", "cost_state", "cost_workers", "cost_other"):
        value = getattr(event, key)
        if value is not None and value < 0:
            yield Problem(key, N_("An amount cannot be negative."))
