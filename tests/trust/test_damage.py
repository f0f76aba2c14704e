"""Files that were cut off or changed by chance are noticed before anything is taken from them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from support.offices import OfficeMaker
from support.records import a_member, add

from unionoffice.core.errors import DamagedFileError, RefusedFileError, UserError
from unionoffice.services.backup_keeper import BackupKeeper
from unionoffice.store import secret_file
from unionoffice.store.backups import look_at
from unionoffice.store.settling import UNREADABLE
from unionoffice.store.store import open_store

FLIPS = 300
PAGE = 4096


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damage")
    path = folder / "office.uoffice"
    store = OfficeMaker(folder).make(path)
    add(store, *(a_member(f"Nguyễn Văn Thứ {number}") for number in range(200)))
    store.close()
    return path


def rows_of(path: Path) -> list[str]:
    """Every row of every table; none at all when reading says that something is wrong."""
    connection = dbapi2.connect(f"{path.as_uri()}?mode=ro", uri=True)
    connection.text_factory = bytes
    try:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        names = [row[0].decode() for row in tables]
        return [repr(row) for name in names for row in connection.execute(f"SELECT * FROM {name}")]
    except UNREADABLE:
        return []
    finally:
        connection.close()


def test_every_change_of_a_backup_is_noticed(office: Path, tmp_path: Path) -> None:
    keeper = BackupKeeper(office, tmp_path)
    kept = keeper.make("by_hand")
    good = kept.path.read_bytes()
    chance = random.Random(23)
    for _ in range(FLIPS):
        content = bytearray(good)
        content[chance.randrange(len(good))] ^= 1 << chance.randrange(8)
        kept.path.write_bytes(content)
        assert not keeper.is_sound(kept)
    for length in range(0, len(good), PAGE):
        kept.path.write_bytes(good[:length])
        assert not keeper.is_sound(kept)
    kept.path.write_bytes(good)
    assert keeper.is_sound(kept)


def test_office_that_was_cut_off_is_never_opened(office: Path, tmp_path: Path) -> None:
    good = office.read_bytes()
    cut = tmp_path / "cut.uoffice"
    for length in range(0, len(good), PAGE):
        cut.write_bytes(good[:length])
        cut.with_name(cut.name + ".lock").write_text("{}")  # as after a crash
        with pytest.raises(UserError):
            open_store(cut)
        assert cut.read_bytes() == good[:length]


def test_change_of_an_office_is_found_or_touches_one_value(office: Path, tmp_path: Path) -> None:
    """SQLite has no checksums: what its check cannot see may change a value, never the rest."""
    good, rows = office.read_bytes(), rows_of(office)
    changed = tmp_path / "changed.uoffice"
    chance = random.Random(24)
    noticed = 0
    for _ in range(FLIPS):
        content = bytearray(good)
        content[chance.randrange(len(good))] ^= 1 << chance.randrange(8)
        changed.write_bytes(content)
        try:
            complaint = look_at(changed).complaint
        except UserError as error:
            complaint = str(error)
        left = [] if complaint else rows_of(changed)
        if not left:
            noticed += 1
            continue
        assert len(left) == len(rows)
        assert sum(a != b for a, b in zip(left, rows, strict=True)) <= 1
    assert noticed > 0


@pytest.mark.parametrize(("first", "after"), [(68, 72), (60, 61)], ids=["program", "schema"])
@pytest.mark.parametrize("is_encrypted", [False, True])
def test_office_whose_header_names_another_program_is_damaged_and_not_foreign(
    office: Path, tmp_path: Path, first: int, after: int, is_encrypted: bool
) -> None:
    torn = tmp_path / "torn.uoffice"
    torn.write_bytes(office.read_bytes())
    if is_encrypted:
        secret_file.encrypt(torn, "bốn con trâu ăn cỏ")
    content = bytearray(torn.read_bytes())
    content[first:after] = b"\x5a" * (after - first)
    torn.write_bytes(content)
    with pytest.raises(DamagedFileError):
        open_store(torn)


def test_file_of_another_program_stays_foreign(tmp_path: Path) -> None:
    path = tmp_path / "else.uoffice"
    connection = dbapi2.connect(str(path))
    connection.execute("CREATE TABLE organisations (name TEXT)")
    connection.commit()
    connection.close()
    with pytest.raises(RefusedFileError, match="another program") as refused:
        open_store(path)
    assert not isinstance(refused.value, DamagedFileError)
