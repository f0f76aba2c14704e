"""The files of every released schema open today, with all that stood in them.

A folder `tests/data/golden/schema-N` is made once, by the release that brought schema N, from
`unionoffice demo --members 24 --seed 7`, and never changed afterwards.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2
from support.command_line import Run
from support.sources import ROOT

from unionoffice.bootstrap import create_office, open_workplace
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.views import Query
from unionoffice.store.header import SCHEMA, read_header
from unionoffice.workplace import Workplace

GOLDEN = sorted((ROOT / "tests" / "data" / "golden").glob("schema-*"))
OFFICES = [(folder, name) for folder in GOLDEN for name in ("primary", "district")]
YEAR = ("vn-member-benefit", "--from", "2026-01-01", "--to", "2026-12-31")


def test_no_golden_file_was_lost() -> None:
    assert {"schema-1"} <= {folder.name for folder in GOLDEN}


@pytest.fixture(params=OFFICES, ids=lambda each: f"{each[0].name}-{each[1]}")
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder, name = request.param
    return unpacked(folder, name, tmp_path)


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


def test_every_row_of_every_table_is_still_there(golden: Path) -> None:
    before = row_counts(golden)

    open_workplace(str(golden)).close()

    after = row_counts(golden)
    assert read_header(golden).schema == SCHEMA
    assert sum(before.values()) > 100
    assert {table: after.get(table) for table in before} == before


def test_the_report_gives_the_figures_that_it_gave(golden: Path, run: Run) -> None:
    out = golden.with_name("now.json")

    assert run("report", str(golden), *YEAR, "--out", str(out)).status == 0

    assert figures(json.loads(out.read_text())) == figures(
        json.loads(golden.with_suffix(".json").read_text())
    )


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


def row_counts(office: Path) -> dict[str, int]:
    """Rows by table, without what the program keeps for its own use and makes anew."""
    connection = dbapi2.connect(str(office))
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
    run("upgrade", golden)
    said = run("check", golden)
    assert said.status == 0
    assert "The journal is unbroken: " in said.out
    assert "older than the chain: nobody can say" in said.out
