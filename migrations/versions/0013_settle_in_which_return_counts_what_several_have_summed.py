"""Settle in which return counts what several have summed, and find bodies by their days.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "settled_shares",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("appendix", TEXT, nullable=False),
        sa.Column("period_first", TEXT, nullable=False),
        sa.Column("period_last", TEXT, nullable=False),
        sa.Column("keeper", TEXT, nullable=False),
        sa.Column("settled_at", TEXT, nullable=False),
        sa.Column("settled_by", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settled_shares")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("settled_shares", schema=None) as batch_op:
        batch_op.create_index(
            "ix_settled_shares_form", ["appendix", "period_first", "period_last"], unique=False
        )
    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.create_index("ix_organisations_founded_on", ["founded_on"], unique=False)
        batch_op.create_index("ix_organisations_dissolved_on", ["dissolved_on"], unique=False)
