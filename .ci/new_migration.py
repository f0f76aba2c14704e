"""Write a migration from what the mapped classes say and the migrations do not say yet.

Usage: make migration TITLE="Add the register of gifts"
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import BigInteger
from sqlalchemy.types import Text, TypeDecorator, TypeEngine

from unionoffice.core.paths import migrations_folder
from unionoffice.registers import catalogue  # noqa: F401 - maps the classes of all registers
from unionoffice.store import journal  # noqa: F401 - maps the journal
from unionoffice.store.base import Base, tell_postgresql
from unionoffice.store.engine import file_engine
from unionoffice.store.upgrade import create_file

TEMPLATE = '''"""{title}.

Revision ID: {revision}
Revises: {before}
"""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    {steps}
'''


def main(title: str) -> None:
    steps = steps_to_the_mapped_classes()
    if steps == "pass":
        sys.exit("The migrations say already all that the mapped classes say.")
    versions = migrations_folder() / "versions"
    number = len(list(versions.glob("[0-9]*.py"))) + 1
    name = "_".join(re.findall(r"[a-z0-9]+", title.lower()))
    file = versions / f"{number:04}_{name}.py"
    file.write_text(
        TEMPLATE.format(
            title=title.rstrip("."),
            revision=f"{number:04}",
            before=f"{number - 1:04}",
            steps=steps,
        ),
        encoding="utf-8",
    )
    sys.stdout.write(f"{file}\nRead it, then set SCHEMA = {number} in {schema_file()}.\n")


def steps_to_the_mapped_classes() -> str:
    tell_postgresql()
    with TemporaryDirectory() as folder:
        office = Path(folder) / "office.uoffice"
        create_file(office)
        engine = file_engine(office)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": False})
            script = produce_migrations(context, Base.metadata)
        engine.dispose()
    assert script.upgrade_ops is not None
    code = render_python_code(script.upgrade_ops, render_as_batch=True, render_item=plain_type)
    return re.sub(r"(?m)^ *# ###.*\n?", "", code).strip()


def plain_type(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """The column type of the database: a migration knows nothing of the types of the program."""
    if kind != "type":
        return False
    plain: TypeEngine[Any] = thing.impl if isinstance(thing, TypeDecorator) else thing
    if isinstance(plain, Text):
        return "TEXT"
    return "WHOLE" if isinstance(plain, BigInteger) else f"sa.{plain!r}"


def schema_file() -> str:
    return "unionoffice/store/header.py"


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].strip():
        sys.exit(__doc__)
    main(sys.argv[1].strip())
