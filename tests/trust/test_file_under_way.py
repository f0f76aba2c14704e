"""A file that changes behind the program's back, open or closed, is noticed before it is used."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from support.command_line import Run
from support.offices import OfficeMaker
from support.records import a_member, add

from unionoffice.core.errors import DamagedFileError, UserError
from unionoffice.core.files import sha256_of
from unionoffice.store.backups import back_up, look_at
from unionoffice.store.file_watch import ReplacedFileError
from unionoffice.store.store import Store, open_store
from unionoffice.store.sums import Verdict, judge

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


def change_at_rest(path: Path, content: bytes) -> None:
    """As a failing disk does it: no program writes, and no time is noted."""
    before = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


# While it is closed


def test_every_change_of_a_closed_office_is_noticed(path: Path) -> None:
    good = path.read_bytes()
    chance = random.Random(25)
    for _ in range(FLIPS):
        content = bytearray(good)
        place = chance.randrange(len(good))
        if 24 <= place < 28:
            continue  # the counter itself: no value, and the next one who writes counts on
        content[place] ^= 1 << chance.randrange(8)
        change_at_rest(path, bytes(content))
        assert judge(path) is Verdict.CHANGED
    change_at_rest(path, good)
    assert judge(path) is Verdict.AS_LEFT


def test_office_with_one_changed_letter_is_neither_opened_nor_backed_up(path: Path) -> None:
    content = path.read_bytes()
    assert content.count("Thứ 17".encode()) >= 1
    change_at_rest(path, content.replace("Thứ 17".encode(), "Thứ 71".encode()))
    before = sha256_of(path)
    assert look_at(path).complaint
    with pytest.raises(DamagedFileError, match="bytes have changed"):
        open_store(path)
    with pytest.raises(DamagedFileError):
        back_up(path, path.with_name("copy.uoffice"))
    assert sha256_of(path) == before
    assert not path.with_name("copy.uoffice").exists()
    open_store(path, read_only=True).close()


def test_another_copy_put_in_its_place_is_no_damage(path: Path) -> None:
    other = path.with_name("other.uoffice")
    shutil.copyfile(path, other)
    store = open_store(other)
    add(store, a_member("Lê Thị Khác"))
    store.close()
    shutil.copyfile(other, path)
    assert judge(path) is Verdict.UNKNOWN
    open_store(path).close()


def test_check_says_whether_every_byte_is_as_it_was_left(path: Path, run: Run) -> None:
    assert "Every byte is as it was when the office was closed." in run("check", path).out
    shutil.copyfile(path, path.with_name("moved.uoffice"))
    answer = run("check", path.with_name("moved.uoffice"))
    assert "was not closed on this computer" in answer.out


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
