"""The sub-commands: each is found in the module that it is said to be in."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from support.command_line import Run

from unionoffice import __version__, cli
from unionoffice.cli.program import SUB_COMMANDS

LEVEL = ("--level", "primary", "--code", "T1", "--name", "T1")


def test_every_sub_command_of_every_module_is_known() -> None:
    modules = Path(cli.__file__).parent.glob("*_commands.py")
    found = {
        module.stem.removesuffix("_commands"): tuple(
            command.name for command in import_module(f"unionoffice.cli.{module.stem}").COMMANDS
        )
        for module in modules
    }
    assert found == SUB_COMMANDS


def test_unknown_sub_command_is_wrong_usage(run: Run) -> None:
    answer = run("repot")
    assert answer.status == 2
    assert "repot" in answer.err


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"unionoffice {__version__}\n"


def test_a_language_that_is_not_spoken_is_told(run: Run, tmp_path: Path) -> None:
    answer = run("new", tmp_path / "a.uoffice", *LEVEL, "--lang", "fr")
    assert answer.err.startswith("The program does not speak “fr”. It speaks: vi, en")
    assert (tmp_path / "a.uoffice").exists()


def test_an_office_in_no_folder_is_told_of_the_folder(run: Run, tmp_path: Path) -> None:
    answer = run("new", tmp_path / "none" / "a.uoffice", *LEVEL)
    assert (answer.status, answer.out) == (1, "")
    assert f"The folder {tmp_path / 'none'} does not exist." in answer.err
