"""A shape of msgspec is understood as its module is loaded, by one thread alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from support.sources import name_of, project_files, text_of


def test_no_two_threads_come_to_understand_a_shape_at_once() -> None:
    """It happens where a shape is first used, and brings down two threads that do it together.

    A decoder understands its shape as it is made: what `msgspec.convert` needs is its `type`.
    """
    found = [
        f"{name_of(path)}:{line}"
        for path in project_files("unionoffice/**/*.py")
        for line in _late_ones(ast.parse(text_of(path) or ""))
    ]
    assert not found


def _late_ones(module: ast.Module) -> Iterator[int]:
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef | ast.Lambda):
            yield from (call.lineno for call in _calls(function) if _understands(call))


def _calls(function: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(function) if isinstance(node, ast.Call))


def _understands(call: ast.Call) -> bool:
    name = ast.unparse(call.func)
    if name == "msgspec.convert":
        return not ast.unparse(call.args[1]).endswith(".type")
    has_type = any(word.arg == "type" for word in call.keywords)
    return name.endswith("json.Decoder") or (name == "msgspec.json.decode" and has_type)
