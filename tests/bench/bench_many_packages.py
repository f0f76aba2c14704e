"""Very many packages: time for each, memory, and a collection that is killed and taken up again.

`python tests/bench/bench_many_packages.py 5000 120000 [--server]`; without numbers some and
BENCH_PACKAGES, which are 5,000 unless said otherwise.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from exchange.levels import FORM_ID, body
from sqlalchemy import text
from support.benches import report
from support.many_packages import enrol, senders, write_packages
from support.postgresql import find_programs, running_server

from unionoffice.core.periods import Period
from unionoffice.exchange.reporting import Reporting
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.office import Office
from unionoffice.store.package_files import PackageFolder
from unionoffice.store.store import create_store, open_store

COLLECT = """
import re, sys, time
from unionoffice.exchange.collecting import Collecting
from unionoffice.exchange.reporting import Reporting
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.store.store import open_store

store = open_store(sys.argv[1])
collecting = Collecting(store, Reporting(store, CATALOGUE).forms)
begun = []

def tell(done, _total, _name):
    if done == int(sys.argv[3]):
        begun[:] = time.perf_counter(), time.process_time()
    if done % 500 == 0:
        print("at", done, flush=True)

# As the command does that prints what became of each.
taken = sum(file.status == "accepted" for file in collecting.one_by_one([sys.argv[2]], tell))
clock, processor = time.perf_counter() - begun[0], time.process_time() - begun[1]
# Not by getrusage: that also tells what the bench held when it started this process.
with open("/proc/self/status") as status:
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", status.read())[1]) / 1024
print(taken, clock, processor, peak)
"""

PACKAGES = int(os.environ.get("BENCH_PACKAGES", "5000"))


class Run(NamedTuple):
    """What a collection took, for each package, and its memory."""

    clock: float
    processor: float
    mebibytes: float


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("counts", type=int, nargs="*", default=[max(PACKAGES // 5, 501), PACKAGES])
    parser.add_argument("--server", action="store_true", help="on PostgreSQL instead of a file")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, places(Path(name), chosen.server) as place_of:
        runs = [collected(Path(name), place_of(n), n) for n in chosen.counts]
    few, many = runs[0], runs[-1]
    report("one package among the most to one among the fewest, seconds", few[0], many[0], 1.2)
    report("one package among the most to one among the fewest, processor", few[1], many[1], 1.2)
    more = many.mebibytes - few.mebibytes
    print(f"memory of the most: {more:+.0f} MiB over that of the fewest")


@contextmanager
def places(folder: Path, is_server: bool) -> Iterator[Callable[[int], str]]:
    programs = find_programs()
    if not is_server:
        yield lambda count: str(folder / f"{count}.uoffice")
    elif programs is not None:
        with running_server(programs) as server, ExitStack() as databases:
            yield lambda _count: server.url(databases.enter_context(server.database()))


def collected(folder: Path, office: str, count: int) -> Run:
    """Collect so many packages, killed once on the way."""
    known = senders(count)
    files = folder / str(count)
    store = create_store(office)
    Office(store).found(body("H1", "province"))
    enrol(store, known)
    store.close()
    for _file in write_packages(files, known, 2017, b"%PDF-1.4"):
        pass
    os.sync()
    killed_at = kill_one_on_the_way(office, files, count)
    run, taken = resumed(office, files, killed_at)
    assert killed_at + taken == count
    print(
        f"{count:,} packages: killed after {killed_at:,}, the other {taken:,} in "
        f"{run.clock * taken:.1f} s, processor {run.processor * taken:.1f} s "
        f"(the first ones only read again, not measured), {run.mebibytes:.0f} MiB at most",
        flush=True,
    )
    consolidate(office, count)
    return run


def kill_one_on_the_way(office: str, files: Path, count: int) -> int:
    """How many returns were in, each with all its figures, when the collection was killed."""
    with child(office, files) as running:
        assert running.stdout is not None
        while f"at {count // 1_000 * 500}" not in running.stdout.readline():
            pass
        running.kill()
    store = open_store(office)
    with store.reading() as session:
        held = session.scalar(text("SELECT count(*) FROM received_returns")) or 0
        figures = session.scalar(text("SELECT count(*) FROM received_figures")) or 0
    form = Reporting(store, CATALOGUE).forms.open(FORM_ID)
    assert figures == held * len(list(form.rows()))
    if store.path is not None and held:
        assert len(list(PackageFolder(store.path).path.glob("??/*.upack"))) >= held
    store.close()
    return held


def resumed(office: str, files: Path, held: int) -> tuple[Run, int]:
    """Collect them all; what is held already is read again first, and not measured."""
    with child(office, files, held) as running:
        taken, clock, processor, peak = map(float, running.communicate()[0].split()[-4:])
    return Run(clock / taken, processor / taken, peak), int(taken)


def child(office: str, files: Path, measured_from: int = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", COLLECT, office, str(files), str(measured_from)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )


def consolidate(office: str, count: int) -> None:
    store = open_store(office)
    reporting = Reporting(store, CATALOGUE)
    start = time.perf_counter()
    figures = reporting.figures(reporting.forms.open(FORM_ID), Period.year(2017))
    print(f"{count:,} returns consolidated in {time.perf_counter() - start:.2f} s")
    assert len(figures.sources or ()) == count
    store.close()


if __name__ == "__main__":
    main()
