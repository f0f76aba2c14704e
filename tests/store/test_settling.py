"""After an unclean end: recovery, checking before use, and what is never overwritten."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from store.test_store import a_writer, office, people_in, sha  # noqa: F401 - a fixture

from unionoffice.core.errors import DamagedFileError, UserError
from unionoffice.store.backups import back_up, look_at, restore
from unionoffice.store.store import create_store, open_store


@pytest.fixture(scope="module")
def _left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("torn") / "left"


@pytest.fixture
def torn(office: Path, _left: Path) -> Path:  # noqa: F811 - the fixture
    """An office whose writer was killed with its pages half written, and what it left beside it."""
    if not _left.exists():
        with a_writer(office) as writer:
            writer.send_signal(signal.SIGKILL)
            writer.wait()
        shutil.copytree(office.parent, _left)
    shutil.copytree(_left, office.parent, dirs_exist_ok=True)
    assert office.with_name(office.name + "-journal").stat().st_size > 0
    return office


def damage_with_lock_left(office: Path) -> bytes:  # noqa: F811 - the fixture
    content = bytearray(office.read_bytes())
    for place in range(len(content) // 2 // 4096 * 4096, len(content), 4096):
        content[place : place + 64] = b"\xff" * 64
    office.write_bytes(content)
    office.with_name(office.name + ".lock").write_text("{}")
    return bytes(content)


def test_office_left_half_written_can_be_read_without_writing(torn: Path) -> None:
    store = open_store(torn, read_only=True)
    assert people_in(store) == 10
    store.close()


def test_office_left_half_written_is_called_sound(torn: Path) -> None:
    assert look_at(torn).complaint == ""


def test_office_left_half_written_is_backed_up(torn: Path, tmp_path: Path) -> None:
    made = back_up(torn, tmp_path / "copy.uoffice")
    assert made.rows["people"] == 10


def test_backup_is_restored_over_an_office_left_half_written(torn: Path, tmp_path: Path) -> None:
    backup = back_up(torn, tmp_path / "copy.uoffice").path
    with a_writer(torn) as writer:
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    kept = restore(backup, torn)
    assert kept is not None
    assert look_at(torn).rows == look_at(kept).rows == look_at(backup).rows
    assert not torn.with_name(torn.name + "-journal").exists()


def test_backup_is_restored_over_a_damaged_office_which_is_kept(
    office: Path,  # noqa: F811 - the fixture
    tmp_path: Path,
) -> None:
    backup = back_up(office, tmp_path / "copy.uoffice").path
    damaged = damage_with_lock_left(office)
    kept = restore(backup, office)
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert look_at(office).rows["people"] == 10
    again = restore(backup, office)
    assert again != kept
    assert kept.read_bytes() == damaged


def test_office_damaged_deep_inside_is_found_after_an_unclean_end(
    office: Path,  # noqa: F811 - the fixture
) -> None:
    content = damage_with_lock_left(office)
    with pytest.raises(DamagedFileError, match="not opened and not changed"):
        open_store(office)
    assert office.read_bytes() == content


def test_journal_of_another_file_does_not_spoil_an_office(torn: Path, tmp_path: Path) -> None:
    store = create_store(tmp_path / "new.uoffice")
    store.close()
    new = tmp_path / "new.uoffice"
    shutil.copyfile(torn.with_name(torn.name + "-journal"), new.with_name(new.name + "-journal"))
    content = new.read_bytes()
    try:
        store = open_store(new)
    except DamagedFileError:
        assert new.read_bytes() == content
    else:
        store.close()
        assert look_at(new).complaint == ""


@pytest.mark.parametrize("left", ["lock", "nothing"])
def test_half_written_office_without_its_journal_is_noticed(torn: Path, left: str) -> None:
    torn.with_name(torn.name + "-journal").unlink()
    if left == "nothing":
        torn.with_name(torn.name + ".lock").unlink()
    content = torn.read_bytes()
    with pytest.raises(DamagedFileError):
        open_store(torn)
    assert torn.read_bytes() == content


def test_new_office_is_not_spoilt_by_a_journal_that_lies_there(torn: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.uoffice"
    shutil.copyfile(torn.with_name(torn.name + "-journal"), new.with_name(new.name + "-journal"))
    create_store(new).close()
    assert look_at(new).complaint == ""
    assert look_at(new).rows["people"] == 0


def test_folder_that_cannot_be_written_is_said(office: Path) -> None:  # noqa: F811 - the fixture
    before = sha(office)
    lock = office.with_name(office.name + ".lock")
    lock.mkdir()  # even an administrator cannot write to that
    with pytest.raises(UserError, match="cannot be written"):
        open_store(office)
    lock.rmdir()
    assert sha(office) == before
    assert os.listdir(office.parent) == [office.name]
