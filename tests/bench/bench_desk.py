"""The desk of a federation with very many returns: what its commands and its board take.

`python tests/bench/bench_desk.py 500 30000 120000 [--server]`; without numbers up to
BENCH_RETURNS, which are 40,000 unless said otherwise. The time for one more return must stay the
same however many there are.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from exchange.levels import FORM_ID, body
from support.benches import report
from support.many_packages import enrol, hand_in, senders
from support.postgresql import find_programs, running_server

from unionoffice.services.office import Office
from unionoffice.store.store import create_store

RETURNS = int(os.environ.get("BENCH_RETURNS", "40000"))
YEAR = (FORM_ID, "--from", "2017-01-01", "--to", "2017-12-31")
COMMANDS = {
    "returns --json": ("returns", "OFFICE", *YEAR, "--json"),
    "report .json": ("report", "OFFICE", *YEAR, "--out", "report.json"),
    "report .pdf": ("report", "OFFICE", *YEAR, "--out", "report.pdf"),
    "trace --json": ("trace", "OFFICE", FORM_ID, "charity.fund.visit", *YEAR[1:], "--json"),
    "send": ("send", "OFFICE", *YEAR, "--out", "sent.upack"),
}
BOARD = """
import re, sys, time
from datetime import date
from unionoffice.core.periods import Period
from unionoffice.exchange.board_states import Wanted
from unionoffice.workplace import Workplace
from unionoffice.store.store import open_store

workplace = Workplace(open_store(sys.argv[1], read_only=True))
form, year = workplace.reporting.forms.open(sys.argv[2]), Period.year(2017)
board = workplace.board

def timed(what, work):
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(f"the board, {what}: {clock:.2f} s, processor {processor:.2f} s", flush=True)
    return found

def first_page():
    states = board.states(form, year)
    return states, states.ranked(Wanted()).page(0, 100)

states, page = timed("first page", first_page)
timed("searched", lambda: states.ranked(Wanted(search="so 0012")).page(0, 100))
timed("sorted by name", lambda: states.ranked(Wanted(order="name")).page(0, 100))
remarks = timed("all remarks", lambda: board.remarks(form, year))
timed("first page with remarks", lambda: board.states(form, year, remarks))
with open("/proc/self/status") as status:
    print(f"the board: {int(re.search(r'VmHWM:.*?([0-9]+)', status.read())[1]) / 1024:.0f} MiB")
"""


class Took(NamedTuple):
    """What one command took; the processor time is all of it, with the start of the program."""

    clock: float
    processor: float
    mebibytes: float


def main() -> None:
    parser = argparse.ArgumentParser()
    usual = [RETURNS // 80, RETURNS // 4, RETURNS]
    parser.add_argument("counts", type=int, nargs="*", default=usual)
    parser.add_argument("--server", action="store_true", help="on PostgreSQL instead of a file")
    chosen = parser.parse_args()
    counts = sorted(chosen.counts)
    taken: dict[str, list[Took]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as name, places(Path(name), chosen.server) as place_of:
        for count in counts:
            office = place_of(count)
            # In a process of its own: what this one has held counts as held by its children.
            with ProcessPoolExecutor(1, get_context("spawn")) as apart:
                apart.submit(fill, office, count).result()
            for command, words in COMMANDS.items():
                took = run([office if word == "OFFICE" else word for word in words], Path(name))
                taken[command].append(took)
                print(
                    f"{count:,} returns, {command}: {took.clock:.1f} s, processor "
                    f"{took.processor:.1f} s, {took.mebibytes:.0f} MiB at most",
                    flush=True,
                )
            print(f"{count:,} returns:", flush=True)
            paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
            board = [sys.executable, "-c", BOARD, office, FORM_ID]
            subprocess.run(board, env=os.environ | paths, check=True)
    for command, tooks in taken.items():
        first, last = (
            (more.processor - less.processor) / (higher - lower)
            for (lower, less), (higher, more) in (
                ((counts[0], tooks[0]), (counts[1], tooks[1])),
                ((counts[-2], tooks[-2]), (counts[-1], tooks[-1])),
            )
        )
        report(f"{command}, one more return among many to one among few", first, last, 1.2)


@contextmanager
def places(folder: Path, is_server: bool) -> Iterator[Callable[[int], str]]:
    programs = find_programs()
    if not is_server:
        yield lambda count: str(folder / f"{count}.uoffice")
    elif programs is not None:
        with running_server(programs) as server, ExitStack() as databases:
            yield lambda _count: server.url(databases.enter_context(server.database()))


def fill(office: str, count: int) -> None:
    store = create_store(office)
    Office(store).found(body("H1", "province"))
    known = senders(count)
    enrol(store, known)
    hand_in(store, known, 2017)
    store.close()


def run(words: list[str], folder: Path) -> Took:
    places = {"PYTHONPATH": os.pathsep.join(sys.path), "UNIONOFFICE_HOME": str(folder)}
    start = time.perf_counter()
    with (folder / "out").open("wb") as out:
        child = subprocess.Popen(
            [sys.executable, "-m", "unionoffice", *words],
            env=os.environ | places,
            cwd=folder,
            stdout=out,
            stderr=subprocess.DEVNULL,
        )
        _pid, status, used = os.wait4(child.pid, 0)
    assert status == 0, words
    return Took(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
