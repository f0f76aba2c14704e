"""What msgspec reads into is known to it before two threads can ask for it at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "unionoffice"
READERS = {"convert": 1, "decode": None}  # where the type stands; None: only as `type=`
PLAIN = {"str", "int", "list", "dict", "tuple"}


def read_types(tree: ast.AST) -> Iterator[str]:
    """The names of the types that `msgspec.convert` and `decode` are told to read."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        told = node.func
        if not ast.unparse(told).startswith("msgspec.") or told.attr not in READERS:
            continue
        place = READERS[told.attr]
        shapes = [each.value for each in node.keywords if each.arg == "type"]
        if place is not None and len(node.args) > place:
            shapes.append(node.args[place])
        for shape in shapes:
            if isinstance(shape, ast.Attribute):  # the type of a decoder, which knows it
                continue
            yield from {each.id for each in ast.walk(shape) if isinstance(each, ast.Name)} - PLAIN


def known_types(tree: ast.AST) -> Iterator[str]:
    """Those that are declared `known_at_once`, or for which a module keeps a decoder."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            marks = {ast.unparse(each) for each in node.decorator_list}
            if "known_at_once" in marks:
                yield node.name
        elif isinstance(node, ast.Assign) and _is_decoder(node.value):
            yield from (each.id for each in ast.walk(node.value) if isinstance(each, ast.Name))


def _is_decoder(value: ast.expr) -> bool:
    return ast.unparse(value).startswith(("msgspec.json.Decoder(", "msgspec.msgpack.Decoder("))


def test_types_that_are_read_are_known_before() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")]
    read = {name for tree in trees for name in read_types(tree)}
    assert "Form" in read
    assert read - {name for tree in trees for name in known_types(tree)} == set()
