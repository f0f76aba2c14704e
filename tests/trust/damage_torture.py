"""Changes single bits of every sort of file, and cuts each off: noticed, or without consequence."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from exchange.levels import AnOffice, fill
from support.offices import OfficeMaker
from support.records import a_member, add
from trust.district_torture import PERIOD, Below
from trust.outcomes import Outcome

from unionoffice.core.errors import UserError
from unionoffice.exchange.cards import Cards
from unionoffice.exchange.upper_body import UpperBodies
from unionoffice.gui.memory import FILE_NAME, Memory
from unionoffice.services.backup_keeper import BackupKeeper
from unionoffice.store import secret_file
from unionoffice.store.backups import back_up, look_at
from unionoffice.store.connecting import connect
from unionoffice.store.settling import UNREADABLE

PAGE = 4096
NOTICED, HARMLESS, MISSED = "noticed", "without consequence", "missed"


class Damage:
    """Damages one file again and again; `judged` says what came of it."""

    def __init__(self, path: Path, judged: Callable[[], str]) -> None:
        self._path = path
        self._judged = judged
        self._good = path.read_bytes()
        self._state = path.stat()

    def flips(self, most: int, seed: int = 23) -> dict[str, int]:
        chance = random.Random(seed)
        found: dict[str, int] = {}
        for _ in range(most):
            content = bytearray(self._good)
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            self._count(found, bytes(content))
        return found

    def cuts(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for length in range(0, len(self._good), PAGE):
            self._count(found, self._good[:length])
        return found

    def _count(self, found: dict[str, int], content: bytes) -> None:
        self._path.write_bytes(content)
        os.utime(self._path, ns=(self._state.st_atime_ns, self._state.st_mtime_ns))
        result = self._judged()
        found[result] = found.get(result, 0) + 1
        self._path.write_bytes(self._good)
        os.utime(self._path, ns=(self._state.st_atime_ns, self._state.st_mtime_ns))


def rows_of(path: Path) -> list[str]:
    connection = connect(path)
    connection.text_factory = bytes
    try:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        names = [row[0].decode() for row in tables]
        return [repr(row) for name in names for row in connection.execute(f"SELECT * FROM {name}")]
    finally:
        connection.close()


def by_looking(path: Path) -> Callable[[], str]:
    """What `check` says; a change that it does not see must have left every row as it was."""
    rows = rows_of(path)

    def judged() -> str:
        try:
            if look_at(path).complaint:
                return NOTICED
            return HARMLESS if rows_of(path) == rows else MISSED
        except (UserError, *UNREADABLE):
            return NOTICED

    return judged


def by_collecting(own: Below, package: Path) -> Callable[[], str]:
    office = AnOffice(own.store, package.parent)
    assert office.statuses(package) == ["accepted"]
    figures = office.numbers("preference", PERIOD)

    def judged() -> str:
        if office.statuses(package) == ["refused"]:
            return NOTICED
        return HARMLESS if office.numbers("preference", PERIOD) == figures else MISSED

    return judged


def by_remembering(home: Path) -> Callable[[], str]:
    def judged() -> str:
        os.utime(home / FILE_NAME)  # Qt reads a file again only when its time has changed
        Memory(home).recall("text_size", 1.0)
        return HARMLESS

    return judged


def main(most: int) -> list[Outcome]:
    outcomes = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["UNIONOFFICE_HOME"] = str(folder / "home")
        for what, damage in damages(folder).items():
            for how, found in (
                ("bits changed", damage.flips(50 * most)),
                ("cut off", damage.cuts()),
            ):
                note = ", ".join(f"{name} {count}" for name, count in sorted(found.items()))
                tried, missed = sum(found.values()), found.get(MISSED, 0)
                outcomes.append(Outcome(f"{what}, {how}", tried, missed, note))
                print(outcomes[-1], flush=True)
    return outcomes


def damages(folder: Path) -> dict[str, Damage]:
    maker = OfficeMaker(folder)
    store = maker.make(folder / "office.uoffice")
    add(store, *(a_member(f"Nguyễn Văn Thứ {number}") for number in range(200)))
    fill(AnOffice(store, folder), helped=2, members=3, day=date(2025, 3, 12))
    store.close()
    path, moved = folder / "office.uoffice", folder / "moved.uoffice"
    secret = folder / "secret.uoffice"
    back_up(path, moved)
    secret.write_bytes(path.read_bytes())
    secret_file.encrypt(secret, "bốn con trâu ăn cỏ")
    keeper = BackupKeeper(path, folder / "home")
    kept = keeper.make("by_hand")
    plain, sealed, own = packages(maker, folder)
    memory = Memory(folder)
    memory.keep("text_size", 12.5)
    memory.keep("last_office", str(path))
    memory.write()
    settings = folder / FILE_NAME
    return {
        "office": Damage(path, by_looking(path)),
        "office, copied elsewhere": Damage(moved, by_looking(moved)),
        "encrypted office": Damage(secret, by_looking(secret)),
        "backup": Damage(kept.path, lambda: NOTICED if not keeper.is_sound(kept) else MISSED),
        "package": Damage(plain, by_collecting(own, plain)),
        "sealed package": Damage(sealed, by_collecting(own, sealed)),
        "settings": Damage(settings, by_remembering(folder)),
    }


def packages(maker: OfficeMaker, folder: Path) -> tuple[Path, Path, Below]:
    own = Below(maker, folder, "H1", "district")
    senders = [Below(maker, folder, code) for code in ("T1", "T2")]
    for each in senders:
        each.fill()
        UpperBodies(each.store).take(own.card(folder))
        Cards(own.store).enrol([each.card(folder)])
    paths = [senders[0].send(folder), senders[1].send(folder, seal=True)]
    for each in senders:
        each.store.close()
    return paths[0], paths[1], own
