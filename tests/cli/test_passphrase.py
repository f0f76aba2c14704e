"""Encrypted offices by the command line, with the passphrase in a file as batch jobs have it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from support.command_line import Run

from unionoffice.bootstrap import PASSPHRASE_FILE
from unionoffice.store.key_record import read_record
from unionoffice.store.keyring import KEYRING

OWN = ("--level", "primary", "--code", "T1", "--name", "CĐCS Nhà máy Bí Mật")
FIRST, SECOND = "bốn con trâu ăn cỏ", "năm con voi uống nước"
Use = Callable[[str], Path]


@pytest.fixture
def use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """From now on this is the passphrase that the environment names, for a new process."""

    def choose(passphrase: str) -> Path:
        file = tmp_path / "passphrase.txt"
        file.write_text(passphrase + "\n", encoding="utf-8")
        monkeypatch.setenv(PASSPHRASE_FILE, str(file))
        KEYRING.forget()
        return file

    yield choose
    KEYRING.forget()
    KEYRING.supplier = None


@pytest.fixture
def office(run: Run, use: Use, tmp_path: Path) -> Path:
    path = tmp_path / "secret" / "office.uoffice"
    path.parent.mkdir()
    use(FIRST)
    answer = run("new", path, *OWN, "--encrypted", "--recovery-page", tmp_path / "page.pdf")
    assert answer.status == 0, answer.err
    return path


def test_every_command_works_on_an_encrypted_office(
    run: Run, use: Use, office: Path, tmp_path: Path
) -> None:
    people = tmp_path / "list.csv"
    people.write_text("Họ và tên,Ngày sinh\nTrần Thị Kín,03/02/1985\n", encoding="utf-8")
    use(FIRST)
    year = ("vn-member-benefit", "--from", "2017-01-01", "--to", "2017-12-31")
    backup = office.with_name("backup.uoffice")
    for words in (
        ("import", office, "members", people),
        ("list", office, "members"),
        ("report", office, *year, "--out", tmp_path / "out.json"),
        ("send", office, *year, "--out", tmp_path / "out.upack"),
        ("check", office),
        ("backup", office, backup),
        ("restore", backup, office),
        ("upgrade", office),
        ("check", backup),
    ):
        answer = run(*words)
        assert answer.status == 0, (words, answer.err)
    assert "Trần Thị Kín" in run("list", office, "members").out
    for file in office.parent.iterdir():
        assert "Trần Thị Kín".encode() not in file.read_bytes(), file


def test_recovery_page_can_be_read_and_its_key_opens_the_office(
    run: Run, use: Use, office: Path, tmp_path: Path
) -> None:
    page = PdfReader(tmp_path / "page.pdf").pages[0].extract_text()
    assert "CĐCS Nhà máy Bí Mật" in page
    # A group may be of figures alone.
    groups = [line for line in page.splitlines() if re.fullmatch(r"[0-9A-Z]{5}", line)]
    use("-".join(groups))
    answer = run("passphrase", "change", office, "--new-file", tmp_path / "none.txt")
    assert answer.status == 1
    assert "cannot be read" in answer.err
    new = tmp_path / "new.txt"
    new.write_text(SECOND, encoding="utf-8")
    assert run("passphrase", "change", office, "--new-file", new).status == 0
    use(FIRST)
    answer = run("list", office, "members")
    assert answer.status == 1
    assert "does not open" in answer.err
    use(SECOND)
    assert run("list", office, "members").status == 0


def test_without_a_passphrase_the_office_is_said_to_be_encrypted(
    run: Run, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PASSPHRASE_FILE)
    KEYRING.forget()
    KEYRING.supplier = None
    before = office.read_bytes()
    for words in (("check", office), ("list", office, "members"), ("passphrase", "remove", office)):
        answer = run(*words)
        assert answer.status == 1
        assert PASSPHRASE_FILE in answer.err
        assert len(answer.err.strip().splitlines()) == 1
    assert office.read_bytes() == before


def test_passphrase_is_set_and_removed_and_plain_copies_are_dealt_with(
    run: Run, use: Use, tmp_path: Path
) -> None:
    office, copy = tmp_path / "office.uoffice", tmp_path / "copy.uoffice"
    assert run("new", office, *OWN).status == 0
    assert run("backup", office, copy).status == 0
    use(FIRST)
    answer = run("passphrase", "set", office)
    assert answer.status == 0, answer.err
    assert str(copy) in answer.err
    assert read_record(office) is not None
    assert run("passphrase", "copies", office, "--encrypt").out.strip() == str(copy)
    assert read_record(copy) == read_record(office)
    assert run("passphrase", "copies", office).out == ""
    assert run("passphrase", "recovery", office).out != answer.out
    assert run("passphrase", "remove", office).status == 0
    assert read_record(office) is None
    assert run("list", office, "members").status == 0


def test_weak_passphrase_is_refused_and_nothing_is_made(run: Run, use: Use, tmp_path: Path) -> None:
    office = tmp_path / "office.uoffice"
    for weak in ("", "12345678", "matkhau123", "congdoan", "aaaaaaaaaaaa", "qwertyuiop"):
        use(weak)
        assert run("new", office, *OWN, "--encrypted").status == 1
        assert not office.exists()


def test_check_says_of_an_encrypted_office_what_its_pages_prove(
    run: Run, use: Use, office: Path
) -> None:
    use(FIRST)
    said = run("check", office).out
    assert "every page in use was read as it was written" in said
    assert "was not closed properly" not in said
    content = bytearray(office.read_bytes())
    content[9000] ^= 1
    office.write_bytes(content)
    answer = run("check", office)
    assert (answer.status, "save what can still be read" in answer.out) == (1, True)
