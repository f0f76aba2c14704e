"""Too little room or memory is said in a sentence, and leaves the office as it was."""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from support.offices import OfficeMaker
from support.records import a_member, add
from support.sources import ROOT

from unionoffice.store.header import SCHEMA

pytestmark = pytest.mark.slow

ROWS = 3000
MEGABYTE = 1024 * 1024


@pytest.fixture
def office(offices: OfficeMaker, tmp_path: Path) -> Path:
    path = tmp_path / "office.uoffice"
    store = offices.make(path)
    add(store, *(a_member(f"Nguyễn Thị Thứ {number}") for number in range(50)))
    store.close()
    lines = (f"Trần Văn {number},{number % 28 + 1:02}/03/1985" for number in range(ROWS))
    text = "\n".join(("Họ và tên,Ngày sinh", *lines))
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    return path


def people_in(office: Path) -> int:
    connection = dbapi2.connect(office)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (count,) = connection.execute("SELECT count(*) FROM people").fetchone()
        return int(count)
    finally:
        connection.close()


def run_under(limit: Callable[[], None], *arguments: object) -> tuple[int, str]:
    command = [sys.executable, "-m", "unionoffice", *map(str, arguments)]
    home = f"{arguments[1]}-home"
    ran = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
        env=os.environ | {"UNIONOFFICE_LANG": "en", "UNIONOFFICE_HOME": home},
    )
    return ran.returncode, ran.stderr.strip()


def files_of(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def memory_of(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (size, size))


@pytest.mark.parametrize("room", [0, 4096, 200_000])
def test_import_without_room_for_its_rows_changes_nothing(office: Path, room: int) -> None:
    room += office.stat().st_size
    status, said = run_under(
        files_of(room), "import", office, "members", office.parent / "list.csv"
    )
    assert status == 1
    assert said
    assert "Something went wrong" not in said
    assert people_in(office) == 50


@pytest.mark.parametrize("megabytes", [250, 400, 700])
def test_import_without_memory_is_all_or_nothing(office: Path, megabytes: int) -> None:
    memory = memory_of(megabytes * MEGABYTE)
    status, _said = run_under(memory, "import", office, "members", office.parent / "list.csv")
    assert people_in(office) == (50 + ROWS if status == 0 else 50)


def test_newer_office_is_refused_untouched(office: Path) -> None:
    connection = dbapi2.connect(office)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()
    before = hashlib.sha256(office.read_bytes()).hexdigest()
    home = office.parent / "list.csv"
    for arguments in (
        ("list", office, "members"),
        ("check", office),
        ("upgrade", office),
        ("import", office, "members", home),
        ("backup", office, office.parent / "copy.uoffice"),
    ):
        status, said = run_under(lambda: None, *arguments)
        assert status == 1, arguments
        assert "newer" in said, (arguments, said)
        assert hashlib.sha256(office.read_bytes()).hexdigest() == before
        assert not office.with_name(office.name + "-journal").exists()
