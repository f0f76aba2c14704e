"""What holds for a person, a membership and an employment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.registers.people.model import Person

# Vietnam: 12 digits (since 2016) or 9 (before); China: 17 digits and a check character. Passports
# begin with a letter.
_IDENTITY = re.compile(r"\d{12}|\d{9}|\d{17}[\dX]|[A-Z]{1,2}\d{6,8}")

_EARLIEST_YEAR = 1900


def has_a_name(person: Person) -> Iterator[Problem]:
    if not any(letter.isalpha() for letter in person.full_name or ""):
        yield Problem("full_name", N_("The name is missing."))


def identity_number_is_whole(person: Person) -> Iterator[Problem]:
    number = person.identity_number
    if number is not None and not _IDENTITY.fullmatch(number):
        yield Problem(
            "identity_number",
            N_("An identity number has 12 digits (older ones 9). Copy it from the document."),
        )


def birth_is_plausible(person: Person) -> Iterator[Problem]:
    if person.birth_date is not None and person.birth_date.year < _EARLIEST_YEAR:
        yield Problem("birth_date", N_("Nobody in the office was born that long ago."))


def _current_spans(
    person: Person,
) -> Iterator[tuple[str, str, PartialDate | None, PartialDate | None]]:
    for membership in person.memberships:
        yield "joined_on", "left_on", membership.joined_on, membership.left_on
    for employment in person.employments:
        yield "employed_on", "ended_on", employment.employed_on, employment.ended_on


def spans_end_after_they_begin(person: Person) -> Iterator[Problem]:
    for first, last, begin, end in _current_spans(person):
        if begin is not None and end is not None and end.last_day < begin.first_day:
            message = (
                N_("A member cannot leave before joining.")
                if first == "joined_on"
                else N_("Work cannot end before it began.")
            )
            yield Problem(last, message)


def joined_after_birth(person: Person) -> Iterator[Problem]:
    for first, _last, begin, _end in _current_spans(person):
        if begin is not None and person.birth_date is not None and begin < person.birth_date:
            yield Problem(first, N_("This day lies before the person was born."))


def leaving_has_its_day(person: Person) -> Iterator[Problem]:
    """A warning: somebody who left on no known day still counts as a member."""
    for membership in person.memberships:
        if membership.is_current and membership.status != "active" and membership.left_on is None:
            yield Problem(
                "left_on", N_("Say since when: without a day the person still counts as a member.")
            )
