"""Collecting: every file is judged, and collecting it again changes nothing."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from exchange.levels import YEAR, AnOffice, Levels, body, help_one_more
from sqlalchemy import delete, func, select
from support.command_line import Run

from unionoffice.cli.json_text import json_parts
from unionoffice.core.errors import CancelledError, UserError
from unionoffice.core.periods import Period
from unionoffice.exchange import collecting
from unionoffice.exchange.collecting import collected_as_json
from unionoffice.exchange.refusals import RefusedFiles
from unionoffice.registers.returns.model import (
    ReceivedFigure,
    ReceivedReturn,
    RefusedFile,
    SentPackage,
    SentReturn,
)
from unionoffice.services.office import Office


@pytest.fixture
def district(levels: Levels) -> AnOffice:
    return levels.office("H1", "district", "TINH")


@pytest.fixture
def primary(levels: Levels, district: AnOffice) -> AnOffice:
    (office,) = levels.primaries("T1")
    district.enrol(office)
    return office


def counted(office: AnOffice) -> tuple[int, int, int]:
    """How many returns, rows of figures and refused files an office keeps."""
    with office.store.reading() as session:
        kept = (ReceivedReturn, ReceivedFigure, RefusedFile)
        returns, figures, refused = (
            session.scalar(select(func.count()).select_from(table)) or 0 for table in kept
        )
    return returns, figures, refused


def content_of(office: AnOffice) -> bytes:
    assert office.store.path is not None
    return office.store.path.read_bytes()


def test_collecting_the_same_file_again_changes_nothing(
    district: AnOffice, primary: AnOffice
) -> None:
    path = primary.send()
    assert district.statuses(path) == ["accepted"]
    before = content_of(district)
    assert district.statuses(path, path) == ["already_held", "already_held"]
    assert content_of(district) == before


def test_the_same_figures_in_another_file_are_held_already(
    district: AnOffice, primary: AnOffice
) -> None:
    first = primary.send("a.upack")
    district.collect(first)
    forget_what_was_sent(primary)
    Office(primary.store).change(body("T1", "primary", "H2"))
    other = primary.send("b.upack")
    assert other.read_bytes() != first.read_bytes()
    assert district.statuses(other) == ["already_held"]
    assert counted(district)[0] == 1


def test_the_order_in_which_versions_come_does_not_matter(
    levels: Levels, district: AnOffice, primary: AnOffice
) -> None:
    first = primary.send("1.upack")
    help_one_more(primary)
    second = primary.send("2.upack")
    for order in ((first, second), (second, first)):
        other = levels.office("H1", "district")
        other.enrol(primary)
        statuses = [other.statuses(path)[0] for path in order]
        assert statuses == ["accepted", "accepted" if order[0] == first else "superseded"]
        assert other.numbers("charity.fund.visit") == primary.numbers("charity.fund.visit")
        assert counted(other)[0] == 2
    assert district.statuses(second, first) == ["accepted", "superseded"]
    assert district.statuses(first, second) == ["already_held", "already_held"]


def test_one_version_with_other_figures_is_refused(
    levels: Levels, district: AnOffice, primary: AnOffice
) -> None:
    path = primary.send()
    district.collect(path)
    before = district.figures()
    forget_what_was_sent(primary)
    help_one_more(primary)
    (refused,) = district.collect(primary.send("again.upack"))
    assert (refused.status, refused.version) == ("refused", 1)
    assert "other content" in (refused.why or "")
    assert district.figures() == before


def forget_what_was_sent(office: AnOffice) -> None:
    """As after the office was restored from an old backup."""
    with office.store.remembering() as session:
        session.execute(delete(SentPackage))
        session.execute(delete(SentReturn))


def test_own_unknown_and_foreign_packages_are_refused(
    levels: Levels, district: AnOffice, primary: AnOffice
) -> None:
    stranger = levels.office("T9")
    namesake = levels.office("T1")
    whys = [
        file.why or ""
        for file in district.collect(
            district.send(), stranger.send(), namesake.send("namesake.upack")
        )
    ]
    assert "own" in whys[0]
    assert "Take in its card first" in whys[1]
    assert "another office" in whys[2]
    assert counted(district) == (0, 0, 3)


def test_an_office_whose_level_has_changed_is_refused(
    district: AnOffice, primary: AnOffice
) -> None:
    Office(primary.store).change(body("T1", "district"))
    (file,) = district.collect(primary.send())
    assert "level" in (file.why or "")


def test_folders_are_searched_and_named_files_are_judged(
    district: AnOffice, primary: AnOffice, tmp_path: Path
) -> None:
    folder = tmp_path / "stick" / "below"
    folder.mkdir(parents=True)
    primary.send("stick/below/T1.UPACK")
    (folder / "letter.txt").write_text("Kính gửi", encoding="utf-8")
    (folder / "broken.upack").write_bytes(b"PK")
    found = district.collect(tmp_path / "stick", folder / "letter.txt")
    assert [(Path(file.file).name, file.status) for file in found] == [
        ("T1.UPACK", "accepted"),
        ("broken.upack", "refused"),
        ("letter.txt", "refused"),
    ]
    assert all(file.why for file in found[1:])


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps names as text")
def test_a_name_that_is_no_text_does_not_stop_the_others(
    district: AnOffice, primary: AnOffice, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    primary.send("stick/T1.upack")
    (folder / os.fsdecode(b"\xff.upack")).write_bytes(b"PK")
    assert district.statuses(folder) == ["accepted", "refused"]
    assert len(district.overview().refused) == 1


def test_a_refused_file_is_listed_until_it_is_put_right(
    district: AnOffice, primary: AnOffice
) -> None:
    good = primary.send()
    content = good.read_bytes()
    good.write_bytes(content[:-100])
    district.collect(good)
    district.collect(good)
    (refused,) = district.overview().refused
    assert Path(refused.file) == good
    assert "damaged" in refused.why
    good.write_bytes(content)
    assert district.statuses(good) == ["accepted"]
    assert district.overview().refused == ()


def test_a_stranger_is_accepted_once_its_card_is_here(levels: Levels, district: AnOffice) -> None:
    (stranger,) = levels.primaries("T5")
    path = stranger.send()
    assert district.statuses(path) == ["refused"]
    assert [entry.organisation for entry in district.overview().refused] == ["T5"]
    district.enrol(stranger)
    moved = path.rename(path.with_name("moved.upack"))
    assert district.statuses(moved) == ["accepted"]
    assert district.overview().refused == ()


def test_undoing_a_collection_brings_back_what_it_replaced(
    district: AnOffice, primary: AnOffice
) -> None:
    district.collect(primary.send())
    before, kept = district.figures(), counted(district)
    help_one_more(primary)
    district.collect(primary.send())
    assert district.numbers("charity.fund.visit") == (None, 3, 2)
    district.undo()
    assert (district.figures(), counted(district)) == (before, kept)
    assert district.statuses(primary.send()) == ["accepted"]
    district.undo()
    district.undo()
    assert counted(district) == (0, 0, 0)
    assert [entry.code for entry in district.overview().missing] == ["T1"]


def test_a_collection_that_is_stopped_goes_on_where_it_was(
    levels: Levels, district: AnOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "BATCH", 2)
    primaries = levels.primaries("T1", "T2", "T3", "T4", "T5")
    district.enrol(*primaries)
    paths = [primary.send() for primary in primaries]
    seen: list[tuple[int, int]] = []

    def stop_at_the_fourth(done: int, total: int, _text: str) -> None:
        seen.append((done, total))
        if done == 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        district.collecting.collect(paths, stop_at_the_fourth)
    assert seen == [(0, 5), (1, 5), (2, 5), (3, 5)]
    assert counted(district)[0] == 2
    assert district.statuses(*paths) == ["already_held"] * 2 + ["accepted"] * 3


def test_a_path_that_leads_nowhere_collects_nothing_and_is_no_refused_file(
    district: AnOffice, primary: AnOffice, run: Run
) -> None:
    path, mistyped = primary.send(), primary.folder / "T9.upack"
    with pytest.raises(UserError, match=r"no file or folder .*T9\.upack"):
        district.collect(path, mistyped)
    assert counted(district) == (0, 0, 0)
    district.store.close()
    collected = run("collect", str(district.store.path), str(mistyped))
    assert (collected.status, "T9.upack" in collected.err) == (1, True)


def test_a_primary_office_collects_nothing(primary: AnOffice) -> None:
    with pytest.raises(UserError, match="below it"):
        primary.collect(primary.send())


def test_who_asks_for_no_more_collects_no_more(
    district: AnOffice, primary: AnOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "BATCH", 1)
    first, second = primary.send("1.upack"), primary.send("2.upack", Period.year(2025))
    told = district.collecting.one_by_one([first, second])
    assert next(told).status == "accepted"
    told.close()
    assert len(district.overview().returns) == 1
    assert district.overview(Period.year(2025)).returns == ()
    assert district.statuses(first, second) == ["already_held", "accepted"]


def test_the_json_says_what_became_of_each_file(district: AnOffice, primary: AnOffice) -> None:
    path = primary.send()
    broken = path.with_name("broken.upack")
    broken.write_bytes(b"PK")
    told = collected_as_json(district.collecting.one_by_one([path, broken]))
    content = json.loads("".join(json_parts(told)))
    assert content == {
        "files": [
            {
                "file": str(path),
                "status": "accepted",
                "organisation": "T1",
                "appendix": "vn-member-benefit",
                "period": dict(YEAR.as_json()),
                "version": 1,
                "why": None,
            },
            {
                "file": str(broken),
                "status": "refused",
                "organisation": None,
                "appendix": None,
                "period": None,
                "version": None,
                "why": content["files"][1]["why"],
            },
        ]
    }


def test_a_file_that_says_nothing_of_itself_stands_where_its_name_or_its_batch_puts_it(
    levels: Levels, tmp_path: Path
) -> None:
    district, (first, second) = levels.office("H1", "district"), levels.primaries("T1", "T2")
    district.enrol(first, second)
    named = tmp_path / "T1_vn-member-benefit_2025-01-01_2025-12-31 (1).upack"
    nameless, alone = tmp_path / "b" / "scan.upack", tmp_path / "alone.upack"
    nameless.parent.mkdir()
    for path in (named, nameless, alone):
        path.write_bytes(path.name.encode())
    good = second.send("b/T2.upack")

    assert district.statuses(good, nameless) == ["accepted", "refused"]
    assert district.statuses(named) == ["refused"]
    assert district.statuses(alone) == ["refused"]

    def listed(year: int) -> set[str]:
        return {Path(each.file).name for each in district.overview(Period.year(year)).refused}

    assert listed(2026) == {nameless.name, alone.name}
    assert listed(2025) == {named.name, alone.name}
    assert listed(2024) == {alone.name}
    files = RefusedFiles(district.store)
    (stray,) = [each for each in files.all() if each.place is None]
    files.take_off(stray.id)
    assert listed(2024) == set()
    district.undo()
    assert listed(2024) == {alone.name}


def test_refused_files_are_listed_and_taken_off_by_command(
    levels: Levels, tmp_path: Path, run: Run
) -> None:
    district = levels.office("H1", "district")
    path = tmp_path / "T1_vn-member-benefit_2026-01-01_2026-12-31.upack"
    path.write_bytes(b"no package")
    district.collect(path)
    office = str(district.store.path)
    district.store.close()
    (entry,) = run("refused", office, "--json").json["refused"]
    assert entry["period"] == {"from": "2026-01-01", "to": "2026-12-31"}
    assert path.name in run("refused", office).out
    assert run("refused", office, "--take-off", entry["id"], "--json").json == {"refused": []}
    assert run("refused", office, "--take-off", entry["id"]).status == 1


def test_a_collection_that_fails_midway_tells_whole_what_it_took_in(
    levels: Levels, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "BATCH", 1)
    primaries = levels.primaries("T1", "T2", "T3")
    district = levels.office("H1", "district")
    district.enrol(*primaries)
    first, *others = (each.send() for each in primaries)
    place = {path: hashlib.sha256(path.read_bytes()).hexdigest()[:2] for path in (first, *others)}
    stopped = next(path for path in others if place[path] != place[first])
    assert district.store.path is not None
    office = district.store.path
    district.store.close()
    packages = office.with_name(f"{office.name}.packages")
    packages.mkdir()
    (packages / place[stopped]).write_bytes(b"a file where a folder is to be")
    answer = run("collect", office, first, stopped, "--json")
    assert answer.status == 1
    assert [(each["organisation"], each["status"]) for each in answer.json["files"]] == [
        ("T1", "accepted")
    ]
    assert answer.json["error"] == answer.err.strip()
    assert "The packages cannot be kept" in answer.err


def test_a_package_held_already_takes_its_refusal_off_the_list(levels: Levels) -> None:
    district, (primary,) = levels.office("H1", "district"), levels.primaries("T1")
    district.enrol(primary)
    path = primary.send()
    right = path.read_bytes()
    district.collect(path)
    path.write_bytes(right[:-100])
    assert district.statuses(path) == ["refused"]
    path.write_bytes(right)
    assert district.statuses(path) == ["already_held"]
    assert RefusedFiles(district.store).all() == []
