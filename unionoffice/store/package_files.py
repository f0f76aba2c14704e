"""The packages that an office in a file was handed in: files beside it, named by their checksum."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from unionoffice.core.files import replace, sha256_of, sync_files, sync_folders

SUFFIX: Final = ".upack"
_INCOMING: Final = "incoming"


@dataclass(frozen=True)
class PackageState:
    """Whether the packages that an office names are there, as they came."""

    folder: Path
    kept: int
    missing: tuple[str, ...]  # checksums
    changed: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        return not self.missing and not self.changed


class PackageFolder:
    """The folder `OFFICE.packages`; what lies in it never changes, and nothing takes it away."""

    def __init__(self, office: Path) -> None:
        self.path = office.with_name(f"{office.name}.packages")
        self.incoming = self.path / _INCOMING
        self._made: set[str] = set()  # folders that are there, two letters each

    def file(self, sha256: str) -> Path:
        return Path(self._place(sha256))

    def holds(self, sha256: str) -> bool:
        return os.path.exists(self._place(sha256))

    def _place(self, sha256: str) -> str:
        # Asked for every file of a collection: text is put together quicker than paths.
        return f"{self.path}/{sha256[:2]}/{sha256}{SUFFIX}"

    def begin(self) -> None:
        """Make the folder for what comes in; what a killed collection left in it goes."""
        shutil.rmtree(self.incoming, ignore_errors=True)
        self.incoming.mkdir(parents=True, exist_ok=True)
        self._made.clear()

    def end(self) -> None:
        shutil.rmtree(self.incoming, ignore_errors=True)

    def take(self, came: Iterable[str]) -> None:
        """Move files that came in to their places, whole and on the disk."""
        came = sorted(came)
        sync_files(self.incoming, came)
        folders = sorted({sha256[:2] for sha256 in came})
        for name in set(folders) - self._made:
            (self.path / name).mkdir(exist_ok=True)
        self._made.update(folders)
        for sha256 in came:
            replace(f"{self.incoming}/{sha256}", self._place(sha256))
        sync_folders(self.path, folders)

    def state(self, named: Iterable[str]) -> PackageState:
        """Read every package that is named, and compare it with its name."""
        missing, changed, kept = [], [], 0
        for sha256 in named:
            file = self.file(sha256)
            if not file.is_file():
                missing.append(sha256)
            elif sha256_of(file) != sha256:
                changed.append(sha256)
            else:
                kept += 1
        return PackageState(self.path, kept, tuple(missing), tuple(changed))
