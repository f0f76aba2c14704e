"""Kills the encryption of an office at its K-th call: it is as it was or as it shall be, and opens.

`make torture` tries many points of every deed; the tests try a few.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, ClassVar

from support.offices import OfficeMaker
from support.records import a_member, add
from trust.nursery import nursery_in
from trust.outcomes import Outcome
from trust.torture import WAYS, Scene, Torture, play

from unionoffice.store import secret_file
from unionoffice.store.connecting import connect
from unionoffice.store.key_record import read_record
from unionoffice.store.keyring import KEYRING, WrongPassphraseError

OLD, NEW = "bốn con trâu ăn cỏ", "năm con voi uống nước"
SECRET_DEEDS = ("set", "change", "remove", "import", "backup", "copies", "new")
NAME = "Nguyễn Thị Bí Mật"


class SecretScene(Scene):
    """An office that is encrypted, but for the deed that encrypts one."""

    surroundings: ClassVar[dict[str, str]] = {"UNIONOFFICE_PASSPHRASE_FILE": "old.txt"}

    def _arguments(self, deed: str) -> list[str]:
        match deed:
            case "set":
                return ["passphrase", "set", "plain.uoffice"]
            case "change":
                return ["passphrase", "change", "office.uoffice", "--new-file", "new.txt"]
            case "remove":
                return ["passphrase", "remove", "office.uoffice"]
            case "copies":
                return ["passphrase", "copies", "office.uoffice", "--encrypt"]
            case "new":
                keys = ("--encrypted", "--new-file", "new.txt", "--recovery-page", "key.pdf")
                return [*super()._arguments(deed), *keys]
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


def main(most: int) -> list[Outcome]:
    with tempfile.TemporaryDirectory() as folder, nursery_in(Path(folder)) as nursery:
        torture = SecretTorture(Path(folder) / "torture", nursery)
        return [*play(torture, "deeds of an encrypted office", SECRET_DEEDS, most, WAYS)]
