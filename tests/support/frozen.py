"""The frozen programs, built once for each state of the sources."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .sources import ROOT, name_of, project_files

BUILDS = ROOT / "build" / "frozen"
INGREDIENTS = (
    *("unionoffice/", "migrations/", "resources/", "translations/"),
    *("LICENSE", "THIRD_PARTY.md", "build_installer.spec"),
)


@dataclass(frozen=True)
class Bundle:
    """The folder that an office gets, with its two programs."""

    folder: Path

    @property
    def console_program(self) -> Path:
        return self.program("unionoffice-cli")

    @property
    def contents(self) -> Path:
        return self.folder / "_internal"

    def program(self, name: str) -> Path:
        return self.folder / (f"{name}.exe" if sys.platform == "win32" else name)


def frozen_programs() -> Bundle:
    """Build the programs unless these very sources have been built before."""
    place = BUILDS / _key_of_the_sources()
    bundle = Bundle(place / "UnionOffice")
    if not bundle.console_program.exists():
        shutil.rmtree(BUILDS, ignore_errors=True)
        unfinished = place.with_name("unfinished")
        _build(unfinished)
        unfinished.rename(place)
    return bundle


def _build(place: Path) -> None:
    work = place / "work"
    options = ["--noconfirm", "--log-level", "ERROR", "--distpath", place, "--workpath", work]
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", *options, ROOT / "build_installer.spec"],
        cwd=ROOT,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "1"},
    )
    shutil.rmtree(work)


def _key_of_the_sources() -> str:
    """A name for the state of all that goes into the programs."""
    digest = hashlib.sha256(sys.version.encode())
    digest.update((ROOT / "requirements-dev.txt").read_bytes())
    for path in project_files():
        if name_of(path).startswith(INGREDIENTS):
            digest.update(name_of(path).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
