"""How fast packages are collected, against reading the zips alone: seconds, and processor time.

On a machine that has other things to do, believe the processor time.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from exchange.levels import AnOffice, Levels
from reports.builders import the_figures, the_letterhead
from support.benches import report
from support.many_packages import enrol, senders, write_packages
from support.offices import OfficeMaker

from unionoffice.exchange.collecting import BATCH
from unionoffice.reports.documents import write
from unionoffice.reports.filled import FilledForm

PACKAGES = min(5_000, int(os.environ.get("BENCH_PACKAGES", "5000")))
YEARS = (2014, 2015, 2016, 2017)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        levels = Levels(OfficeMaker(folder), folder)
        known = senders(PACKAGES)

        district = levels.office("H1", "district")
        enrol(district.store, known)
        pdf = a_report(district, folder)
        files = list(write_packages(folder / "real", known, 2017, pdf))
        against_zips(f"collect {PACKAGES:,} signed packages and keep them", files, district, 5)
        for _batch in range(0, PACKAGES, BATCH):
            district.undo()
        against_zips(f"collect {PACKAGES:,} that are kept already", files, district, 5)
        against_zips("collect them again", files, district, 3)

        growing = levels.office("H2", "district")
        enrol(growing.store, known)
        times, peaks = [], []
        for year in YEARS:
            files = list(write_packages(folder / str(year), known, year, b"%PDF-1.4"))
            times.append(Times.of(lambda: growing.collect(*files)))  # noqa: B023 - used at once
            peaks.append(peak())
        Times.compare(f"{PACKAGES:,} more after {3 * PACKAGES:,}", times[0], times[-1], 1.2)
        print(
            f"peak memory after the first year: {peaks[0]:.0f} MiB, the last: {peaks[-1]:.0f} MiB"
        )
        levels.close()


class Times:
    """Seconds by the clock and of the processor."""

    def __init__(self, clock: float, processor: float) -> None:
        self.clock, self.processor = clock, processor

    @classmethod
    def of(cls, deed: Callable[[], object]) -> Times:
        clock, processor = time.perf_counter(), time.process_time()
        deed()
        return cls(time.perf_counter() - clock, time.process_time() - processor)

    @staticmethod
    def compare(what: str, limit: Times, ours: Times, target: float) -> None:
        report(f"{what}, seconds", limit.clock, ours.clock, target)
        report(f"{what}, processor", limit.processor, ours.processor, target)


def against_zips(what: str, files: Sequence[Path], office: AnOffice, target: float) -> None:
    """Reading the zips alone is measured before and after."""
    read_zips(files)
    before = Times.of(lambda: read_zips(files))
    ours = Times.of(lambda: office.collect(*files))
    after = Times.of(lambda: read_zips(files))
    limit = Times((before.clock + after.clock) / 2, (before.processor + after.processor) / 2)
    Times.compare(what, limit, ours, target)


def read_zips(files: Sequence[Path]) -> None:
    for file in files:
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                archive.read(name)


def a_report(office: AnOffice, folder: Path) -> bytes:
    path = folder / "report.pdf"
    write(FilledForm(office.form, the_figures(), the_letterhead()), path, "vi")
    return path.read_bytes()


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
