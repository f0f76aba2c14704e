"""An office on a federation's server: whether its tables fit, and who may do what in them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, inspect, text

from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.i18n import N_
from unionoffice.store.header import SCHEMA

_SCHEMA_NAME = "public"


def check_server(engine: Engine) -> None:
    """Raise UserError unless there is an office whose tables this program knows."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            raise UserError(
                N_(
                    "There is no office in this database. Whoever looks after the server makes "
                    "one with “unionoffice new”."
                )
            )
        schema = int(
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        )
    if schema > SCHEMA:
        raise RefusedFileError(
            N_("The office on the server is of a newer UnionOffice. Install the newer version.")
        )
    if schema < SCHEMA:
        raise UserError(
            N_(
                "The tables on the server are of an older version. Whoever looks after the server "
                "brings them up to date with “unionoffice upgrade”."
            )
        )


def may_write_at(engine: Engine) -> bool:
    """Whether the role that is connected may do deeds, and not only read."""
    with engine.connect() as connection:
        return bool(connection.scalar(text("SELECT has_table_privilege('deeds', 'INSERT')")))


def grant(engine: Engine, writers: Sequence[str], readers: Sequence[str]) -> None:
    """Give roles that exist on the server what they need in this office, and nothing more.

    Who writes can add to the journal and not take from it. To be given again after an upgrade:
    tables that a later version adds are nobody's but the owner's until then.
    """
    with engine.begin() as connection:
        for role in (*writers, *readers):
            if not connection.scalar(
                text("SELECT count(*) FROM pg_roles WHERE rolname = :role"), {"role": role}
            ):
                raise UserError(
                    N_("The server knows no role “{role}”. Make it first: CREATE ROLE … LOGIN."),
                    role=role,
                )
        for role in readers:
            _run(connection, role, *_READING)
        for role in writers:
            _run(connection, role, *_READING, *_WRITING)


_READING = (
    "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}",
    "REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM {role}",
    "GRANT CONNECT ON DATABASE {database} TO {role}",
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}",
    # Whoever has a private key can sign, or open what is sealed, in the office's name.
    "REVOKE SELECT ON signing_keys, sealing_keys FROM {role}",
)
_WRITING = (
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
    "REVOKE UPDATE, DELETE ON changes FROM {role}",
    # For erasing a person alone: triggers refuse any other change of the journal.
    "GRANT UPDATE (before, after) ON changes TO {role}",
    "REVOKE DELETE ON deeds FROM {role}",
    "REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {role}",
)


def _run(connection: Connection, role: str, *statements: str) -> None:
    quote = connection.dialect.identifier_preparer.quote_identifier
    names = {
        "role": quote(role),
        "schema": quote(_SCHEMA_NAME),
        "database": quote(str(connection.scalar(text("SELECT current_database()")))),
    }
    for statement in statements:
        connection.execute(text(statement.format(**names).replace(":", r"\:")))
