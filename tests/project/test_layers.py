"""Imports point down, and registers keep to themselves."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.sources import ROOT, name_of

REGISTERS = ROOT / "unionoffice" / "registers"
KNOWN_TO_ALL = {"people", "organisation"}


def test_the_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    finished = subprocess.run(
        [linter, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_a_register_knows_people_and_organisation_and_no_other() -> None:
    strangers = [
        f"{name_of(path)} imports {module}"
        for path in REGISTERS.glob("*/**/*.py")
        for module in _imported_modules(path)
        if _register_in(module) not in {None, path.relative_to(REGISTERS).parts[0], *KNOWN_TO_ALL}
    ]
    assert not strangers


@pytest.mark.parametrize("layer", ["gui", "cli", "services", "reports", "spreadsheets", "exchange"])
def test_no_service_window_or_command_asks_which_register_it_has(layer: str) -> None:
    named = [
        f"{name_of(path)}:{node.lineno}"
        for path in (ROOT / "unionoffice" / layer).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare) and ast.unparse(node.left).endswith("register.key")
        if any(isinstance(other, ast.Constant) for other in node.comparators)
    ]
    assert not named


def _imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _register_in(module: str) -> str | None:
    """The register that a module belongs to, if it belongs to one."""
    parts = module.split(".")
    if parts[:2] != ["unionoffice", "registers"] or len(parts) < 3:
        return None
    return parts[2] if (REGISTERS / parts[2]).is_dir() else None
