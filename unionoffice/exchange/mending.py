"""Returns of this office that the body above gave back, until a later version answers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.giving_back import KIND, GivenBack, RowRemark
from unionoffice.exchange.signed_file import check_signer, pin_signer, read_signed
from unionoffice.registers.returns.following import ReturnToMend
from unionoffice.registers.returns.model import SentPackage, SentReturn
from unionoffice.services.office import own_organisation
from unionoffice.services.signing_keys import fingerprint
from unionoffice.store.store import Store

_DECODER = msgspec.json.Decoder(GivenBack)


@dataclass(frozen=True)
class ToMend:
    """A return that was given back, and what is asked about it."""

    appendix: str
    period: Period
    version: int
    sender: str
    returned_at: datetime
    reply_by: date | None
    message: str
    contact: str
    remarks: tuple[RowRemark, ...]
    is_answered: bool = False
    is_new: bool = False
    key: str = ""  # the fingerprint of who signed it

    def of_row(self, row_key: str) -> Sequence[RowRemark]:
        return [each for each in self.remarks if each.row == row_key]

    def as_json(self) -> dict[str, Any]:
        return {
            "appendix": self.appendix,
            "period": dict(self.period.as_json()),
            "version": self.version,
            "from": self.sender,
            "reply_by": None if self.reply_by is None else self.reply_by.isoformat(),
            "message": self.message,
            "contact": self.contact,
            "answered": self.is_answered,
            "remarks": [msgspec.to_builtins(each) for each in self.remarks],
        }


class Mending:
    """Takes in what comes back, and tells what still waits for an answer."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def take_in(self, path: Path) -> ToMend:
        """Keep a return that was given back; the same file again changes nothing.

        Raises RefusedFileError for a file that was changed, is for another office, is signed by
        somebody else than before, or speaks of a return that this office never sent.
        """
        file = read_signed(path, KIND)
        told = _read(path, file.content)
        check_signer(self._store, told.sender.uid, file)
        with self._store.reading() as session:
            _check(session, told)
            known = session.scalars(
                select(ReturnToMend.id).where(ReturnToMend.digest == file.digest)
            ).first()
        if known is None:
            self._keep(told, file.content, file.digest)
        pin_signer(self._store, told.sender.uid, file)
        with self._store.reading() as session:
            kept = session.scalars(
                select(ReturnToMend).where(ReturnToMend.digest == file.digest)
            ).one()
            taken = _view(session, kept)
        key = fingerprint(file.public_key)
        return replace(taken, is_new=known is None, key=key)

    def open(self) -> list[ToMend]:
        """What waits for an answer, the newest first."""
        return [each for each in self._all() if not each.is_answered]

    def of(self, appendix: str, period: Period) -> ToMend | None:
        """What waits for an answer about this form and period."""
        return next(
            (each for each in self.open() if (each.appendix, each.period) == (appendix, period)),
            None,
        )

    def _all(self) -> list[ToMend]:
        with self._store.reading() as session:
            kept = session.scalars(select(ReturnToMend).order_by(ReturnToMend.id.desc())).all()
            return [_view(session, each) for each in kept]

    def _keep(self, told: GivenBack, content: str, digest: str) -> None:
        period = told.period.days()
        with self._store.writing(N_("Return to mend taken in")) as session:
            session.add(
                ReturnToMend(
                    digest=digest,
                    appendix=told.appendix,
                    period_first=period.first,
                    period_last=period.last,
                    version=told.version,
                    returned_at=told.returned_at,
                    taken_in_at=datetime.now(UTC),
                    content=content,
                )
            )
            self._store.touched(session, 1)


def _read(path: Path, content: str) -> GivenBack:
    try:
        told = _DECODER.decode(content)
        told.period.days()
        if told.reply_by is not None:
            date.fromisoformat(told.reply_by)
    except (ValueError, UserError) as error:
        raise RefusedFileError(
            N_("What {file} says is damaged. Ask for it again."), file=path.name, why=error
        ) from error
    return told


def _check(session: Session, told: GivenBack) -> None:
    own = own_organisation(session)
    if told.receiver.uid != own.uid:
        raise RefusedFileError(
            N_("The file is for “{name}” ({code}), not for this office."),
            name=told.receiver.name,
            code=told.receiver.code,
        )
    if own.parent_code and told.sender.code != own.parent_code:
        raise RefusedFileError(
            N_("The file comes from “{name}” ({code}), which is not the body above this office."),
            name=told.sender.name,
            code=told.sender.code,
        )
    if told.package and not _was_sent(session, told):
        raise RefusedFileError(
            N_("The file speaks of a return that this office never sent. Ask who made it.")
        )


def _was_sent(session: Session, told: GivenBack) -> bool:
    """Only who has the package knows the checksum of its manifest."""
    sent = select(SentPackage.sequence).where(SentPackage.manifest_sha256 == told.package)
    return session.scalars(sent).first() is not None


def _view(session: Session, kept: ReturnToMend) -> ToMend:
    told = _DECODER.decode(kept.content)
    newest = session.scalars(
        select(func.max(SentReturn.version)).where(
            SentReturn.appendix == kept.appendix,
            SentReturn.period_first == kept.period_first,
            SentReturn.period_last == kept.period_last,
        )
    ).one()
    return ToMend(
        kept.appendix,
        Period(kept.period_first, kept.period_last),
        kept.version,
        told.sender.name,
        kept.returned_at,
        None if told.reply_by is None else date.fromisoformat(told.reply_by),
        told.message,
        told.contact,
        told.remarks,
        is_answered=newest is not None and newest > kept.version,
    )
