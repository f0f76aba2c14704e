"""The journal: every change of every row, deed by deed, and the way back.

A *deed* is what the user did (saved a record, brought in a list); its *changes* are the rows it
touched, with the columns before and after as they are stored. Undoing a deed puts the stored
columns back; it is a deed of its own, so nothing is ever missing from the journal.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ForeignKey,
    Table,
    bindparam,
    event,
    func,
    insert,
    inspect,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session
from sqlalchemy.types import TypeDecorator

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.store.base import TABLE_OPTIONS, Base, Row
from unionoffice.store.many_rows import insert_many

NO_LONGER = N_("This can no longer be undone: something else was done after it.")
DEED = "deed"  # key of the running deed in Session.info
REMOVED = "removed"  # key of the rows a flush has removed so far


class Deed(Base):
    """One thing the user did."""

    __tablename__ = "deeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    done_at: Mapped[datetime]
    done_by: Mapped[str]
    what: Mapped[str]
    register: Mapped[str] = mapped_column(default="")
    records: Mapped[int] = mapped_column(default=0)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("deeds.id"), index=True)
    salt: Mapped[str] = mapped_column(default="", server_default="")
    content_sha256: Mapped[str] = mapped_column(default="", server_default="")
    chain_sha256: Mapped[str] = mapped_column(default="", server_default="")  # "": still running
    kept_sha256: Mapped[str | None]  # what an erasure has left of the content
    erased_by_id: Mapped[int | None] = mapped_column(index=True)


class Change(Base):
    """One row that a deed created (no `before`), changed, or removed (no `after`)."""

    __tablename__ = "changes"
    __table_args__ = TABLE_OPTIONS

    id: Mapped[int] = mapped_column(primary_key=True)
    deed_id: Mapped[int] = mapped_column(ForeignKey(Deed.id), index=True)
    table_name: Mapped[str]
    record_id: Mapped[int] = mapped_column(index=True)
    before: Mapped[str | None]
    after: Mapped[str | None]


def begin_deed(session: Session, what: str, who: str, register: str = "") -> Deed:
    """Write the deed under which all further changes of this session are journalled."""
    deed = Deed(done_at=datetime.now(UTC), done_by=who, what=what, register=register)
    session.add(deed)
    session.flush()
    session.info[DEED] = deed
    return deed


def watch(session: Session) -> None:
    """Journal every row that this session flushes; a change outside a deed is a bug."""
    event.listen(session, "after_flush", _write_changes)


def _write_changes(session: Session, _context: object) -> None:
    rows = list(_changes_of(session))
    if not rows:
        return
    deed: Deed | None = session.info.get(DEED)
    if deed is None:
        raise RuntimeError("rows were changed outside a deed")
    for row in rows:
        row["deed_id"] = deed.id
    session.execute(insert(Change), rows)


def _changes_of(session: Session) -> Iterator[dict[str, Any]]:
    for row in session.new:
        if isinstance(row, Row):
            yield _change(row, None, stored_columns(row))
    for row in session.dirty:
        if isinstance(row, Row) and session.is_modified(row, include_collections=False):
            before, after = _differences(row)
            if after:
                yield _change(row, before, after)
    yield from session.info.pop(REMOVED, ())


@event.listens_for(Row, "before_delete", propagate=True)
def _note_removal(_mapper: object, _connection: object, row: Row) -> None:
    # Lines taken off their record never show in Session.deleted: only here.
    session = object_session(row)
    if session is not None:
        session.info.setdefault(REMOVED, []).append(_change(row, stored_columns(row), None))


def _change(
    row: Row, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> dict[str, Any]:
    return {
        "table_name": row.__tablename__,
        "record_id": row.id,
        "before": as_json(before),
        "after": as_json(after),
    }


def as_json(columns: dict[str, Any] | None) -> str | None:
    if columns is None:
        return None
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":"))


def stored(table: Table, column: str, value: Any) -> Any:
    """A column's value as the file keeps it (text or whole number)."""
    return _bound(table.c[column].type, value)


def _bound(kind: Any, value: Any) -> Any:
    if value is None or not _overrides(kind, "process_bind_param"):
        return value
    return kind.process_bind_param(value, None)


def _overrides(kind: Any, method: str) -> bool:
    """A decorated type that converts; the base class only has a method that raises."""
    own = getattr(type(kind), method, None)
    return own is not None and own is not getattr(TypeDecorator, method)


def stored_columns(row: Row) -> dict[str, Any]:
    """The columns of a row that hold something, as the file keeps them."""
    table = row.__table__
    values = ((column.key, _bound(column.type, getattr(row, column.key))) for column in table.c)
    return {key: value for key, value in values if value is not None}


def _differences(row: Row) -> tuple[dict[str, Any], dict[str, Any]]:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    state = inspect(row)
    for column in row.__table__.c:
        history = state.attrs[column.key].history
        if history.has_changes():
            old = history.deleted[0] if history.deleted else None
            new = history.added[0] if history.added else None
            if old != new:
                before[column.key] = _bound(column.type, old)
                after[column.key] = _bound(column.type, new)
    return before, after


