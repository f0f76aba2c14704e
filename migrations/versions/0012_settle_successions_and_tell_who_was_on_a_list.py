"""Settle successions, and tell who was on a list that was given out.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "settled_successions",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("organisation_id", WHOLE, nullable=False),
        sa.Column("appendix", TEXT, nullable=False),
        sa.Column("period_first", TEXT, nullable=False),
        sa.Column("period_last", TEXT, nullable=False),
        sa.Column("is_held_by_heirs", sa.Integer(), nullable=False),
        sa.Column("settled_at", TEXT, nullable=False),
        sa.Column("settled_by", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_settled_successions_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settled_successions")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("settled_successions", schema=None) as batch_op:
        batch_op.create_index(
            "ix_settled_successions_form",
            ["appendix", "period_first", "period_last"],
            unique=False,
        )
    op.create_table(
        "given_people",
        sa.Column("list_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("person_id", WHOLE, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["given_lists.id"],
            name=op.f("fk_given_people_list_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_given_people_person_id")
        ),
        sa.PrimaryKeyConstraint("list_id", "person_id", name=op.f("pk_given_people")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("given_people", schema=None) as batch_op:
        batch_op.create_index("ix_given_people_person_id", ["person_id"], unique=False)
