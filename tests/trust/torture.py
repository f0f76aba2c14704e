"""Kills a deed of the program at its K-th call of the system, and looks at what is left.

`make torture` tries many points of every deed; the tests try a few.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL
from typing import Any, ClassVar

from sqlcipher3 import dbapi2
from support.offices import OfficeMaker
from support.records import a_member, add
from trust.nursery import Nursery, Ran, nursery_in
from trust.outcomes import Outcome

from unionoffice.core.errors import UserError
from unionoffice.services.backup_keeper import BackupKeeper
from unionoffice.store.backups import back_up, look_at
from unionoffice.store.header import read_header
from unionoffice.store.standing import read_standing
from unionoffice.store.store import open_store

CALLS = "pwrite64,fsync,fdatasync,ftruncate,unlink,rename,sendfile"
PLAIN_WRITES = "write"
READS = ("read", "pread64")
WRITTEN = (".uoffice", ".pdf", ".xlsx", ".docx", ".upack", ".ureturn", ".ulist")
YEAR = ("--from", "2017-01-01", "--to", "2017-12-31")
ROWS = 500
OFFICE = "office.uoffice"
BY_SERVICE = """
import sys
from unionoffice.bootstrap import open_workplace

place = open_workplace(sys.argv[2])
match sys.argv[1]:
    case "save" | "many":
        for number in range(10 if sys.argv[1] == "many" else 1):
            draft = place.desk.blank("members")
            draft.values["full_name"] = f"Nguyễn Văn Mới {number}"
            place.desk.save("members", draft, None)
            print("saved", flush=True)
    case "change":
        place.desk.change_all("members", range(1, 401), "notes", "Chuyển tổ")
    case "void":
        place.desk.void_all("members", range(1, 401), "Nhập nhầm")
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
        return self.folder / OFFICE

    @property
    def backup(self) -> Path:
        return self.folder / "backup.uoffice"

    def names(self) -> set[str]:
        """The files that stand under their final names."""
        return {
            path.name
            for path in self.folder.iterdir()
            if path.is_file() and not path.name.startswith(".") and path.suffix in WRITTEN
        }

    def run(
        self,
        nursery: Nursery,
        deed: str,
        *trace: str,
        dies_after: float | None = None,
        room: int | None = None,
    ) -> Ran:
        home = {"UNIONOFFICE_HOME": str(self.folder / "home"), **self.surroundings}
        return nursery.run(self._arguments(deed), self.folder, home, trace, dies_after, room)

    def _arguments(self, deed: str) -> list[str]:
        office = self.office.name
        match deed:
            case "import":
                return ["import", office, "members", "list.csv"]
            case "backup":
                return ["backup", office, "copy.uoffice"]
            case "restore":
                return ["restore", self.backup.name, office]
            case "report":
                outs = (word for form in ("pdf", "xlsx", "docx") for word in ("--out", f"x.{form}"))
                return ["report", office, "vn-member-benefit", *YEAR, *outs]
            case "send":
                return ["send", office, "vn-member-benefit", *YEAR, "--out", "x.upack"]
            case "new":
                own = ("--level", "primary", "--code", "T9", "--name", "CĐCS Mới")
                return ["new", "new.uoffice", *own]
            case _:
                return ["-c", BY_SERVICE, deed, office]

    # What is left

    def state(self) -> tuple[Any, ...]:
        return self.state_of(self.office)

    @staticmethod
    def state_of(office: Path) -> tuple[Any, ...]:
        """The schema of an office, and how much is in it: every deed stands in the journal."""
        connection = dbapi2.connect(f"{office.as_uri()}?mode=ro", uri=True)
        try:
            counts = tuple(
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("people", "memberships", "deeds", "changes")
            )
        finally:
            connection.close()
        return (read_header(office).schema, *counts)

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
            found = look_at(path)
            # A copy of an office has no packages beside it.
            if found.complaint or not read_standing(path).uid:
                return found.complaint or "of no organisation"
            is_whole = path.name != OFFICE or found.packages is None or found.packages.is_sound
            return "" if is_whole else "packages are missing"
        case ".pdf":
            return "" if path.read_bytes().rstrip().endswith(b"%%EOF") else "cut off"
        case ".xlsx" | ".docx" | ".upack" if zipfile.is_zipfile(path) or path.suffix != ".upack":
            with zipfile.ZipFile(path) as archive:
                return archive.testzip() or ""
        case _:
            return ""


