"""Offices for tests: real SQLite files, copied from one that was founded once per run."""

from __future__ import annotations

import shutil
from pathlib import Path

from unionoffice.services.office import Office, OwnOrganisation
from unionoffice.store.store import Store, create_store, open_store

PRIMARY = OwnOrganisation(
    code="T1",
    name="CĐCS Công ty May Sông Hậu",
    level="primary",
    parent_code="H1",
    parent_name="LĐLĐ huyện Châu Phú",
    place="Châu Phú",
)


class OfficeMaker:
    """Makes offices in a folder; the migrations run only for the first of them."""

    def __init__(self, folder: Path) -> None:
        self._empty = folder / "empty.uoffice"

    def make(self, path: Path, own: OwnOrganisation = PRIMARY) -> Store:
        """A new office at `path`, open for writing."""
        if not self._empty.exists():
            create_store(self._empty).close()
        shutil.copyfile(self._empty, path)
        store = open_store(path)
        Office(store).found(own)
        return store
