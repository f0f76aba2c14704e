"""Sealed packages: only the body above opens them, with this program or with the age tool."""

from __future__ import annotations

import base64
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
import rfc8785
from exchange.levels import YEAR, AnOffice, Levels, help_one_more
from sqlalchemy import select, text
from support.command_line import Run

from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.exchange.archive import pack
from unionoffice.exchange.card_file import read_card
from unionoffice.exchange.envelope import Opener, sealed
from unionoffice.exchange.upper_body import UpperBodies
from unionoffice.registers.organisation.model import SealingKey
from unionoffice.services.sealing_keys import identities, make_sealing_key, seal, unseal

# Made with the age tool 1.1.1 for the first key of its test kit.
IDENTITY = "AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6"
RECIPIENT = "age1w3tyke4gev25vaxxsvcgqu4484rf6ejpmavs57p6yz6lhy2sfs5swrvwyn"
AGE_FILE = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBzNlc5c0l5VExwcHhUT00wc1VVWVNablQyaDIwV2wrZEorbklO"
    "cGNkbHpnCmZ5UXhPTEFvbzRzSkVqb2s2VFRhcEc0V3NTL2padlRpVzhmRXY4Tmh1cVkKLS0tIG5FdlgySHRUUmNTYzcy"
    "Um1xYVdIVjZ3MFJxcldRN0xjR080Z2xDNDM4VkEKopOwNQT7YQ8JvyrAXe6otjBqPHtgTfrVJUL+QnU//87T3WP+nMB7"
    "ha0eJgYW5cKprcHjv/Q1Mda4jNeDdKyRIqcdaCI="
)


@pytest.fixture
def district(levels: Levels) -> AnOffice:
    return levels.office("H1", "district")


@pytest.fixture
def primary(levels: Levels, district: AnOffice) -> AnOffice:
    (office,) = levels.primaries("T1")
    district.enrol(office)
    UpperBodies(office.store).take(district.card())
    return office


def send_sealed(office: AnOffice, name: str = "") -> Path:
    path = office.folder / (name or f"{office.code}-sealed.upack")
    return office.sending.send(office.form, YEAR, path, seal=True).path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def why(office: AnOffice, content: bytes) -> str:
    path = office.folder / "hostile.upack"
    path.write_bytes(content)
    (file,) = office.collect(path)
    assert file.status == "refused"
    return file.why or ""


def test_age_files_are_those_of_the_standard() -> None:
    assert unseal(AGE_FILE, [IDENTITY]) == "Công đoàn cơ sở Trường THPT".encode()
    assert str(pyrage.x25519.Identity.from_str(IDENTITY).to_public()) == RECIPIENT


def test_canonical_json_is_that_of_the_standard() -> None:
    """The example of RFC 8785, section 3.2.2."""
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    assert (
        rfc8785.dumps(value)
        == (
            '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
            '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
        ).encode()
    )


def test_a_sealed_package_is_taken_in_where_it_was_sealed_for(
    district: AnOffice, primary: AnOffice
) -> None:
    path = send_sealed(primary)
    assert set(members(path)) == {"envelope.json", "sealed.age"}
    assert b"figures.json" not in path.read_bytes()
    assert district.statuses(path) == ["accepted"]
    assert district.statuses(path, primary.send("plain.upack")) == ["already_held"] * 2


def test_elsewhere_a_sealed_package_is_refused_by_name(levels: Levels, primary: AnOffice) -> None:
    other = levels.office("H2", "district")
    other.card()  # it has a key of its own to try
    other.enrol(primary)
    (file,) = other.collect(send_sealed(primary))
    assert file.status == "refused"
    assert "sealed for “Công đoàn H1” (H1)" in (file.why or "")


def test_the_age_tool_opens_what_was_sealed(
    district: AnOffice, primary: AnOffice, tmp_path: Path
) -> None:
    if shutil.which("age") is None:
        pytest.skip("the age tool is not installed")
    plain, closed = primary.send(), members(send_sealed(primary))["sealed.age"]
    key, file = tmp_path / "key.txt", tmp_path / "sealed.age"
    with district.store.reading() as session:
        key.write_text(session.scalars(select(SealingKey.identity)).one() + "\n")
    file.write_bytes(closed)
    command = ["age", "--decrypt", "--identity", str(key), str(file)]
    opened = subprocess.run(command, check=True, capture_output=True).stdout
    assert opened == plain.read_bytes()


