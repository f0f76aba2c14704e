"""Which office a file is, and how far it has come, read by the bare driver."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2

from unionoffice.core.errors import UserError
from unionoffice.store.connecting import connect


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
