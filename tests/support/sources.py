"""The files of this project, for tests that hold for all of them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def project_files(*patterns: str) -> list[Path]:
    """The files under version control that match; in an unpacked archive, all that is there."""
    listing = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
        text=True,
    )
    if listing.returncode == 0:
        names = (ROOT / name for name in listing.stdout.split("\0") if name)
    else:
        names = _unpacked_files()
    found = sorted(path for path in names if path.is_file())
    return [path for path in found if not patterns or any(map(path.match, patterns))]


def _unpacked_files() -> Iterator[Path]:
    made_here = {".venv", ".venv-newest", ".stamps", "build", "dist", "demo", "__pycache__"}
    for path in ROOT.rglob("*"):
        if not made_here & set(path.relative_to(ROOT).parts):
            yield path


def text_of(path: Path) -> str | None:
    """The text of a file, or None where it holds something else."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