DEEDS = (
    "save",
    "many",
    "change",
    "void",
    "import",
    "backup",
    "restore",
    "report",
    "send",
    "new",
    "undo",
    "settings",
    "keep",
)
Call = tuple[str, int]  # of the system: its name, and how many of this name came before
END: Call = ("end", 0)
NARROW = "ENOMEM"
UNREADABLE = "EIO, reading"
# Killed, or told by the system that the disk fails or is full, or that memory is used up.
WAYS = ("", "EIO", "ENOSPC", UNREADABLE, NARROW)
LEAST_ROOM, MOST_ROOM = 64 * 1024, 32 * 1024 * 1024


@dataclass(frozen=True)
class Course:
    """A deed from end to end: its calls as name and count, and the state that it leads to."""

    deed: str
    calls: list[Call]
    after: tuple[Any, ...]
    names: set[str]


class Torture:
    """Prepares a scene once, and plays it anew for every point."""

    kind = "kill -9"

    def __init__(self, folder: Path, nursery: Nursery) -> None:
        self._courses: dict[str, Course] = {}
        self._folder = folder
        self._template = folder / "template"
        self._template.mkdir(parents=True)
        self._number = 0
        self.missed = 0  # points that the deed came by on another way, and was not killed at
        self._nursery = nursery
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

    def course_of(self, deed: str) -> Course:
        """What the deed does when nothing comes between; it is run once for all its points."""
        if deed in self._courses:
            return self._courses[deed]
        scene = self.scene()
        log = self._folder / "calls"
        traced = ",".join((CALLS, PLAIN_WRITES, *READS))
        ran = scene.run(self._nursery, deed, "-y", "-e", f"trace={traced}", "-o", str(log))
        assert ran.returncode == 0, f"{deed}: {ran.stderr[-2000:]}"
        calls = list(_calls(log.read_text(errors="replace"), scene.folder))
        faults = list(scene.faults())
        assert not faults, f"{deed}: {faults}"
        self._courses[deed] = Course(deed, calls, scene.state(), scene.names())
        self._take_away(scene)
        return self._courses[deed]

    def points(self, deed: str, most: int, error: str = "") -> Iterator[list[str]]:
        """Break the deed at up to `most` of its calls, evenly spread; gives the faults of each."""
        course = self.course_of(deed)
        if error == NARROW:
            yield from self._narrowly(course, most)
            return
        for call in self._chosen(course, most, error):
            yield [
                f"{deed}, {call[0]} {call[1]}: {fault}" for fault in self._try(course, call, error)
            ]

    def _narrowly(self, course: Course, most: int) -> Iterator[list[str]]:
        """With more and more memory, until the deed can be done."""
        for step in range(most):
            room = int(LEAST_ROOM * (MOST_ROOM / LEAST_ROOM) ** (step / (most - 1)))
            scene = self.scene()
            before = scene.state()
            ran = scene.run(self._nursery, course.deed, room=room)
            faults = self._faults_of(scene, ran, before, course, has_failed=True)
            yield [f"{course.deed}, {room:,} bytes: {fault}" for fault in faults]
            if ran.returncode == 0:
                return

    def _chosen(self, course: Course, most: int, error: str) -> list[Call]:
        calls = [call for call in course.calls if (call[0] in READS) == (error == UNREADABLE)]
        if error:  # a failing write to the screen is no failing disk
            calls = [call for call in calls if call[0] not in PLAIN_WRITES]
        return calls if len(calls) <= most else calls[:: -(-len(calls) // most)]

    def _try(self, course: Course, call: Call, error: str) -> list[str]:
        scene = self.scene()
        before = scene.state()
        how = f"error={error.partition(',')[0]}" if error else "signal=KILL"
        trace = ("-e", f"trace={call[0]}", "-e", f"inject={call[0]}:{how}:when={call[1]}")
        under = () if call == END else ("-o", "/dev/null", *trace)
        ran = scene.run(self._nursery, course.deed, *under)
        if not error and call != END and ran.returncode != -SIGKILL:
            self.missed += 1
        return self._faults_of(scene, ran, before, course, has_failed=bool(error))

    def _faults_of(
        self, scene: Scene, ran: Ran, before: tuple[Any, ...], course: Course, *, has_failed: bool
    ) -> list[str]:
        scene = self._after(scene)
        faults = [
            *scene.faults(),
            *self._wrong_state(scene, ran, before, course),
            *(_wrong_words(ran) if has_failed else ()),
        ]
        self._take_away(scene)
        return faults

    def _after(self, scene: Scene) -> Scene:
        """The scene as it is found afterwards."""
        return scene

    def _take_away(self, scene: Scene) -> None:
        shutil.rmtree(scene.folder)

    def _wrong_state(
        self,
        scene: Scene,
        ran: Ran,
        before: tuple[Any, ...],
        course: Course,
    ) -> Iterator[str]:
        if course.deed == "many":
            yield from uncounted(scene.state()[1] - before[1], ran)
            return
        names = scene.names()
        open_store(scene.office).close()
        state = scene.state()
        if state not in (before, course.after):
            yield f"neither old nor new: {before} {course.after} {state}"
        if ran.returncode == 0 and state != course.after:
            yield "acknowledged and lost"
        if ran.returncode == 0 and not names >= course.names:
            yield f"said to be written, and not there: {course.names - names}"


def _calls(log: str, folder: Path) -> Iterator[Call]:
    """What strace has seen, but for what was read elsewhere than in the folder."""
    seen: Counter[tuple[str, str]] = Counter()
    line = re.compile(r"^(\d+) +(\w+)\((?:\d+<([^>]*)>)?", re.MULTILINE)
    for thread, name, place in line.findall(log):
        # strace counts every sort of call for itself, and every thread for itself.
        seen[thread, name] += 1
        if name not in READS or Path(place).is_relative_to(folder):
            yield name, seen[thread, name]


def uncounted(found: int, ran: Ran) -> Iterator[str]:
    """Of many deeds in a row, all that were acknowledged are there, and at most the next one."""
    said = ran.stdout.count("saved")
    if found not in (said, said + 1):
        yield f"{said} acknowledged, {found} found"


def _wrong_words(ran: Ran) -> Iterator[str]:
    """A failing disk or too little memory is told in a sentence, not as a fault of the program."""
    last = (ran.stderr.strip().splitlines() or [""])[-1] if ran.returncode else ""
    if "\nMemoryError" in ran.stderr:  # a script's: the program has a sentence for it
        return
    if "Something went wrong" in last or re.match(r"(?!unionoffice\.)[\w.]+Error", last):
        yield last


def play(
    torture: Torture, what: str, deeds: Sequence[str], most: int, errors: Sequence[str] = ("",)
) -> Iterator[Outcome]:
    """Break every deed at many points in each of these ways, and say how it went."""
    for error in errors:
        started, missed, tried, found = time.monotonic(), torture.missed, 0, 0
        kind = error or torture.kind
        for deed in deeds:
            points = [*torture.points(deed, most, error)]
            faults = [fault for each in points for fault in each]
            tried, found = tried + len(points), found + sum(map(bool, points))
            said = f"{kind} {deed}: {len(points)} points, {len(faults)} faults"
            print("\n  ".join((said, *faults)), flush=True)
        note = f"{torture.missed - missed} not met, {time.monotonic() - started:.0f} s"
        yield Outcome(f"{kind}, {what}", tried, found, note)


def main(most: int) -> list[Outcome]:
    with tempfile.TemporaryDirectory() as folder, nursery_in(Path(folder)) as nursery:
        torture = Torture(Path(folder) / "torture", nursery)
        return [*play(torture, "deeds of an office", DEEDS, most, WAYS)]
