"""Papers and packages: which package a printed form belongs to, and whether it came."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from unionoffice.core.errors import UserError
from unionoffice.core.formatting import moment
from unionoffice.core.i18n import N_, _
from unionoffice.core.paper_code import digest_beginning
from unionoffice.core.periods import Period
from unionoffice.exchange.package import figures_sha256
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.model import (
    ReceivedReturn,
    RefusedFile,
    SentPackage,
    SentReturn,
)
from unionoffice.reports.filled import FormFigures
from unionoffice.store.store import Store


def handed_in_as(session: Session, figures: FormFigures) -> tuple[str, datetime] | None:
    """Content digest and moment of what was handed in last, if it had these very figures."""
    if figures.unit:
        return None
    last = session.execute(
        select(SentReturn.figures_sha256, SentReturn.sent_at, SentPackage.content_sha256)
        .join(SentPackage, SentPackage.return_id == SentReturn.id)
        .where(
            SentReturn.appendix == figures.appendix,
            SentReturn.period_first == figures.period.first,
            SentReturn.period_last == figures.period.last,
        )
        .order_by(SentReturn.version.desc())
        .limit(1)
    ).first()
    if last is None or last.figures_sha256 != figures_sha256(figures):
        return None
    return last.content_sha256 or "", last.sent_at


@dataclass(frozen=True)
class FoundPaper:
    """A return to which a code belongs, or a file of it that was refused."""

    state: Literal["current", "older", "refused"]
    organisation: str
    name: str
    appendix: str
    period: Period
    version: int | None
    at: datetime
    current_version: int | None = None
    why: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "state": self.state,
            "organisation": self.organisation,
            "appendix": self.appendix,
            "period": dict(self.period.as_json()),
            "version": self.version,
            "current_version": self.current_version,
            "why": self.why or None,
        }

    def told(self) -> str:
        """One sentence for the clerk who has the paper in hand."""
        if self.state == "refused":
            words = _("The file that belongs to this paper of {code} was refused on {at}: {why}")
        elif self.state == "older":
            words = _(
                "This paper is version {version} of “{name}” ({code}). "
                "Version {current} came after it and counts; ask for the paper of that one."
            )
        else:
            words = _(
                "This paper belongs to version {version} of “{name}” ({code}), "
                "which was received on {at} and counts."
            )
        return words.format(
            version=self.version,
            current=self.current_version,
            name=self.name,
            code=self.organisation,
            at=moment(self.at),
            why=self.why,
        )


class Papers:
    """Answers which return a paper belongs to."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, code: str) -> list[FoundPaper]:
        """The returns with this code, or that of a QR code that was read: one, as a rule.

        Raises UserError when the text is no code, or when no such return came.
        """
        try:
            beginning = digest_beginning(code)
        except ValueError as error:
            raise UserError(
                N_("“{code}” is no code of a return. It has eight letters and digits."),
                code=code.strip()[:40],
            ) from error
        with self._store.reading() as session:
            found = [*_received(session, beginning), *_refused(session, beginning)]
        if not found:
            raise UserError(
                N_(
                    "No package that belongs to this paper came here. Ask the organisation for "
                    "it, or for a new paper if the figures have changed since."
                )
            )
        return found


def _begins(column: InstrumentedAttribute[str | None], beginning: str) -> ColumnElement[bool]:
    # Hexadecimal digits all come before "g": a range uses the index on every engine.
    return (column >= beginning) & (column < f"{beginning}g")


def _received(session: Session, beginning: str) -> list[FoundPaper]:
    found = session.execute(
        select(ReceivedReturn, Organisation.code, Organisation.name)
        .join(Organisation, Organisation.id == ReceivedReturn.organisation_id)
        .where(_begins(ReceivedReturn.content_sha256, beginning))
        .order_by(ReceivedReturn.is_current.desc(), ReceivedReturn.id.desc())
    )
    return [
        FoundPaper(
            "current" if received.is_current else "older",
            code,
            name,
            received.appendix,
            Period(received.period_first, received.period_last),
            received.version,
            received.received_at,
            received.version if received.is_current else _current(session, received),
        )
        for received, code, name in found
    ]


def _current(session: Session, older: ReceivedReturn) -> int | None:
    return session.scalars(
        select(ReceivedReturn.version).where(
            ReceivedReturn.organisation_id == older.organisation_id,
            ReceivedReturn.appendix == older.appendix,
            ReceivedReturn.period_first == older.period_first,
            ReceivedReturn.period_last == older.period_last,
            ReceivedReturn.is_current == True,  # noqa: E712 - SQL
        )
    ).first()


def _refused(session: Session, beginning: str) -> list[FoundPaper]:
    """Only what said legibly what it is has a content digest."""
    found = session.scalars(
        select(RefusedFile).where(_begins(RefusedFile.content_sha256, beginning))
    )
    return [
        FoundPaper(
            "refused",
            entry.organisation or "",
            "",
            entry.appendix or "",
            Period(entry.period_first, entry.period_last),
            None,
            entry.refused_at,
            why=str(UserError(entry.why, **json.loads(entry.why_values))),
        )
        for entry in found
        if entry.period_first is not None and entry.period_last is not None
    ]
