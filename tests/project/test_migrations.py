"""The migrations make exactly the tables that the mapped classes describe, on both engines."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from support.sources import ROOT

from unionoffice.registers import catalogue  # noqa: F401 - maps the classes of all registers
from unionoffice.store import journal  # noqa: F401 - maps the journal
from unionoffice.store.base import Base
from unionoffice.store.engine import file_engine, server_engine
from unionoffice.store.header import SCHEMA
from unionoffice.store.upgrade import create_file

MIGRATIONS = sorted((ROOT / "migrations" / "versions").glob("[0-9]*.py"))


def test_a_new_office_file_has_the_tables_of_the_mapped_classes(tmp_path: Path) -> None:
    office = tmp_path / "office.uoffice"
    create_file(office)
    engine = file_engine(office)
    with engine.connect() as connection:
        _agrees(connection)
    engine.dispose()


def test_a_new_office_on_postgresql_has_the_tables_of_the_mapped_classes(
    postgresql_office_url: str,
) -> None:
    engine = server_engine(postgresql_office_url)
    with engine.connect() as connection:
        _agrees(connection)
    engine.dispose()


def test_the_number_in_the_header_is_that_of_the_newest_migration() -> None:
    assert [path.name[:4] for path in MIGRATIONS] == [f"{n:04}" for n in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("migration", MIGRATIONS, ids=lambda path: path.stem)
def test_a_migration_knows_nothing_of_the_program(migration: Path) -> None:
    imported = {
        alias.name if isinstance(node, ast.Import) else node.module or ""
        for node in ast.walk(ast.parse(migration.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert not [module for module in imported if module.startswith("unionoffice")]


def _agrees(connection: Connection) -> None:
    context = MigrationContext.configure(connection, opts={"compare_type": False})
    assert compare_metadata(context, Base.metadata) == []
    assert context.get_current_revision() == f"{SCHEMA:04}"
