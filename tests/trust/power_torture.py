"""Cuts the power: what a disk holds at the moment at which the program dies is opened again.

The scene lies on a file system of its own, in a file. When a deed has been killed at its K-th call
of the system, that file is copied as it is: what was not synced is not in it. The copy is mounted,
as after a power cut, and looked at. This needs root, and the rights to mount.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from trust.district_torture import MIGRATIONS, DistrictTorture
from trust.nursery import Nursery, nursery_in
from trust.outcomes import Outcome
from trust.torture import END, Call, Course, Scene, Torture, play

SIZE_MB = 48
DEEDS = ("save", "many", "import", "backup", "restore", "new", "undo", "keep")
DISTRICT_DEEDS = ("send", *MIGRATIONS, "collect", "rescue", "give_list")


class Disk:
    """A file system in a file, mounted at a folder."""

    def __init__(self, image: Path, mounted_at: Path) -> None:
        self.image, self.folder = image, mounted_at
        mounted_at.mkdir(exist_ok=True)

    def make(self) -> None:
        with self.image.open("wb") as stream:
            stream.truncate(SIZE_MB << 20)
        _run("mkfs.ext4", "-q", "-F", str(self.image))
        self.mount()

    def mount(self) -> None:
        # Without the help that ext4 gives to those who forget to sync what they rename.
        _run("mount", "-o", "loop,noauto_da_alloc", str(self.image), str(self.folder))

    def sync(self) -> None:
        _run("sync", "-f", str(self.folder))

    def copied(self, other: Disk) -> Disk:
        """As a power cut would leave it: nothing is synced before."""
        _run("cp", "--sparse=always", str(self.image), str(other.image))
        other.mount()
        return other

    def unmount(self) -> None:
        _run("umount", str(self.folder))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def can_mount() -> bool:
    """Whether this user may make a file system in a file and mount it here."""
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("mkfs.ext4"):
        return False
    with tempfile.TemporaryDirectory() as folder:
        disk = Disk(Path(folder) / "image", Path(folder) / "mounted")
        try:
            disk.make()
        except subprocess.CalledProcessError:
            return False
        disk.unmount()
        return True


class Power(Torture):
    """Plays each point on a disk, and looks at what the disk held when the deed was killed."""

    kind = "power cut"

    def __init__(self, folder: Path, nursery: Nursery) -> None:
        folder.mkdir(parents=True)
        self._disk = Disk(folder / "image", folder / "disk")
        self._found = Disk(folder / "cut", folder / "found")
        self._disk.make()
        super().__init__(folder / "scenes", nursery)

    def scene(self) -> Scene:
        self._number += 1
        folder = self._disk.folder / f"scene-{self._number}"
        shutil.copytree(self._template, folder)
        self._disk.sync()
        return self._scene_in(folder)

    def _after(self, scene: Scene) -> Scene:
        """The scene on the disk as it was found after the cut."""
        self._disk.copied(self._found)
        return self._scene_in(self._found.folder / scene.folder.name)

    def _take_away(self, scene: Scene) -> None:
        if scene.folder.parent == self._found.folder:
            self._found.unmount()
        shutil.rmtree(self._disk.folder / scene.folder.name)

    def _chosen(self, course: Course, most: int, error: str) -> list[Call]:
        """The last cut comes when the deed has been acknowledged."""
        return [*super()._chosen(course, max(1, most - 1), error), END]

    def end(self) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self._disk.unmount()


class DistrictPower(Power, DistrictTorture):
    """The same for what goes between levels."""


def main(most: int) -> list[Outcome]:
    if not can_mount():
        note = "not tried: this needs root, mkfs.ext4 and the rights to mount"
        return [Outcome(Power.kind, 0, 0, note)]
    outcomes: list[Outcome] = []
    for kind, what, deeds in (
        (Power, "deeds of an office", DEEDS),
        (DistrictPower, "deeds between levels", DISTRICT_DEEDS),
    ):
        with tempfile.TemporaryDirectory() as folder, nursery_in(Path(folder)) as nursery:
            power = kind(Path(folder) / "power", nursery)
            try:
                outcomes += play(power, what, deeds, most)
            finally:
                power.end()
    return outcomes
