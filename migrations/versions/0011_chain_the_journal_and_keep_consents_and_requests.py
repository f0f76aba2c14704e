"""Chain the journal and keep consents and requests.

Revision ID: 0011
Revises: 0010
What was journalled before is chained here, once: whether it was changed until then, nobody can say.
So the chain begins with the day of this migration and the number of deeds that it found.
"""

import hashlib
import json
import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "consents",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("given_on", TEXT, nullable=False),
        sa.Column("given_by", TEXT, nullable=False),
        sa.Column("withdrawn_on", TEXT, nullable=True),
        sa.Column("withdrawn_by", TEXT, nullable=True),
        sa.Column("paper", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_consents_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_person_id"), ["person_id"], unique=False)

    op.create_table(
        "data_requests",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("person_id", WHOLE, nullable=True),
        sa.Column("asked_by", TEXT, nullable=True),
        sa.Column("received_on", TEXT, nullable=False),
        sa.Column("answer_by", TEXT, nullable=True),
        sa.Column("answered_on", TEXT, nullable=True),
        sa.Column("outcome", TEXT, nullable=True),
        sa.Column("answer", TEXT, nullable=True),
        sa.Column("paper", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_data_requests_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_requests")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("data_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_data_requests_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("deeds", schema=None) as batch_op:
        batch_op.add_column(sa.Column("salt", TEXT, server_default="", nullable=False))
        batch_op.add_column(sa.Column("content_sha256", TEXT, server_default="", nullable=False))
        batch_op.add_column(sa.Column("chain_sha256", TEXT, server_default="", nullable=False))
        batch_op.add_column(sa.Column("kept_sha256", TEXT, nullable=True))
        batch_op.add_column(sa.Column("erased_by_id", WHOLE, nullable=True))
        batch_op.create_index(batch_op.f("ix_deeds_erased_by_id"), ["erased_by_id"], unique=False)
    _chain(op.get_bind())
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE_GUARDS:
            op.execute(statement)
    else:
        for statement in POSTGRESQL_GUARDS:
            op.execute(statement)


WRITTEN = (
    "concat_ws(' ', id, record_id, octet_length(table_name), coalesce(octet_length(before), -1),"
    " coalesce(octet_length(after), -1), table_name, before, after)"
)


def _chain(connection):
    deeds = connection.execute(
        sa.text(
            "SELECT id, done_at, done_by, what, register, records, undoes_id FROM deeds ORDER BY id"
        )
    ).all()
    if not deeds:
        return
    begun = json.dumps({"begun_at": datetime.now(UTC).isoformat(), "deeds": len(deeds)})
    connection.execute(
        sa.text("INSERT INTO settings (key, value) VALUES ('journal_chain', :begun)"),
        {"begun": begun},
    )
    previous = begun
    for deed in deeds:
        salt = secrets.token_hex(16)
        digest = hashlib.sha256(salt.encode())
        changes = sa.text(f"SELECT {WRITTEN} FROM changes WHERE deed_id = :id ORDER BY id")  # noqa: S608 - no outside text in it
        for (written,) in connection.execute(changes, {"id": deed[0]}):
            digest.update(written.encode())
        link = json.dumps(
            [previous, *deed, digest.hexdigest()], ensure_ascii=False, separators=(",", ":")
        )
        previous = hashlib.sha256(link.encode()).hexdigest()
        connection.execute(
            sa.text(
                "UPDATE deeds SET salt = :salt, content_sha256 = :content, chain_sha256 = :chain "
                "WHERE id = :id"
            ),
            {
                "salt": salt,
                "content": digest.hexdigest(),
                "chain": previous,
                "id": deed[0],
            },
        )


# A sealed deed and its changes stay as they are. While the deed that erases a person is running,
# the contents of deeds that name it may be reduced; their hashes may not.
IS_ERASED_NOW = (
    "EXISTS (SELECT 1 FROM deeds AS erased JOIN deeds AS running"
    " ON running.id = erased.erased_by_id WHERE erased.id = OLD.deed_id"
    " AND running.chain_sha256 = '')"
)
SAME_CHANGE = (
    "NEW.id = OLD.id AND NEW.deed_id = OLD.deed_id AND NEW.table_name = OLD.table_name"
    " AND NEW.record_id = OLD.record_id"
)
SAME_DEED = (
    "NEW.id = OLD.id AND NEW.done_at = OLD.done_at AND NEW.done_by = OLD.done_by"
    " AND NEW.what = OLD.what AND NEW.register = OLD.register AND NEW.records = OLD.records"
    " AND coalesce(NEW.undoes_id, 0) = coalesce(OLD.undoes_id, 0)"
    " AND NEW.content_sha256 = OLD.content_sha256 AND NEW.chain_sha256 = OLD.chain_sha256"
    " AND EXISTS (SELECT 1 FROM deeds AS running"
    " WHERE running.id = NEW.erased_by_id AND running.chain_sha256 = '')"
)
SQLITE_GUARDS = (
    "CREATE TRIGGER changes_are_not_changed BEFORE UPDATE ON changes"
    f" WHEN NOT ({SAME_CHANGE} AND {IS_ERASED_NOW})"
    " BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END",
    "CREATE TRIGGER changes_are_not_removed BEFORE DELETE ON changes"
    " BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END",
    "CREATE TRIGGER deeds_are_not_changed BEFORE UPDATE ON deeds"
    f" WHEN OLD.chain_sha256 <> '' AND NOT ({SAME_DEED})"
    " BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END",
    "CREATE TRIGGER deeds_are_not_removed BEFORE DELETE ON deeds"
    " BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END",
)
REFUSE = (
    " RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the journal only grows'; END $$"
)
POSTGRESQL_GUARDS = (
    f"CREATE FUNCTION the_journal_only_grows(){REFUSE}",
    "CREATE FUNCTION changes_are_not_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" IF NOT ({SAME_CHANGE} AND {IS_ERASED_NOW}) THEN"
    " RAISE EXCEPTION 'the journal only grows'; END IF; RETURN NEW; END $$",
    "CREATE FUNCTION deeds_are_not_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" IF OLD.chain_sha256 <> '' AND NOT ({SAME_DEED}) THEN"
    " RAISE EXCEPTION 'the journal only grows'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER changes_are_not_changed BEFORE UPDATE ON changes"
    " FOR EACH ROW EXECUTE FUNCTION changes_are_not_changed()",
    "CREATE TRIGGER deeds_are_not_changed BEFORE UPDATE ON deeds"
    " FOR EACH ROW EXECUTE FUNCTION deeds_are_not_changed()",
    "CREATE TRIGGER changes_are_not_removed BEFORE DELETE OR TRUNCATE ON changes"
    " FOR EACH STATEMENT EXECUTE FUNCTION the_journal_only_grows()",
    "CREATE TRIGGER deeds_are_not_removed BEFORE DELETE OR TRUNCATE ON deeds"
    " FOR EACH STATEMENT EXECUTE FUNCTION the_journal_only_grows()",
)
