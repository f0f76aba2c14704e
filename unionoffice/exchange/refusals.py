"""The list of files that were refused and have not been put right since."""

from __future__ import annotations

import json
from collections import defaultdict
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
        self._note(entry)
