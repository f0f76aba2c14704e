"""Every package is kept as it came, and given out again byte for byte."""

from __future__ import annotations

import hashlib
import resource
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from exchange.levels import YEAR, AnOffice, Levels, body, help_one_more
from sqlalchemy import select
from support.command_line import Run

from unionoffice.core.errors import UserError
from unionoffice.exchange.archive import pack
from unionoffice.exchange.intake import Intake, shelf_of
from unionoffice.exchange.kept_packages import KeptPackages
from unionoffice.registers.returns.model import ReceivedPackage, ReceivedReturn
from unionoffice.services.office import Office
from unionoffice.store.package_files import PackageFolder
from unionoffice.store.store import Store, open_store


@pytest.fixture(params=["sqlite", "postgresql"])
def district(request: pytest.FixtureRequest, levels: Levels) -> AnOffice:
    if request.param == "sqlite":
        return levels.office("H1", "district")
    store = open_store(request.getfixturevalue("postgresql_office_url"))
    Office(store).found(body("H1", "district"))
    return levels.adopt(store)


def given_out(office: AnOffice, code: str, folder: Path) -> bytes:
    kept, path = KeptPackages(office.store), folder / "again.upack"
    kept.give_out(kept.find(office.form, YEAR, code), path)
    return path.read_bytes()


def test_a_package_is_given_out_as_it_came(
    levels: Levels, district: AnOffice, tmp_path: Path
) -> None:
    first, second = levels.primaries("T1", "T2")
    district.enrol(first, second)
    came = {each.code: each.send() for each in (first, second)}
    district.collect(*came.values())
    for code, path in came.items():
        assert given_out(district, code, tmp_path) == path.read_bytes()


def test_every_version_stays_and_none_is_kept_twice(levels: Levels, district: AnOffice) -> None:
    (primary,) = levels.primaries("T1")
    district.enrol(primary)
    one = primary.send("1.upack")
    help_one_more(primary)
    two = primary.send("2.upack")
    district.collect(one, two)
    district.undo()
    district.collect(two, one, two)
    assert kept_in(district.store) == {
        hashlib.sha256(path.read_bytes()).hexdigest() for path in (one, two)
    }


def test_what_is_refused_is_not_kept(levels: Levels, district: AnOffice, tmp_path: Path) -> None:
    (stranger,) = levels.primaries("T9")
    nonsense = tmp_path / "nonsense.upack"
    nonsense.write_bytes(b"PK")
    assert district.statuses(stranger.send(), nonsense) == ["refused", "refused"]
    assert kept_in(district.store) == set()
    with pytest.raises(UserError, match="T9 has not handed in"):
        KeptPackages(district.store).find(district.form, YEAR, "T9")


def kept_in(store: Store) -> set[str]:
    if store.path is None:
        with store.reading() as session:
            return set(session.scalars(select(ReceivedPackage.sha256)))
    folder = PackageFolder(store.path).path
    assert not (folder / "incoming").exists()
    return {path.stem for path in folder.rglob("*") if path.is_file()}


def test_what_was_kept_and_taken_back_is_judged_in_full_again(levels: Levels) -> None:
    district, primaries = levels.office("H1", "district"), levels.primaries("T1", "T2", "T3")
    district.enrol(*primaries)
    came = [each.send() for each in primaries]
    first = district.collect(*came)
    again = district.collect(*came)
    assert [replace(each, status="accepted") for each in again] == first
    assert {each.status for each in again} == {"already_held"}
    district.undo()
    district.keys.revoke("T2", "stolen")
    assert district.statuses(came[0], *came) == ["accepted", "already_held", "refused", "accepted"]


def test_a_forged_package_laid_among_the_kept_ones_is_refused(
    levels: Levels, tmp_path: Path
) -> None:
    district, (primary,) = levels.office("H1", "district"), levels.primaries("T1")
    district.enrol(primary)
    with zipfile.ZipFile(primary.send()) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    forged = tmp_path / "forged.upack"
    members["report.pdf"] = members["report.pdf"].replace(b"%PDF", b"%XDF")
    forged.write_bytes(pack(members))
    place = PackageFolder(path_of(district)).file(hashlib.sha256(forged.read_bytes()).hexdigest())
    place.parent.mkdir(parents=True)
    place.write_bytes(forged.read_bytes())
    assert district.statuses(forged) == ["refused"]


