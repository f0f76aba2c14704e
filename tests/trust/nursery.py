"""A process that has the program loaded and forks a child for every deed: that saves its start.

The child stands still until strace holds it, so that its calls are counted from the deed on.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.sources import ROOT

PATIENCE = 120  # seconds


@dataclass(frozen=True)
class Ran:
    """How a deed ended: its status, below zero for the signal that ended it, and what it said."""

    returncode: int
    stdout: str
    stderr: str


class Nursery:
    """Runs deeds one after the other; `end` it."""

    def __init__(self, folder: Path) -> None:
        self._out, self._err = folder / "stdout", folder / "stderr"
        surroundings = os.environ | {
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "trust.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=surroundings,
        )

    def run(
        self,
        arguments: Sequence[str],
        folder: Path,
        surroundings: dict[str, str],
        trace: Sequence[str] = (),
        dies_after: float | None = None,
        room: int | None = None,
    ) -> Ran:
        """`arguments` are the program's, or "-c" and a script; `trace` is what strace shall do.

        `room`: how many bytes of memory the deed may take beside what the program has already.
        """
        order = {
            "arguments": list(arguments),
            "folder": str(folder),
            "surroundings": surroundings,
            "out": str(self._out),
            "err": str(self._err),
            "waits": bool(trace),
            "dies_after": dies_after,
            "room": room,
        }
        self._tell(order)
        if trace:
            self._trace(int(self._hear()), trace)
        status = int(self._hear())
        texts = (file.read_text(encoding="utf-8", errors="replace") for file in self._texts)
        return Ran(status, *texts)

    @property
    def _texts(self) -> tuple[Path, Path]:
        return self._out, self._err

    def end(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _trace(self, child: int, trace: Sequence[str]) -> None:
        program = ["strace", "-f", "-qq", "-p", str(child), *trace]
        with subprocess.Popen(program, stderr=subprocess.DEVNULL) as strace:
            until = time.monotonic() + PATIENCE
            while not _is_traced(child) and time.monotonic() < until:
                time.sleep(0.002)
            os.kill(child, signal.SIGCONT)
            strace.wait(PATIENCE)

    def _tell(self, order: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def _hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@contextlib.contextmanager
def nursery_in(folder: Path) -> Iterator[Nursery]:
    nursery = Nursery(folder)
    try:
        yield nursery
    finally:
        nursery.end()


def _is_traced(child: int) -> bool:
    status = Path(f"/proc/{child}/status").read_text(encoding="utf-8")
    return "TracerPid:\t0\n" not in status


# Within the nursery


def serve() -> None:
    """Load the program, and fork a child for every order that comes in."""
    import unionoffice.bootstrap
    import unionoffice.cli.program
    import unionoffice.gui.app
    import unionoffice.gui.screens.desk_pages  # noqa: F401

    with (
        open(os.devnull, "w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        _load_what_an_office_needs()
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _be_a_child(order)
        if order["waits"]:
            os.waitpid(child, os.WUNTRACED)
            _answer(child)
        if order["dies_after"] is not None:
            time.sleep(order["dies_after"])
            os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
        _answer(os.waitstatus_to_exitcode(status))


def _answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _load_what_an_office_needs() -> None:
    import tempfile

    from unionoffice import bootstrap

    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "warm.uoffice"
        own = ("--level", "primary", "--code", "W", "--name", "W")
        os.environ["UNIONOFFICE_HOME"] = folder
        bootstrap.main(["new", str(office), *own])
        out = Path(folder) / "x"
        outs = (w for form in ("pdf", "xlsx", "docx") for w in ("--out", f"{out}.{form}"))
        days = ("--from", "2017-01-01", "--to", "2017-12-31")
        bootstrap.main(["report", str(office), "vn-member-benefit", *days, *outs])


def _be_a_child(order: dict[str, Any]) -> None:
    status = 1
    try:
        os.environ.update(order["surroundings"])
        os.chdir(order["folder"])
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for name, number in (("out", 1), ("err", 2)):
            os.dup2(os.open(order[name], os.O_CREAT | os.O_TRUNC | os.O_WRONLY), number)
        if order["waits"]:
            os.kill(os.getpid(), signal.SIGSTOP)
        if order["room"] is not None:
            _live_in(order["room"])
        status = _do(order["arguments"])
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _live_in(room: int) -> None:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    size = pages * resource.getpagesize() + room
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _do(arguments: list[str]) -> int:
    from unionoffice import bootstrap

    if arguments[0] != "-c":
        return bootstrap.main(arguments)
    sys.argv = ["-c", *arguments[2:]]
    exec(arguments[1], {"__name__": "__main__"})  # a script of the test itself
    return 0


if __name__ == "__main__":
    serve()
