"""Offices for tests: real SQLite files, copied from one that was founded once per run."""

from __future__ import annotations

import shutil
from pathlib import Path

from unionoffice.services.office import Office, OwnOrganisation
from unionoffice.store import upgrade
from unionoffice.store.store import Store, open_store

PRIMARY = OwnOrganisation(
    code="T1",
    name="CĐCS Công ty May Sông Hậu",
    level="primary",
    parent_code="H1",
    parent_name="LĐLĐ huyện Châu Phú",
    place="Châu Phú",
)


class LayOut:
    """The tables of new offices: laid out by the migrations once, and copied ever after."""

    def __init__(self, folder: Path) -> None:
        self._empty = folder / "empty.uoffice"
        self._by_migrations = upgrade.lay_out

    def __call__(self, path: Path) -> None:
        if not self._empty.exists():
            self._by_migrations(self._empty)
        shutil.copyfile(self._empty, path)


class OfficeMaker:
    """Makes offices in a folder; the migrations run only for the first of them."""

    def __init__(self, folder: Path) -> None:
        self._lay_out = LayOut(folder)

    def make(self, path: Path, own: OwnOrganisation = PRIMARY) -> Store:
        """A new office at `path`, open for writing."""
        self._lay_out(path)
        store = open_store(path)
        Office(store).found(own)
        return store
