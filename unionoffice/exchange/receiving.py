"""Keeping what was taken in: returns with their figures, past the ORM, for there may be thousands.

All values are written as the file keeps them: text and whole numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from operator import attrgetter, itemgetter
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.orm import Session

from unionoffice.exchange.judging import Candidate, Verdict
from unionoffice.exchange.package import Package
from unionoffice.exchange.refusals import Refusals
from unionoffice.registers.returns.following import ReceivedBreakdown, ReceivedCampaign
from unionoffice.registers.returns.model import ReceivedFigure, ReceivedReturn
from unionoffice.store import journal
from unionoffice.store.many_rows import insert_many, nothing

_RETURNS: Any = ReceivedReturn.__table__
_IDENTITY = ("organisation_id", "appendix", "period_first", "period_last")
_Identity = tuple[Any, ...]  # the values of these
_FIGURE_COLUMNS = (
    "return_id",
    "row_key",
    "result",
    "total",
    "members",
    "head_total",
    "head_members",
    "titles",
)
_SPARSE_FIGURES = _FIGURE_COLUMNS[2:]
_KEY_OF = attrgetter("key")
_IDENTITY_OF = itemgetter(*_IDENTITY)
_CAMPAIGN_COLUMNS = (
    "return_id",
    "uid",
    "row_key",
    "held_on",
    "title",
    "is_organisers",
    "members",
    "alone",
)


def remember(
    session: Session,
    candidates: Sequence[Candidate],
    verdicts: Sequence[Verdict],
    received_at: datetime,
) -> int:
    """Write what was judged; returns how many returns were taken in."""
    judged = list(zip(candidates, verdicts, strict=True))
    taken = [
        (candidate, candidate.package, verdict)
        for candidate, verdict in judged
        if candidate.package is not None and verdict.status in ("accepted", "superseded")
    ]
    if taken:
        _write_returns(session, taken, received_at)
    Refusals(session, candidates).settle(judged)
    return len(taken)


def _write_returns(
    session: Session,
    taken: Sequence[tuple[Candidate, Package, Verdict]],
    received_at: datetime,
) -> None:
    connection = session.connection()
    moment = journal.stored(_RETURNS, "received_at", received_at.astimezone(UTC))
    rows = [_columns(*entry, moment) for entry in taken]
    replaced = _settle_current(connection, rows)
    if replaced:
        connection.execute(
            update(_RETURNS).where(_RETURNS.c.id.in_(replaced)).values(is_current=False)
        )
    ids = _insert_returns(connection, rows)
    figures = _figure_rows(ids, (package for _, package, _ in taken), nothing(connection))
    table = ReceivedFigure.__tablename__
    insert_many(connection, table, _FIGURE_COLUMNS, figures, _SPARSE_FIGURES)
    campaigns = list(_campaign_rows(ids, (package for _, package, _ in taken)))
    if campaigns:
        insert_many(connection, ReceivedCampaign.__tablename__, _CAMPAIGN_COLUMNS, campaigns)
    behind = [
        {"return_id": id_, "content": package.behind}
        for id_, (_candidate, package, _verdict) in zip(ids, taken, strict=True)
        if package.behind is not None
    ]
    if behind:
        connection.execute(insert(ReceivedBreakdown), behind)
    _journal(session, replaced, ids, rows)


def _columns(
    candidate: Candidate, package: Package, verdict: Verdict, received_at: str
) -> dict[str, Any]:
    manifest = package.manifest
    return {
        "organisation_id": verdict.organisation_id,
        "appendix": manifest.appendix.id,
        "appendix_version": manifest.appendix.version,
        "period_first": manifest.period.first,
        "period_last": manifest.period.last,
        "version": manifest.version,
        "is_current": 0,
        "received_at": received_at,
        "generated_at": journal.stored(_RETURNS, "generated_at", manifest.generated_at),
        "sequence": manifest.sequence,
        "previous_sha256": manifest.previous,
        "manifest_sha256": candidate.digest,
        "signed_with": verdict.signed_with,
        "file_name": candidate.file,
        "content": package.content,
        "content_sha256": candidate.content_sha256,
        "package_sha256": candidate.package_sha256,
    }


def _settle_current(connection: Connection, rows: list[dict[str, Any]]) -> list[int]:
    """Mark the newest version of each return; the ids of those that it replaces."""
    newest: dict[_Identity, dict[str, Any]] = {}
    for row in rows:
        standing = newest.get(_IDENTITY_OF(row))
        if standing is None or row["version"] > standing["version"]:
            newest[_IDENTITY_OF(row)] = row
    replaced = []
    for held in _current_of(connection, {row["organisation_id"] for row in rows}):
        challenger = newest.get(_IDENTITY_OF(held))
        if challenger is None:
            continue
        if held["origin"] != "package" or challenger["version"] > held["version"]:
            replaced.append(int(held["id"]))
        else:
            del newest[_IDENTITY_OF(held)]
    for row in newest.values():
        row["is_current"] = 1
    return replaced


def _current_of(connection: Connection, bodies: Iterable[int]) -> list[dict[str, Any]]:
    columns = (_RETURNS.c[name] for name in ("id", "version", "origin", *_IDENTITY))
    current = _RETURNS.c.is_current == True  # noqa: E712 - SQL
    found = connection.execute(
        select(*columns).where(_RETURNS.c.organisation_id.in_(bodies), current)
    )
    return [
        {name: journal.stored(_RETURNS, name, value) for name, value in row.items()}
        for row in found.mappings()
    ]


def _insert_returns(connection: Connection, rows: list[dict[str, Any]]) -> list[int]:
    """Insert the rows; their ids in the same order.

    Nobody else inserts meanwhile and ids only grow, so that the new ones are those that follow.
    """
    newest = connection.execute(select(func.coalesce(func.max(_RETURNS.c.id), 0))).scalar_one()
    values = (tuple(row.values()) for row in rows)
    insert_many(connection, ReceivedReturn.__tablename__, tuple(rows[0]), values)
    found = connection.execute(
        select(_RETURNS.c.id).where(_RETURNS.c.id > newest).order_by(_RETURNS.c.id)
    )
    return [int(id_) for (id_,) in found]


def _figure_rows(
    ids: Iterable[int], packages: Iterable[Package], nothing: str | None
) -> Iterator[tuple[Any, ...]]:
    unset = msgspec.UNSET
    for return_id, package in zip(ids, packages, strict=True):
        # As the table keeps them, which is quicker than putting each between others.
        for row in sorted(package.document.rows, key=_KEY_OF):
            heads = row.by_head_count
            yield (
                return_id,
                row.key,
                nothing if row.result is unset else row.result,
                nothing if row.total is unset else row.total,
                nothing if row.members is unset else row.members,
                heads.total if heads else nothing,
                heads.members if heads else nothing,
                json.dumps(row.titles, ensure_ascii=False) if row.titles else nothing,
            )


def _campaign_rows(ids: Iterable[int], packages: Iterable[Package]) -> Iterator[tuple[Any, ...]]:
    for return_id, package in zip(ids, packages, strict=True):
        for each in package.document.campaigns:
            is_organisers = int(each.organisers)
            for row in each.rows:
                counted = (row.members, row.alone)
                yield (
                    return_id,
                    each.uid,
                    row.key,
                    each.held_on,
                    each.title,
                    is_organisers,
                    *counted,
                )


def _journal(
    session: Session, replaced: Sequence[int], ids: Sequence[int], rows: list[dict[str, Any]]
) -> None:
    """Undoing goes backwards: first the new return goes, then the older one counts again.

    The journal leaves out the content: the package has it, known by its checksum.
    """
    name = ReceivedReturn.__tablename__
    changes: list[tuple[str, int, str | None, str | None]] = [
        (name, id_, '{"is_current":1}', '{"is_current":0}') for id_ in replaced
    ]
    for id_, row in zip(ids, rows, strict=True):
        changes.append((name, id_, None, journal.as_json({"id": id_, **row, "content": ""})))
    deed: journal.Deed = session.info[journal.DEED]
    journal.write_bulk(session.connection(), deed.id, changes)
