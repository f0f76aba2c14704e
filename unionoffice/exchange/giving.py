"""Giving out lists of people: sealed for the body above, for a purpose and until a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

from unionoffice import __version__
from unionoffice.core import formatting
from unionoffice.core.errors import InvalidRecordError, Problem, UserError
from unionoffice.core.file_names import file_stem
from unionoffice.core.files import check_suffix, write_through, written_whole
from unionoffice.core.i18n import N_, _
from unionoffice.core.text import clean
from unionoffice.exchange.envelope import sealed
from unionoffice.exchange.list_file import (
    FORMAT,
    KIND,
    LONGEST_CELL,
    LONGEST_PURPOSE,
    MOST_ROWS,
    SUFFIX,
    ListContent,
    Party,
)
from unionoffice.exchange.signed_file import LARGEST, parse_signed, signed
from unionoffice.exchange.upper_body import UpperBodies, UpperView
from unionoffice.registers.privacy.model import HANDING_OUT
from unionoffice.registers.returns.model import GivenList, GivenPerson
from unionoffice.reports.figures import local_now
from unionoffice.services.consents import withdrawn
from unionoffice.services.office import own_organisation
from unionoffice.services.records import Records
from unionoffice.services.signing_keys import office_key
from unionoffice.services.views import FieldView, Query, RegisterView
from unionoffice.store.store import Store

LONGEST = timedelta(days=366)
BATCH = 1_000


@dataclass(frozen=True)
class GivenView:
    """A list that was given out; the names are in the file alone."""

    title: str  # of the register, untranslated
    purpose: str
    receiver: str
    rows: int
    given_at: datetime
    expires_on: date
    file_name: str


class Giving:
    """Seals lists of people for the body above."""

    def __init__(
        self, store: Store, records: Records, now: Callable[[], datetime] = local_now
    ) -> None:
        self._store = store
        self._records = records
        self._now = now
        self._upper = UpperBodies(store)

    def can_give(self, register: str) -> bool:
        """Whether the register has one person in every record: only such are lists of people."""
        view = self._records.register(register)
        return bool(view.person_field) or view.is_of_people

    def give(
        self,
        register: str,
        query: Query,
        fields: Sequence[str],
        purpose: str,
        expires_on: date | None,
        path: Path,
    ) -> int:
        """Write what a table shows as a sealed list; returns how many people are on it.

        Raises InvalidRecordError for a missing purpose or day, UserError where nothing can be
        sealed, nobody is on the list, or a column may not leave the office.
        """
        check_suffix(path, SUFFIX)
        upper = self._upper.required()
        view = self._records.register(register)
        columns = self._columns(view, fields)
        until = self.check_terms(purpose, expires_on)
        # Whatever a table shows: what was voided is nobody's business any more.
        # Nor are those on it who withdrew their consent to that.
        people, rows = self._rows(view, replace(query, include_voided=False), columns)
        _check_count(len(rows))
        _check_cells(columns, rows)
        key = office_key(self._store)
        content = self._content(upper, view, columns, rows, clean(purpose), until)
        text = signed(KIND, msgspec.to_builtins(content), key).encode()
        if len(text) > LARGEST:
            raise _too_many()
        given = GivenList(
            manifest_sha256=parse_signed(text, KIND, path).digest,
            register=register,
            purpose=content.purpose,
            receiver_code=upper.code,
            receiver_name=upper.name,
            rows_given=len(rows),
            expires_on=until,
            given_at=content.made_at,
            file_name=path.name,
        )
        with written_whole(path) as partial:
            write_through(partial, [sealed(text, upper.receiver, upper.recipient)], path)
            self._remember(given, people)
        return len(rows)

    def given(self) -> list[GivenView]:
        """What was given out, the newest first."""
        with self._store.reading() as session:
            found = session.scalars(select(GivenList).order_by(GivenList.id.desc())).all()
            return [
                GivenView(
                    self._records.register(entry.register).title,
                    entry.purpose,
                    entry.receiver_name,
                    entry.rows_given,
                    entry.given_at,
                    entry.expires_on,
                    entry.file_name,
                )
                for entry in found
            ]

    def _remember(self, given: GivenList, people: set[int]) -> None:
        # The deed counts no records and so offers no undo: what was given away stays given.
        with self._store.writing(N_("List of people given out"), given.register) as session:
            session.add(given)
            session.flush()
            session.add_all(GivenPerson(list_id=given.id, person_id=each) for each in people)

    def _columns(self, view: RegisterView, fields: Sequence[str]) -> list[FieldView]:
        if not self.can_give(view.key):
            raise UserError(N_("Only lists with one person in every row can be given out."))
        by_key = {field.key: field for field in view.table_fields}
        columns = [by_key[key] for key in fields]
        for column in columns:
            if column.is_sensitive:
                raise UserError(
                    N_("“{field}” never leaves the office by name. Hide this column first."),
                    field=_(column.label),
                )
        return columns

    def check_terms(self, purpose: str, expires_on: date | None) -> date:
        """The last day; raises InvalidRecordError for a missing purpose or an unfit day."""
        today = self._now().date()
        problems = []
        if not clean(purpose):
            problems.append(Problem("purpose", N_("Say what the list is for.")))
        if len(clean(purpose)) > LONGEST_PURPOSE:
            problems.append(Problem("purpose", N_("These words are too long.")))
        if expires_on is None:
            problems.append(Problem("expires_on", N_("Enter the day.")))
        elif not today < expires_on <= today + LONGEST:
            problems.append(
                Problem("expires_on", N_("The list expires after today, and within a year."))
            )
        if problems or expires_on is None:
            raise InvalidRecordError(problems)
        return expires_on

    def _content(
        self,
        upper: UpperView,
        view: RegisterView,
        columns: Sequence[FieldView],
        rows: tuple[tuple[str, ...], ...],
        purpose: str,
        until: date,
    ) -> ListContent:
        with self._store.reading() as session:
            own = own_organisation(session)
        return ListContent(
            FORMAT,
            __version__,
            Party(own.code, own.name, own.uid),
            Party(upper.code, upper.name, upper.uid),
            purpose,
            until.isoformat(),
            self._now(),
            _(view.title),
            tuple(_(column.label) for column in columns),
            rows,
        )

    def _rows(
        self, view: RegisterView, query: Query, columns: Sequence[FieldView]
    ) -> tuple[set[int], tuple[tuple[str, ...], ...]]:
        """Who is on the list, and what it says."""
        keys = [column.key for column in columns]
        labels = [{choice.key: _(choice.label) for choice in column.choices} for column in columns]
        with self._store.reading() as session:
            without = withdrawn(session, HANDING_OUT)
        people: set[int] = set()
        told: list[tuple[str, ...]] = []
        offset = 0
        while rows := self._records.page(view.key, query, keys, offset, BATCH):
            on_it = [row for row in rows if row.person_id not in without]
            people.update(row.person_id for row in on_it if row.person_id is not None)
            told += (_told(row.cells, labels) for row in on_it)
            offset += len(rows)
            if offset > MOST_ROWS:
                break
        return people, tuple(told)


def proposal(register_title: str, code: str, day: date) -> str:
    """A name for the file that does not say whose names are in it."""
    return file_stem(code, register_title, day) + SUFFIX


def _told(cells: Sequence[Any], labels: Sequence[Mapping[Any, str]]) -> tuple[str, ...]:
    return tuple(
        "" if cell is None else str(names.get(cell, cell) if names else _shown(cell))
        for names, cell in zip(labels, cells, strict=True)
    )


def _shown(cell: object) -> str:
    return formatting.show(cell)


def _check_count(count: int) -> None:
    if not count:
        raise UserError(N_("Nobody is on this list. Choose another filter."))
    if count > MOST_ROWS:
        raise _too_many()


def _check_cells(columns: Sequence[FieldView], rows: Sequence[tuple[str, ...]]) -> None:
    """The receiver reads no longer ones: raise UserError where one stands."""
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            if len(cell) > LONGEST_CELL:
                raise UserError(
                    N_("A text under “{field}” is too long for a list. Hide this column first."),
                    field=_(column.label),
                )


def _too_many() -> UserError:
    return UserError(
        N_("These are too many people for one list. Narrow it down to those whom it is about.")
    )
