"""The rollback journal beside an office file: whether there is one, and out of the way with it."""

from __future__ import annotations

import secrets
from pathlib import Path


def journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def is_half_written(path: Path) -> bool:
    """Whether a journal stands beside the file: somebody is writing, or died while doing so."""
    try:
        return journal_of(path).stat().st_size > 0
    except OSError:
        return False


def put_journal_aside(path: Path) -> None:
    """A journal without its file would be played into the next file of that name."""
    journal = journal_of(path)
    if journal.exists():
        journal.replace(journal.with_name(f"{journal.name}.{secrets.token_hex(4)}.old"))
