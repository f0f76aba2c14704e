"""Accounts on the command line: made, listed, asked for, and never with a password in sight."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader
from support.command_line import Run

PASSWORD = "lúa chín vàng đồng"


@pytest.fixture
def password(tmp_path: Path) -> Path:
    file = tmp_path / "password.txt"
    file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    return file


@pytest.fixture
def office(run: Run, tmp_path: Path, password: Path) -> Path:
    path = tmp_path / "office.uoffice"
    assert run("new", path, "--level", "primary", "--code", "T1", "--name", "CĐCS A").status == 0
    made = run("accounts", "add", path, "Lan", "--role", "chair", "--password-file", password)
    assert made.status == 0
    return path


def test_an_office_with_accounts_asks_who_is_there(run: Run, office: Path) -> None:
    refused = run("list", office, "members")
    assert refused.status == 1
    assert "--account NAME" in refused.err


def test_batch_jobs_name_account_and_password_file(
    run: Run, office: Path, password: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = run("list", office, "members", "--account", "Lan")
    assert "UNIONOFFICE_ACCOUNT_PASSWORD_FILE" in without.err
    monkeypatch.setenv("UNIONOFFICE_ACCOUNT_PASSWORD_FILE", str(password))

    hoa = ("accounts", "add", office, "Hoa", "--role", "clerk", "--password-file", password)
    assert run("--account", "Lan", *hoa).status == 0
    listed = run("accounts", "list", office, "--account=Hoa")
    assert "Hoa\tclerk" in listed.out
    assert PASSWORD not in listed.out + listed.err

    refused = run("accounts", "remove", office, "Lan", "--account", "Hoa")
    assert (refused.status, "It is for: Chair." in refused.err) == (1, True)
    assert run("accounts", "remove", office, "Hoa", "--account", "Lan").status == 0
    assert run("accounts", "remove", office, "Lan", "--account", "Lan").status == 1


def test_a_wrong_password_is_one_line_without_it(
    run: Run, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("không phải mật khẩu này", encoding="utf-8")
    monkeypatch.setenv("UNIONOFFICE_ACCOUNT_PASSWORD_FILE", str(wrong))
    answer = run("list", office, "members", "--account", "Lan", "--debug")
    assert answer.status == 1
    assert "Name or password is wrong." in answer.err
    assert "không phải" not in answer.err


def test_only_the_chair_restores_over_an_office_with_accounts(
    run: Run, office: Path, password: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "backup.uoffice"
    shutil.copy(office, backup)
    assert run("restore", backup, office).status == 1
    monkeypatch.setenv("UNIONOFFICE_ACCOUNT_PASSWORD_FILE", str(password))
    assert run("restore", backup, office, "--account", "Lan").status == 0


def test_only_those_who_may_in_the_window_back_an_office_with_accounts_up(
    run: Run, office: Path, password: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "backup.uoffice"
    assert "--account NAME" in run("backup", office, backup).err
    monkeypatch.setenv("UNIONOFFICE_ACCOUNT_PASSWORD_FILE", str(password))
    an = ("accounts", "add", office, "An", "--role", "auditor", "--password-file", password)
    assert run("--account", "Lan", *an).status == 0
    refused = run("backup", office, backup, "--account", "An")
    assert (refused.status, "Making backups" in refused.err) == (1, True)
    assert not backup.exists()
    assert run("backup", office, backup, "--account", "Lan").status == 0


def test_an_account_without_a_name_is_wrong_usage(run: Run, office: Path) -> None:
    assert run("list", office, "members", "--account").status == 2


def test_code_of_the_first_account_lets_the_chair_back_in(
    run: Run, tmp_path: Path, password: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, other = tmp_path / "office.uoffice", tmp_path / "code.txt"
    run("new", office, "--level", "primary", "--code", "T1", "--name", "CĐCS A")
    made = run("accounts", "add", office, "Lan", "--role", "chair", "--password-file", password)
    assert "by it a chair signs in" in made.err
    other.write_text(made.out, encoding="utf-8")
    monkeypatch.setenv("UNIONOFFICE_ACCOUNT_PASSWORD_FILE", str(other))
    renewed = run("accounts", "code", office, "--account", "Lan", "--page", tmp_path / "code.pdf")
    assert renewed.status == 0
    page = PdfReader(tmp_path / "code.pdf").pages[0].extract_text()
    assert "By this code a chair signs in" in page
    assert run("list", office, "members", "--account", "Lan").status == 1  # the former code
