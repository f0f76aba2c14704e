"""Encrypted offices: everything that is done with a file works, and nothing readable is left."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from support.offices import OfficeMaker
from support.records import a_person, add
from support.sqlcipher_reader import decrypted, opened

from unionoffice.core.errors import DamagedFileError, UserError
from unionoffice.services.backup_keeper import BackupKeeper
from unionoffice.store import secret_file
from unionoffice.store.backups import back_up, bring_up_to_date, look_at, restore
from unionoffice.store.connecting import connect
from unionoffice.store.header import SCHEMA, read_header
from unionoffice.store.key_record import OPEN_BYTES, PLACES, read_record
from unionoffice.store.keyring import KEYRING, LockedOfficeError, WrongPassphraseError
from unionoffice.store.salvage import salvage
from unionoffice.store.standing import read_standing
from unionoffice.store.store import Store, open_store
from unionoffice.store.wrapping import LIGHTER, SIGNS, USUAL, read_recovery, unwrapped

PASSPHRASE = "bốn con trâu ăn cỏ"
NAME = "Nguyễn Thị Bí Mật"


@pytest.fixture(autouse=True)
def _empty_ring() -> Iterator[None]:
    yield
    KEYRING.forget()


@pytest.fixture
def office(offices: OfficeMaker, tmp_path: Path) -> Path:
    """An encrypted office with ten people, closed; its passphrase has been entered."""
    path = tmp_path / "Công đoàn 1.uoffice"
    store = offices.make(path)
    add(store, *(a_person(f"{NAME} {number}") for number in range(10)))
    store.close()
    secret_file.encrypt(path, PASSPHRASE)
    return path


def people_in(store: Store) -> int:
    with store.reading() as session:
        return int(session.scalar(text("SELECT count(*) FROM people")) or 0)


def counted(path: Path) -> int:
    store = open_store(path)
    try:
        return people_in(store)
    finally:
        store.close()


def readable_files(folder: Path, word: str) -> list[str]:
    """Names of the files in which the bytes of a word stand."""
    forms = [unicodedata.normalize(form, word).encode() for form in ("NFC", "NFD")]
    forms.append(word.encode("utf-16-le"))
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def test_no_name_stands_in_any_file_while_and_after_writing(office: Path) -> None:
    assert readable_files(office.parent, NAME) == []
    store = open_store(office)
    with store.writing("Test") as session:
        session.connection().exec_driver_sql("PRAGMA cache_size=1")
        session.add_all(a_person(f"{NAME} {number}") for number in range(3000))
        session.flush()
        journal = office.with_name(office.name + "-journal")
        assert journal.stat().st_size > 0
        assert readable_files(office.parent, NAME) == []
        assert readable_files(office.parent, "CREATE TABLE") == []
    assert people_in(store) == 3010
    store.close()
    assert readable_files(office.parent, NAME) == []
    assert os.listdir(office.parent) == [office.name]


def test_locked_office_is_neither_damaged_nor_replaced(office: Path) -> None:
    KEYRING.forget()
    before = office.read_bytes()
    for read_only in (False, True):
        with pytest.raises(LockedOfficeError, match="encrypted"):
            open_store(office, read_only=read_only)
    with pytest.raises(LockedOfficeError):
        look_at(office)
    with pytest.raises(LockedOfficeError):
        back_up(office, office.with_name("backup.uoffice"))
    assert read_standing(office).uid == ""
    with pytest.raises(WrongPassphraseError, match="sound"):
        secret_file.unlock(office, "something else entirely")
    with pytest.raises(LockedOfficeError):
        open_store(office)
    assert office.read_bytes() == before
    assert os.listdir(office.parent) == [office.name]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_passphrase_opens_however_it_is_composed(office: Path, form: str) -> None:
    KEYRING.forget()
    secret_file.unlock(office, f"  {unicodedata.normalize(form, PASSPHRASE)} \n")
    assert counted(office) == 10


def test_capitals_and_inner_blanks_of_a_passphrase_count(office: Path) -> None:
    KEYRING.forget()
    for near in (PASSPHRASE.upper(), PASSPHRASE.replace(" ", "  "), PASSPHRASE[:-1], ""):
        with pytest.raises(WrongPassphraseError):
            secret_file.unlock(office, near)


def test_header_tells_schema_and_program_without_the_passphrase(office: Path) -> None:
    KEYRING.forget()
    header = read_header(office)
    assert header.is_office
    assert header.schema == SCHEMA
    record = read_record(office)
    assert record is not None
    assert record.stretch in (USUAL, *LIGHTER)  # by the speed of this computer


def test_changed_passphrase_opens_and_the_former_one_does_not(office: Path) -> None:
    secret_file.change_passphrase(office, PASSPHRASE, "năm con trâu ăn cỏ")
    KEYRING.forget()
    with pytest.raises(WrongPassphraseError):
        secret_file.unlock(office, PASSPHRASE)
    secret_file.unlock(office, "năm con trâu ăn cỏ")
    assert counted(office) == 10


def test_recovery_key_opens_whatever_the_passphrase_has_become(office: Path) -> None:
    recovery = secret_file.renew_recovery(office, PASSPHRASE)
    secret_file.change_passphrase(office, recovery, "năm con trâu ăn cỏ")
    KEYRING.forget()
    typed = recovery.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    secret_file.unlock(office, typed)
    assert counted(office) == 10
    secret_file.renew_recovery(office, recovery)
    KEYRING.forget()
    with pytest.raises(WrongPassphraseError):
        secret_file.unlock(office, recovery)


def test_slip_of_the_pen_in_a_recovery_key_is_noticed(office: Path) -> None:
    recovery = read_recovery(secret_file.renew_recovery(office, PASSPHRASE))
    for place, sign in enumerate(recovery):
        other = SIGNS[(SIGNS.index(sign) + 1) % len(SIGNS)]
        assert read_recovery(recovery[:place] + other + recovery[place + 1 :]) == ""
    assert read_recovery(recovery[:-1]) == ""


def test_encryption_can_be_taken_away(office: Path) -> None:
    with pytest.raises(WrongPassphraseError):
        secret_file.decrypt(office, "something else entirely")
    secret_file.decrypt(office, PASSPHRASE)
    KEYRING.forget()
    assert read_record(office) is None
    assert counted(office) == 10
    assert look_at(office).complaint == ""


def test_copy_of_a_file_in_use_is_a_full_backup(office: Path, tmp_path: Path) -> None:
    copy = tmp_path / "stick" / "copy.uoffice"
    copy.parent.mkdir()
    store = open_store(office)
    add(store, *(a_person(f"{NAME} Hai {number}") for number in range(500)))
    shutil.copyfile(office, copy)
    store.close()
    KEYRING.forget()
    secret_file.unlock(copy, PASSPHRASE)
    assert counted(copy) == 510


def test_backup_is_encrypted_and_opens_by_the_same_passphrase(office: Path, tmp_path: Path) -> None:
    made = back_up(office, tmp_path / "backups.uoffice")
    kept = BackupKeeper(office, tmp_path / "home").make("by_hand")
    assert made.rows["people"] == kept.rows["people"] == 10
    assert readable_files(tmp_path, NAME) == []
    KEYRING.forget()
    for path in (made.path, kept.path):
        secret_file.unlock(path, PASSPHRASE)
        assert counted(path) == 10


def test_older_backup_opens_by_the_present_passphrase_once_restored(
    office: Path, tmp_path: Path
) -> None:
    backup = back_up(office, tmp_path / "backup.uoffice").path
    secret_file.change_passphrase(office, PASSPHRASE, "năm con trâu ăn cỏ")
    store = open_store(office)
    add(store, a_person("Sau bản sao"))
    store.close()
    kept = restore(backup, office)
    KEYRING.forget()
    secret_file.unlock(office, "năm con trâu ăn cỏ")
    assert counted(office) == 10
    assert kept is not None
    assert counted(kept) == 11


def test_restoring_over_an_office_that_is_locked_keeps_it(office: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.uoffice"
    OfficeMaker(tmp_path).make(other).close()
    KEYRING.forget()
    before = office.read_bytes()
    kept = restore(other, office)
    assert kept is not None
    assert kept.read_bytes() == before
    assert counted(office) == 0


def test_older_encrypted_office_is_brought_up_to_date_encrypted(office: Path) -> None:
    connection = connect(office, "rw")
    connection.execute("PRAGMA user_version=0")  # the migrations find nothing left to do
    connection.close()
    kept = bring_up_to_date(office)
    KEYRING.forget()
    secret_file.unlock(office, PASSPHRASE)
    assert counted(office) == 10
    assert read_header(office).schema == SCHEMA
    assert readable_files(office.parent, NAME) == []
    assert kept is not None
    assert read_record(kept) == read_record(office)


def test_keys_survive_new_tables_and_many_rows(office: Path) -> None:
    before = read_record(office)
    connection = connect(office, "rw")
    for number in range(300):
        connection.execute(f"CREATE TABLE more_{number} (id INTEGER PRIMARY KEY, name TEXT UNIQUE)")
    connection.execute("INSERT INTO more_0 (name) VALUES (randomblob(200000))")
    connection.execute("ANALYZE")
    for number in range(0, 300, 2):
        connection.execute(f"DROP TABLE more_{number}")
    connection.commit()
    connection.close()
    assert read_record(office) == before
    assert look_at(office).complaint == ""


def test_one_damaged_copy_of_the_keys_does_no_harm_and_two_are_told_from_other_damage(
    office: Path,
) -> None:
    content = bytearray(office.read_bytes())
    content[PLACES[0] + 40] ^= 1
    office.write_bytes(content)
    assert counted(office) == 10
    content[PLACES[1] + 40] ^= 1
    office.write_bytes(content)
    with pytest.raises(DamagedFileError, match="keys"):
        open_store(office)
    assert office.read_bytes() == bytes(content)


def test_office_whose_keys_are_damaged_is_restored_from_a_backup(
    office: Path, tmp_path: Path
) -> None:
    backup = back_up(office, tmp_path / "backup.uoffice").path
    content = bytearray(office.read_bytes())
    for place in PLACES:
        content[place : place + 4] = b"\xff" * 4
    office.write_bytes(content)
    kept = restore(backup, office)
    assert kept is not None
    assert kept.read_bytes() == bytes(content)
    assert counted(office) == 10


def test_what_a_crash_left_half_made_is_removed_once_the_office_is_encrypted(
    offices: OfficeMaker, tmp_path: Path
) -> None:
    path = tmp_path / "Công đoàn [1].uoffice"
    offices.make(path).close()
    left = tmp_path / f".{path.name}.0123abcd.partial"
    left.write_bytes(path.read_bytes())
    secret_file.encrypt(path, PASSPHRASE)
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("kept", [0.001, 0.01, 0.2, 0.9])
def test_truncated_office_is_damaged_and_not_locked(office: Path, kept: float) -> None:
    whole = office.read_bytes()
    office.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(DamagedFileError):
        open_store(office)
    assert office.read_bytes() == whole[: int(len(whole) * kept)]


def test_changed_bytes_of_encrypted_pages_are_always_found(office: Path) -> None:
    whole = office.read_bytes()
    for place in range(4096 + 100, len(whole), 4096 * 7):
        content = bytearray(whole)
        content[place] ^= 1
        office.write_bytes(content)
        assert look_at(office).complaint


def test_what_is_salvaged_of_an_encrypted_office_is_encrypted(office: Path, tmp_path: Path) -> None:
    content = bytearray(office.read_bytes())
    content[-4096 * 3] ^= 1
    office.write_bytes(content)
    saved = salvage(office, tmp_path / "salvaged.uoffice")
    assert saved.rows > 0
    assert readable_files(tmp_path, NAME) == []
    KEYRING.forget()
    secret_file.unlock(saved.path, PASSPHRASE)
    assert look_at(saved.path).complaint == ""


def test_another_reader_opens_the_file_with_the_raw_key(office: Path) -> None:
    record = read_record(office)
    assert record is not None
    key = unwrapped(record, PASSPHRASE)
    assert key is not None
    salt = bytes.fromhex(record.cipher_salt)
    plain = decrypted(office.read_bytes(), bytes.fromhex(key.hex), salt, OPEN_BYTES)
    other = opened(plain)
    assert other.execute("SELECT count(*) FROM people").fetchone() == (10,)
    assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with pytest.raises(ValueError, match="page 1"):
        decrypted(office.read_bytes(), bytes(32), salt, OPEN_BYTES)


def test_no_key_and_no_passphrase_shows_in_any_text_about_them(office: Path) -> None:
    record = read_record(office)
    assert record is not None
    key = unwrapped(record, PASSPHRASE)
    assert key is not None
    assert key.hex not in f"{key!r} {key} {vars(KEYRING)!r} {record._asdict()}"
    with pytest.raises(UserError) as caught:
        secret_file.unlock(office, "con trâu bí mật")
    assert "trâu" not in f"{caught.value!r} {caught.value}"


def test_second_window_reads_an_encrypted_office(office: Path) -> None:
    first, second = open_store(office), open_store(office, read_only=True)
    add(first, a_person("Người thứ mười một"))
    assert people_in(second) == 11
    first.close()
    second.close()


def test_left_journal_of_an_encrypted_office_is_played_back(office: Path) -> None:
    store = open_store(office)
    with store.writing("Test") as session:
        session.connection().exec_driver_sql("PRAGMA cache_size=1")
        session.add_all(a_person(f"Người {number}") for number in range(3000))
        session.flush()
        died = office.with_name("died.uoffice")
        shutil.copyfile(office, died)
        journal = office.with_name(office.name + "-journal")
        shutil.copyfile(journal, died.with_name(died.name + "-journal"))
    store.close()
    assert counted(died) == 10
    assert look_at(died).complaint == ""
