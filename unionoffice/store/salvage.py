"""What can still be read of a damaged office, copied into a new file; the damaged one stays as is.

Rows are read by their ids, many at once, and around a torn page one by one. What the rules of the
tables refuse (a text where a number must stand, a line of a record that is gone) is left out and
counted, never guessed.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from unionoffice.core.errors import DamagedFileError, UserError
from unionoffice.core.file_names import shortened
from unionoffice.core.files import written_whole
from unionoffice.core.i18n import N_
from unionoffice.store.connecting import connect, connect_as
from unionoffice.store.header import APPLICATION_ID, MAGIC
from unionoffice.store.hot_journal import is_half_written, journal_of
from unionoffice.store.key_record import write_record
from unionoffice.store.keyring import KEYRING
from unionoffice.store.plainly import told_plainly
from unionoffice.store.settling import UNREADABLE
from unionoffice.store.upgrade import complaint_about

Progress = Callable[[int, int, str], None]
AT_ONCE = 500
LARGEST_ID = 1_000_000  # tried where not even the number of the newest row can be read
MOST_IDS = 100_000_000  # no office has given as many: a higher number is that of a torn row
NOTHING_LEFT = N_("Nothing in {file} can be read any more. Restore a backup.")


@dataclass
class Salvaged:
    """Rows by table: `saved` stand in the new file, at most `lost` are missing from it."""

    path: Path
    saved: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(self.saved.values())

    @property
    def missing(self) -> int:
        return sum(self.lost.values())


def salvage(damaged: Path, target: Path, progress: Progress | None = None) -> Salvaged:
    """Copy what is readable of `damaged` to the new office `target`, whole or not at all.

    Raises UserError when `target` exists or nothing can be read; the damaged file, and a journal
    beside it, are only read.
    """
    if target.exists():
        raise UserError(N_("{file} already exists. Choose another name."), file=target)
    salvaged = Salvaged(target)
    with told_plainly(), written_whole(target) as partial, _copy_to_read(damaged) as source:
        record = KEYRING.record_of(damaged)
        into = connect_as(partial, record, "rwc", isolation_level=None)
        try:
            _copy_all(source, into, salvaged, progress)
        except UNREADABLE as error:
            raise DamagedFileError(NOTHING_LEFT, file=damaged) from error
        finally:
            into.close()
        if record is not None and salvaged.saved:
            write_record(partial, record)
        if not salvaged.saved.get("organisations") or complaint_about(partial):
            raise DamagedFileError(NOTHING_LEFT, file=damaged)
    return salvaged


@contextlib.contextmanager
def _copy_to_read(damaged: Path) -> Iterator[dbapi2.Connection]:
    """A connection to a copy: a journal beside the file is played back there, not in the file."""
    copy = damaged.with_name(f".{shortened(damaged.name, 120)}.{secrets.token_hex(4)}.partial")
    connection = None
    try:
        shutil.copyfile(damaged, copy)
        if is_half_written(damaged):
            shutil.copyfile(journal_of(damaged), journal_of(copy))
        _mend_header(copy)
        connection = connect(copy, "rw", isolation_level=None)
        connection.text_factory = _text
        yield connection
    finally:
        if connection is not None:
            connection.close()
        for part in (copy, journal_of(copy)):
            part.unlink(missing_ok=True)


def _mend_header(copy: Path) -> None:
    """The first sixteen bytes of every office are the same: put them back where they are torn."""
    with copy.open("r+b") as stream:
        if stream.read(len(MAGIC)) != MAGIC:
            stream.seek(0)
            stream.write(MAGIC)


def _text(raw: bytes) -> str:
    """Texts as they are; one that is no text any more is refused with its row."""
    return raw.decode("utf-8")


def _copy_all(
    source: dbapi2.Connection,
    into: dbapi2.Connection,
    salvaged: Salvaged,
    progress: Progress | None,
) -> None:
    into.execute("PRAGMA foreign_keys=OFF")
    schema = source.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    parts = [part for part in schema.fetchall() if not part[1].startswith("sqlite_")]
    tables = [(name, sql) for kind, name, sql in parts if kind == "table"]
    for number, (name, sql) in enumerate(tables):
        if progress is not None:
            progress(number, len(tables), "")
        into.execute(sql)
        into.execute("BEGIN")
        _copy_table(source, into, name, salvaged)
        into.execute("COMMIT")
    _take_out_orphans(into, salvaged)
    for kind, _name, sql in parts:
        if kind != "table":
            into.execute(sql)
    _never_give_ids_again(source, into)
    version = source.execute("PRAGMA user_version").fetchone()[0]
    into.execute(f"PRAGMA application_id={APPLICATION_ID}")
    into.execute(f"PRAGMA user_version={int(version)}")


def _never_give_ids_again(source: dbapi2.Connection, into: dbapi2.Connection) -> None:
    with contextlib.suppress(*UNREADABLE):
        for seq, name in source.execute("SELECT seq, name FROM sqlite_sequence").fetchall():
            into.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (seq, name))


def _copy_table(
    source: dbapi2.Connection, into: dbapi2.Connection, table: str, salvaged: Salvaged
) -> None:
    columns = [row[1] for row in into.execute(f'PRAGMA table_info("{table}")')]
    named = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join("?" * len(columns))
    insert = f'INSERT INTO "{table}" ({named}) VALUES ({places})'  # noqa: S608 - names of the file's own schema
    saved = lost = 0
    reader = _RowReader(source, table, named)
    for row in reader.rows():
        try:
            into.execute(insert, row)
            saved += 1
        except dbapi2.DatabaseError:
            lost += 1
    salvaged.saved[table] = saved
    if lost + reader.unread:
        salvaged.lost[table] = lost + reader.unread


class _RowReader:
    """All rows of a table that can be read; `unread` counts the ids that are torn, used or not."""

    def __init__(self, source: dbapi2.Connection, table: str, named: str) -> None:
        self._source = source
        self._table = table
        self._named = named
        self.unread = 0

    def rows(self) -> Iterator[tuple[Any, ...]]:
        if not self._has_ids():
            yield from self._plainly()
            return
        last = self._last_id()
        for first in range(1, last + 1, AT_ONCE):
            yield from self._between(first, min(first + AT_ONCE - 1, last))

    def _has_ids(self) -> bool:
        (sql,) = self._source.execute(
            "SELECT sql FROM sqlite_schema WHERE name = ?", (self._table,)
        ).fetchone()
        return "WITHOUT ROWID" not in sql.upper()

    def _last_id(self) -> int:
        asked = (
            (f'SELECT max(rowid) FROM "{self._table}"', ()),  # noqa: S608
            ("SELECT seq FROM sqlite_sequence WHERE name = ?", (self._table,)),
        )
        told = []
        for statement, values in asked:
            with contextlib.suppress(*UNREADABLE):
                row = self._source.execute(statement, values).fetchone()
                told.append(int(row[0] or 0) if row else 0)
        believable = [each for each in told if each <= MOST_IDS]
        self.unread += len(told) - len(believable)
        return max(believable, default=LARGEST_ID)

    def _plainly(self) -> Iterator[tuple[Any, ...]]:
        """A table without row ids is read in its own order, as far as it goes."""
        try:
            yield from self._source.execute(f'SELECT {self._named} FROM "{self._table}"')  # noqa: S608
        except UNREADABLE:
            self.unread += 1

    def _between(self, first: int, last: int) -> Iterator[tuple[Any, ...]]:
        """The rows of some ids; where one of them is torn, those of each half by itself."""
        try:
            found = self._source.execute(
                f'SELECT {self._named} FROM "{self._table}" WHERE rowid BETWEEN ? AND ?',  # noqa: S608
                (first, last),
            ).fetchall()
        except UNREADABLE:
            if first == last:
                self.unread += 1
                return
            middle = (first + last) // 2
            yield from self._between(first, middle)
            yield from self._between(middle + 1, last)
        else:
            yield from found


def _take_out_orphans(into: dbapi2.Connection, salvaged: Salvaged) -> None:
    """Rows that refer to a row which is gone: the reference is emptied, or else the row left out.

    What refers to such a row in turn is found in the next round.
    """
    while broken := into.execute("PRAGMA foreign_key_check").fetchall():
        for table, rowid, _parent, number in broken:
            if rowid is None:  # a table without row ids: its rows live and die with their parent
                _drop_without_parent(into, table, salvaged)
                continue
            column = _column_of(into, table, number)
            try:
                into.execute(
                    f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?',  # noqa: S608
                    (rowid,),
                )
            except dbapi2.IntegrityError:
                into.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))  # noqa: S608
                _count_lost(salvaged, table, 1)


def _drop_without_parent(into: dbapi2.Connection, table: str, salvaged: Salvaged) -> None:
    for key in into.execute(f'PRAGMA foreign_key_list("{table}")').fetchall():
        parent, column, parent_column = key[2], key[3], key[4] or "id"
        gone = into.execute(
            f'DELETE FROM "{table}" WHERE "{column}" NOT IN'  # noqa: S608
            f' (SELECT "{parent_column}" FROM "{parent}")'
        ).rowcount
        if gone:
            _count_lost(salvaged, table, gone)


def _count_lost(salvaged: Salvaged, table: str, rows: int) -> None:
    salvaged.saved[table] = salvaged.saved.get(table, 0) - rows
    salvaged.lost[table] = salvaged.lost.get(table, 0) + rows


def _column_of(into: dbapi2.Connection, table: str, number: int) -> str:
    keys = into.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    return next(str(key[3]) for key in keys if key[0] == number)


def proposed_place(damaged: Path) -> Path:
    """A free name beside the damaged office."""
    stem = f"{damaged.stem}-salvaged-{time.strftime('%Y%m%d')}"
    path, number = damaged.with_name(f"{stem}{damaged.suffix}"), 1
    while path.exists():
        number += 1
        path = damaged.with_name(f"{stem}-{number}{damaged.suffix}")
    return path
