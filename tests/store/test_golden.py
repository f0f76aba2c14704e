"""The files of every released schema open today, with all that stood in them.

A folder `tests/data/golden/schema-N` is made once, by the release that brought schema N, with
`make golden`, and never changed afterwards.
"""

from __future__ import annotations

import contextlib
import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.command_line import Run
from support.golden import KEY, PASSPHRASE
from support.sources import ROOT

from unionoffice.bootstrap import create_office, open_workplace
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.views import Query
from unionoffice.store import secret_file
from unionoffice.store.connecting import connect
from unionoffice.store.header import SCHEMA, read_header
from unionoffice.store.keyring import KEYRING, LockedOfficeError, WrongPassphraseError
from unionoffice.store.store import open_store
from unionoffice.workplace import Workplace

GOLDEN = sorted((ROOT / "tests" / "data" / "golden").glob("schema-*"))
OFFICES = [
    (folder, name)
    for folder in GOLDEN
    for name in ("primary", "district", "secret")
    if (folder / f"{name}.uoffice.gz").exists()
]
SECRETS = [folder for folder, name in OFFICES if name == "secret"]
SEALED = [folder for folder in GOLDEN if (folder / "primary-sealed.upack").exists()]


def test_no_golden_file_was_lost() -> None:
    assert {"schema-1", "schema-11", "schema-12", "schema-13"} <= {folder.name for folder in GOLDEN}
    assert SECRETS
    assert SEALED


@pytest.fixture(params=OFFICES, ids=lambda each: f"{each[0].name}-{each[1]}")
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder, name = request.param
    office = unpacked(folder, name, tmp_path)
    if name == "secret":
        secret_file.unlock(office, PASSPHRASE)
    return office


CHAINED_SINCE = 11


def unpacked(folder: Path, name: str, into: Path) -> Path:
    """The office as its release left it; `NAME.json` beside it is its report of 2026."""
    office = into / f"{name}.uoffice"
    office.write_bytes(gzip.decompress((folder / f"{name}.uoffice.gz").read_bytes()))
    (into / f"{name}.json").write_bytes((folder / f"{name}.json").read_bytes())
    return office


@pytest.fixture
def opened(golden: Path) -> Iterator[Workplace]:
    workplace = open_workplace(str(golden))
    yield workplace
    workplace.close()


def test_who_only_reads_an_older_office_cannot_write_in_it(golden: Path) -> None:
    with contextlib.closing(open_store(golden, read_only=True)) as store:
        assert read_header(golden).schema == SCHEMA
        assert store.is_read_only
        with contextlib.closing(open_store(golden)) as writer:  # nobody holds the lock
            assert not writer.is_read_only


def test_every_row_of_every_table_is_still_there(golden: Path) -> None:
    before = row_counts(golden)

    open_workplace(str(golden)).close()

    after = row_counts(golden)
    assert read_header(golden).schema == SCHEMA
    assert sum(before.values()) > 30
    assert {table: after.get(table) for table in before} == before


def test_the_report_gives_the_figures_that_it_gave(golden: Path, run: Run) -> None:
    out = golden.with_name("now.json")

    former = json.loads(golden.with_suffix(".json").read_text())
    days = ("--from", former["period"]["from"], "--to", former["period"]["to"])

    assert run("report", golden, former["appendix"], *days, "--out", out).status == 0

    assert figures(json.loads(out.read_text())) == figures(former)


def test_the_newest_deed_can_still_be_undone_and_every_list_still_opens(
    opened: Workplace,
) -> None:
    for register in opened.desk.registers():
        total = opened.desk.totals(register.key, Query()).records
        fields = [each.key for each in register.fields if each.is_in_table]
        assert len(opened.desk.page(register.key, Query(), fields, 0, 5)) == min(total, 5)
    deed = opened.desk.last_deed()
    assert deed is not None

    opened.desk.undo(deed.id)

    newest = opened.desk.last_deed()
    assert newest is None or newest.id != deed.id


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda each: each.name)
def test_a_package_of_that_release_is_still_taken(folder: Path, tmp_path: Path, run: Run) -> None:
    district = tmp_path / "district.uoffice"
    own = OwnOrganisation(code="AG-CP", name="Công đoàn khu vực Châu Phú", level="district")
    create_office(str(district), own)

    enrolled = run("enrol", str(district), str(folder / "primary.ucard"))
    taken = run("collect", str(district), str(folder / "primary.upack"), "--json")

    assert enrolled.status == 0, enrolled.err
    assert [each["status"] for each in taken.json["files"]] == ["accepted"], taken.out


