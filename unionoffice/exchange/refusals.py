"""The list of files that were refused and have not been put right since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.exchange.judging import Candidate, Verdict
from unionoffice.registers.returns.model import RefusedFile


class Refusals:
    """What the list says of the files of one batch."""

    def __init__(self, session: Session, candidates: Sequence[Candidate]) -> None:
        self._session = session
        digests = {candidate.digest for candidate in candidates} - {""}
        names = {candidate.file for candidate in candidates}
        self._standing = list(
            session.scalars(
                select(RefusedFile).where(
                    or_(RefusedFile.sha256.in_(digests), RefusedFile.file_name.in_(names))
                )
            )
        )

    def settle(self, judged: Sequence[tuple[Candidate, Verdict]]) -> None:
        """Take off what is in order now, and list what was refused."""
        for candidate, verdict in judged:
            self._take_off([entry for entry in self._standing if _is_same(entry, candidate)])
            if verdict.refusal is not None:
                self._list(candidate, verdict.refusal)

    def _take_off(self, entries: Iterable[RefusedFile]) -> None:
        for entry in entries:
            self._session.delete(entry)
            self._standing.remove(entry)

    def _list(self, candidate: Candidate, refusal: UserError) -> None:
        manifest = candidate.manifest
        days = None if manifest is None else manifest.period.days()
        entry = RefusedFile(
            file_name=candidate.file,
            sha256=candidate.digest,
            content_sha256=candidate.content_sha256,
            refused_at=datetime.now(UTC),
            organisation=None if manifest is None else manifest.organisation.code,
            appendix=None if manifest is None else manifest.appendix.id,
            period_first=None if days is None else days.first,
            period_last=None if days is None else days.last,
            why=refusal.message,
            why_values=json.dumps(
                {name: str(value) for name, value in refusal.values.items()}, ensure_ascii=False
            ),
        )
        self._session.add(entry)
        self._session.flush()
        self._standing.append(entry)


def _is_same(entry: RefusedFile, candidate: Candidate) -> bool:
    """The same bytes, or a file at the same place that does not come from somebody else."""
    if candidate.digest and entry.sha256 == candidate.digest:
        return True
    code = None if candidate.manifest is None else candidate.manifest.organisation.code
    return entry.file_name == candidate.file and (
        entry.organisation is None or code is None or entry.organisation == code
    )
