"""The command line speaks the chosen language, and complains in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.command_line import Run

from unionoffice.cli.program import all_help


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("report", "office"), "Missing argument 'APPENDIX'. See unionoffice report --help."),
        (("bodies", "nix"), "No such command 'nix'. See unionoffice bodies --help."),
        (("deadlines", "o", "f", "--days", "x"), "'x' is no whole number."),
        (("new", "o", "--level", "x"), "'x' is not one of 'primary', 'district'"),
    ],
)
def test_wrong_usage_is_told_in_one_line(run: Run, arguments: tuple[str, ...], says: str) -> None:
    answer = run(*arguments)
    assert (answer.status, answer.out) == (2, "")
    assert says in answer.err
    assert answer.err.count("\n") == 1


def test_all_help_is_gathered_for_the_catalogues() -> None:
    found = set(all_help())
    assert {
        "Make an empty office.",
        "The new name.",
        "Encrypt OFFICE; prints its recovery key.",
    } <= found


def test_what_became_of_a_file_is_told_in_words(run: Run, tmp_path: Path) -> None:
    office = tmp_path / "H1.uoffice"
    run("new", office, "--level", "district", "--code", "H1", "--name", "Huyện")
    file = tmp_path / "list.csv"
    file.touch()
    answer = run("collect", office, file)
    assert answer.out.startswith(f"{file} · Refused · A filled-in form is collected as .xlsx only.")


def test_a_list_without_sheets_is_called_by_its_file(run: Run, tmp_path: Path) -> None:
    office, file = tmp_path / "office.uoffice", tmp_path / "people.csv"
    run("new", office, "--level", "primary", "--code", "T1", "--name", "May")
    file.write_text("Full name,Birth date\nLê Văn An,5/3/1985\nTrần Bình,31/02/1990\n", "utf-8")
    answer = run("import", office, "members", file)
    assert answer.out.startswith("people.csv: 2 rows; 1 created")
    assert "people.csv, row 3: " in answer.err
