"""Kills a deed of the program at its K-th call of the system, and looks at what is left.

`python -m trust.torture` tries many points of every deed; the tests try a few.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from sqlcipher3 import dbapi2
from support.offices import OfficeMaker
from support.records import a_member, add
from support.sources import ROOT

from unionoffice.core.errors import UserError
from unionoffice.services.backup_keeper import BackupKeeper
from unionoffice.store.backups import back_up, look_at
from unionoffice.store.store import open_store

CALLS = "pwrite64,fsync,fdatasync,ftruncate,unlink,rename"
YEAR = ("--from", "2017-01-01", "--to", "2017-12-31")
ROWS = 500
BY_SERVICE = """
import sys
from unionoffice.bootstrap import open_workplace

place = open_workplace(sys.argv[2])
match sys.argv[1]:
    case "save":
        draft = place.desk.blank("members")
        draft.values["full_name"] = "Nguyễn Văn Mới"
        place.desk.save("members", draft, None)
    case "undo":
        place.desk.undo(place.desk.last_deed().id)
    case "settings":
        place.office.set_setting("torture", "chosen")
    case "keep":
        place.safety.keep("working")
place.close()
"""


@dataclass(frozen=True)
class Scene:
    """A folder with an office, its backup, a list, and a home of its own."""

    folder: Path
    surroundings: ClassVar[dict[str, str]] = {}

    @property
    def office(self) -> Path:
        return self.folder / "office.uoffice"

    @property
    def backup(self) -> Path:
        return self.folder / "backup.uoffice"

    def run(self, deed: str, *under: str) -> subprocess.CompletedProcess[bytes]:
        surroundings = os.environ | {
            "UNIONOFFICE_HOME": str(self.folder / "home"),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            **self.surroundings,
        }
        return subprocess.run(
            [*under, sys.executable, *self._arguments(deed)],
            env=surroundings,
            cwd=self.folder,
            capture_output=True,
            timeout=120,
        )

    def _arguments(self, deed: str) -> list[str]:
        office = self.office.name
        program = ["-m", "unionoffice"]
        match deed:
            case "import":
                return [*program, "import", office, "members", "list.csv"]
            case "backup":
                return [*program, "backup", office, "copy.uoffice"]
            case "restore":
                return [*program, "restore", self.backup.name, office]
            case "report":
                outs = (word for form in ("pdf", "xlsx", "docx") for word in ("--out", f"x.{form}"))
                return [*program, "report", office, "vn-member-benefit", *YEAR, *outs]
            case "send":
                return [*program, "send", office, "vn-member-benefit", *YEAR, "--out", "x.upack"]
            case "new":
                own = ("--level", "primary", "--code", "T9", "--name", "CĐCS Mới")
                return [*program, "new", "new.uoffice", *own]
            case _:
                return ["-c", BY_SERVICE, deed, office]

    # What is left

    def state(self) -> tuple[Any, ...]:
        connection = dbapi2.connect(f"{self.office.as_uri()}?mode=ro", uri=True)
        try:
            return tuple(
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("people", "memberships", "deeds", "changes")
            )
        finally:
            connection.close()

    def faults(self) -> Iterator[str]:
        """What is wrong with the files under their final names; nothing when the scene is whole."""
        for path in sorted(self.folder.rglob("*")):
            if path.name.startswith(".") or not path.is_file():
                continue
            try:
                complaint = _complaint(path)
            except UserError as error:
                complaint = str(error)
            if complaint:
                yield f"{path.name}: {complaint}"
        keeper = BackupKeeper(self.office, self.folder / "home")
        for kept in keeper.all().kept:
            if not keeper.is_sound(kept):
                yield f"{kept.name}: not what its note says"


def _complaint(path: Path) -> str:
    match path.suffix:
        case ".uoffice":
            return look_at(path).complaint
        case ".pdf":
            return "" if path.read_bytes().rstrip().endswith(b"%%EOF") else "cut off"
        case ".xlsx" | ".docx" | ".upack":
            with zipfile.ZipFile(path) as archive:
                return archive.testzip() or ""
        case _:
            return ""


DEEDS = ("save", "import", "backup", "restore", "report", "send", "new", "undo", "settings", "keep")


class Torture:
    """Prepares a scene once, and plays it anew for every point."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template"
        self._template.mkdir(parents=True)
        self._number = 0
        self._prepare()

    def _prepare(self) -> None:
        folder, scene = self._folder, Scene(self._template)
        store = OfficeMaker(folder).make(scene.office)
        add(store, *(a_member(f"Nguyễn Thị Thứ {number}") for number in range(50)))
        store.close()
        back_up(scene.office, scene.backup)
        store = open_store(scene.office)
        add(store, *(a_member(f"Lê Văn Thứ {number}") for number in range(ROWS)))
        store.close()
        lines = (f"Trần Văn {number},{number % 28 + 1:02}/03/1985" for number in range(ROWS))
        text = "\n".join(("Họ và tên,Ngày sinh", *lines))
        (self._template / "list.csv").write_text(text, encoding="utf-8")

    def scene(self) -> Scene:
        self._number += 1
        folder = self._folder / f"scene-{self._number}"
        shutil.copytree(self._template, folder)
        return self._scene_in(folder)

    def _scene_in(self, folder: Path) -> Scene:
        return Scene(folder)

    def calls_of(self, deed: str) -> tuple[list[tuple[str, int]], tuple[Any, ...]]:
        """The calls that the deed makes, as name and count, and the state that it leads to.

        strace counts every sort of call for itself, and every thread for itself.
        """
        scene = self.scene()
        log = scene.folder / "calls"
        ran = scene.run(deed, "strace", "-f", "-qq", "-e", f"trace={CALLS}", "-o", str(log))
        assert ran.returncode == 0, ran.stderr.decode()[-2000:]
        assert list(scene.faults()) == []
        seen: Counter[tuple[str, str]] = Counter()
        calls = []
        for key in re.findall(r"^(\d+) +(\w+)\(", log.read_text(), re.MULTILINE):
            seen[key] += 1
            calls.append((key[1], seen[key]))
        after = scene.state()
        shutil.rmtree(scene.folder)
        return calls, after

    def points(self, deed: str, most: int, error: str = "") -> Iterator[list[str]]:
        """Break the deed at up to `most` of its calls, evenly spread; gives the faults of each."""
        calls, after = self.calls_of(deed)
        chosen = calls if len(calls) <= most else calls[:: -(-len(calls) // most)]
        for call in chosen:
            faults = self._try(deed, call, after, error)
            yield [f"{deed}, {call[0]} {call[1]}: {fault}" for fault in faults]

    def _try(
        self, deed: str, call: tuple[str, int], after: tuple[Any, ...], error: str
    ) -> list[str]:
        scene = self.scene()
        before = scene.state()
        how = f"error={error}" if error else "signal=KILL"
        inject = f"inject={call[0]}:{how}:when={call[1]}"
        trace = f"trace={call[0]}"
        ran = scene.run(deed, "strace", "-f", "-qq", "-o", "/dev/null", "-e", trace, "-e", inject)
        faults = list(scene.faults())
        if not faults:
            faults = self._wrong_state(scene, ran, before, after, bool(error))
        shutil.rmtree(scene.folder)
        return faults

    def _wrong_state(
        self,
        scene: Scene,
        ran: subprocess.CompletedProcess[bytes],
        before: tuple[Any, ...],
        after: tuple[Any, ...],
        may_fail: bool,
    ) -> list[str]:
        store = open_store(scene.office)
        store.close()
        state = scene.state()
        if state not in (before, after):
            return [f"neither old nor new: {before} {after} {state}"]
        if ran.returncode == 0 and state != after:
            return ["acknowledged and lost"]
        if may_fail and ran.returncode != 0:
            last = ran.stderr.decode().strip().splitlines()[-1]
            if "Something went wrong" in last or re.match(r"(?!unionoffice\.)[\w.]+Error", last):
                return [last]
        return []


def main(most: int) -> int:
    started, tried, found = time.monotonic(), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        torture = Torture(Path(folder) / "torture")
        for error in ("", "EIO", "ENOSPC"):
            for deed in DEEDS:
                points = [*torture.points(deed, most, error)]
                faults = [fault for each in points for fault in each]
                tried, found = tried + len(points), found + sum(map(bool, points))
                print(
                    f"{error or 'kill -9'} {deed}: {len(points)} points, {len(faults)} faults",
                    flush=True,
                )
                for fault in faults:
                    print(f"  {fault}", flush=True)
    took = time.monotonic() - started
    print(f"{tried} points tried, {tried - found} survived, {took:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 40))
