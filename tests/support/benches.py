"""What the benches share: measuring in turn, saying it, and the large office they all use."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zlib import crc32

from unionoffice.bootstrap import create_office, open_workplace
from unionoffice.core.paths import migrations_folder
from unionoffice.demo.population import populate
from unionoffice.demo.workplaces import OWN
from unionoffice.services.office import OwnOrganisation
from unionoffice.store.header import SCHEMA
from unionoffice.workplace import Workplace

TODAY = date(2026, 11, 21)
PEOPLE = int(os.environ.get("BENCH_PEOPLE", "100000"))
BENEFITS = 10 * PEOPLE
FOLDER = Path(__file__).parents[2] / "build" / "bench"


def large_office() -> Path:
    """The office of all benches; made once, and again when the schema has changed."""
    schema = sorted(migrations_folder().glob("versions/*.py"))[-1].read_bytes()
    office = FOLDER / f"office-{SCHEMA}-{crc32(schema):x}-{PEOPLE}.uoffice"
    if not office.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        unfinished = office.with_suffix(".partial.uoffice")
        unfinished.unlink(missing_ok=True)
        create_office(str(unfinished), OwnOrganisation(OWN.code, OWN.name, "primary"))
        workplace = open_workplace(str(unfinished))
        try:
            start = time.perf_counter()
            populate(workplace, PEOPLE, BENEFITS, TODAY)
            workplace.overview.refresh()
            taken = time.perf_counter() - start
        finally:
            workplace.close()
        unfinished.rename(office)
        print(f"the office of {PEOPLE:,} people, {BENEFITS:,} benefits took {taken:.0f} s to make")
    return office


def opened() -> Workplace:
    """The large office open to be read, its file in memory as the tables of the limits are."""
    office = large_office()
    with office.open("rb") as file:
        while file.read(1 << 24):
            pass
    return open_workplace(str(office), read_only=True)


def seconds(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def in_turn(
    limit: Callable[[], object], ours: Callable[[], object], rounds: int, *, warm: bool = True
) -> tuple[float, float]:
    """Median seconds of both, measured one after the other so that both meet the same weather."""
    if warm:
        limit()
        ours()
    times = [(seconds(limit), seconds(ours)) for _round in range(rounds)]
    return statistics.median(one for one, _ in times), statistics.median(two for _, two in times)


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(round(share * len(values)), len(values) - 1)]


def report(what: str, limit: float, ours: float, target: float) -> None:
    ratio = ours / limit
    verdict = "reached" if ratio <= target else "MISSED"
    print(
        f"{what}: limit {limit * 1000:.1f} ms, ours {ours * 1000:.1f} ms, "
        f"ratio {ratio:.2f} (target {target}, {verdict})"
    )
