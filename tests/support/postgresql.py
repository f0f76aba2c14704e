"""A PostgreSQL server of our own for one test run: private folder, private socket, no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

USER = "postgres"


def find_programs() -> Path | None:
    """The folder with initdb and pg_ctl: on the path, else the newest that Debian has put away."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    versions = sorted(found, key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


@dataclass
class Server:
    """A running server; every test gets a database of its own on it."""

    socket_folder: Path

    def __post_init__(self) -> None:
        self._numbers = count(1)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{USER}@/{database}?host={self.socket_folder}"

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The name of a fresh copy of `template`, dropped afterwards whoever is still connected."""
        name = f"office_{next(self._numbers)}"
        self._run(
            SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template))
        )
        try:
            yield name
        finally:
            self._run(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def _run(self, statement: psycopg.sql.Composed) -> None:
        with psycopg.connect(
            host=str(self.socket_folder), user=USER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)


@contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    """Start a server, hand it out, and leave nothing behind."""
    # Directly under the folder for temporary files: a socket's path may have 107 letters,
    # and pytest's own folder is closed to the user that the server runs as.
    folder = Path(tempfile.mkdtemp(prefix="unionoffice-pg-"))
    data = folder / "data"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, USER, USER)
        form = ["--locale=C.UTF-8", "--encoding=UTF8"]
        _as_server_user(
            [programs / "initdb", "-D", data, "-U", USER, "-A", "trust", "--no-sync", *form], folder
        )
        settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
        log = folder / "server.log"
        _as_server_user(
            [programs / "pg_ctl", "-D", data, "-l", log, "-o", settings, "-w", "start"], folder
        )
        try:
            yield Server(folder)
        finally:
            _as_server_user([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_server_user(command: Sequence[str | Path], folder: Path) -> None:
    """Run a program of the server; it refuses to work for root, so root becomes its user."""
    prefix = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*prefix, *map(str, command)],
        cwd=folder,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
