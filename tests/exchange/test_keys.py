"""Whose signature is believed: keys on cards, new keys, and keys that are believed no longer."""

from __future__ import annotations

import base64
import json
from datetime import date
from pathlib import Path

import pytest
from exchange.levels import AnOffice, Levels
from sqlalchemy import delete, select, text

from unionoffice.core.errors import UserError
from unionoffice.exchange.card_file import read_card
from unionoffice.exchange.cards import EnrolledCard
from unionoffice.registers.organisation.model import SigningKey
from unionoffice.services.signing_keys import fingerprint, is_signed, make_key, own_key


@pytest.fixture
def district(levels: Levels) -> AnOffice:
    return levels.office("H1", "district", "TINH")


@pytest.fixture
def primary(levels: Levels, district: AnOffice) -> AnOffice:
    office = levels.office("T1", parent="H1")
    assert [card.status for card in district.enrol(office)] == ["enrolled"]
    return office


def enrolled_again(district: AnOffice, office: AnOffice, *, replace: bool = False) -> EnrolledCard:
    (card,) = district.cards.enrol([office.card()], replace=replace)
    return card


def known_key(district: AnOffice) -> str | None:
    (entry,) = district.cards.enrolled()
    return entry.fingerprint


def test_every_office_has_a_key_of_its_own_from_the_day_it_was_founded(levels: Levels) -> None:
    first, second = levels.office("T1"), levels.office("T2")
    cards = [read_card(office.card()) for office in (first, second)]
    assert cards[0].public_key != cards[1].public_key
    assert read_card(first.card()) == cards[0]
    for card in cards:
        assert card.public_key is not None
        assert len(base64.b64decode(card.public_key)) == 32
        assert card.fingerprint == fingerprint(card.public_key)


def test_an_office_founded_before_there_were_keys_gets_one_with_its_card(levels: Levels) -> None:
    office = levels.office("T1")
    with office.store.remembering() as session:
        session.execute(delete(SigningKey))
    card = read_card(office.card())
    assert card.public_key is not None
    assert read_card(office.card()) == card


def test_the_private_key_stands_in_one_place_only(levels: Levels) -> None:
    office = levels.office("T1")
    with office.store.reading() as session:
        private = session.scalars(select(SigningKey.private_key)).one()
        journal = session.execute(text("SELECT before, after FROM changes")).all()
        key = own_key(session)
    assert private not in repr(journal)
    assert private not in repr(key)
    assert private not in office.card().read_text(encoding="utf-8")


def test_a_signature_holds_for_its_content_and_key_only(levels: Levels) -> None:
    office = levels.office("T1")
    with office.store.writing("Keys") as session:
        key, other = make_key(session), make_key(session)
    signature = key.sign(b"figures")
    assert is_signed(b"figures", signature, key.public_key)
    assert not is_signed(b"Figures", signature, key.public_key)
    assert not is_signed(b"figures", signature, other.public_key)
    assert not is_signed(b"figures", signature[:-1], key.public_key)


def test_signatures_are_those_of_the_standard() -> None:
    """The third example of RFC 8032, section 7.1."""
    public = "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
    signature = (
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    )
    key = base64.b64encode(bytes.fromhex(public)).decode()
    assert is_signed(b"\xaf\x82", bytes.fromhex(signature), key)


def test_another_key_is_refused_until_the_card_is_to_replace_the_former(
    district: AnOffice, primary: AnOffice
) -> None:
    before = known_key(district)
    new = primary.cards.renew_key()
    refused = enrolled_again(district, primary)
    assert refused.status == "refused"
    assert new.fingerprint in (refused.why or "")
    assert before is not None
    assert before in (refused.why or "")
    assert known_key(district) == before
    assert enrolled_again(district, primary, replace=True).status == "updated"
    assert known_key(district) == new.fingerprint
    current, former = district.keys.of("T1")
    assert (current.fingerprint, current.replaced_at) == (new.fingerprint, None)
    assert former.fingerprint == before
    assert former.replaced_at == current.enrolled_at


def test_an_older_card_brings_no_former_key_back(district: AnOffice, primary: AnOffice) -> None:
    old = primary.card().read_bytes()
    new = primary.cards.renew_key()
    enrolled_again(district, primary, replace=True)
    path = district.folder / "old.ucard"
    path.write_bytes(old)
    (refused,) = district.cards.enrol([path], replace=True)
    assert "older" in (refused.why or "")
    assert known_key(district) == new.fingerprint


def test_a_revoked_key_is_believed_no_longer(district: AnOffice, primary: AnOffice) -> None:
    district.keys.revoke("T1", "  Mất máy tính  ", date(2026, 11, 2))
    (key,) = district.keys.of("T1")
    assert (key.revoked_on, key.revoke_reason) == (date(2026, 11, 2), "Mất máy tính")
    assert known_key(district) is None
    refused = enrolled_again(district, primary, replace=True)
    assert "revoked on 02/11/2026" in (refused.why or "")
    new = primary.cards.renew_key()
    assert enrolled_again(district, primary, replace=True).status == "updated"
    assert known_key(district) == new.fingerprint


def test_revoking_is_a_deed_that_can_be_undone(district: AnOffice, primary: AnOffice) -> None:
    before = known_key(district)
    district.keys.revoke("T1", "Nhầm")
    district.undo()
    assert known_key(district) == before


def test_only_a_key_that_is_there_is_revoked_and_not_without_reason(
    district: AnOffice, primary: AnOffice
) -> None:
    with pytest.raises(UserError, match="why"):
        district.keys.revoke("T1", " ")
    with pytest.raises(UserError, match="T9"):
        district.keys.revoke("T9", "Mất máy")
    district.keys.revoke("T1", "Mất máy")
    with pytest.raises(UserError, match="no key"):
        district.keys.revoke("T1", "Mất máy")


def old_card(office: AnOffice) -> Path:
    """As it was written before there were keys."""
    card = office.card()
    content = json.loads(card.read_text(encoding="utf-8"))
    del content["fingerprint"]
    content |= {"format": 1, "public_key": None}
    path = card.with_name("old.ucard")
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_card_without_a_key_is_taken_and_the_key_follows(levels: Levels) -> None:
    district, primary = levels.office("H1", "district"), levels.office("T1")
    (entry,) = district.cards.enrol([old_card(primary)])
    assert (entry.status, known_key(district)) == ("enrolled", None)
    assert enrolled_again(district, primary).status == "updated"
    key = known_key(district)
    assert key is not None
    (entry,) = district.cards.enrol([old_card(primary)])
    assert (entry.status, known_key(district)) == ("unchanged", key)


def test_enrolling_and_replacing_can_be_undone(district: AnOffice, primary: AnOffice) -> None:
    before = known_key(district)
    primary.cards.renew_key()
    enrolled_again(district, primary, replace=True)
    district.undo()
    assert known_key(district) == before
    district.undo()
    assert district.cards.enrolled() == []
