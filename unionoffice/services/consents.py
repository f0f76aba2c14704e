"""What follows from consents that were withdrawn."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.registers.privacy.model import Consent


def withdrawn(session: Session, purpose: str) -> frozenset[int]:
    """People who withdrew their consent to a purpose and have not given it again."""
    of_purpose = select(Consent.person_id).where(
        Consent.voided_at.is_(None), Consent.purpose == purpose
    )
    standing = of_purpose.where(Consent.withdrawn_on.is_(None))
    gone = of_purpose.where(Consent.withdrawn_on.is_not(None), Consent.person_id.not_in(standing))
    return frozenset(session.scalars(gone))