@pytest.mark.parametrize("folder", SEALED, ids=lambda each: each.name)
def test_packages_are_still_opened_by_whom_they_were_sealed_for_and_summed_above(
    folder: Path, tmp_path: Path, run: Run
) -> None:
    district = unpacked(folder, "district", tmp_path)
    taken = run("collect", district, folder / "primary-sealed.upack", "--json")
    (status,) = {each["status"] for each in taken.json["files"]}
    assert status in ("accepted", "already_held")  # opened and believed, that is

    province = tmp_path / "province.uoffice"
    own = OwnOrganisation(code="AG", name="LĐLĐ tỉnh An Giang", level="province")
    create_office(str(province), own)
    assert run("enrol", province, folder / "district.ucard").status == 0
    above = run("collect", province, folder / "district.upack", "--json")
    assert [each["status"] for each in above.json["files"]] == ["accepted"], above.out


@pytest.mark.parametrize("folder", SECRETS, ids=lambda each: each.name)
@pytest.mark.parametrize("word", ["passphrase", "key"])
def test_an_encrypted_office_opens_by_passphrase_and_key_and_stays_encrypted(
    folder: Path, word: str, tmp_path: Path
) -> None:
    office = unpacked(folder, "secret", tmp_path)
    KEYRING.forget()
    with pytest.raises(LockedOfficeError):
        open_workplace(str(office))
    with pytest.raises(WrongPassphraseError):
        secret_file.unlock(office, "không phải")
    secret = PASSPHRASE if word == "passphrase" else (folder / KEY).read_text().strip()
    secret_file.unlock(office, secret)
    workplace = open_workplace(str(office))
    assert workplace.desk.totals("members", Query(find="Lý Thị Kín")).records == 8
    workplace.close()
    assert "Lý Thị Kín".encode() not in office.read_bytes()


def test_a_backup_of_an_older_program_is_restored_over_an_office_of_today(
    golden: Path, run: Run
) -> None:
    before, office = row_counts(golden), golden.with_name("today.uoffice")
    run("new", office, "--level", "primary", "--code", "T1", "--name", "CĐCS")
    today = row_counts(office)

    restored = run("restore", golden, office)
    opened = run("list", office, "members", "--format", "csv")

    assert (restored.status, opened.status) == (0, 0), restored.err + opened.err
    assert read_header(office).schema == SCHEMA
    after = row_counts(office)
    assert {table: after.get(table) for table in before} == before
    (kept,) = golden.parent.glob("today.before-restore*")
    assert row_counts(kept) == today


def row_counts(office: Path) -> dict[str, int]:
    """Rows by table, without what the program keeps for its own use and makes anew."""
    connection = connect(office)
    try:
        tables = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            if name not in ("alembic_version", "settings")
        ]
        return {
            table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in tables
        }
    finally:
        connection.close()


def figures(report: dict[str, Any]) -> list[dict[str, Any]]:
    """What the rows say, whatever a newer program adds to them."""
    kept = ("key", "result", "total", "members", "share", "by_head_count", "titles")
    return [{key: row[key] for key in kept if key in row} for row in report["rows"]]


def test_bodies_of_older_offices_stand_in_the_tree_and_are_found(opened: Workplace) -> None:
    tree = opened.structure.tree(date(2020, 1, 1))
    below = [body for body in tree.bodies.values() if body.id != tree.root.id]
    assert opened.desk.totals("bodies", Query()).records == len(below)
    for body in below:
        assert opened.desk.totals("bodies", Query(find=body.code)).records >= 1


def test_the_chain_says_which_deeds_are_older_than_it(golden: Path, run: Run) -> None:
    schema = read_header(golden).schema
    run("upgrade", golden)
    said = run("check", golden)
    assert "All pages and references are sound." in said.out
    assert len(said.out.splitlines()) <= 10
    assert "The journal is unbroken: " in said.out
    assert ("older than the chain: nobody can say" in said.out) == (schema < CHAINED_SINCE)
