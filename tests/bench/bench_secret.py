"""What encryption costs: bringing a list in, searching, counting figures, and the first picture."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from pathlib import Path

from bench.bench_import import EMPTY, OURS, run, write_list
from bench.bench_start import BARE, ROUNDS, WATCH, painted
from support.benches import BENEFITS, FOLDER, PEOPLE, in_turn, large_office, report

from unionoffice.bootstrap import open_workplace, unlock
from unionoffice.core.periods import Period
from unionoffice.demo.papers import FORM
from unionoffice.services.views import Query
from unionoffice.store import secret_file
from unionoffice.store.key_record import read_record
from unionoffice.workplace import Workplace

PASSPHRASE = "bốn con trâu ăn cỏ"
UNLOCK = f"""
import sys
from unionoffice.bootstrap import unlock
unlock(sys.argv[2], {PASSPHRASE!r})
"""
TYPED = ("ngu", "nguyen", "dao", "kim anh", "neang", "0897", "phuong", "xyz", "oanh")
YEAR = Period.year(2026)
MORE_THAN_BARE = 0.110  # seconds
LOCKED = f"""
import sys
from unionoffice.bootstrap import import_plain_parts, open_window
import_plain_parts()
{WATCH}
from PySide6.QtWidgets import QWidget
QWidget.show = show
open_window(sys.argv[2])
"""


def main() -> None:
    measure_import()
    plain = large_office()
    secret = FOLDER / f"secret-{plain.name}"
    if not secret.exists():
        shutil.copyfile(plain, FOLDER / "unfinished.uoffice")
        secret_file.encrypt(FOLDER / "unfinished.uoffice", PASSPHRASE)
        (FOLDER / "unfinished.uoffice").rename(secret)
    assert read_record(secret) is not None
    unlock(str(secret), PASSPHRASE)
    limit, ours = (open_workplace(str(path), read_only=True) for path in (plain, secret))
    for what, deed in (("search", search), ("figures", count)):
        report(
            f"{what}, encrypted, over {PEOPLE:,} people, {BENEFITS:,} benefits (limit: plain)",
            *in_turn(lambda deed=deed: deed(limit), lambda deed=deed: deed(ours), 5),  # type: ignore[misc]
            1.15,
        )
    limit.close()
    ours.close()
    measure_first_picture(secret)


def measure_import() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, plain, secret = (
            folder / each for each in ("list.xlsx", "plain.uoffice", "secret.uoffice")
        )
        write_list(source)
        run(EMPTY, plain)
        shutil.copyfile(plain, secret)
        secret_file.encrypt(secret, PASSPHRASE)

        def bring_in(script: str, empty: Path) -> None:
            target = folder / f"{time.monotonic_ns()}.uoffice"
            shutil.copyfile(empty, target)
            run(script, source, target)
            target.unlink()

        report(
            f"import of {PEOPLE:,} people, encrypted (limit: plain)",
            *in_turn(
                lambda: bring_in(OURS, plain),
                lambda: bring_in(UNLOCK + OURS, secret),
                3,
                warm=False,
            ),
            1.25,
        )


def search(workplace: Workplace) -> None:
    for text in TYPED:
        workplace.desk.page("members", Query(find=text), ("full_name", "card_number"), 0, 200)


def count(workplace: Workplace) -> None:
    form = workplace.reporting.forms.open(FORM)
    workplace.reporting.figures(form, YEAR)


def measure_first_picture(secret: Path) -> None:
    """The page before a locked office, against a window with a text."""
    office = str(secret)
    with tempfile.TemporaryDirectory() as home:
        painted(BARE, office, home)
        painted(LOCKED, office, home)
        pairs = [
            (painted(BARE, office, home), painted(LOCKED, office, home)) for _ in range(ROUNDS)
        ]
    bare = statistics.median(one.seconds for one, _ in pairs)
    ours = statistics.median(other.seconds for _, other in pairs)
    verdict = "reached" if ours <= bare + MORE_THAN_BARE else "MISSED"
    print(
        f"first picture of a locked office: bare {bare * 1000:.0f} ms, ours {ours * 1000:.0f} ms "
        f"(target bare + {MORE_THAN_BARE * 1000:.0f} ms, {verdict})"
    )


if __name__ == "__main__":
    main()
