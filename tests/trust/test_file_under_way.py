"""A file that changes behind the program's back, open or closed, is noticed before it is used."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2
from support.command_line import Run
from support.offices import OfficeMaker
from support.records import a_member, add

from unionoffice.core.errors import DamagedFileError, RefusedFileError, UserError
from unionoffice.core.files import sha256_of
from unionoffice.store.backups import back_up, look_at, restore
from unionoffice.store.file_watch import ReplacedFileError
from unionoffice.store.hot_journal import journal_of
from unionoffice.store.key_record import PAGE
from unionoffice.store.store import Store, open_store
from unionoffice.store.sums import PLACE, ROOM, Verdict, break_seal, judge

FLIPS = 300


@pytest.fixture
def path(tmp_path: Path) -> Path:
    store = OfficeMaker(tmp_path).make(tmp_path / "office.uoffice")
    add(store, *(a_member(f"Nguyễn Văn Thứ {number}") for number in range(50)))
    store.close()
    return tmp_path / "office.uoffice"


@pytest.fixture
def opened(path: Path) -> Iterator[Store]:
    store = open_store(path)
    yield store
    store.close()


# While it is closed


def seen_in(path: Path, content: bytes) -> Verdict:
    path.write_bytes(content)
    return judge(path)


def test_every_change_of_a_closed_office_is_noticed(path: Path) -> None:
    good = path.read_bytes()
    chance = random.Random(25)
    for _ in range(FLIPS):
        content = bytearray(good)
        place = chance.randrange(len(good))
        if place in range(24, 28) or place in range(PLACE, PLACE + ROOM):
            continue  # the counter and the seal itself: no value stands there
        content[place] ^= 1 << chance.randrange(8)
        assert seen_in(path, bytes(content)) is Verdict.CHANGED
    for length in range(PAGE, len(good), PAGE):
        assert seen_in(path, good[:length]) is Verdict.CHANGED
    assert seen_in(path, good + b"0") is Verdict.CHANGED
    assert seen_in(path, good) is Verdict.AS_LEFT


@pytest.mark.parametrize("place", [*range(24, 28), PLACE, PLACE + 20, PLACE + ROOM - 1])
def test_damaged_seal_says_nothing_and_keeps_nobody_out(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 16
    assert seen_in(path, bytes(content)) is Verdict.UNKNOWN
    open_store(path).close()
    assert judge(path) is Verdict.AS_LEFT


def test_office_with_one_changed_letter_is_neither_opened_nor_backed_up(path: Path) -> None:
    content = path.read_bytes()
    assert content.count("Thứ 17".encode()) >= 1
    path.write_bytes(content.replace("Thứ 17".encode(), "Thứ 71".encode()))
    before = sha256_of(path)
    assert look_at(path).complaint
    with pytest.raises(DamagedFileError, match="bytes have changed"):
        open_store(path)
    with pytest.raises(DamagedFileError):
        back_up(path, path.with_name("copy.uoffice"))
    assert sha256_of(path) == before
    assert not path.with_name("copy.uoffice").exists()
    open_store(path, read_only=True).close()


def test_changed_letter_is_noticed_on_any_computer_and_in_any_backup(
    path: Path, tmp_path: Path
) -> None:
    away = tmp_path / "stick" / "office.uoffice"
    away.parent.mkdir()
    back_up(path, away)
    assert judge(away) is Verdict.AS_LEFT
    content = away.read_bytes()
    away.write_bytes(content.replace("Thứ 17".encode(), "Thứ 71".encode()))
    with pytest.raises(DamagedFileError, match="bytes have changed"):
        open_store(away)
    before = sha256_of(path)
    with pytest.raises(RefusedFileError, match="bytes have changed"):
        restore(away, path)
    assert sha256_of(path) == before


def test_what_another_program_wrote_is_no_damage(path: Path) -> None:
    connection = dbapi2.connect(str(path))
    connection.execute("UPDATE people SET full_name = 'Khác' WHERE id = 1")
    connection.commit()
    connection.close()
    assert judge(path) is Verdict.UNKNOWN
    open_store(path).close()


def test_copy_of_a_copy_is_sealed_as_what_it_is(path: Path, tmp_path: Path) -> None:
    before = path
    for number in range(3):
        after = tmp_path / f"{number}.uoffice"
        back_up(before, after)
        assert judge(after) is Verdict.AS_LEFT
        before = after


@pytest.mark.parametrize("is_killed", [False, True])
def test_free_pages_that_a_rollback_left_changed_are_no_damage(path: Path, is_killed: bool) -> None:
    """SQLite does not write back what stood in free pages, and the counter is as it was."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    _fill_junk(connection)
    connection.execute("DROP TABLE junk")
    connection.close()
    open_store(path).close()
    sealed = path.read_bytes()
    assert judge(path) is Verdict.AS_LEFT

    break_seal(path)
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cache_size=5")
    connection.execute("BEGIN IMMEDIATE")
    _fill_junk(connection)
    half, journal = path.read_bytes(), journal_of(path).read_bytes()
    connection.execute("ROLLBACK")
    connection.close()
    if is_killed:
        path.write_bytes(half)
        journal_of(path).write_bytes(journal)

    assert not look_at(path).complaint
    assert path.read_bytes()[:PLACE] == sealed[:PLACE]
    assert path.read_bytes() != sealed
    open_store(path).close()
    assert judge(path) is Verdict.AS_LEFT


def _fill_junk(connection: Any) -> None:
    connection.execute("CREATE TABLE junk (text)")
    connection.executemany("INSERT INTO junk VALUES (?)", [("x" * 3000,)] * 200)


def test_check_says_whether_every_byte_is_as_it_was_left(path: Path, run: Run) -> None:
    assert "Every byte is as it was when the office was closed." in run("check", path).out
    shutil.copyfile(path, path.with_name("moved.uoffice"))
    assert "Every byte is as it was" in run("check", path.with_name("moved.uoffice")).out
    store = open_store(path)
    assert "is open, or was not closed properly" in run("check", path).out
    store.close()


# While it is open


def test_nothing_is_written_over_another_file_in_the_place_of_the_office(
    opened: Store, path: Path
) -> None:
    other = path.with_name("conflict.uoffice")
    shutil.copyfile(path, other)
    other.replace(path)
    before = sha256_of(path)
    for _ in range(2):
        with pytest.raises(ReplacedFileError, match="Copy what you have typed"):
            add(opened, a_member("Trần Thị Mới"))
    assert opened.is_read_only
    opened.close()
    assert sha256_of(path) == before


def test_what_another_program_writes_into_an_open_office_is_noticed(
    opened: Store, path: Path
) -> None:
    add(opened, a_member("Trần Thị Mới"))
    connection = dbapi2.connect(str(path))
    connection.execute("UPDATE people SET full_name = 'Khác' WHERE id = 1")
    connection.commit()
    connection.close()
    with pytest.raises(ReplacedFileError):
        add(opened, a_member("Trần Thị Nữa"))


def test_office_that_is_gone_for_a_while_is_written_again_when_it_is_back(
    opened: Store, path: Path
) -> None:
    away = path.with_name("away")
    path.rename(away)
    with pytest.raises(UserError, match="no longer there"):
        add(opened, a_member("Trần Thị Mới"))
    away.rename(path)
    add(opened, a_member("Trần Thị Mới"))