def write_bulk(
    connection: Connection, deed_id: int, rows: Iterable[tuple[str, int, str | None, str | None]]
) -> None:
    """Journal many changes `(table, record id, before, after)` at once, past the ORM."""
    columns = ("deed_id", "table_name", "record_id", "before", "after")
    insert_many(connection, Change.__tablename__, columns, ((deed_id, *row) for row in rows))


def undo(session: Session, deed_id: int) -> Deed:
    """Put back what the newest deed changed, within the running deed; returns the undone deed.

    Raises UserError when it is not the newest deed that still stands: later deeds may build on it.
    """
    newest = last_deed(session)
    if newest is None or newest.id != deed_id:
        raise UserError(NO_LONGER)
    running: Deed = session.info[DEED]
    running.undoes_id = newest.id
    running.register, running.records = newest.register, newest.records
    session.flush()
    connection = session.connection()
    rows = connection.execute(
        select(Change.table_name, Change.record_id, Change.before, Change.after)
        .where(Change.deed_id == deed_id)
        .order_by(Change.id.desc())
    ).all()
    try:
        _take_back(connection, rows)
    except IntegrityError as error:
        # A deed that offers no undo, such as giving out a list, came after it and needs its rows.
        raise UserError(NO_LONGER) from error
    write_bulk(
        connection, running.id, [(name, id_, after, before) for name, id_, before, after in rows]
    )
    session.expire_all()
    return newest


def _take_back(connection: Connection, rows: Sequence[Any]) -> None:
    for (table_name, was_entered, names), changes in itertools.groupby(rows, _table_and_columns):
        table = Base.metadata.tables[table_name]
        if was_entered:
            _take_out(connection, table, [record_id for _, record_id, _, _ in changes])
        elif names is None:
            for _, _record_id, before, _after in changes:
                connection.execute(table.insert().values(_loaded(table, before)))
        else:
            _put_back(connection, table, names, [(change[1], change[2]) for change in changes])


def _table_and_columns(change: Any) -> tuple[str, bool, tuple[str, ...] | None]:
    """The table, whether the row was entered, and the columns changed; None where it is gone."""
    is_changed = change.before is not None and change.after is not None
    names = None
    if is_changed:
        names = tuple(sorted({**json.loads(change.before), **json.loads(change.after)}))
    return change.table_name, change.before is None, names


def _take_out(connection: Connection, table: Table, ids: Sequence[int]) -> None:
    """Rows that the deed had entered; a list may have brought a hundred thousand."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    sql = f"DELETE FROM {table.name} WHERE id = {mark}"  # noqa: S608 - a name of our own tables
    connection.exec_driver_sql(sql, [(each,) for each in ids])


def _put_back(
    connection: Connection,
    table: Table,
    names: Sequence[str],
    rows: Sequence[tuple[int, str]],
) -> None:
    """Give these columns their former values, in one statement for all rows."""
    saves = _saves_of(table)
    counted: dict[str, Any] = {} if saves is None else {"version": saves + 1}
    columns: dict[str, Any] = {
        name: bindparam(f"was_{name}") for name in names if name not in counted
    }
    values = []
    for record_id, before in rows:
        kept = json.loads(before)
        former = {f"was_{name}": read_stored(table, name, kept.get(name)) for name in columns}
        values.append({"which": record_id, **former})
    # A form that is open on a record elsewhere must notice that it went back: it counts as saved.
    put_back = table.update().where(table.c.id == bindparam("which"))
    connection.execute(put_back.values({**columns, **counted}), values)


def _saves_of(table: Table) -> ColumnElement[Any] | None:
    """The column that counts the saves of a record, where the table is one of records."""
    mappers = (mapper for mapper in Base.registry.mappers if mapper.local_table is table)
    return next((mapper.version_id_col for mapper in mappers), None)


def _loaded(table: Table, text: str | None) -> dict[str, Any]:
    return _python_values(table, json.loads(text or "{}"))


def _python_values(table: Table, columns: dict[str, Any]) -> dict[str, Any]:
    return {key: read_stored(table, key, value) for key, value in columns.items()}


def read_stored(table: Table, column: str, value: Any) -> Any:
    """The Python value of what the file keeps in a column."""
    kind: Any = table.c[column].type
    if value is None or not _overrides(kind, "process_result_value"):
        return value
    return kind.process_result_value(value, None)


def last_deed(session: Session) -> Deed | None:
    """The newest deed that changed records, is no undo itself and was not undone.

    None of those before an erasure: what would be put back is gone for good.
    """
    erased = select(func.coalesce(func.max(Deed.erased_by_id), 0)).scalar_subquery()
    undone = select(Deed.undoes_id).where(Deed.undoes_id.is_not(None))
    return session.scalars(
        select(Deed)
        .where(Deed.undoes_id.is_(None), Deed.id.not_in(undone), Deed.records > 0, Deed.id > erased)
        .order_by(Deed.id.desc())
        .limit(1)
    ).first()


def deeds_of(session: Session, table_names: Sequence[str], record_id: int) -> list[Any]:
    """The changes of one record (which may stand in several tables), oldest first, with deeds."""
    return list(
        session.execute(
            select(Change, Deed)
            .join(Deed, Deed.id == Change.deed_id)
            .where(Change.table_name.in_(table_names), Change.record_id == record_id)
            .order_by(Change.id)
        )
    )
