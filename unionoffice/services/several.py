"""Deeds on one record or on several marked ones: always one deed, which one undo takes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from unionoffice.core.errors import InvalidRecordError, Problem
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean
from unionoffice.services.drafts import draft_of
from unionoffice.services.records import Records, twins_of

VOIDED = N_("A voided record is not changed; restore it first.")


class RefusedRecordError(InvalidRecordError):
    """One of several records would not be right; none of them was changed."""

    def __init__(self, record_id: int, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.record_id = record_id


class Several(Records):
    """Records that are voided, restored or changed together."""

    def void(self, key: str, record_id: int, reason: str) -> int:
        """Let a record count nowhere any more, with a reason; it stays in the history."""
        return self.void_all(key, (record_id,), reason)

    def restore(self, key: str, record_id: int) -> int:
        """Let a voided record count again."""
        return self.restore_all(key, (record_id,))

    def void_all(self, key: str, record_ids: Sequence[int], reason: str) -> int:
        """Void those that are not void yet, all with the same reason; the id of the deed."""
        register = self._catalogue[key]
        if not clean(reason):
            raise InvalidRecordError([Problem("void_reason", N_("Say why the record is void."))])
        with self._store.writing(N_("Record voided"), key) as session:
            records = [self._loaded(session, register, each) for each in record_ids]
            standing = [record for record in records if not record.is_voided]
            moment = datetime.now(UTC)
            for record in standing:
                record.voided_at = moment
                record.void_reason = clean(reason)
            return self._store.touched(session, len(standing))

    def restore_all(self, key: str, record_ids: Sequence[int]) -> int:
        """Let those that are void count again; the id of the deed."""
        register = self._catalogue[key]
        with self._store.writing(N_("Record restored"), key) as session:
            records = [self._loaded(session, register, each) for each in record_ids]
            voided = [record for record in records if record.is_voided]
            for record in voided:
                with _naming(record.id):
                    # Those restored before it are asked too: two of them may be twins.
                    problems = twins_of(session, register, record)
                    if problems:
                        raise InvalidRecordError(problems)
                record.voided_at = record.void_reason = None
            return self._store.touched(session, len(voided))

    def change_all(self, key: str, record_ids: Sequence[int], field: str, value: Any) -> int:
        """Give one field the same value in all of them; the id of the deed.

        Raises RefusedRecordError with the first record that would not be right then.
        """
        register = self._catalogue[key]
        self._table(key).field(field)  # or it would be said to be changed, and nothing was
        with self._store.writing(N_("Record changed"), key) as session:
            for record_id in record_ids:
                with _naming(record_id):
                    record = self._loaded(session, register, record_id)
                    draft = draft_of(register, record, session)
                    if draft.is_voided:
                        raise InvalidRecordError([Problem("", VOIDED)])
                    draft.values[field] = value
                    self._write(session, register, draft, record)
            return self._store.touched(session, len(record_ids))


@contextmanager
def _naming(record_id: int) -> Iterator[None]:
    try:
        yield
    except InvalidRecordError as error:
        raise RefusedRecordError(record_id, error.problems) from error