def test_a_killed_collection_leaves_nothing_that_stays(levels: Levels) -> None:
    district, (primary,) = levels.office("H1", "district"), levels.primaries("T1")
    district.enrol(primary)
    folder = PackageFolder(path_of(district))
    folder.begin()
    (folder.incoming / ("0" * 64)).write_bytes(b"half")
    district.collect(primary.send())
    assert len(kept_in(district.store)) == 1


def test_check_notices_what_is_missing_or_changed_and_collecting_again_mends_it(
    levels: Levels, run: Run
) -> None:
    district, primaries = levels.office("H1", "district"), levels.primaries("T1", "T2", "T3")
    district.enrol(*primaries)
    came = [each.send() for each in primaries]
    district.collect(*came)
    office = path_of(district)
    folder = PackageFolder(office)
    district.store.close()
    sound = run("check", office)
    assert (sound.status, "3 packages are kept" in sound.out) == (0, True)

    gone, changed, _left = sorted(path for path in folder.path.rglob("*.upack"))
    gone.unlink()
    changed.write_bytes(b"other")
    found = run("check", office)
    assert found.status == 1
    assert f"1 package is missing there: {gone.name[:12]}" in found.out
    assert f"no longer what came: {changed.name[:12]}" in found.out

    changed.unlink()
    again = run("collect", office, *came, "--json")
    assert {file["status"] for file in again.json["files"]} == {"already_held"}
    assert run("check", office).status == 0


def test_backup_and_restore_say_where_the_packages_are(
    levels: Levels, tmp_path: Path, run: Run
) -> None:
    district, (primary,) = levels.office("H1", "district"), levels.primaries("T1")
    district.enrol(primary)
    district.collect(primary.send())
    office, backup = path_of(district), tmp_path / "backup.uoffice"
    district.store.close()
    said = run("backup", office, backup)
    assert f"Not in it: the 1 package in {PackageFolder(office).path}" in said.out
    assert "missing" not in run("restore", backup, office).out
    assert "1 package is missing there" in run("restore", backup, tmp_path / "other.uoffice").out


@pytest.mark.skipif(sys.platform == "win32", reason="there no process limits its files")
def test_a_package_that_is_written_in_part_only_is_no_package(levels: Levels) -> None:
    """A disk that is nearly full takes the beginning of a file and says how much it was."""
    with Intake(shelf_of(levels.office("H1", "district").store)) as intake:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
        try:
            with pytest.raises(UserError, match="cannot be kept"):
                intake.lay_by(bytes(100_000), "0" * 64)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_the_command_line_gives_a_package_out(levels: Levels, tmp_path: Path, run: Run) -> None:
    district, (primary,) = levels.office("H1", "district"), levels.primaries("T1")
    district.enrol(primary)
    came = primary.send()
    district.collect(came)
    district.store.close()
    days = ("--from", YEAR.first.isoformat(), "--to", YEAR.last.isoformat())
    command = ("package", path_of(district), "vn-member-benefit", "T1", *days)
    assert run(*command, "--out", tmp_path / "again.upack").status == 0
    assert (tmp_path / "again.upack").read_bytes() == came.read_bytes()


def test_a_return_from_before_packages_were_kept_says_so(levels: Levels, tmp_path: Path) -> None:
    district, (primary,) = levels.office("H1", "district"), levels.primaries("T1")
    district.enrol(primary)
    district.collect(primary.send())
    with district.store.writing("Test") as session:
        session.scalars(select(ReceivedReturn)).one().package_sha256 = None
    with pytest.raises(UserError, match="only its figures are here"):
        given_out(district, "T1", tmp_path)


def path_of(office: AnOffice) -> Path:
    assert office.store.path is not None
    return office.store.path


def test_a_package_that_was_damaged_since_is_not_given_out(levels: Levels, tmp_path: Path) -> None:
    district = levels.office("H1", "district")
    (primary,) = levels.primaries("T1")
    district.enrol(primary)
    came = primary.send()
    district.collect(came)
    assert district.store.path is not None
    kept = PackageFolder(district.store.path).file(hashlib.sha256(came.read_bytes()).hexdigest())
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 1
    kept.write_bytes(content)
    with pytest.raises(UserError, match="no longer what came"):
        given_out(district, "T1", tmp_path)
    assert not (tmp_path / "again.upack").exists()
