"""What looks wrong about how returns came: one before them is missing, or their key was revoked."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from unionoffice.core.errors import Problem
from unionoffice.core.formatting import day
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.handed_in import of_form
from unionoffice.registers.organisation.model import TrustedKey
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.forms import Form


def chain_doubts(session: Session, form: Form, period: Period) -> dict[int, list[Problem]]:
    """Problems by the id of the return that counts."""
    doubts: dict[int, list[Problem]] = defaultdict(list)
    before = aliased(ReceivedReturn)
    is_here = select(before.id).where(
        before.organisation_id == ReceivedReturn.organisation_id,
        before.manifest_sha256 == ReceivedReturn.previous_sha256,
    )
    gaps = select(ReceivedReturn.id, ReceivedReturn.sequence).where(
        *of_form(session, form, period),
        ReceivedReturn.previous_sha256.is_not(None),
        ~is_here.exists(),
    )
    for id_, sequence in session.execute(gaps):
        values = {"missing": sequence - 1, "number": sequence}
        doubts[id_].append(
            Problem(
                "",
                N_("It is package {number} of its office; package {missing} has not come."),
                values,
            )
        )
    revoked = (
        select(ReceivedReturn.id, ReceivedReturn.received_at, TrustedKey.revoked_on)
        .join(
            TrustedKey,
            (TrustedKey.organisation_id == ReceivedReturn.organisation_id)
            & (TrustedKey.public_key == ReceivedReturn.signed_with),
        )
        .where(*of_form(session, form, period), TrustedKey.revoked_on.is_not(None))
    )
    for id_, received_at, revoked_on in session.execute(revoked):
        if revoked_on is not None and received_at.astimezone().date() >= revoked_on:
            why = N_("It is signed with a key that was revoked on {day}.")
            doubts[id_].append(Problem("", why, {"day": day(revoked_on)}))
    return doubts
