"""A package is believed when its organisation signed it and it fits what it sent before."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from exchange.levels import YEAR, YEAR_END, AnOffice, Levels, help_one_more

from unionoffice.core.periods import Period
from unionoffice.exchange.archive import pack
from unionoffice.exchange.reporting import Reporting
from unionoffice.exchange.sending import Sending
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.signing_keys import office_key
from unionoffice.store.store import open_store

HALF = Period.parse("2026-01-01", "2026-06-30")


@pytest.fixture
def district(levels: Levels) -> AnOffice:
    return levels.office("H1", "district", "TINH")


@pytest.fixture
def primary(levels: Levels, district: AnOffice) -> AnOffice:
    (office,) = levels.primaries("T1")
    district.enrol(office)
    return office


def members_of(package: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def resigned(package: Path, sign: Callable[[bytes], bytes]) -> Path:
    members = members_of(package)
    members["manifest.sig"] = sign(members["manifest.json"])
    path = package.with_name(f"forged-{package.name}")
    path.write_bytes(pack(members))
    return path


def refusal(district: AnOffice, package: Path) -> str:
    (file,) = district.collect(package)
    assert file.status == "refused"
    return file.why or ""


def sent_twice(office: AnOffice) -> tuple[Path, Path]:
    first = office.send("1.upack")
    help_one_more(office)
    return first, office.send("2.upack")


def copy_of(levels: Levels, office: AnOffice, name: str) -> AnOffice:
    """The office as an old backup or a second computer has it."""
    assert office.store.path is not None
    path = office.folder / name
    path.write_bytes(office.store.path.read_bytes())
    return levels.adopt(open_store(path))


def chain_warnings(district: AnOffice, period: Period = YEAR) -> list[str]:
    (entry,) = district.overview(period).returns
    return [str(problem) for problem in entry.warnings]


def test_every_package_names_the_one_before(primary: AnOffice) -> None:
    first, second = sent_twice(primary)
    third = primary.send("3.upack", HALF)
    said = [json.loads(members_of(path)["manifest.json"]) for path in (first, second, third)]
    assert [each["sequence"] for each in said] == [1, 2, 3]
    assert [each["version"] for each in said] == [1, 2, 1]
    assert said[0]["previous"] is None
    assert len({said[1]["previous"], said[2]["previous"]}) == 2


def test_a_forged_signature_is_refused(
    levels: Levels, district: AnOffice, primary: AnOffice
) -> None:
    package = primary.send()
    other = office_key(levels.office("T7").store)
    assert "forged" in refusal(district, resigned(package, other.sign))
    assert "forged" in refusal(district, resigned(package, lambda _content: os.urandom(64)))
    assert district.statuses(package) == ["accepted"]


def test_a_signature_on_another_curve_is_refused(district: AnOffice, primary: AnOffice) -> None:
    key = generate_private_key(SECP256R1())
    forged = resigned(primary.send(), lambda content: key.sign(content, ECDSA(SHA256())))
    assert "kind" in refusal(district, forged)


def test_a_key_that_is_not_enrolled_is_refused_until_its_card_is_here(
    district: AnOffice, primary: AnOffice
) -> None:
    new = primary.cards.renew_key()
    package = primary.send()
    why = refusal(district, package)
    assert new.fingerprint in why
    assert "new card" in why
    district.cards.enrol([primary.card()], replace=True)
    assert district.statuses(package) == ["accepted"]


def test_an_organisation_enrolled_without_a_key_is_asked_for_its_new_card(
    levels: Levels, district: AnOffice
) -> None:
    (office,) = levels.primaries("T2")
    card = office.card()
    content = json.loads(card.read_text(encoding="utf-8"))
    del content["fingerprint"]
    card.write_text(json.dumps(content | {"format": 1, "public_key": None}), encoding="utf-8")
    assert [each.status for each in district.cards.enrol([card])] == ["enrolled"]
    assert "new card" in refusal(district, office.send())
    district.enrol(office)
    assert district.statuses(office.send()) == ["accepted"]


def test_a_former_key_proves_what_was_made_before_it_was_replaced(
    levels: Levels, district: AnOffice, primary: AnOffice
) -> None:
    early = primary.send("early.upack")
    thief = copy_of(levels, primary, "stolen.uoffice")
    primary.cards.renew_key()
    district.cards.enrol([primary.card()], replace=True)
    assert district.statuses(early) == ["accepted"]
    day_after = Reporting(thief.store, CATALOGUE, lambda: YEAR_END + timedelta(days=1))
    thief.sending = Sending(thief.store, day_after)
    assert "another key took the place" in refusal(district, thief.send("late.upack", HALF))


def test_a_revoked_key_proves_nothing_from_its_day_on(
    district: AnOffice, primary: AnOffice
) -> None:
    first, second = sent_twice(primary)
    district.collect(first)
    tomorrow = YEAR_END.date() + timedelta(days=1)
    district.keys.revoke("T1", "Mất máy tính", tomorrow)
    assert district.statuses(second) == ["accepted"]
    district.undo()
    district.undo()
    district.keys.revoke("T1", "Mất máy tính", YEAR_END.date())
    assert "revoked on 31/12/2026" in refusal(district, second)
    assert district.statuses(first) == ["already_held"]


def test_what_came_with_a_key_that_was_revoked_before_is_marked(
    district: AnOffice, primary: AnOffice
) -> None:
    district.collect(primary.send())
    assert chain_warnings(district) == []
    district.keys.revoke("T1", "Mất máy tính", date(2026, 1, 15))
    assert chain_warnings(district) == ["It is signed with a key that was revoked on 15/01/2026."]


def test_after_a_key_was_lost_the_office_sends_again_with_its_new_one(
    district: AnOffice, primary: AnOffice
) -> None:
    lost = primary.send("lost.upack")
    district.keys.revoke("T1", "Mất máy tính")
    refusal(district, lost)
    primary.cards.renew_key()
    district.cards.enrol([primary.card()], replace=True)
    again = primary.sent("again.upack")
    assert (again.version, again.is_new) == (2, True)
    assert district.statuses(again.path) == ["accepted"]
    assert district.figures().rows == primary.figures().rows


def test_another_package_of_the_same_number_is_refused(
    levels: Levels, district: AnOffice, primary: AnOffice
) -> None:
    restored = copy_of(levels, primary, "restored.uoffice")
    district.collect(primary.send("1.upack"))
    assert "other content" in refusal(district, restored.send("other.upack", HALF))


def test_an_older_package_may_come_late(district: AnOffice, primary: AnOffice) -> None:
    first, second = sent_twice(primary)
    third = primary.send("3.upack", HALF)
    assert district.statuses(third, second, first) == ["accepted", "accepted", "superseded"]
    assert chain_warnings(district) == []


def test_a_gap_is_accepted_and_shown_until_it_is_filled(
    district: AnOffice, primary: AnOffice
) -> None:
    first, second = sent_twice(primary)
    assert district.statuses(second) == ["accepted"]
    assert chain_warnings(district) == ["It is package 2 of its office; package 1 has not come."]
    assert district.statuses(first) == ["superseded"]
    assert chain_warnings(district) == []


def test_a_forked_chain_is_refused_whichever_branch_comes_first(
    levels: Levels, primary: AnOffice
) -> None:
    copy = copy_of(levels, primary, "copy.uoffice")
    help_one_more(copy)
    first, second = sent_twice(primary)
    copy.send("copy-1.upack")
    help_one_more(copy)
    forked = copy.send("copy-2.upack")
    early, late = levels.office("H1", "district"), levels.office("H1", "district")
    for district in (early, late):
        district.enrol(primary)
    assert early.statuses(first) == ["accepted"]
    assert "two copies" in refusal(early, forked)
    assert early.statuses(second) == ["accepted"]
    assert late.statuses(forked) == ["accepted"]
    assert "two copies" in refusal(late, first)


def test_versions_and_packages_are_counted_in_the_same_order(
    levels: Levels, district: AnOffice, primary: AnOffice
) -> None:
    """Whoever has the key writes a higher version into an earlier place of the chain."""
    first, _second = sent_twice(primary)
    help_one_more(primary)
    assert district.statuses(primary.send("3.upack")) == ["accepted"]
    members = members_of(first)
    said = json.loads(members["manifest.json"]) | {"version": 9}
    members["manifest.json"] = json.dumps(said).encode()
    members["manifest.sig"] = office_key(primary.store).sign(members["manifest.json"])
    forged = first.with_name("forged.upack")
    forged.write_bytes(pack(members))
    assert "two copies" in refusal(district, forged)


def test_a_restored_office_goes_on_with_a_new_key(
    levels: Levels, district: AnOffice, primary: AnOffice
) -> None:
    restored = copy_of(levels, primary, "restored.uoffice")
    district.collect(primary.send("1.upack", HALF))
    restored.cards.renew_key()
    district.cards.enrol([restored.card()], replace=True)
    assert district.statuses(restored.send("2.upack")) == ["accepted"]


def test_packages_of_one_batch_are_judged_against_one_another(
    levels: Levels, district: AnOffice, primary: AnOffice
) -> None:
    copy = copy_of(levels, primary, "copy.uoffice")
    assert district.statuses(primary.send("1.upack"), copy.send("2.upack", HALF)) == [
        "accepted",
        "refused",
    ]


def test_a_package_for_another_district_is_refused_there(
    levels: Levels, district: AnOffice, primary: AnOffice
) -> None:
    other = levels.office("H2", "district")
    assert "not expected" in refusal(other, primary.send())
