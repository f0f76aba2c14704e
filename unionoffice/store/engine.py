"""Engines for office files (SQLite through sqlcipher3) and for a server's database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.store.base import tell_postgresql
from unionoffice.store.connecting import connect
from unionoffice.store.types import LOWERED

PRAGMAS = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-65536",
)

# A server that was pulled off the network is given up after as long, in the midst of a question
# too; the system itself would wait for a quarter of an hour.
PATIENCE = {
    "connect_timeout": 10,  # seconds
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds, unlike the others
}


def _lowered(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def is_url(office: str | Path) -> bool:
    return "://" in str(office)


def file_engine(path: Path, *, read_only: bool = False, foreign_keys: bool = True) -> Engine:
    """An engine on one office file; transactions begin when SQLAlchemy says so, DDL included."""
    mode = "ro" if read_only else "rw"

    def open_file() -> Any:
        return connect(path, mode, isolation_level=None, check_same_thread=False)

    # An error that somebody shows around tells nobody's name: what was to be written is hidden.
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=open_file,
        poolclass=QueuePool,
        pool_size=4,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.create_function(LOWERED, 1, _lowered, deterministic=True)
        for pragma in PRAGMAS:
            if read_only and "journal_mode" in pragma:
                continue
            connection.execute(pragma)
        if not foreign_keys:
            connection.execute("PRAGMA foreign_keys=OFF")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # Only those who will write take the file's lock at once: readers must never wait.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def server_engine(url: str) -> Engine:
    """An engine on a federation's server, such as `postgresql+psycopg://…`."""
    tell_postgresql()
    try:
        return create_engine(url, pool_pre_ping=True, connect_args=PATIENCE, hide_parameters=True)
    except ArgumentError as error:
        raise UserError(
            N_("This is no address of a server. It looks like {example}."),
            example="postgresql+psycopg://name@server/database",
        ) from error
    except ImportError as error:
        raise UserError(
            N_("This program is installed without the driver for servers (psycopg).")
        ) from error
