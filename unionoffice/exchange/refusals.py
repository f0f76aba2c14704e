"""The list of files that were refused and have not been put right since."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PureWindowsPath
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.formatting import day
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.judging import Candidate, Verdict
from unionoffice.registers.returns.model import RefusedFile
from unionoffice.store.store import Store

# As the program names packages and blank forms: T1_vn-member-benefit_2026-01-01_2026-12-31.upack
_NAME = re.compile(r"_([a-z0-9-]+)_(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True)
class Place:
    """On which board a refused file stands: of which form, for which days."""

    appendix: str
    period: Period


def place_in_name(file: str) -> Place | None:
    """What the name of a file says, where it cannot say so itself."""
    found = _NAME.search(PureWindowsPath(file).name)
    if found is None:
        return None
    try:
        return Place(found[1], Period.parse(found[2], found[3]))
    except (ValueError, UserError):
        return None


def refused_file(file: str, refusal: UserError, place: Place | None) -> RefusedFile:
    """An entry of the list; without a place it stands on every board until it is taken off."""
    values = {name: str(value) for name, value in refusal.values.items()}
    return RefusedFile(
        file_name=file,
        sha256="",
        refused_at=datetime.now(UTC),
        appendix=None if place is None else place.appendix,
        period_first=None if place is None else place.period.first,
        period_last=None if place is None else place.period.last,
        why=refusal.message,
        why_values=json.dumps(values, ensure_ascii=False),
    )


@dataclass(frozen=True)
class RefusedView:
    """A file that was refused and not put right since."""

    id: int
    file: str
    why: str
    refused_at: datetime
    organisation: str | None
    place: Place | None = None

    def place_told(self) -> str:
        """The form and days it was meant for; "" where nobody can say."""
        if self.place is None:
            return ""
        days = self.place.period
        return f"{self.place.appendix} {day(days.first)}–{day(days.last)}"

    def as_json(self) -> dict[str, Any]:
        """Plain values; what is not known is null."""
        place = self.place
        return {
            "id": self.id,
            "file": self.file,
            "organisation": self.organisation,
            "appendix": None if place is None else place.appendix,
            "period": None if place is None else dict(place.period.as_json()),
            "why": self.why,
        }


class RefusedFiles:
    """The list as a clerk goes through it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[RefusedView]:
        """Every file on the list, whatever it was meant for, the oldest first."""
        with self._store.reading() as session:
            return views(session.scalars(select(RefusedFile).order_by(RefusedFile.id)))

    def take_off(self, refused_id: int) -> None:
        """Take a file off the list that will not be put right: it was none of ours."""
        with self._store.writing(N_("Refused file taken off the list")) as session:
            entry = session.get(RefusedFile, refused_id)
            if entry is None:
                raise UserError(N_("This file is no longer on the list of refused files."))
            session.delete(entry)
            self._store.touched(session, 1)


def views(entries: Iterable[RefusedFile]) -> list[RefusedView]:
    return [
        RefusedView(
            entry.id,
            entry.file_name,
            str(UserError(entry.why, **json.loads(entry.why_values))),
            entry.refused_at,
            entry.organisation,
            _place_of(entry),
        )
        for entry in entries
    ]


def _place_of(entry: RefusedFile) -> Place | None:
    if entry.appendix is None or entry.period_first is None or entry.period_last is None:
        return None
    return Place(entry.appendix, Period(entry.period_first, entry.period_last))


class Refusals:
    """What the list says of the files of one batch."""

    def __init__(self, session: Session, candidates: Sequence[Candidate]) -> None:
        self._session = session
        self._common = _common_place(candidates)
        self._by_digest: dict[str, list[RefusedFile]] = defaultdict(list)
        self._by_name: dict[str, list[RefusedFile]] = defaultdict(list)
        for entry in self._standing(candidates):
            self._note(entry)

    def _standing(self, candidates: Sequence[Candidate]) -> Iterable[RefusedFile]:
        if self._session.scalars(select(RefusedFile.id).limit(1)).first() is None:
            return ()  # as mostly, and the names of a batch are long
        digests = {candidate.digest for candidate in candidates} - {""}
        names = {candidate.file for candidate in candidates}
        return self._session.scalars(
            select(RefusedFile).where(
                or_(RefusedFile.sha256.in_(digests), RefusedFile.file_name.in_(names))
            )
        )

    def _note(self, entry: RefusedFile) -> None:
        self._by_digest[entry.sha256].append(entry)
        self._by_name[entry.file_name].append(entry)

    def settle(self, judged: Sequence[tuple[Candidate, Verdict]]) -> None:
        """Take off what is in order now, and list what was refused."""
        for candidate, verdict in judged:
            for entry in self._same_as(candidate):
                self._take_off(entry)
            if verdict.refusal is not None:
                self._list(candidate, verdict.refusal)

    def _same_as(self, candidate: Candidate) -> list[RefusedFile]:
        """The same bytes, and files at the same place that do not come from somebody else."""
        same = list(self._by_digest[candidate.digest]) if candidate.digest else []
        code = None if candidate.manifest is None else candidate.manifest.organisation.code
        for entry in self._by_name[candidate.file]:
            if entry not in same and code in (None, entry.organisation or code):
                same.append(entry)
        return same

    def _take_off(self, entry: RefusedFile) -> None:
        self._by_digest[entry.sha256].remove(entry)
        self._by_name[entry.file_name].remove(entry)
        if entry in self._session.new:
            self._session.expunge(entry)
        else:
            self._session.delete(entry)

    def _list(self, candidate: Candidate, refusal: UserError) -> None:
        manifest = candidate.manifest
        place = _told(candidate) or place_in_name(candidate.file) or self._common
        entry = refused_file(candidate.file, refusal, place)
        entry.sha256 = candidate.digest
        entry.content_sha256 = candidate.content_sha256
        entry.organisation = None if manifest is None else manifest.organisation.code
        self._session.add(entry)
        self._note(entry)


def _told(candidate: Candidate) -> Place | None:
    manifest = candidate.manifest
    return None if manifest is None else Place(manifest.appendix.id, manifest.period.days())


def _common_place(candidates: Iterable[Candidate]) -> Place | None:
    """What all the files that came together are for, as far as they say so."""
    places = {place for each in candidates if (place := _told(each)) is not None}
    return places.pop() if len(places) == 1 else None
