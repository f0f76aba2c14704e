"""Lists of people that bodies below sealed for this office: read until they expire, then gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.formatting import day as shown
from unionoffice.core.i18n import N_
from unionoffice.exchange.envelope import Opener, is_sealed
from unionoffice.exchange.list_file import ListContent, parse_list, read_list
from unionoffice.exchange.package import read_file
from unionoffice.exchange.proof import Trust, check_trust
from unionoffice.exchange.signed_file import SignedFile
from unionoffice.exchange.trusted_keys import keys_of
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.model import ReceivedList
from unionoffice.reports.figures import local_now
from unionoffice.services.office import OwnOrganisation, own_organisation
from unionoffice.services.sealing_keys import identities
from unionoffice.store.store import Store

Status = Literal["accepted", "already_held", "refused"]


@dataclass(frozen=True)
class TakenList:
    """What became of one file; `why` is the sentence that refuses it."""

    file: str
    status: Status
    name: str = ""
    why: str | None = None


@dataclass(frozen=True)
class ReceivedListView:
    """A list that came; once it was removed only this is left of it."""

    id: int
    organisation: str
    title: str
    purpose: str
    rows: int
    expires_on: date
    received_at: datetime
    removed_at: datetime | None


@dataclass(frozen=True)
class OpenedList:
    """A list to be read."""

    title: str
    organisation: str
    purpose: str
    expires_on: date
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class ReceivedLists:
    """Takes lists in, opens them, and removes them when their day has passed."""

    def __init__(self, store: Store, now: Callable[[], datetime] = local_now) -> None:
        self._store = store
        self._now = now

    def take(self, paths: Sequence[Path]) -> list[TakenList]:
        """Take in sealed lists, each judged by itself."""
        with self._store.reading() as session:
            own = own_organisation(session)
            opener = Opener(own.code, identities(session))
        return [self._take(path, opener, own) for path in paths]

    def received(self) -> list[ReceivedListView]:
        """Every list that came, the newest first; those whose day has passed are removed first."""
        self.remove_expired()
        with self._store.reading() as session:
            found = session.execute(
                select(ReceivedList, Organisation.name)
                .join(Organisation, Organisation.id == ReceivedList.organisation_id)
                .order_by(ReceivedList.id.desc())
            )
            return [_view(entry, name) for entry, name in found]

    def open(self, list_id: int) -> OpenedList:
        """A list to be read; raises UserError for one that expired or was removed."""
        with self._store.reading() as session:
            entry = session.get_one(ReceivedList, list_id)
            if entry.content is None or self._has_expired(entry.expires_on):
                raise UserError(
                    N_("The list expired on {day} and can be read no longer."),
                    day=shown(entry.expires_on),
                )
            content = parse_list(entry.content, entry.title)
        return OpenedList(
            content.title,
            content.organisation.name,
            content.purpose,
            content.last_day,
            content.columns,
            content.rows,
        )

    def remove(self, list_id: int) -> None:
        """Remove the names before their day, because the purpose is fulfilled.

        They are not brought back: an undo would have to keep them.
        """
        with self._store.writing(N_("List of people removed")) as session:
            self._empty(session, ReceivedList.id == list_id)

    def remove_expired(self) -> int:
        """Remove the names of every list whose day has passed; the journal has a note of it."""
        if self._store.is_read_only:
            return 0
        overdue = ReceivedList.expires_on < self._now().date()
        has_some = select(ReceivedList.id).where(overdue, ReceivedList.content.is_not(None))
        with self._store.reading() as session:
            if session.scalars(has_some.limit(1)).first() is None:
                return 0
        with self._store.writing(N_("List of people removed after its last day")) as session:
            return self._empty(session, overdue)

    def _empty(self, session: Session, which: ColumnElement[bool]) -> int:
        found = session.scalars(
            select(ReceivedList).where(which, ReceivedList.content.is_not(None))
        ).all()
        for entry in found:
            entry.content, entry.removed_at = None, self._now()
        return len(found)

    def _has_expired(self, last_day: date) -> bool:
        return last_day < self._now().date()

    def _take(self, path: Path, opener: Opener, own: OwnOrganisation) -> TakenList:
        try:
            content, file = _opened(path, opener)
            status = self._keep(content, file, own)
        except UserError as error:
            return TakenList(str(path), "refused", why=str(error))
        return TakenList(str(path), status, content.organisation.name)

    def _keep(self, content: ListContent, file: SignedFile, own: OwnOrganisation) -> Status:
        if content.receiver.uid != own.uid:
            raise RefusedFileError(
                N_("The list was made for “{name}”, not for this office."),
                name=content.receiver.name,
            )
        if self._has_expired(content.last_day):
            raise RefusedFileError(
                N_("The list expired on {day}. Ask for a new one if it is still needed."),
                day=shown(content.last_day),
            )
        with self._store.reading() as session:
            body = _giver(session, content)
            _check_key(session, body, content, file, self._now().date())
            held = select(ReceivedList.id).where(ReceivedList.manifest_sha256 == file.digest)
            if session.scalars(held).first() is not None:
                return "already_held"
            body_id = body.id
        with self._store.writing(N_("List of people received")) as session:
            session.add(
                ReceivedList(
                    manifest_sha256=file.digest,
                    organisation_id=body_id,
                    purpose=content.purpose,
                    title=content.title,
                    rows_given=len(content.rows),
                    expires_on=content.last_day,
                    given_at=content.made_at,
                    received_at=self._now(),
                    content=file.content,
                )
            )
        return "accepted"


def _opened(path: Path, opener: Opener) -> tuple[ListContent, SignedFile]:
    content = read_file(path)
    if not is_sealed(content):
        raise RefusedFileError(N_("Lists of people are taken in only if they are sealed."))
    return read_list(opener.opened(content), path)


def _giver(session: Session, content: ListContent) -> Organisation:
    body = session.scalars(
        select(Organisation).where(
            Organisation.uid == content.organisation.uid, Organisation.enrolled_at.is_not(None)
        )
    ).first()
    if body is None:
        raise RefusedFileError(
            N_("“{name}” ({code}) is not expected to hand in here. Take in its card first."),
            name=content.organisation.name,
            code=content.organisation.code,
        )
    return body


def _check_key(
    session: Session, body: Organisation, content: ListContent, file: SignedFile, today: date
) -> None:
    keys = {key.public_key: key for key in keys_of(session, body)}
    if file.public_key not in keys:
        raise RefusedFileError(
            N_("The list is signed with a key that is not the one enrolled for “{name}”."),
            name=body.name,
        )
    key = keys[file.public_key]
    trust = Trust(key.public_key, key.replaced_at, key.revoked_on)
    check_trust(trust, body.code, content.made_at, today)


def _view(entry: ReceivedList, organisation: str) -> ReceivedListView:
    return ReceivedListView(
        entry.id,
        organisation,
        entry.title,
        entry.purpose,
        entry.rows_given,
        entry.expires_on,
        entry.received_at,
        entry.removed_at,
    )
