"""What a later version of a return changed, found by comparing the two that are held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from unionoffice.core.periods import Period
from unionoffice.exchange.handed_in import handed_in
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.figures_document import Document, read_document
from unionoffice.reports.filled import NUMBERS
from unionoffice.reports.forms import Form
from unionoffice.store.store import Store


@dataclass(frozen=True)
class Change:
    """One figure that differs between two versions."""

    row: str
    figure: str
    before: int | None
    now: int | None


@dataclass(frozen=True)
class HeldVersion:
    """One version of a return that is held, and what it changed against the one before."""

    version: int
    origin: str
    received_at: datetime
    generated_at: datetime
    file: str
    is_current: bool
    changes: tuple[Change, ...]


class Versions:
    """Answers which versions of a return are held."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, form: Form, period: Period, code: str) -> list[HeldVersion]:
        """Every version of one organisation, the newest first."""
        with self._store.reading() as session:
            newest = session.scalars(
                select(ReceivedReturn)
                .join(Organisation, Organisation.id == ReceivedReturn.organisation_id)
                .where(*handed_in(session, form, period), Organisation.code == code)
            ).first()
            if newest is None:
                return []
            held = session.scalars(
                select(ReceivedReturn)
                .where(
                    ReceivedReturn.organisation_id == newest.organisation_id,
                    ReceivedReturn.appendix == form.id,
                    ReceivedReturn.period_first == newest.period_first,
                    ReceivedReturn.period_last == newest.period_last,
                )
                .order_by(ReceivedReturn.version, ReceivedReturn.id)
            ).all()
        views = []
        before: Document | None = None
        for each in held:
            document = read_document(each.content.encode())
            views.append(
                HeldVersion(
                    each.version,
                    each.origin,
                    each.received_at,
                    each.generated_at,
                    Path(each.file_name).name,
                    each.is_current,
                    () if before is None else tuple(changes(before, document)),
                )
            )
            before = document
        return views[::-1]


def changes(before: Document, now: Document) -> Iterator[Change]:
    """The figures that differ, in the order of the form."""
    former = {row.key: row for row in before.rows}
    for row in now.rows:
        for name in NUMBERS:
            old = _number(getattr(former.get(row.key), name, None))
            new = _number(getattr(row, name))
            if old != new:
                yield Change(row.key, name, old, new)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
