"""Strength in plain words, waits after wrong tries, stretching anew, copies in other places."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from support.offices import OfficeMaker

from unionoffice.core.errors import UserError
from unionoffice.services import unlocking
from unionoffice.services.attempts import FREE_TRIES, LONGEST_WAIT, Attempts
from unionoffice.services.backup_keeper import BackupKeeper
from unionoffice.services.rescue import Rescue
from unionoffice.services.safety import Safety
from unionoffice.services.secrecy import Secrecy
from unionoffice.services.strength import strength_of
from unionoffice.store import secret_file
from unionoffice.store.key_record import Stretch, read_record, write_record
from unionoffice.store.keyring import KEYRING, RawKey, WrongPassphraseError
from unionoffice.store.store import Store, open_store
from unionoffice.store.wrapping import (
    LIGHTER,
    USUAL,
    bearable_stretch,
    unwrapped,
    with_passphrase,
)

PASSPHRASE = "bốn con trâu ăn cỏ"


@pytest.fixture(autouse=True)
def _empty_ring() -> Iterator[None]:
    yield
    KEYRING.forget()


EASY = (
    "", "       ", "1234567", "12345678", "qwertyuiop", "matkhau123", "Congdoan2024", "anhyeuem",
    "aaaaaaaaaaaaaaa", "abcdefghijkl", "password1", "nguyenvan1985", "010119851985",
)  # fmt: skip


@pytest.mark.parametrize("easy", EASY)
def test_what_is_guessed_at_once_is_refused(easy: str) -> None:
    assert strength_of(easy).step == 0


@pytest.mark.parametrize(
    "good",
    ["mùa gặt năm ấy trăng vàng bến cũ", "kẹo dừa xanh lửa hoàng hôn tím", "vX7#qpL2!mRz9wK"],
)
def test_long_and_unusual_passphrases_are_strong(good: str) -> None:
    assert strength_of(good).step == 3


def test_a_further_word_never_makes_a_passphrase_weaker() -> None:
    words = ["trâu", "vàng", "uống", "nước", "sông", "xa", "bờ", "tre"]
    steps = [strength_of(" ".join(words[:count])).step for count in range(1, len(words) + 1)]
    assert steps == sorted(steps)
    assert steps[-1] == 3


def test_wrong_tries_wait_longer_and_longer_and_a_right_one_ends_it() -> None:
    now = [0.0]
    asked: list[str] = []

    def unlock(_office: str, secret: str) -> None:
        asked.append(secret)
        if secret != "right":
            raise WrongPassphraseError("")

    attempts = Attempts(unlock, lambda: now[0])
    waits = []
    for _try in range(12):
        now[0] += attempts.wait
        with pytest.raises(WrongPassphraseError):
            attempts.unlock("office", "wrong")
        waits.append(attempts.wait)
    assert waits[: FREE_TRIES - 1] == [0.0] * (FREE_TRIES - 1)
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT
    with pytest.raises(UserError, match="Wait"):
        attempts.unlock("office", "right")
    assert asked.count("right") == 0
    now[0] += LONGEST_WAIT
    attempts.unlock("office", "right")
    assert attempts.wait == 0
    for _try in range(FREE_TRIES - 1):
        with pytest.raises(WrongPassphraseError):
            attempts.unlock("office", "wrong")
        assert attempts.wait == 0  # it is counted anew


@pytest.fixture
def secret(store: Store) -> Secrecy:
    """The secrecy of an open office that has just been encrypted."""
    secrecy = Secrecy(store)
    secrecy.encrypt(PASSPHRASE)
    return secrecy


def test_passphrase_that_was_stretched_less_is_stretched_anew(
    offices: OfficeMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.uoffice"
    offices.make(path).close()
    secret_file.encrypt(path, PASSPHRASE)
    record = read_record(path)
    assert record is not None
    key = unwrapped(record, PASSPHRASE)
    assert key is not None
    weak = Stretch(19 * 1024, 2, 1)
    monkeypatch.setattr("unionoffice.store.wrapping.bearable_stretch", lambda: weak)
    write_record(path, with_passphrase(record, key, PASSPHRASE))
    unlocking.unlock(str(path), PASSPHRASE)
    kept = read_record(path)
    assert kept is not None
    assert kept.stretch == weak  # this computer bears no more
    keeper = BackupKeeper(path)
    backup = keeper.make("by_hand")
    monkeypatch.setattr("unionoffice.store.wrapping.bearable_stretch", lambda: USUAL)
    unlocking.unlock(str(path), PASSPHRASE)
    stronger = read_record(path)
    assert stronger is not None
    assert stronger.stretch == USUAL
    assert stronger.key_id == record.key_id
    Rescue(path).unlock(backup.path, PASSPHRASE)
    assert keeper.is_sound(backup)  # not a bit of it was written anew
    open_store(path).close()


@pytest.mark.parametrize(("seconds", "chosen"), [(0.1, USUAL), (0.6, LIGHTER[0]), (5, LIGHTER[-1])])
def test_slow_computer_stretches_less(
    seconds: float, chosen: Stretch, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = count(0, seconds)
    monkeypatch.setattr("unionoffice.store.wrapping.time.perf_counter", lambda: next(ticks))
    assert bearable_stretch() == chosen


def test_file_that_asks_for_too_much_memory_is_refused_quickly(secret: Secrecy) -> None:
    path = secret._store.path
    assert path is not None
    record = read_record(path)
    assert record is not None
    hostile = record._replace(stretch=Stretch(1 << 30, 1000, 1))
    assert unwrapped(hostile, PASSPHRASE) is None


def test_no_key_and_no_passphrase_is_kept_anywhere_in_the_folders(
    secret: Secrecy, home: Path
) -> None:
    path = secret._store.path
    assert path is not None
    record = read_record(path)
    assert record is not None
    key = unwrapped(record, PASSPHRASE)
    assert isinstance(key, RawKey)
    BackupKeeper(path).make("by_hand")
    words = [key.hex.encode(), bytes.fromhex(key.hex), PASSPHRASE.encode(), b"tr\xc3\xa2u"]
    for folder in (home, path.parent):
        for file in (each for each in folder.rglob("*") if each.is_file()):
            content = file.read_bytes()
            assert not any(word in content for word in words), file
    assert key.hex not in json.dumps(record._asdict())


def test_plain_copies_are_found_in_all_places_and_encrypted_or_deleted(
    store: Store, tmp_path: Path
) -> None:
    assert store.path is not None
    stick = tmp_path / "stick"
    stick.mkdir()
    second = Safety(store).choose_second_place(stick)
    kept = BackupKeeper(store.path).all().kept[0]
    stranger = tmp_path / "stranger.uoffice"
    OfficeMaker(tmp_path / "stick").make(stranger).close()
    secrecy = Secrecy(store)
    assert secrecy.plain_copies() == []
    secrecy.encrypt(PASSPHRASE)
    assert {copy.path for copy in secrecy.plain_copies()} == {second, kept.path}
    second.unlink()
    assert secrecy.encrypt_copies() == 1
    assert BackupKeeper(store.path).is_sound(BackupKeeper(store.path).all().kept[0])
    assert secrecy.plain_copies() == []
    secrecy.decrypt(PASSPHRASE)
    BackupKeeper(store.path).make("by_hand")
    secrecy.encrypt(PASSPHRASE)
    assert secrecy.delete_copies() == 1
    assert secrecy.plain_copies() == []
    assert all(read_record(each.path) for each in BackupKeeper(store.path).all().kept)
    assert read_record(stranger) is None


def test_office_on_a_server_or_open_for_reading_only_is_not_encrypted(
    secret: Secrecy, tmp_path: Path
) -> None:
    path = secret._store.path
    assert path is not None
    reader = Secrecy(open_store(path, read_only=True))
    assert reader.is_encrypted
    assert not reader.can_encrypt
    with pytest.raises(UserError, match="read-only"):
        reader.decrypt(PASSPHRASE)
    reader._store.close()
