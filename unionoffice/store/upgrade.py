"""Bringing an office to the newest schema: always on a checked copy that is swapped in."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine

from unionoffice.core.errors import UserError
from unionoffice.core.files import sha256_of, written_whole
from unionoffice.core.i18n import N_
from unionoffice.core.paths import migrations_folder
from unionoffice.store.connecting import connect, connect_as
from unionoffice.store.engine import file_engine, is_url, server_engine
from unionoffice.store.header import APPLICATION_ID, SCHEMA
from unionoffice.store.hot_journal import put_journal_aside
from unionoffice.store.key_record import write_record
from unionoffice.store.keyring import KEYRING
from unionoffice.store.plainly import told_plainly
from unionoffice.store.settling import UNREADABLE, readable
from unionoffice.store.sums import seal


@contextlib.contextmanager
def new_place(office: str | Path) -> Iterator[str | Path]:
    """Where to make an office: its file gets its name once it is founded, or never.

    Raises UserError when something already stands at that place.
    """
    if is_url(office):
        yield office
        return
    path = Path(office)
    refuse_taken(path)
    put_journal_aside(path)
    with written_whole(path) as partial:
        partial.touch()  # who may not write here is told so of the name that was chosen
        partial.unlink()
        yield partial


def refuse_taken(path: Path) -> None:
    if path.exists():
        raise UserError(N_("{file} already exists. Choose another name."), file=path)


def create_file(path: Path) -> None:
    """Make an empty office file at `path`, whole or not at all."""
    put_journal_aside(path)
    with told_plainly(), written_whole(path) as partial:
        lay_out(partial)


def lay_out(path: Path) -> None:
    """All tables of the newest schema, in a file that is not there yet."""
    path.touch()
    _run_migrations(file_engine(path, foreign_keys=False))
    _stamp(path)


def upgrade_file(path: Path) -> Path:
    """Upgrade an older office; the file as it was stays beside it. Returns that file's path.

    Raises UserError when the upgraded copy does not pass its checks; the office is then untouched.
    """
    kept = _place_of_former(path)
    record = KEYRING.record_of(path)
    with told_plainly(), written_whole(path) as partial:
        copy_database(path, partial)
        _run_migrations(file_engine(partial, foreign_keys=False))
        if record is not None:
            write_record(partial, record)
        _stamp(partial)
        complaint = complaint_about(partial)
        if complaint:
            raise UserError(
                N_("The office could not be brought up to date ({why}). It is unchanged."),
                why=complaint,
            )
        if not kept.exists():
            with written_whole(kept) as copy:
                shutil.copyfile(path, copy)
    return kept


def _place_of_former(path: Path) -> Path:
    """Where the older file is kept, or is already; never where another one is."""
    stem = f"{path.stem}.before-schema-{SCHEMA}"
    kept, number = path.with_name(f"{stem}{path.suffix}"), 1
    sha256 = sha256_of(path)
    while kept.exists() and sha256_of(kept) != sha256:
        number += 1
        kept = path.with_name(f"{stem}-{number}{path.suffix}")
    return kept


def upgrade_server(url: str) -> None:
    """Create or upgrade the tables of a server's database."""
    _run_migrations(server_engine(url))


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that may be in use, by the backup API: never half of a transaction."""
    record = KEYRING.record_of(source)
    origin = connect(source)
    try:
        copy = connect_as(target, record, "rwc")
        try:
            origin.backup(copy)
        finally:
            copy.close()
    finally:
        origin.close()
    if record is not None:
        write_record(target, record)
    seal(target)


def complaint_about(path: Path) -> str:
    """What is wrong with the pages or references of a database file; "" when nothing is."""
    try:
        connection = connect(path)
        connection.text_factory = readable
        try:
            verdict = connection.execute("PRAGMA integrity_check(3)").fetchall()
            if verdict != [("ok",)]:
                return "; ".join(str(row[0]) for row in verdict)
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            return f"foreign key of {broken[0]}" if broken else ""
        finally:
            connection.close()
    except UNREADABLE as error:
        return str(error)


def _stamp(path: Path) -> None:
    connection = connect(path, "rw")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={SCHEMA}")
    connection.commit()
    connection.close()


def _run_migrations(engine: Engine) -> None:
    # Alembic costs 0.4 s to import and is needed only here: on a new or an older file.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()
