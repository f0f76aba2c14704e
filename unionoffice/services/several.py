"""Deeds on one record or on several marked ones: always one deed, which one undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import inspect, select, update
from sqlalchemy.orm import Session, selectinload

from unionoffice.core.errors import InvalidRecordError, Problem, UserError
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register
from unionoffice.services.drafts import apply_values
from unionoffice.services.episodes import begin_on, end_on, is_over_on
from unionoffice.services.records import Records
from unionoffice.services.twins import twins_among

AT_ONCE = 250  # records that are read, judged and written together
VOIDED = N_("A voided record is not changed; restore it first.")

Progress = Callable[[int, int], None]


class RefusedRecordError(InvalidRecordError):
    """One of several records would not be right; none of them was changed."""

    def __init__(self, record_id: int, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.record_id = record_id


class Begun(NamedTuple):
    """The deed, and how many records have another value from a day on; the others had it."""

    deed_id: int
    records: int


def unheard(_done: int, _total: int) -> None:
    """Nobody waits to hear how far it is."""


class Several(Records):
    """Records that are voided, restored or changed together.

    `progress` hears how many are done of how many, and may raise to have nothing done at all.
    """

    def void(self, key: str, record_id: int, reason: str) -> int:
        """Let a record count nowhere any more, with a reason; it stays in the history."""
        return self.void_all(key, (record_id,), reason)

    def restore(self, key: str, record_id: int) -> int:
        """Let a voided record count again."""
        return self.restore_all(key, (record_id,))

    def void_all(
        self, key: str, record_ids: Sequence[int], reason: str, progress: Progress = unheard
    ) -> int:
        """Void those that are not void yet, all with the same reason; the id of the deed."""
        if not clean(reason):
            raise InvalidRecordError([Problem("void_reason", N_("Say why the record is void."))])
        register = self._catalogue[key]
        with self._store.writing(N_("Record voided"), key) as session:
            moment, count = datetime.now(UTC), 0
            for records in _in_parts(session, register, record_ids, progress):
                standing = [record for record in records if not record.is_voided]
                for record in standing:
                    record.voided_at = moment
                    record.void_reason = clean(reason)
                count += len(standing)
            return self._store.touched(session, count)

    def restore_all(self, key: str, record_ids: Sequence[int], progress: Progress = unheard) -> int:
        """Let those that are void count again; the id of the deed."""
        register = self._catalogue[key]
        with self._store.writing(N_("Record restored"), key) as session:
            count = 0
            for records in _in_parts(session, register, record_ids, progress):
                voided = [record for record in records if record.is_voided]
                # Those restored before them are asked too: two of them may be twins.
                _refuse_twins(session, register, voided)
                for record in voided:
                    record.voided_at = record.void_reason = None
                count += len(voided)
            return self._store.touched(session, count)

    def change_all(
        self,
        key: str,
        record_ids: Sequence[int],
        field: str,
        value: Any,
        progress: Progress = unheard,
    ) -> int:
        """Give one field the same value in all of them; the id of the deed.

        Raises RefusedRecordError with the first record that would not be right then.
        """
        register = self._catalogue[key]
        declared = self._table(key).field(field)

        def change(session: Session, records: Sequence[Any]) -> None:
            for record in records:
                apply_values(register, {field: value}, record, session)

        with self._store.writing(N_("Record changed"), key) as session:
            for records in _in_parts(session, register, record_ids, progress, whole=True):
                _rewrite(session, register, records, declared, value, change)
            return self._store.touched(session, len(record_ids))

    def begin_all(
        self,
        key: str,
        record_ids: Sequence[int],
        field: str,
        value: Any,
        day: date,
        progress: Progress = unheard,
    ) -> Begun:
        """Let a field of a part be another from a day on; what it was before stays on record.

        Who has the value already, or whose part was over by that day, stays as it is. Raises
        RefusedRecordError with the first record that would not be right then.
        """
        register = self._catalogue[key]
        declared = register.by_key[field]
        part = register.part_from_a_day(declared)
        assert part is not None

        def change(session: Session, records: Sequence[Any]) -> None:
            ended = []
            for record in records:
                with _naming(record.id):
                    ended.append(end_on(part, record, day))
            session.flush()
            for record, before in zip(records, ended, strict=True):
                begin_on(part, record, before, day, {declared: value})

        def is_to_change(record: Any) -> bool:
            row = part.current_of(record)
            if row is None:
                return True
            is_so = getattr(row, declared.attribute.key) == value
            return not is_so and not is_over_on(part, row, day)

        with self._store.writing(N_("Record changed"), key) as session:
            count = 0
            for records in _in_parts(session, register, record_ids, progress, whole=True):
                wanted = [record for record in records if record.is_voided or is_to_change(record)]
                _rewrite(session, register, wanted, declared, value, change)
                count += len(wanted)
            return Begun(self._store.touched(session, count), count)


def _in_parts(
    session: Session,
    register: Register,
    record_ids: Sequence[int],
    progress: Progress,
    *,
    whole: bool = False,
) -> Iterator[list[Any]]:
    """The records, so many at once; `whole` with all that the rules may look at."""
    model = register.model
    ties = inspect(model).relationships if whole else ()
    wanted = select(model).options(*(selectinload(getattr(model, each.key)) for each in ties))
    for start in range(0, len(record_ids), AT_ONCE):
        progress(start, len(record_ids))
        ids = record_ids[start : start + AT_ONCE]
        found = {each.id: each for each in session.scalars(wanted.where(model.id.in_(ids)))}
        if not found.keys() >= set(ids):
            raise UserError(N_("This record does not exist any more."))
        yield [found[each] for each in ids]
        session.flush()
    progress(len(record_ids), len(record_ids))


def _rewrite(
    session: Session,
    register: Register,
    records: Sequence[Any],
    field: Field,
    value: Any,
    change: Callable[[Session, Sequence[Any]], None],
) -> None:
    """Change records that stand, and write them if all are right then."""
    versions = {record.id: record.version for record in records}
    for record in records:
        with _naming(record.id):
            if record.is_voided:
                raise InvalidRecordError([Problem("", VOIDED)])
            if field.required and value in (None, ""):
                raise InvalidRecordError([Problem(field.key, N_("Fill this in."))])
    with session.no_autoflush:
        change(session, records)
        for record in records:
            with _naming(record.id):
                problems = register.problems(record)
                if problems:
                    raise InvalidRecordError(problems)
                if register.complete is not None:
                    register.complete(record)
        if any(field in group for group in register.unique):
            _refuse_twins(session, register, records)
    session.flush()
    # Saved is saved, be it only in rows that belong to the record: its version counts.
    saved = [record.id for record in records if record.version == versions[record.id]]
    model = register.model
    counted = update(model).where(model.id.in_(saved)).values(version=model.version + 1)
    session.connection().execute(counted)


def _refuse_twins(session: Session, register: Register, records: Sequence[Any]) -> None:
    for record, problem in twins_among(session, register, records):
        raise RefusedRecordError(record.id, [problem])


@contextmanager
def _naming(record_id: int) -> Iterator[None]:
    try:
        yield
    except InvalidRecordError as error:
        raise RefusedRecordError(record_id, error.problems) from error
