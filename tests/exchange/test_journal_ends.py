"""Each package says where the journal ended: a journal that was written anew is told by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from exchange.levels import FORM_ID, YEAR, AnOffice, Levels
from sqlalchemy import create_engine, text
from sqlcipher3 import dbapi2
from support.command_line import Run

from unionoffice.exchange.journal_ends import ends_of
from unionoffice.exchange.upper_body import UpperBodies
from unionoffice.services.journal_proof import prove, sentences
from unionoffice.store import chain

DAYS = ("--from", YEAR.first.isoformat(), "--to", YEAR.last.isoformat())


@pytest.fixture
def district(levels: Levels) -> AnOffice:
    return levels.office("H1", "district")


@pytest.fixture
def primary(levels: Levels, district: AnOffice) -> AnOffice:
    (office,) = levels.primaries("T1")
    district.enrol(office)
    return office


@pytest.fixture
def sent(district: AnOffice, primary: AnOffice, tmp_path: Path) -> Path:
    """A package that came sealed to the district, given out by it without its envelope."""
    UpperBodies(primary.store).take(district.card())
    sealed = tmp_path / "sealed.upack"
    primary.sending.send(primary.form, YEAR, sealed, seal=True)
    assert district.statuses(sealed) == ["accepted"]
    primary.send()
    return sealed


@pytest.fixture
def opened(district: AnOffice, primary: AnOffice, sent: Path, tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "from-above.upack"
    asked = ("package", district.store.path, FORM_ID, primary.reporting.own().code, *DAYS)
    assert run(*asked, "--out", path, "--opened").status == 0
    return path


def write_journal_anew(office: Path) -> None:
    """Change what the first deed says, and make the whole chain fit again, and what is kept."""
    connection = dbapi2.connect(str(office))
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE deeds SET done_by = 'somebody else' WHERE id = 1")
    connection.execute("DELETE FROM sent_packages")
    connection.commit()
    connection.close()
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: dbapi2.connect(str(office)))
    with engine.begin() as again:
        for (deed_id,) in again.execute(text("SELECT id FROM deeds ORDER BY id")).fetchall():
            chain.seal(again, deed_id)
    engine.dispose()


def test_journal_leads_through_what_was_sent(primary: AnOffice, sent: Path) -> None:
    proof = prove(primary.store, ends_of())
    assert proof.is_sound
    assert [each.holds for each in proof.packages] == [True]
    assert "It leads through the package of" in " ".join(sentences(proof))


def test_journal_that_was_written_anew_is_told_by_the_package_above(
    primary: AnOffice, opened: Path, run: Run
) -> None:
    office = primary.store.path
    assert office is not None
    primary.store.close()
    assert run("check", office, "--against", opened).status == 0
    write_journal_anew(office)
    assert run("check", office).status == 0  # by itself it is unbroken
    said = run("check", office, "--against", opened)
    assert said.status == 1
    assert "when the package of" in said.out
    assert "was written anew" in said.out


def test_what_is_no_package_of_the_office_proves_nothing(
    district: AnOffice, primary: AnOffice, sent: Path, opened: Path, run: Run, tmp_path: Path
) -> None:
    assert "is sealed" in run("check", primary.store.path, "--against", sent).err
    assert "no package of this office" in run("check", district.store.path, "--against", opened).err
    cut = tmp_path / "cut.upack"
    cut.write_bytes(opened.read_bytes()[:5000])
    refused = run("check", primary.store.path, "--against", cut)
    assert (refused.status, len(refused.err.splitlines())) == (1, 1)
