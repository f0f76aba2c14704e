"""The files of this project, for tests that hold for all of them."""

from __future__ import annotations

import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def project_files(*patterns: str) -> list[Path]:
    """The files under version control that match; in an unpacked archive, all that is there.

    A `*` stands for folders too: `unionoffice/*.py` are all modules, however deep.
    """
    found = sorted(path for path in _versioned_files() or _unpacked_files() if path.is_file())
    if not patterns:
        return found
    return [path for path in found if any(fnmatch(name_of(path), each) for each in patterns)]


def _versioned_files() -> list[Path]:
    if not shutil.which("git"):
        return []
    listing = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
        text=True,
    )
    return [ROOT / name for name in listing.stdout.split("\0") if name]


def _unpacked_files() -> list[Path]:
    """All files but those that were made here: in hidden folders, or in the ones named below."""
    made_here = {"build", "dist", "demo", "__pycache__"}
    return [
        path
        for path in ROOT.rglob("*")
        if not any(
            part in made_here or (part.startswith(".") and part != ".ci")
            for part in path.relative_to(ROOT).parts[:-1]
        )
    ]


def text_of(path: Path) -> str | None:
    """The text of a file, or None where it holds something else."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
