"""Let bodies have a history.

Revision ID: 0006
Revises: 0005
"""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "reorganisations",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("happened_on", TEXT, nullable=False),
        sa.Column("decision_number", TEXT, nullable=True),
        sa.Column("decided_on", TEXT, nullable=True),
        sa.Column("issuer", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reorganisations")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("reorganisations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reorganisations_happened_on"), ["happened_on"], unique=False
        )

    op.create_table(
        "body_relations",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("reorganisation_id", WHOLE, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("body_id", WHOLE, nullable=False),
        sa.Column("other_id", WHOLE, nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"], ["organisations.id"], name=op.f("fk_body_relations_body_id")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["organisations.id"], name=op.f("fk_body_relations_other_id")
        ),
        sa.ForeignKeyConstraint(
            ["reorganisation_id"],
            ["reorganisations.id"],
            name=op.f("fk_body_relations_reorganisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_relations")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("body_relations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_relations_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_relations_other_id"), ["other_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_body_relations_reorganisation_id"), ["reorganisation_id"], unique=False
        )

    op.create_table(
        "former_states",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("organisation_id", WHOLE, nullable=False),
        sa.Column("until_on", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("parent_id", WHOLE, nullable=True),
        sa.Column("reorganisation_id", WHOLE, nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_former_states_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisations.id"], name=op.f("fk_former_states_parent_id")
        ),
        sa.ForeignKeyConstraint(
            ["reorganisation_id"],
            ["reorganisations.id"],
            name=op.f("fk_former_states_reorganisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_states")),
        sa.UniqueConstraint(
            "organisation_id", "until_on", name=op.f("uq_former_states_organisation_id_until_on")
        ),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("former_states", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_states_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_former_states_reorganisation_id"), ["reorganisation_id"], unique=False
        )

    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("founded_on", TEXT, nullable=True))
        batch_op.add_column(sa.Column("dissolved_on", TEXT, nullable=True))
        batch_op.add_column(sa.Column("notes", TEXT, nullable=True))
        batch_op.add_column(sa.Column("search_text", TEXT, server_default="", nullable=False))
        batch_op.add_column(sa.Column("version", WHOLE, server_default="1", nullable=False))
        batch_op.add_column(sa.Column("voided_at", TEXT, nullable=True))
        batch_op.add_column(sa.Column("void_reason", TEXT, nullable=True))
    _fill_search_texts()


def _fill_search_texts() -> None:
    """What bodies that are there already are found by: code and name, without accents."""
    bodies = sa.table(
        "organisations",
        *(sa.column(name) for name in ("id", "code", "name", "search_text")),
    )
    connection = op.get_bind()
    for id_, code, name in connection.execute(sa.select(bodies.c.id, bodies.c.code, bodies.c.name)):
        letters = unicodedata.normalize("NFKD", f"{code} {name}".lower().replace("đ", "d"))
        bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
        text = " ".join(re.findall(r"\w+", bare))
        connection.execute(sa.update(bodies).where(bodies.c.id == id_).values(search_text=text))
