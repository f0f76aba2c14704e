"""The sub-commands: each is found in the module that it is said to be in."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from support.command_line import Run

from unionoffice import cli
from unionoffice.cli.program import SUB_COMMANDS


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
