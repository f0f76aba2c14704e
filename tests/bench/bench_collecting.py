"""How fast packages are collected and consolidated, against reading the zips and one GROUP BY."""

from __future__ import annotations

import random
import resource
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from exchange.levels import AnOffice, Levels
from reports.builders import AT, the_figures, the_letterhead
from sqlalchemy import text
from support.offices import OfficeMaker

from unionoffice.core.identity import new_uid
from unionoffice.core.periods import Period
from unionoffice.exchange.collecting import BATCH
from unionoffice.exchange.package import Place, Told, build_package, figures_content
from unionoffice.exchange.trusted_keys import trust
from unionoffice.registers.organisation.model import Organisation
from unionoffice.reports.documents import write
from unionoffice.reports.filled import FilledForm
from unionoffice.reports.filled import Organisation as Reporter
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.signing_keys import OfficeKey, office_key
from unionoffice.store.store import Store

PACKAGES = 5_000
YEARS = (2014, 2015, 2016, 2017)

SUMS = """
    SELECT f.row_key, sum(f.result), sum(f.total), sum(f.members), sum(f.head_total),
           sum(f.head_members)
    FROM received_returns r JOIN received_figures f ON f.return_id = r.id
    WHERE r.appendix = 'vn-member-benefit' AND r.period_last = '2017-12-31' AND r.is_current = 1
    GROUP BY f.row_key
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        levels = Levels(OfficeMaker(folder), folder)
        senders = [a_sender(number) for number in range(PACKAGES)]

        district = levels.office("H1", "district")
        key = office_key(district.store)
        enrol(district.store, senders, key)
        files = packages(folder / "real", senders, 2017, a_report(district, folder), key)
        limit, ours = both(lambda: zip_alone(files), lambda: district.collect(*files))
        show("collect 5,000 signed packages and keep them (limit: zips)", limit, ours, 5)
        for _batch in range(0, PACKAGES, BATCH):
            district.undo()
        limit, ours = both(lambda: zip_alone(files), lambda: district.collect(*files))
        show("collect 5,000 that are kept already (limit: zips)", limit, ours, 5)
        limit, ours = both(lambda: zip_alone(files), lambda: district.collect(*files))
        show("collect them again (limit: reading the zips)", limit, ours, 3)
        form = district.form
        limit, ours = both(
            lambda: group_by(district.store),
            lambda: district.reporting.figures(form, Period.year(2017)),
        )
        show("consolidate them (limit: one GROUP BY)", limit, ours, 1.2)

        growing = levels.office("H2", "district")
        enrol(growing.store, senders, key)
        times, peaks = [], []
        for year in YEARS:
            files = packages(folder / str(year), senders, year, b"%PDF-1.4", key)
            times.append(seconds(lambda: growing.collect(*files)))  # noqa: B023 - used at once
            peaks.append(peak())
        show("5,000 more after 15,000 (limit: the first 5,000)", times[0], times[-1], 1.2)
        print(f"peak memory after 5,000: {peaks[0]:.0f} MiB, after 20,000: {peaks[-1]:.0f} MiB")
        levels.close()


def a_sender(number: int) -> OwnOrganisation:
    return OwnOrganisation(
        code=f"T{number:05}", name=f"CĐCS số {number}", level="primary", uid=new_uid()
    )


def enrol(store: Store, senders: list[OwnOrganisation], key: OfficeKey) -> None:
    with store.writing("Bench") as session:
        bodies = [
            Organisation(
                uid=sender.uid,
                code=sender.code,
                name=sender.name,
                level=sender.level,
                enrolled_at=datetime.now(UTC),
            )
            for sender in senders
        ]
        session.add_all(bodies)
        session.flush()
        for body in bodies:
            trust(session, body, key.public_key, AT)


def a_report(office: AnOffice, folder: Path) -> bytes:
    path = folder / "report.pdf"
    write(FilledForm(office.form, the_figures(), the_letterhead()), path, "vi")
    return path.read_bytes()


def packages(
    folder: Path, senders: list[OwnOrganisation], year: int, report: bytes, key: OfficeKey
) -> list[Path]:
    folder.mkdir()
    chance = random.Random(year)
    files = []
    for sender in senders:
        figures = the_figures(
            organisation=Reporter(sender.code, sender.name, sender.level),
            period=Period.year(year),
            generated_at=AT,
        )
        helped = chance.randrange(30)
        rows = tuple(
            replace(row, result=helped) if row.key == "preference" else row for row in figures.rows
        )
        content = figures_content(replace(figures, rows=rows))
        files.append(folder / f"{sender.code}.upack")
        place = Place(1, 2 * year, "0" * 64)  # never the one after one that is held
        files[-1].write_bytes(build_package(sender, Told(content), report, place, key).content)
    return files


def zip_alone(files: list[Path]) -> None:
    for file in files:
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                archive.read(name)


def group_by(store: Store) -> None:
    with store.reading() as session:
        session.execute(text(SUMS)).all()


def both(limit: Callable[[], object], ours: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the limit (measured before and after) and of ours."""
    limit()
    before, own, after = seconds(limit), seconds(ours), seconds(limit)
    return (before + after) / 2, own


def seconds(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def show(what: str, limit: float, ours: float, target: float) -> None:
    ratio = ours / limit
    verdict = "ok" if ratio <= target else "TOO SLOW"
    print(f"{what}: {limit:.3f} s, {ours:.3f} s, ratio {ratio:.2f} (target {target}) {verdict}")


if __name__ == "__main__":
    main()
