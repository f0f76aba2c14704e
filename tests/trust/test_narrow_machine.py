"""Too little room or memory is said in a sentence, and leaves the office as it was."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from support.command_line import Run
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


def test_older_program_refuses_a_newer_office_untouched_and_the_newer_one_opens_it_again(
    office: Path, run: Run
) -> None:
    backup = office.with_name("backup.uoffice")
    assert run("backup", office, backup).status == 0
    set_schema(office, SCHEMA + 1)
    before = {path: path.read_bytes() for path in office.parent.iterdir() if path.is_file()}
    year = ("vn-member-benefit", "--from", "2017-01-01", "--to", "2017-12-31", "--out")
    for arguments in (
        ("list", office, "members"),
        ("check", office),
        ("upgrade", office),
        ("import", office, "members", office.with_name("list.csv")),
        ("backup", office, office.with_name("copy.uoffice")),
        ("report", office, *year, office.with_name("x.pdf")),
        ("send", office, *year, office.with_name("x.upack")),
        ("passphrase", "set", office, "--new-file", office.with_name("list.csv")),
        ("restore", office, office.with_name("other.uoffice")),
    ):
        answer = run(*arguments)
        assert answer.status == 1, arguments
        assert "was written by a newer UnionOffice" in answer.err, (arguments, answer.err)
        after = {path: path.read_bytes() for path in office.parent.iterdir() if path.is_file()}
        assert after == before, arguments

    # The older program's own backup goes in its place: the newer office is kept beside it, whole.
    assert run("restore", backup, office).status == 0
    assert people_in(office) == 50
    (kept,) = office.parent.glob("*.before-restore*")
    set_schema(kept, SCHEMA)
    assert people_in(kept) == 50
    assert run("list", kept, "members").status == 0


def set_schema(office: Path, schema: int) -> None:
    """As a program of this schema leaves it: both in the header and within."""
    connection = dbapi2.connect(office)
    connection.execute("UPDATE alembic_version SET version_num = ?", (f"{schema:04}",))
    connection.execute(f"PRAGMA user_version = {schema}")
    connection.commit()
    connection.close()
