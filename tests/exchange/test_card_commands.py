"""Cards, keys and lists of people from the command line."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from exchange.levels import AnOffice, Levels
from pypdf import PdfReader
from support.command_line import Run

from unionoffice.bootstrap import open_workplace
from unionoffice.exchange.upper_body import UpperBodies

SOON = str(date.today() + timedelta(days=30))


@pytest.fixture
def district(levels: Levels) -> AnOffice:
    return levels.office("H1", "district")


@pytest.fixture
def primary(levels: Levels, district: AnOffice) -> AnOffice:
    (office,) = levels.primaries("T1")
    district.enrol(office)
    UpperBodies(office.store).take(district.card())
    return office


def file_of(office: AnOffice) -> str:
    """The office's path; it is closed so that the command can write in it."""
    path = str(office.store.path)
    office.store.close()
    return path


def test_a_card_is_printed_and_made_with_a_new_key(primary: AnOffice, run: Run) -> None:
    paper = primary.folder / "T1.pdf"
    former = primary.cards.key().fingerprint
    office = file_of(primary)
    assert run("card", office, "--out", paper).status == 0
    (page,) = PdfReader(paper).pages
    assert former.replace("-", "") in "".join(page.extract_text().split())
    assert run("card", office, "--out", paper, "--new-key").status == 0
    assert former.replace("-", "") not in "".join(PdfReader(paper).pages[0].extract_text().split())


def test_cards_are_shown_without_being_taken_in(
    levels: Levels, district: AnOffice, run: Run
) -> None:
    (office,) = levels.primaries("T7")
    card, key = office.card(), office.cards.key().fingerprint
    path = file_of(district)
    shown = run("enrol", path, card, "--show")
    assert (shown.status, key in shown.out) == (0, True)
    workplace = open_workplace(path, read_only=True)
    assert workplace.cards.enrolled() == []
    workplace.close()


def test_a_key_is_revoked_with_its_reason(district: AnOffice, primary: AnOffice, run: Run) -> None:
    package, office = primary.send(), file_of(district)
    revoked = run("revoke", office, "T1", "--reason", "Mất USB", "--day", "2026-01-31")
    assert (revoked.status, "31/01/2026" in revoked.err) == (0, True)
    assert run("revoke", office, "T1", "--reason", "Mất USB").status == 1
    assert "revoked" in run("collect", office, package).out


def test_new_keys_of_a_federation_open_what_was_sealed_for_the_former(
    district: AnOffice, primary: AnOffice
) -> None:
    before = district.cards.own()
    district.cards.renew_key()
    after = district.cards.own()
    assert (after.public_key, after.recipient) != (before.public_key, before.recipient)
    assert after.recipient != before.recipient
    path = primary.folder / "sealed.upack"
    period = primary.figures().period
    assert district.statuses(primary.sending.send(primary.form, period, path, seal=True).path) == [
        "accepted"
    ]


def test_lists_are_given_out_taken_in_and_gone_after_their_day(
    district: AnOffice, primary: AnOffice, run: Run, tmp_path: Path
) -> None:
    out, above, below = tmp_path / "x.ulist", file_of(district), file_of(primary)
    give = ("give-list", below, "members", "--purpose", "Mái ấm", "--until", SOON, "--out", out)
    assert run(*give, "--fields", "full_name,shoe_size").status == 1
    assert run(*give, "--fields", "full_name,ethnicity").status == 1
    assert run(*give, "--fields", "full_name").status == 0
    taken = run("take-lists", above, out, tmp_path / "none.ulist")
    assert (taken.status, "1 people, for: Mái ấm" in taken.out) == (3, True)
    assert run("take-lists", above).status == 0
    workplace = open_workplace(above)
    with workplace.store.remembering() as session:
        session.connection().exec_driver_sql("UPDATE received_lists SET expires_on='2020-01-01'")
    workplace.close()
    workplace = open_workplace(above)
    with workplace.store.reading() as session:
        left = session.connection().exec_driver_sql("SELECT content FROM received_lists").all()
    workplace.close()
    assert left == [(None,)]
