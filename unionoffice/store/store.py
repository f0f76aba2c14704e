"""The open office: transactions to read and to write in."""

from __future__ import annotations

import contextlib
import getpass
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import RLock, local
from typing import Any

from sqlalchemy import Engine, func, select, text
from sqlalchemy import table as sql_table
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, sessionmaker
from sqlcipher3 import dbapi2

from unionoffice.core.errors import DamagedFileError, UserError
from unionoffice.core.i18n import N_
from unionoffice.store import chain, journal
from unionoffice.store.engine import file_engine, is_url, server_engine
from unionoffice.store.file_watch import FileWatch
from unionoffice.store.gate import Gate, OpenGate
from unionoffice.store.header import SCHEMA, read_header, refuse_foreign
from unionoffice.store.hot_journal import is_half_written
from unionoffice.store.keyring import KEYRING
from unionoffice.store.lock import WriterLock
from unionoffice.store.plainly import raise_plainly, told_plainly
from unionoffice.store.server import check_server, grant, may_write_at
from unionoffice.store.settling import settle, settle_if_left
from unionoffice.store.sums import break_seal, refuse_changed, seal
from unionoffice.store.upgrade import create_file, refuse_taken, upgrade_file, upgrade_server

TURN = 0x554F4646  # the lock that all who write at one server take turns with
NEWEST_DEED = select(func.max(journal.Deed.id))
SNAPSHOT = text("SELECT pg_current_snapshot()::text")
PATIENCE = 30  # seconds; a long list takes about ten


