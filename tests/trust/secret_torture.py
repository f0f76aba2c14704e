"""Kills the encryption of an office at its K-th call: it is as it was or as it shall be, and opens.

`python -m trust.secret_torture` tries many points of every deed; the tests try a few.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any, ClassVar

from support.offices import OfficeMaker
from support.records import a_member, add
from trust.torture import Scene, Torture

from unionoffice.store import secret_file
from unionoffice.store.connecting import connect
from unionoffice.store.key_record import read_record
from unionoffice.store.keyring import KEYRING, WrongPassphraseError

OLD, NEW = "bốn con trâu ăn cỏ", "năm con voi uống nước"
SECRET_DEEDS = ("set", "change", "remove", "import", "backup", "copies")
NAME = "Nguyễn Thị Bí Mật"


class SecretScene(Scene):
    """An office that is encrypted, but for the deed that encrypts one."""

    surroundings: ClassVar[dict[str, str]] = {"UNIONOFFICE_PASSPHRASE_FILE": "old.txt"}

    def _arguments(self, deed: str) -> list[str]:
        program = ["-m", "unionoffice"]
        match deed:
            case "set":
                return [*program, "passphrase", "set", "plain.uoffice"]
            case "change":
                return [*program, "passphrase", "change", "office.uoffice", "--new-file", "new.txt"]
            case "remove":
                return [*program, "passphrase", "remove", "office.uoffice"]
            case "copies":
                return [*program, "passphrase", "copies", "office.uoffice", "--encrypt"]
            case _:
                return super()._arguments(deed)

    # What is left

    def state(self) -> tuple[Any, ...]:
        """Of both offices: what opens it, and how many people and deeds it holds."""
        return tuple(
            self._state_of(self.folder / name) for name in ("plain.uoffice", "office.uoffice")
        )

    def _state_of(self, office: Path) -> tuple[str, int, int]:
        opened_by = unlocked(office)
        connection = connect(office)
        try:
            people, deeds = (
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("people", "deeds")
            )
        finally:
            connection.close()
        return opened_by, people, deeds

    def faults(self) -> Any:
        KEYRING.forget()
        for path in self.folder.rglob("*.uoffice"):
            if not path.name.startswith("."):
                unlocked(path)
        yield from super().faults()


def unlocked(path: Path) -> str:
    """By what the file opens: "" for one that is not encrypted."""
    if read_record(path) is None:
        return ""
    for passphrase in (OLD, NEW):
        try:
            secret_file.unlock(path, passphrase)
        except WrongPassphraseError:
            continue
        return passphrase
    return "nothing"


class SecretTorture(Torture):
    """Prepares an office that is plain, and an encrypted one with a plain copy of it."""

    def _prepare(self) -> None:
        folder = self._template
        store = OfficeMaker(self._folder).make(folder / "office.uoffice")
        add(store, *(a_member(f"{NAME} {number}") for number in range(100)))
        store.close()
        for name in ("plain.uoffice", "copy.uoffice"):
            (folder / name).write_bytes((folder / "office.uoffice").read_bytes())
        secret_file.encrypt(folder / "office.uoffice", OLD)
        (folder / "list.csv").write_text("Họ và tên\nTrần Thị Kín\n", encoding="utf-8")
        (folder / "old.txt").write_text(OLD, encoding="utf-8")
        (folder / "new.txt").write_text(NEW, encoding="utf-8")

    def _scene_in(self, folder: Path) -> Scene:
        return SecretScene(folder)


def main(most: int) -> int:
    started, tried, found = time.monotonic(), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        torture = SecretTorture(Path(folder) / "torture")
        for error in ("", "EIO", "ENOSPC"):
            for deed in SECRET_DEEDS:
                points = [*torture.points(deed, most, error)]
                faults = [fault for each in points for fault in each]
                tried, found = tried + len(points), found + sum(map(bool, points))
                print(f"{error or 'kill -9'} {deed}: {len(points)} points, {len(faults)} faults")
                for fault in faults:
                    print(f"  {fault}", flush=True)
    took = time.monotonic() - started
    print(f"{tried} points tried, {tried - found} survived, {took:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
