"""Keeping what was taken in: returns with their figures, and the files that were refused."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.exchange.judging import Candidate, Verdict
from unionoffice.exchange.package import Package
from unionoffice.registers.returns.model import ReceivedReturn, RefusedFile
from unionoffice.reports.filled import RowFigures
from unionoffice.store import journal

_RETURNS: Any = ReceivedReturn.__table__
_IDENTITY = ("organisation_id", "appendix", "period_first", "period_last")
_Identity = tuple[Any, ...]  # the values of these
_FIGURES = ("result", "total", "members", "head_total", "head_members", "titles")


def remember(session: Session, candidates: Sequence[Candidate], verdicts: Sequence[Verdict]) -> int:
    """Write what was judged; returns how many returns were taken in."""
    judged = list(zip(candidates, verdicts, strict=True))
    taken = [
        (candidate, candidate.package, verdict.organisation_id)
        for candidate, verdict in judged
        if candidate.package is not None
        and verdict.organisation_id is not None
        and verdict.status in ("accepted", "superseded")
    ]
    if taken:
        _write_returns(session, taken)
    _RefusedFiles(session, candidates).settle(judged)
    return len(taken)


def _write_returns(session: Session, taken: Sequence[tuple[Candidate, Package, int]]) -> None:
    """Write returns past the ORM: there may be thousands, each with a score of rows."""
    rows = [_columns(*entry) for entry in taken]
    replaced = _settle_current(session, rows)
    connection = session.connection()
    if replaced:
        connection.execute(
            update(_RETURNS).where(_RETURNS.c.id.in_(replaced)).values(is_current=False)
        )
    found = connection.execute(
        insert(_RETURNS).returning(_RETURNS.c.id, sort_by_parameter_order=True), rows
    )
    ids = [int(row.id) for row in found]
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    columns = ("return_id", "row_key", *_FIGURES)
    sql = (
        f"INSERT INTO received_figures ({', '.join(columns)})"  # noqa: S608 - no outside text
        f" VALUES ({', '.join([mark] * len(columns))})"
    )
    connection.exec_driver_sql(sql, list(_figure_rows(ids, [package for _, package, _ in taken])))
    _journal(session, replaced, ids, rows)


def _columns(candidate: Candidate, package: Package, body_id: int) -> dict[str, Any]:
    figures = package.figures
    return {
        "organisation_id": body_id,
        "appendix": figures.appendix,
        "appendix_version": figures.appendix_version,
        "period_first": figures.period.first,
        "period_last": figures.period.last,
        "version": package.manifest.version,
        "is_current": False,
        "received_at": datetime.now(UTC),
        "generated_at": figures.generated_at,
        "package_sha256": candidate.sha256,
        "file_name": candidate.file,
        "content": package.content,
    }


def _settle_current(session: Session, rows: list[dict[str, Any]]) -> list[int]:
    """Mark the newest version of each return; the ids of those that it replaces."""
    newest: dict[_Identity, dict[str, Any]] = {}
    for row in rows:
        standing = newest.get(_identity(row))
        if standing is None or row["version"] > standing["version"]:
            newest[_identity(row)] = row
    bodies = {row["organisation_id"] for row in rows}
    columns = (_RETURNS.c[name] for name in ("id", "version", *_IDENTITY))
    current = session.execute(
        select(*columns).where(
            _RETURNS.c.organisation_id.in_(bodies),
            _RETURNS.c.is_current == True,  # noqa: E712 - SQL
        )
    ).mappings()
    replaced = []
    for held in current:
        challenger = newest.get(_identity(held))
        if challenger is None:
            continue
        if challenger["version"] > held["version"]:
            replaced.append(int(held["id"]))
        else:
            del newest[_identity(held)]
    for row in newest.values():
        row["is_current"] = True
    return replaced


def _identity(row: Any) -> _Identity:
    return tuple(row[name] for name in _IDENTITY)


def _figure_rows(ids: Iterable[int], packages: Iterable[Package]) -> Iterator[tuple[Any, ...]]:
    for return_id, package in zip(ids, packages, strict=True):
        for row in package.figures.rows:
            yield (return_id, row.key, *_figures(row))


def _figures(row: RowFigures) -> tuple[Any, ...]:
    heads = row.by_head_count
    titles = None if row.titles is None else json.dumps(row.titles, ensure_ascii=False)
    counted = (None, None) if heads is None else (heads.total, heads.members)
    return (row.result, row.total, row.members, *counted, titles)


def _journal(
    session: Session, replaced: Sequence[int], ids: Sequence[int], rows: list[dict[str, Any]]
) -> None:
    """Undoing goes backwards: first the new return goes, then the older one counts again.

    The journal leaves out the content: it is in the package, whose checksum is kept.
    """
    name = ReceivedReturn.__tablename__
    changes: list[tuple[str, int, str | None, str | None]] = [
        (name, id_, '{"is_current":1}', '{"is_current":0}') for id_ in replaced
    ]
    for id_, row in zip(ids, rows, strict=True):
        kept = {
            key: journal.stored(_RETURNS, key, value)
            for key, value in row.items()
            if key != "content"
        }
        changes.append((name, id_, None, journal.as_json({"id": id_, **kept})))
    deed: journal.Deed = session.info[journal.DEED]
    journal.write_bulk(session.connection(), deed.id, changes)


class _RefusedFiles:
    """The list of files that were refused and have not been put right since."""

    def __init__(self, session: Session, candidates: Sequence[Candidate]) -> None:
        self._session = session
        digests = {candidate.sha256 for candidate in candidates} - {""}
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
            earlier = [entry for entry in self._standing if _is_same(entry, candidate)]
            if verdict.refusal is None or earlier:
                self._take_off(earlier)
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
            sha256=candidate.sha256,
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
    if candidate.sha256 and entry.sha256 == candidate.sha256:
        return True
    code = None if candidate.manifest is None else candidate.manifest.organisation.code
    return entry.file_name == candidate.file and (
        entry.organisation is None or code is None or entry.organisation == code
    )
