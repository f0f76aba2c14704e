"""What holds for consents and requests."""

from __future__ import annotations

from collections.abc import Iterator

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.registers.privacy.model import Consent, DataRequest


def withdrawn_after_given(consent: Consent) -> Iterator[Problem]:
    if consent.withdrawn_on is not None and consent.withdrawn_on < consent.given_on:
        yield Problem("withdrawn_on", N_("A consent cannot be withdrawn before it was given."))


def somebody_asked(request: DataRequest) -> Iterator[Problem]:
    if request.person is None and request.person_id is None and not request.asked_by:
        yield Problem("asked_by", N_("Say who asked: choose the person, or write the name."))


def answered_after_received(request: DataRequest) -> Iterator[Problem]:
    if request.answered_on is not None and request.answered_on < request.received_on:
        yield Problem("answered_on", N_("A request cannot be answered before it came."))


def answered_with_an_outcome(request: DataRequest) -> Iterator[Problem]:
    if request.answered_on is not None and request.outcome is None:
        yield Problem("outcome", N_("Say how the request was answered."))
