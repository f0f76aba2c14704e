"""Backups by commands: what could harm the office is refused."""

from __future__ import annotations

from pathlib import Path

from support.command_line import Run


def test_an_office_is_neither_backed_up_nor_restored_onto_itself(run: Run, tmp_path: Path) -> None:
    office = tmp_path / "T1.uoffice"
    run("new", office, "--level", "primary", "--code", "T1", "--name", "CĐCS")
    before, place = office.read_bytes(), office.stat().st_ino
    for command in ("backup", "restore"):
        answer = run(command, office, office)
        assert (answer.status, "is the office itself" in answer.err) == (1, True)
    assert (office.read_bytes(), office.stat().st_ino) == (before, place)
    assert run("backup", office, tmp_path / "T1.backup.uoffice").status == 0
