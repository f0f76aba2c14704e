"""`python -m trust.mutation 2`: changes the core in small ways, and counts what its tests notice.

Every second place (or each with 1) at which a sign, a number or a condition can be turned round is
turned round alone, and `tests/core` run against it in a process of its own. What no test notices
is told with its line: a test is missing there, or the change changes nothing.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import io
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from support.sources import ROOT
from trust.outcomes import Outcome, summary

CORE = ROOT / "unionoffice" / "core"
TESTS = ROOT / "tests" / "core"
LEFT_OUT = {"__init__", "i18n", "paths", "files", "errors"}  # tried by the tests of whole deeds
LONGEST = 60  # seconds; what runs for ever has been noticed
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}  # fmt: skip


class Mutator(ast.NodeTransformer):
    """Turns round the place with this number; counts them all with none."""

    def __init__(self, wanted: int = -1) -> None:
        self._wanted = wanted
        self.places: list[int] = []  # their lines

    def _is_here(self, node: ast.expr | ast.stmt) -> bool:
        self.places.append(node.lineno)
        return len(self.places) - 1 == self._wanted

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.body = [self.visit(each) for each in node.body]
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        # Neither decorators nor types: what they say is checked otherwise.
        node.body = [self.visit(each) for each in node.body]
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if type(node.ops[0]) in COMPARISONS and self._is_here(node):
            node.ops[0] = COMPARISONS[type(node.ops[0])]()
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if type(node.op) in SUMS and self._is_here(node):
            node.op = SUMS[type(node.op)]()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        if self._is_here(node):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        return node.operand if isinstance(node.op, ast.Not) and self._is_here(node) else node

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        if self._is_here(node):
            node.test = ast.UnaryOp(ast.Not(), node.test)
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        self.generic_visit(node)
        if node.value is not None and self._is_here(node):
            node.value = ast.Constant(None)
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool):
            return ast.Constant(not node.value) if self._is_here(node) else node
        if isinstance(node.value, int):
            return ast.Constant(node.value + 1) if self._is_here(node) else node
        return node


def places_of(path: Path) -> list[int]:
    counting = Mutator()
    counting.visit(ast.parse(path.read_text(encoding="utf-8")))
    return counting.places


def changed(path: Path, wanted: int) -> ast.Module:
    tree = Mutator(wanted).visit(copy.deepcopy(ast.parse(path.read_text(encoding="utf-8"))))
    return ast.fix_missing_locations(tree)  # type: ignore[no-any-return]


def is_noticed(path: Path, wanted: int) -> bool:
    child = os.fork()
    if child == 0:
        status = 1
        with contextlib.suppress(BaseException):
            status = _run_against(path, wanted)
        os._exit(status)
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) != 0
        time.sleep(0.02)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return True


def _run_against(path: Path, wanted: int) -> int:
    """Load the changed module in the place of the real one, and run the tests; 0 if all pass."""
    import pytest

    name = f"unionoffice.core.{path.stem}"
    for loaded in [each for each in sys.modules if each.startswith("unionoffice.core.")]:
        if loaded.rpartition(".")[2] not in LEFT_OUT:
            del sys.modules[loaded]
    code = compile(changed(path, wanted), str(path), "exec")
    sys.meta_path.insert(0, _Finder(name, path, code))
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", str(TESTS)]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return int(pytest.main(options))


class _Finder:
    """Finds one module, with other code than its file has."""

    def __init__(self, name: str, path: Path, code: object) -> None:
        self._name, self._path, self._code = name, path, code

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> object:
        from importlib.util import spec_from_loader

        return spec_from_loader(name, self, origin=str(self._path)) if name == self._name else None

    def create_module(self, _spec: object) -> None:
        return None

    def exec_module(self, module: object) -> None:
        exec(self._code, module.__dict__)  # type: ignore[arg-type] # the program itself, turned round


def tried(step: int) -> Iterator[Outcome]:
    for path in sorted(CORE.glob("*.py")):
        if path.stem in LEFT_OUT:
            continue
        lines = places_of(path)
        chosen = range(0, len(lines), step)
        missed = [lines[wanted] for wanted in chosen if not is_noticed(path, wanted)]
        note = f"lines {', '.join(map(str, missed))}" if missed else ""
        outcome = Outcome(path.stem, len(chosen), len(missed), note)
        print(outcome, flush=True)
        yield outcome


def main() -> None:
    began = time.monotonic()
    found = [*tried(int(sys.argv[1]) if len(sys.argv) > 1 else 1)]
    print(summary(found, time.monotonic() - began))


if __name__ == "__main__":
    main()
