"""The files of this project, for tests that hold for all of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def project_files(*patterns: str) -> list[Path]:
    """The files under version control that match; in an unpacked archive, all that is there."""
    found = sorted(path for path in _versioned_files() or _unpacked_files() if path.is_file())
    return [path for path in found if not patterns or any(map(path.match, patterns))]


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
