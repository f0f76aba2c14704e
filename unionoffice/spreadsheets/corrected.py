"""Columns that the user has corrected once: the office remembers them for lists of that shape."""

from __future__ import annotations

import json
from datetime import date

import msgspec

from unionoffice.registers.organisation.model import Setting
from unionoffice.spreadsheets.mapping import mapping_of
from unionoffice.spreadsheets.reading import understand_again
from unionoffice.spreadsheets.readlist import ReadList
from unionoffice.spreadsheets.shapes import Shapes
from unionoffice.store.store import Store

Columns = dict[str, str | None]
_decode = msgspec.json.Decoder(Columns).decode


class CorrectedColumns:
    """Kept in the office, so that every computer and the command line know them.

    They are no records and stay out of the journal: the next correction takes their place.
    """

    def __init__(self, store: Store, shapes: Shapes) -> None:
        self._store = store
        self._shapes = shapes

    def keep(self, register: str, read: ReadList) -> None:
        """Read the next lists of this shape by the columns of this one."""
        if self._store.is_read_only:
            return  # nothing is brought in here either
        columns = json.dumps(mapping_of(read, register).columns, ensure_ascii=False)
        with self._store.remembering() as session:
            session.merge(Setting(key=_key(register, read), value=columns))

    def applied(self, register: str, read: ReadList, today: date) -> ReadList:
        """The list by the columns of the last one of its shape; itself where there is no news."""
        kept = self._kept(register, read)
        if not kept or kept == mapping_of(read, register).columns:
            return read
        return understand_again(read, self._shapes.of(register), today, kept) or read

    def _kept(self, register: str, read: ReadList) -> Columns:
        with self._store.reading() as session:
            row = session.get(Setting, _key(register, read))
        try:
            return {} if row is None else _decode(row.value)
        except msgspec.MsgspecError:
            return {}  # damaged, or of a program that keeps them otherwise


def _key(register: str, read: ReadList) -> str:
    return f"columns_of_lists/{register}/{read.signature}"
