"""Bringing an older office up to date: on a copy that is checked and swapped in."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from unionoffice.core.errors import UserError
from unionoffice.core.files import sha256_of
from unionoffice.services.file_care import FileCare
from unionoffice.store import upgrade
from unionoffice.store.header import APPLICATION_ID, SCHEMA, read_header
from unionoffice.store.store import open_store


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """An office from before the first released schema: ours by its mark, without tables."""
    path = tmp_path / "office.uoffice"
    connection = dbapi2.connect(str(path))
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("PRAGMA user_version=0")
    connection.execute("VACUUM")
    connection.close()
    return path


def test_older_office_is_upgraded_on_opening_and_the_former_file_is_kept(older: Path) -> None:
    before = sha256_of(older)

    open_store(older).close()

    assert read_header(older).schema == SCHEMA
    (kept,) = older.parent.glob("*.before-schema-*")
    assert sha256_of(kept) == before


def test_upgrade_says_where_the_older_file_is(older: Path) -> None:
    said = FileCare().upgrade(str(older))
    (kept,) = older.parent.glob("*.before-schema-*")
    assert str(kept) in said
    assert "already" in FileCare().upgrade(str(older))


def test_copy_that_does_not_pass_its_checks_leaves_the_office_as_it_was(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sha256_of(older)
    monkeypatch.setattr(upgrade, "complaint_about", lambda _path: "a page is torn")

    with pytest.raises(UserError, match="a page is torn"):
        open_store(older)

    assert sha256_of(older) == before
    assert [path.name for path in older.parent.iterdir() if "partial" in path.name] == []


def test_the_former_file_of_an_earlier_upgrade_is_not_overwritten(older: Path) -> None:
    first = older.read_bytes()
    open_store(older).close()
    connection = dbapi2.connect(str(older.with_name("another.uoffice")))
    connection.executescript(
        f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version=0; VACUUM; PRAGMA page_count;"
        "CREATE TABLE kept (id INTEGER); DROP TABLE kept;"
    )
    connection.close()
    older.with_name("another.uoffice").replace(older)
    second = older.read_bytes()
    assert first != second
    open_store(older).close()
    kept = sorted(older.parent.glob("*.before-schema-*"), key=lambda each: len(each.name))
    assert [each.read_bytes() for each in kept] == [first, second]


def test_the_same_former_file_is_kept_once(older: Path) -> None:
    before = older.read_bytes()
    open_store(older).close()
    older.write_bytes(before)
    open_store(older).close()
    assert len(list(older.parent.glob("*.before-schema-*"))) == 1
