"""Disks that are full, files that may not grow, sticks that are pulled out, folders kept shut."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import IO

import pytest
from support.offices import OfficeMaker
from support.records import a_member, add
from trust.power_torture import Disk, can_mount

from unionoffice.core import files
from unionoffice.core.errors import UserError
from unionoffice.core.files import write_whole
from unionoffice.services.backup_keeper import BackupKeeper, copy_to
from unionoffice.store import lock
from unionoffice.store.backups import look_at, restore
from unionoffice.store.lock import OfficeHeldError, WriterLock
from unionoffice.store.store import Store, open_store

needs_mounts = pytest.mark.skipif(
    not can_mount(), reason="this needs root and the rights to mount a file"
)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk in memory with room for one office, and little more."""
    folder = tmp_path / "small"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1400k", "x", folder], check=True)
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def an_office_in(folder: Path, tmp_path: Path) -> Store:
    return OfficeMaker(tmp_path).make(folder / "office.uoffice")


def people_in(path: Path) -> int:
    return look_at(path).rows["people"]


def fill_up(store: Store) -> int:
    """Write until the disk says that it is full; gives how many people were acknowledged."""
    for number in range(100):
        try:
            add(store, *(a_member(f"Nguyễn Văn Thứ {number}/{each}") for each in range(100)))
        except UserError as error:
            if "disk is full" in str(error):
                return number * 100
            raise
    raise AssertionError("the disk never was full")


@needs_mounts
def test_full_disk_keeps_every_deed_that_was_acknowledged(small_disk: Path, tmp_path: Path) -> None:
    store = an_office_in(small_disk, tmp_path)
    saved = fill_up(store)
    assert saved
    store.close()
    path = small_disk / "office.uoffice"
    assert look_at(path).complaint == ""
    assert people_in(path) == saved


@needs_mounts
def test_full_disk_refuses_backup_restore_and_second_copy_in_a_sentence(
    small_disk: Path, tmp_path: Path
) -> None:
    store = an_office_in(small_disk, tmp_path)
    add(store, *(a_member(f"Nguyễn Văn Thứ {number}") for number in range(20)))
    store.close()
    path = small_disk / "office.uoffice"
    outside = BackupKeeper(path, tmp_path / "home")
    kept = outside.make("by_hand")
    (small_disk / "ballast").write_bytes(bytes(400 << 10))
    with pytest.raises(UserError):
        BackupKeeper(path, small_disk / "home").make("by_hand")
    with pytest.raises(UserError):
        copy_to(kept, small_disk)
    with pytest.raises(UserError):
        restore(kept.path, path)
    assert people_in(path) == 20
    assert not [each for each in small_disk.rglob("*.uoffice") if each != path]


@needs_mounts
def test_pulled_stick_is_said_and_what_was_acknowledged_is_on_it(tmp_path: Path) -> None:
    stick = Disk(tmp_path / "image", tmp_path / "stick")
    stick.make()
    store = an_office_in(stick.folder, tmp_path)
    add(store, a_member("Nguyễn Văn Trước"))
    subprocess.run(["umount", "-l", stick.folder], check=True)
    with pytest.raises(UserError, match="no longer there"):
        add(store, a_member("Nguyễn Văn Sau"))
    store.close()
    stick.mount()
    try:
        assert people_in(stick.folder / "office.uoffice") == 1
    finally:
        stick.unmount()


def test_file_that_may_not_grow_is_said_and_stays_whole(tmp_path: Path) -> None:
    an_office_in(tmp_path, tmp_path).close()
    path = tmp_path / "office.uoffice"
    child = get_context("spawn").Process(target=_grow, args=(str(path),))
    child.start()
    child.join(100)
    assert child.exitcode == 0
    assert look_at(path).complaint == ""


def _grow(path: str) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = os.stat(path).st_size + (64 << 10)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    store = open_store(path)
    try:
        for number in range(40):
            add(store, *(a_member(f"Nguyễn {number}/{each}") for each in range(100)))
    except UserError:
        sys.exit(0)
    sys.exit(1)


def test_file_held_for_a_moment_is_written_when_it_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an antivirus program holds a fresh file on Windows."""
    refusals = iter(range(4))
    replace = os.replace

    def held(source: Path, target: Path) -> None:
        if next(refusals, None) is not None:
            raise PermissionError
        replace(source, target)

    monkeypatch.setattr(files.os, "replace", held)
    monkeypatch.setattr(files, "FIRST_PAUSE", 0.001)
    write_whole(tmp_path / "report.pdf", b"whole")
    assert (tmp_path / "report.pdf").read_bytes() == b"whole"


# Two at once

ROUNDS = 5


def test_never_two_hold_the_lock_of_an_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever frees it removes its file: one who has just opened that file must not have it."""
    first, second, third = (WriterLock(tmp_path / "office.uoffice") for _ in range(3))
    first.take()
    really_lock = lock._lock

    def lock_late(stream: IO[str]) -> None:
        monkeypatch.setattr(lock, "_lock", really_lock)
        first.free()
        really_lock(stream)

    monkeypatch.setattr(lock, "_lock", lock_late)
    second.take()
    with pytest.raises(OfficeHeldError):
        third.take()
    second.free()


def test_two_writers_hammering_lose_nothing(tmp_path: Path) -> None:
    an_office_in(tmp_path, tmp_path).close()
    path = tmp_path / "office.uoffice"
    context = get_context("spawn")
    writers = [context.Process(target=_hammer, args=(str(path), name)) for name in ("A", "B")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(100)
    assert [writer.exitcode for writer in writers] == [0, 0]
    state = look_at(path)
    assert state.complaint == ""
    assert state.rows["people"] == 2 * ROUNDS


def _hammer(path: str, name: str) -> None:
    done, until = 0, time.monotonic() + 90
    while done < ROUNDS and time.monotonic() < until:
        try:
            store = open_store(path)
        except OfficeHeldError:
            time.sleep(0.002)
            continue
        add(store, a_member(f"{name} {done}"))
        store.close()
        done += 1
    sys.exit(0 if done == ROUNDS else 1)