class Store:
    """An office, open. Sessions live as long as one deed and never leave the services."""

    def __init__(
        self,
        engine: Engine,
        path: Path | None,
        lock: WriterLock | None,
        *,
        may_write: bool = True,
    ) -> None:
        self._engine = engine
        self._lock = lock
        self._may_write = may_write  # the role at the server; a file is written by who holds it
        self.path = path
        if path is not None:
            KEYRING.hold(path)
        self._watch = FileWatch(path) if path is not None and lock is not None else None
        self._sessions = sessionmaker(engine, expire_on_commit=False)
        self._one_writer = RLock()
        self._shared = local()  # by thread: the session of `one_state`
        self.who = getpass.getuser()
        self.gate: Gate = OpenGate()

    @property
    def is_read_only(self) -> bool:
        if self.path is None:
            return not self._may_write
        return self._watch is None or self._watch.is_replaced

    @property
    def dialect(self) -> str:
        return self._engine.dialect.name

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one consistent state and is thrown away afterwards."""
        shared: Session | None = getattr(self._shared, "session", None)
        if shared is not None:
            yield shared
            return
        with self._sessions() as session:
            try:
                if self.path is None:
                    # Others write meanwhile: sums, sources and what is missing must fit together.
                    session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
                yield session
            except DatabaseError as error:
                raise_plainly(error)

    @contextlib.contextmanager
    def one_state(self) -> Iterator[None]:
        """All that this thread reads meanwhile is of one state, by however many questions.

        What it writes itself waits for the end: an office file is not written while it is read.
        """
        with self.reading() as session:
            before = getattr(self._shared, "session", None)
            self._shared.session = session
            try:
                yield
            finally:
                self._shared.session = before

    @contextlib.contextmanager
    def writing(self, what: str, register: str = "") -> Iterator[Session]:
        """One deed, one transaction: all of it is on the disk afterwards, or nothing.

        `what` is an untranslated name of the deed marked with `N_`. Raises UserError when the
        office is open read-only, held by another program, or cannot be written, and when the deed
        is not for whoever is at work.
        """
        if self.is_read_only:
            self.look()
            raise UserError(N_("The office is open read-only. Nothing was changed."))
        with self._one_writer, self._sessions() as session:
            self.look()
            try:
                session.connection(execution_options={"writes": True})
                journal.watch(session)
                self._wait_for_turn(session)
                self.gate.admit(session, what, register)
                deed = journal.begin_deed(session, what, self.who, register)
                yield session
                session.flush()
                chain.seal(session.connection(), deed.id)
                session.commit()
                self._note_own_deed()
            except DatabaseError as error:
                session.rollback()
                raise_plainly(error)
            except BaseException:
                session.rollback()
                raise

    def touched(self, session: Session, records: int) -> int:
        """Say how many records the running deed touched; a deed of none offers no undo.

        Returns the id by which the deed can be undone.
        """
        deed: journal.Deed = session.info[journal.DEED]
        deed.records = records
        return deed.id

    @contextlib.contextmanager
    def remembering(self) -> Iterator[Session]:
        """A transaction outside the journal, for what can be counted or chosen again at any time.

        A record that is changed in it is a bug, and is refused as one.
        """
        with self._one_writer, self._sessions() as session:
            self.look()
            try:
                session.connection(execution_options={"writes": True})
                journal.watch(session)
                self._wait_for_turn(session)
                yield session
                session.commit()
                self._note_own_deed()
            except DatabaseError as error:
                session.rollback()
                raise_plainly(error)

    def look(self) -> None:
        """Raises UserError when the file of the office is gone, or is no longer the one opened."""
        if self._watch is not None:
            with self._one_writer:
                self._watch.look()

    def _note_own_deed(self) -> None:
        if self._watch is not None:
            self._watch.note_own_deed()

    def _wait_for_turn(self, session: Session) -> None:
        """On a server too, one deed is done after the other: what it read stays true meanwhile.

        Nobody who only reads waits, and the server ends the turn with the transaction.
        """
        if self.path is None:
            session.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
            session.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})

    def holds(self, table: str) -> bool:
        """Whether a table has any row, without importing what it is mapped to."""
        with self.reading() as session:
            return (
                session.execute(select(1).select_from(sql_table(table)).limit(1)).first()
                is not None
            )

    def state(self, session: Session) -> str:
        """A mark of what a session sees: while it stays the same, no record has changed."""
        # Every change of a record is part of a deed, and their ids are never given again. On a
        # server one with a smaller id may end later.
        newest = NEWEST_DEED if self.dialect == "sqlite" else SNAPSHOT
        return str(session.connection().scalar(newest))

    @contextlib.contextmanager
    def resting(self) -> Iterator[Path]:
        """The path of the file, while nobody in this program writes: it may be replaced meanwhile.

        Raises UserError when the office is on a server, or is only read here.
        """
        if self.path is None:
            raise UserError(N_("A server's database is encrypted by the tools of the server."))
        if self.is_read_only:
            raise UserError(N_("The office is open read-only. Nothing was changed."))
        with self._one_writer:
            self.look()
            self._engine.dispose()
            watch, self._watch = self._watch, None
            if watch is not None:
                watch.end()
            try:
                yield self.path
            finally:
                self._engine.dispose()  # whoever asks again asks the new file
                self._watch = FileWatch(self.path)

    def write_anew(self) -> None:
        """Leave nothing of what was removed behind: neither in free pages nor in dead rows.

        An encrypted file is not built anew: its keys stand in its first page, and what was removed
        from it is overwritten when it is removed, as in every file.
        """
        with self._one_writer:
            if self.path is not None and KEYRING.record_of(self.path) is not None:
                return
            raw = self._engine.raw_connection()
            try:
                driver: Any = raw.driver_connection
                if self.path is None:
                    driver.rollback()
                    driver.autocommit = True
                # Somebody who reads meanwhile keeps the file as it is: what was removed from it
                # is overwritten all the same.
                with contextlib.suppress(dbapi2.OperationalError):
                    driver.execute("VACUUM")
            finally:
                raw.invalidate()
                raw.close()
            self._note_own_deed()

    def close(self) -> None:
        self._engine.dispose()
        is_ours = self._watch is not None and not self._watch.is_replaced
        if self._watch is not None:
            self._watch.end()
        if self.path is not None:
            KEYRING.release(self.path)
            if is_ours and not KEYRING.holds(self.path):
                seal(self.path)
        if self._lock is not None:
            self._lock.free()

    def interrupting(self, session: Session) -> Callable[[], None]:
        """A function that stops the statement this session is running, from another thread."""
        driver: Any = session.connection().connection.driver_connection
        stop: Callable[[], None] = driver.interrupt if self.dialect == "sqlite" else driver.cancel
        return stop


def open_store(office: str | Path, *, read_only: bool = False) -> Store:
    """Open an office, bringing an older file up to date first (a copy is upgraded and swapped in).

    That is done for those as well who only read then.
    Raises RefusedFileError for files that are no office or come from a newer program, and
    OfficeHeldError when somebody else is writing in it.
    """
    if is_url(office):
        return _server_store(str(office), read_only=read_only)
    path = Path(office)
    if read_only:
        settle_if_left(path)
    header = read_header(path)
    refuse_foreign(path, header)
    KEYRING.require(path)  # before the lock: it remembers an unclean end until somebody gets in
    if read_only and header.schema == SCHEMA:
        return Store(_probed(file_engine(path, read_only=True), path), path, None)
    lock = WriterLock(path)
    lock.take()
    try:
        is_sealed = refuse_changed(path) or KEYRING.record_of(path) is not None
        # Without a seal it was not closed, here or where it was copied without its journal.
        if lock.was_left_behind or not is_sealed or is_half_written(path):
            settle(path)
            header = read_header(path)
        break_seal(path)
        if header.schema < SCHEMA:
            upgrade_file(path)
        if not read_only:
            return Store(_probed(file_engine(path), path), path, lock)
        seal(path)
    except BaseException:
        lock.free()
        raise
    lock.free()
    return Store(_probed(file_engine(path, read_only=True), path), path, None)


def _server_store(url: str, *, read_only: bool) -> Store:
    """An office on a server, as its tables stand: only `upgrade` changes them for everybody."""
    engine = server_engine(url)
    try:
        with told_plainly():
            check_server(engine)
            may_write = not read_only and may_write_at(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, None, None, may_write=may_write)


def upgrade_office_on_server(url: str) -> None:
    """Make the tables of an office at a server, or bring them up to date."""
    with told_plainly():
        upgrade_server(url)


def grant_on_server(url: str, writers: Sequence[str], readers: Sequence[str]) -> None:
    """Let these roles write, and those read, in an office on a server."""
    engine = server_engine(url)
    try:
        with told_plainly():
            check_server(engine)
            grant(engine, writers, readers)
    finally:
        engine.dispose()


def _probed(engine: Engine, path: Path) -> Engine:
    """Read the schema once, so that a damaged file is refused here and not in mid-work."""
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT count(*) FROM organisations"))
    except (DatabaseError, UnicodeDecodeError) as error:
        engine.dispose()
        raise DamagedFileError(
            N_("{file} is damaged or incomplete. Restore it from a backup."), file=path
        ) from error
    return engine


def _empty(store: Store) -> Store:
    """Raises UserError when the database holds an office already."""
    with store.reading() as session:
        is_empty = session.scalar(text("SELECT count(*) FROM organisations")) == 0
    if not is_empty:
        store.close()
        raise UserError(N_("There is an office in this database already. Open it instead."))
    return store


def create_store(office: str | Path) -> Store:
    """Make an empty office; raises UserError when something already stands at that place."""
    if is_url(office):
        upgrade_office_on_server(str(office))
        return _empty(open_store(office))
    path = Path(office)
    refuse_taken(path)
    create_file(path)
    return open_store(path)
