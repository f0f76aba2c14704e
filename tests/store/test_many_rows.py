"""How much memory long deeds may take."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from unionoffice.bootstrap import unlock
from unionoffice.store import secret_file
from unionoffice.store.many_rows import CACHE, in_little_memory
from unionoffice.store.store import create_store, open_store

PASSPHRASE = "bốn con trâu ăn cỏ"


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_few_pages_are_kept_but_of_an_encrypted_office(tmp_path: Path, is_encrypted: bool) -> None:
    office = tmp_path / "office.uoffice"
    create_store(office).close()
    if is_encrypted:
        secret_file.encrypt(office, PASSPHRASE)
        unlock(str(office), PASSPHRASE)
    store = open_store(office)

    with store.reading() as session:
        connection = session.connection()
        usual = connection.scalar(text("PRAGMA cache_size"))
        with in_little_memory(connection):
            meanwhile = connection.scalar(text("PRAGMA cache_size"))
        afterwards = connection.scalar(text("PRAGMA cache_size"))
    store.close()

    assert meanwhile == (usual if is_encrypted else -CACHE)
    assert afterwards == usual