def test_what_was_sealed_for_a_former_key_still_opens(
    district: AnOffice, primary: AnOffice
) -> None:
    path = send_sealed(primary)
    with district.store.writing("Keys") as session:
        make_sealing_key(session)
    assert district.statuses(path) == ["accepted"]


def test_a_key_that_was_lost_is_said_to_the_right_office(
    district: AnOffice, primary: AnOffice
) -> None:
    path = send_sealed(primary)
    with district.store.remembering() as session:
        session.execute(text("DELETE FROM sealing_keys"))
    district.card()
    (file,) = district.collect(path)
    assert "newest card" in (file.why or "")


def test_without_the_card_of_the_body_above_nothing_is_sealed(levels: Levels) -> None:
    (office,) = levels.primaries("T9")
    with pytest.raises(UserError, match="card of the body above is not here"):
        send_sealed(office)
    assert office.sending.sent() == []


def test_the_private_key_stands_in_one_place_only(district: AnOffice) -> None:
    card = district.card().read_text(encoding="utf-8")
    with district.store.reading() as session:
        (identity,) = identities(session)
        journal = session.execute(text("SELECT before, after FROM changes")).all()
    assert identity not in card
    assert identity not in repr(journal)


# Hostile files


@pytest.mark.parametrize("cut", [1, 16, 40, 200, 10_000])
def test_a_sealed_part_that_was_cut_off_is_refused(
    district: AnOffice, primary: AnOffice, cut: int
) -> None:
    parts = members(send_sealed(primary))
    parts["sealed.age"] = parts["sealed.age"][:-cut]
    assert "cut off or was changed" in why(district, pack(parts))


@pytest.mark.parametrize("place", [0, 30, 70, 150, -1, -300])
def test_a_changed_letter_is_noticed(district: AnOffice, primary: AnOffice, place: int) -> None:
    parts = members(send_sealed(primary))
    content = bytearray(parts["sealed.age"])
    content[place] ^= 1
    parts["sealed.age"] = bytes(content)
    assert why(district, pack(parts))


def two_recipients(recipient: str) -> bytes:
    keys = [recipient, RECIPIENT]
    return pyrage.encrypt(b"x", [pyrage.x25519.Recipient.from_str(key) for key in keys])


SEALS: list[Callable[[str], bytes]] = [
    lambda _recipient: pyrage.passphrase.encrypt(b"x", "mật khẩu"),
    two_recipients,
]


@pytest.mark.parametrize("make", SEALS, ids=["passphrase", "two recipients"])
def test_other_ways_of_sealing_are_refused(
    district: AnOffice, primary: AnOffice, make: Callable[[str], bytes]
) -> None:
    parts = members(send_sealed(primary))
    recipient = read_card(district.card()).recipient
    assert recipient is not None
    parts["sealed.age"] = make(recipient)
    assert "not accepted here" in why(district, pack(parts))


def test_a_sealed_part_that_is_no_age_file_is_refused(
    district: AnOffice, primary: AnOffice
) -> None:
    parts = members(send_sealed(primary))
    for content in (b"", b"age-encryption.org/v1\n", b"age-encryption.org/v2\n--- x\n", b"PK" * 9):
        assert "cut off or was changed" in why(district, pack(parts | {"sealed.age": content}))


@pytest.mark.parametrize(
    "envelope",
    [
        b"",
        b"[]",
        b'{"format":1}',
        b'{"format":1,"receiver":{"code":"H1","name":"H","more":1}}',
        b'{"format":1,"format":1,"receiver":{"code":"H1","name":"H"}}',
        b'{"format":1,"receiver":{"code":"","name":"H"}}',
    ],
)
def test_a_damaged_envelope_is_refused(
    district: AnOffice, primary: AnOffice, envelope: bytes
) -> None:
    parts = members(send_sealed(primary)) | {"envelope.json": envelope}
    assert "envelope of the sealed file is damaged" in why(district, pack(parts))


def test_a_newer_envelope_is_refused_with_a_sentence(district: AnOffice, primary: AnOffice) -> None:
    parts = members(send_sealed(primary))
    said = json.loads(parts["envelope.json"]) | {"format": 2}
    parts["envelope.json"] = json.dumps(said).encode()
    assert "newer UnionOffice" in why(district, pack(parts))


