"""A small door for the first picture of the window: one row, read by the bare driver.

Importing SQLAlchemy takes longer than painting the window; this module must never need it.
"""

from __future__ import annotations

from pathlib import Path

from sqlcipher3 import dbapi2

from unionoffice.core.errors import UserError
from unionoffice.store.connecting import connect


def read_first_glance(path: Path, setting: str) -> tuple[str, str]:
    """The name of an office, and the value of one settings row ("" when there is none).

    Both are empty when the office cannot be read so simply.
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
        return "", ""
    return name[0] if name else "", kept[0] if kept else ""


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
