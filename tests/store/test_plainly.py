"""What a disk did is said in a sentence; what the program did wrong is not."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlcipher3 import dbapi2

from unionoffice.core.errors import UserError
from unionoffice.store.plainly import told_plainly


def drop_what_is_not_there() -> None:
    with create_engine("sqlite://", module=dbapi2).connect() as connection:
        connection.execute(text("DROP TABLE gone"))


def fail_and_clean_up() -> None:
    try:
        raise dbapi2.OperationalError("disk I/O error")
    finally:
        drop_what_is_not_there()


def test_clean_up_that_fails_after_the_disk_failed_is_told_as_the_disk() -> None:
    """SQLite has rolled everything back by then: what shall be removed is no longer there."""
    with pytest.raises(UserError, match="disk does not answer"), told_plainly():
        fail_and_clean_up()


def test_bug_stays_a_bug() -> None:
    with pytest.raises(OperationalError, match="no such table"), told_plainly():
        drop_what_is_not_there()
