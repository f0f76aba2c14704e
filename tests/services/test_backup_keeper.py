"""Backups that are made by themselves: when, how long they are kept, and what is told of them."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from support.command_line import Run
from support.offices import OfficeMaker
from support.records import a_member, a_person, add

from unionoffice.core.errors import UserError
from unionoffice.core.files import sha256_of
from unionoffice.gui.screens.need_words import sentence_of
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services import backup_keeper
from unionoffice.services.backup_keeper import BackupKeeper, copy_to, to_keep
from unionoffice.services.overview import Overview
from unionoffice.services.safety import Safety
from unionoffice.store.backups import back_up, look_at, restore
from unionoffice.store.standing import read_standing
from unionoffice.store.store import Store, open_store

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def keeper(store: Store, tmp_path: Path) -> BackupKeeper:
    assert store.path is not None
    return BackupKeeper(store.path, tmp_path / "home")


def test_backup_is_made_only_when_something_changed(store: Store, keeper: BackupKeeper) -> None:
    first = keeper.keep("opening")
    assert first is not None
    assert keeper.keep("working") is None
    add(store, a_person())
    second = keeper.keep("working")
    assert second is not None
    assert [each.name for each in keeper.all().kept] == [second.name, first.name]
    assert (first.rows["people"], second.rows["people"]) == (0, 1)
    assert second.sha256 == sha256_of(second.path)
    assert look_at(second.path).complaint == ""


def test_restored_office_with_as_many_deeds_counts_as_changed(
    store: Store, keeper: BackupKeeper, tmp_path: Path
) -> None:
    path = store.path
    assert path is not None
    early = back_up(path, tmp_path / "early.uoffice").path
    add(store, a_person("Một"))
    assert keeper.keep("working") is not None
    store.close()
    restore(early, path)
    again = open_store(path)
    add(again, a_person("Hai"))
    again.close()
    assert keeper.keep("working") is not None


def test_what_is_kept_grows_thinner_with_age() -> None:
    every_half_hour = [NOW - timedelta(minutes=30 * step) for step in range(48 * 900)]
    kept = sorted(to_keep(every_half_hour, NOW), reverse=True)
    ages = [NOW - moment for moment in kept]
    assert sum(age <= timedelta(days=2) for age in ages) == 97
    assert 12 <= sum(timedelta(days=2) < age <= timedelta(days=14) for age in ages) <= 13
    assert 11 <= sum(timedelta(days=14) < age <= timedelta(days=92) for age in ages) <= 13
    assert 20 <= sum(timedelta(days=92) < age for age in ages) <= 23
    assert max(ages) <= timedelta(days=731)
    assert to_keep([NOW - timedelta(days=5_000)], NOW)
    assert to_keep([], NOW) == set()


def test_wrong_clock_does_not_empty_the_folder(store: Store, tmp_path: Path) -> None:
    assert store.path is not None
    for day in range(3):
        moment = NOW + timedelta(days=day)
        BackupKeeper(store.path, tmp_path, lambda moment=moment: moment).make("opening")
    far = BackupKeeper(store.path, tmp_path, lambda: NOW.replace(year=2099))
    far.make("opening")
    assert len(far.all().kept) == 4


def test_old_backups_go_and_the_newest_stays(store: Store, tmp_path: Path) -> None:
    assert store.path is not None
    for day in range(14):
        moment = NOW - timedelta(days=2_000 - day)
        BackupKeeper(store.path, tmp_path, lambda moment=moment: moment).make("opening")
    newest = BackupKeeper(store.path, tmp_path, lambda: NOW).make("opening")
    kept = BackupKeeper(store.path, tmp_path, lambda: NOW).all()
    assert len(kept.kept) == 10
    assert kept.newest == newest
    assert len(os.listdir(kept.folder)) == 20


def test_backups_of_an_office_that_cannot_be_read_are_found(
    store: Store, keeper: BackupKeeper
) -> None:
    kept = keeper.keep("opening")
    store.close()
    assert store.path is not None
    store.path.write_bytes(b"\0" * 8192)
    assert keeper.all().newest == kept


def test_changed_backup_is_told_from_a_sound_one(store: Store, keeper: BackupKeeper) -> None:
    kept = keeper.make("by_hand")
    assert keeper.is_sound(kept)
    content = bytearray(kept.path.read_bytes())
    content[len(content) // 2] ^= 1
    kept.path.write_bytes(content)
    assert not keeper.is_sound(kept)


def test_folder_that_cannot_be_written_is_said(store: Store, tmp_path: Path) -> None:
    assert store.path is not None
    (tmp_path / "home").write_text("in the way")
    with pytest.raises(UserError, match="cannot be written"):
        BackupKeeper(store.path, tmp_path / "home").keep("opening")


def test_first_page_sees_the_backups_and_asks_for_a_second_place(
    store: Store, tmp_path: Path
) -> None:
    add(store, a_member())
    safety = Safety(store)

    def kinds(today: date) -> set[str]:
        return {need.kind for need in Overview(store, CATALOGUE, lambda: today).count().needs}

    today = date.today()
    assert "no_backup" in kinds(today)
    assert safety.keep("opening")
    assert "no_second_copy" in kinds(today)
    assert not {"no_backup", "old_backup"} & kinds(today)
    copy = safety.choose_second_place(tmp_path)
    assert look_at(copy).rows["people"] == 1
    assert not {"no_second_copy", "old_second_copy"} & kinds(today)
    add(store, a_member("Người mới"))
    assert safety.keep("working")
    assert look_at(copy).rows["people"] == 2


def test_copy_elsewhere_that_is_old_is_named_when_work_went_on(store: Store) -> None:
    add(store, a_member())
    Safety(store).keep("opening")
    long_ago = date.today() - timedelta(days=10)
    Overview(store, CATALOGUE, lambda: long_ago).note_backup()

    def kinds() -> set[str]:
        return {need.kind for need in Overview(store, CATALOGUE).count().needs}

    assert "old_second_copy" not in kinds()
    Safety(store).remind_after(7)
    assert "old_second_copy" in kinds()


def test_an_old_copy_elsewhere_comes_before_what_is_missing_in_records(store: Store) -> None:
    add(store, a_member())
    Safety(store).keep("opening")
    Overview(store, CATALOGUE, lambda: date.today() - timedelta(days=40)).note_backup()
    needs = [each.kind for each in Overview(store, CATALOGUE).count().needs]
    assert needs[0] == "old_second_copy"
    assert "no_identity_number" in needs


def test_check_tells_the_newest_backup_and_whether_it_is_sound(run: Run, store: Store) -> None:
    path = store.path
    assert path is not None
    add(store, a_person())
    store.close()
    assert "has made no backup" in run("check", path).out
    kept = BackupKeeper(path).make("by_hand")
    said = run("check", path)
    assert said.status == 0
    assert len(said.out.splitlines()) in range(7, 11)
    assert "0 hours old), sound" in said.out
    kept.path.write_bytes(kept.path.read_bytes()[:-4096])
    assert "damaged" in run("check", path).out


def test_import_and_restore_are_preceded_by_a_backup(
    run: Run, offices: OfficeMaker, data: Path, tmp_path: Path
) -> None:
    path = tmp_path / "office.uoffice"
    offices.make(path).close()
    members = data / "year-2017" / "members.xlsx"
    assert run("import", path, "members", members, "--dry-run").status == 0
    assert BackupKeeper(path).all().kept == ()
    assert run("import", path, "members", members).status == 0
    before = BackupKeeper(path).all().newest
    assert before is not None
    assert (before.reason, before.rows["people"]) == ("import", 0)
    assert run("restore", before.path, path).status == 0
    newest = BackupKeeper(path).all().newest
    assert newest is not None
    assert newest.reason == "restore"
    assert newest.rows["people"] > 0


def test_backups_beyond_ten_give_way_when_they_are_too_much(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.path is not None
    moments = iter(NOW + timedelta(minutes=number) for number in range(1000))
    keeper = BackupKeeper(store.path, tmp_path / "home", lambda: next(moments))
    sizes = [keeper.make("by_hand").size for _ in range(14)]
    assert len(keeper.all().kept) == 14
    monkeypatch.setattr(backup_keeper, "MOST_BYTES", 12 * sizes[0])
    keeper.thin()
    kept = keeper.all().kept
    assert len(kept) == 12
    monkeypatch.setattr(backup_keeper, "MOST_BYTES", 0)
    keeper.thin()
    assert [each.name for each in keeper.all().kept] == [each.name for each in kept[:10]]


def test_disk_that_is_nearly_full_is_told_on_the_first_page(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_keeper, "SOME_ROOM", 1 << 60)
    need = Overview(store, CATALOGUE).count().needs[0]
    assert (need.kind, need.severity, need.page) == ("disk_nearly_full", "bad", "backups")
    assert "is nearly full" in sentence_of(need)


def test_two_offices_of_one_name_share_a_stick(offices: OfficeMaker, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for folder in ("a", "b"):
        path = tmp_path / folder / "office.uoffice"
        path.parent.mkdir()
        offices.make(path).close()
        for place in range(3):
            day = NOW + timedelta(days=place)
            keeper = BackupKeeper(path, tmp_path / "home", lambda day=day: day)  # type: ignore[misc] # bound here
            copy_to(keeper.make("by_hand"), stick, most=2)
    kept = [read_standing(file).uid for file in sorted(stick.iterdir())]
    assert len(kept) == 4
    assert {kept.count(uid) for uid in kept} == {2}
