"""Very many packages: time for each, memory, and a collection that is killed and taken up again.

`python tests/bench/bench_many_packages.py 5000 120000 [--server]`; without numbers 500 and 5,000.
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

from bench_collecting import a_sender, enrol, packages
from exchange.levels import FORM_ID, body
from sqlalchemy import text
from support.postgresql import find_programs, running_server

from unionoffice.core.periods import Period
from unionoffice.exchange.reporting import Reporting
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.office import Office
from unionoffice.services.signing_keys import office_key
from unionoffice.store.package_files import PackageFolder
from unionoffice.store.store import create_store, open_store

COLLECT = """
import resource, sys, time
from unionoffice.exchange.collecting import Collecting
from unionoffice.exchange.reporting import Reporting
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.store.store import open_store

store = open_store(sys.argv[1])
collecting = Collecting(store, Reporting(store, CATALOGUE).forms)
start = time.perf_counter()

def tell(done, _total, _name):
    if done % 500 == 0:
        print("at", done, flush=True)

files = collecting.collect([sys.argv[2]], tell)
taken = sum(file.status == "accepted" for file in files)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(taken, time.perf_counter() - start, peak)
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("counts", type=int, nargs="*", default=[500, 5_000])
    parser.add_argument("--server", action="store_true", help="on PostgreSQL instead of a file")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, places(Path(name), chosen.server) as place_of:
        per_package = [collected(Path(name), place_of(n), n) for n in chosen.counts]
        ratio = per_package[-1] / per_package[0]
        verdict = "ok" if ratio <= 1.2 else "TOO SLOW"
        print(f"one package among the most to one among the fewest: {ratio:.2f} (1.2) {verdict}")


@contextmanager
def places(folder: Path, is_server: bool) -> Iterator[Callable[[int], str]]:
    programs = find_programs()
    if not is_server:
        yield lambda count: str(folder / f"{count}.uoffice")
    elif programs is not None:
        with running_server(programs) as server, ExitStack() as databases:
            yield lambda _count: server.url(databases.enter_context(server.database()))


def collected(folder: Path, office: str, count: int) -> float:
    """Collect so many packages, killed once on the way; seconds for each package."""
    senders = [a_sender(number) for number in range(count)]
    files = folder / str(count)
    store = create_store(office)
    Office(store).found(body("H1", "province"))
    key = office_key(store)
    enrol(store, senders, key)
    store.close()
    packages(files, senders, 2017, b"%PDF-1.4", key)
    killed_at = kill_one_on_the_way(office, files, count)
    taken, seconds, peak = resumed(office, files)
    assert killed_at + taken == count
    print(
        f"{count:,} packages: killed after {killed_at:,}, the other {taken:,} in {seconds:.1f} s "
        f"(the first ones read again), {peak:.0f} MiB at most"
    )
    consolidate(office, count)
    return seconds / count


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


def resumed(office: str, files: Path) -> tuple[int, float, float]:
    with child(office, files) as running:
        said = running.communicate()[0].split()
    return int(said[-3]), float(said[-2]), float(said[-1])


def child(office: str, files: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", COLLECT, office, str(files)],
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
