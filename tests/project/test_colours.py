"""The look is decided in one place: no other file of the window holds a colour."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from support.sources import ROOT, name_of

WINDOW = ROOT / "unionoffice" / "gui"
TOKENS = WINDOW / "tokens.py"
WRITTEN_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|\brgba?\(")


def test_only_the_tokens_hold_colours() -> None:
    coloured = [
        f"{name_of(path)}:{line}"
        for path in sorted(WINDOW.rglob("*.py"))
        if path != TOKENS
        for line in _lines_with_colours(path)
    ]
    assert not coloured


def _lines_with_colours(path: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Constant(value=str(text)) if WRITTEN_COLOUR.search(text):
                yield node.lineno
            case ast.Call(func=ast.Name("QColor"), args=[ast.Constant(), *_]):
                # QColor(colour("page")) asks the tokens; QColor(9, 9, 9) and QColor("red") do not.
                yield node.lineno
            case ast.Attribute(value=ast.Attribute(attr="GlobalColor"), attr=name):
                if name != "transparent":
                    yield node.lineno
            case _:
                pass