def test_only_what_belongs_stands_in_an_envelope(district: AnOffice, primary: AnOffice) -> None:
    parts = members(send_sealed(primary))
    assert "does not belong" in why(district, pack(parts | {"manifest.json": b"{}"}))
    assert "incomplete" in why(district, pack({"envelope.json": parts["envelope.json"]}))
    assert "larger" in why(district, pack(parts | {"envelope.json": b" " * 70_000}))


def test_an_envelope_in_an_envelope_is_not_opened(district: AnOffice, primary: AnOffice) -> None:
    upper = UpperBodies(primary.store).required()
    inner = send_sealed(primary).read_bytes()
    content = sealed(inner, upper.receiver, upper.recipient)
    assert "does not belong" in why(district, content)


def test_what_is_sealed_is_still_judged_by_its_signature(
    levels: Levels, district: AnOffice, primary: AnOffice
) -> None:
    upper = UpperBodies(primary.store).required()
    stranger = levels.primaries("T7")[0]
    content = sealed(stranger.send().read_bytes(), upper.receiver, upper.recipient)
    assert "is not expected to hand in here" in why(district, content)


def test_sealing_does_not_change_versions(district: AnOffice, primary: AnOffice) -> None:
    send_sealed(primary)
    assert primary.sent().version == 1
    help_one_more(primary)
    path = send_sealed(primary)
    assert [file.version for file in district.collect(path)] == [2]


def test_an_opener_leaves_plain_files_alone() -> None:
    assert Opener("H1", []).opened(b"PK anything") == b"PK anything"
    with pytest.raises(RefusedFileError):
        unseal(seal(b"x", RECIPIENT), [])


# The card of the body above


def changed(card: Path, **values: object) -> Path:
    content = json.loads(card.read_text(encoding="utf-8")) | values
    path = card.with_name(f"changed-{card.name}")
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "values",
    [
        {"recipient": RECIPIENT},
        {"recipient": None},
        {"recipient": "age1"},
        {"signature": None},
        {"signature": "AAAA"},
        {"signature": "…"},
        {"name": "Ai đó"},
        {"format": 2},
    ],
)
def test_nobody_puts_another_recipient_on_a_card(
    levels: Levels, district: AnOffice, values: dict[str, object]
) -> None:
    (office,) = levels.primaries("T9")
    with pytest.raises(RefusedFileError, match="no identity card, or it is damaged"):
        UpperBodies(office.store).take(changed(district.card(), **values))
    assert UpperBodies(office.store).current() is None


def test_only_the_body_above_is_taken(levels: Levels, district: AnOffice) -> None:
    (office,) = levels.primaries("T9")
    uppers = UpperBodies(office.store)
    with pytest.raises(UserError, match="does not stand above"):
        uppers.take(levels.primaries("T8")[0].card())
    with pytest.raises(UserError, match="has the code H1, but this card is that of H2"):
        uppers.take(levels.office("H2", "district").card())
    assert uppers.take(district.card()) == uppers.take(district.card()) == uppers.current()


def test_another_key_of_the_body_above_is_taken_only_on_purpose(
    district: AnOffice, primary: AnOffice
) -> None:
    uppers = UpperBodies(primary.store)
    before = uppers.required()
    district.cards.renew_key()
    with pytest.raises(UserError, match="itself whether its key is new"):
        uppers.take(district.card())
    assert uppers.required() == before
    uppers.take(district.card(), replace=True)
    assert uppers.required().fingerprint == district.cards.key().fingerprint
    primary.undo()
    assert uppers.required() == before


def test_commands_seal_and_take_the_card(
    levels: Levels, district: AnOffice, run: Run, tmp_path: Path
) -> None:
    (office,) = levels.primaries("T9")
    district.enrol(office)
    file, out = str(office.store.path), str(tmp_path / "T9.upack")
    card = str(district.card())
    office.store.close()
    year = ("vn-member-benefit", "--from", "2026-01-01", "--to", "2026-12-31", "--out", out)
    refused = run("send", file, *year, "--seal")
    assert (refused.status, "take it in, once" in refused.err) == (1, True)
    assert run("enrol", file, card, "--upper").status == 0
    assert run("send", file, *year, "--seal").status == 0
    with zipfile.ZipFile(io.BytesIO(Path(out).read_bytes())) as archive:
        assert archive.namelist() == ["envelope.json", "sealed.age"]
    assert district.statuses(Path(out)) == ["accepted"]
