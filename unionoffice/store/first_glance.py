"""A small door for the first picture of the window: one row, read by the bare driver.

Importing SQLAlchemy takes longer than painting the window; this module must never need it.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2

from unionoffice.core.errors import UserError
from unionoffice.store.connecting import connect


class FirstGlance(NamedTuple):
    """The name of the office, and the value of one settings row ("" when there is none)."""

    office: str = ""
    value: str = ""


def read_first_glance(path: Path, setting: str) -> FirstGlance:
    """What can be said at once about an office; nothing at all when it cannot be read so simply.

    Whoever opens the office properly afterwards says what is wrong with it.
    """
    try:
        connection = connect(path, timeout=0.2)
        try:
            name = connection.execute("SELECT name FROM organisations WHERE is_own = 1").fetchone()
            kept = connection.execute(
                "SELECT value FROM settings WHERE key = ?", (setting,)
            ).fetchone()
        finally:
            connection.close()
    except (dbapi2.Error, UnicodeDecodeError, UserError):
        return FirstGlance()
    return FirstGlance(office=name[0] if name else "", value=kept[0] if kept else "")


def read_account_names(path: Path) -> tuple[str, ...]:
    """Who may sign in to an office, by name; nobody where it has no accounts or is not readable."""
    try:
        connection = connect(path)
        try:
            found = connection.execute(
                "SELECT name FROM accounts WHERE is_active = 1 ORDER BY name_folded"
            ).fetchall()
        finally:
            connection.close()
    except (dbapi2.Error, UnicodeDecodeError, UserError):
        return ()
    return tuple(name for (name,) in found)


class Standing(NamedTuple):
    """Which office a file is, and the newest deed in it; all empty when it cannot be read.

    `deed_id` and `chain` are the newest link of the journal's chain.
    """

    uid: str = ""
    mark: str = ""
    deed_id: int = 0
    chain: str = ""


def read_standing(path: Path) -> Standing:
    """The identity of an office and a mark that changes with every deed of its users."""
    try:
        connection = connect(path)
        try:
            own = connection.execute("SELECT uid FROM organisations WHERE is_own = 1").fetchone()
            # A deed's number alone comes again in an office that was restored.
            deed = connection.execute(
                "SELECT id, done_at FROM deeds ORDER BY id DESC LIMIT 1"
            ).fetchone()
            has_chain = connection.execute(
                "SELECT 1 FROM pragma_table_info('deeds') WHERE name = 'chain_sha256'"
            ).fetchone()
            newest = "SELECT id, chain_sha256 FROM deeds ORDER BY id DESC LIMIT 1"
            link = connection.execute(newest).fetchone() if has_chain and deed else None
        finally:
            connection.close()
    except (dbapi2.Error, UnicodeDecodeError, UserError):
        return Standing()
    mark = f"{deed[0]} {deed[1]}" if deed else "0"
    return Standing(own[0] if own else "", mark, *(link or ()))
