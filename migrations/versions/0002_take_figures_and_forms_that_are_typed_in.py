"""Take figures and forms that are typed in.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "typed_figures",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("appendix", TEXT, nullable=False),
        sa.Column("period_first", TEXT, nullable=False),
        sa.Column("period_last", TEXT, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=True),
        sa.Column("row_key", TEXT, nullable=False),
        sa.Column("figure", TEXT, nullable=False),
        sa.Column("value", WHOLE, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("typed_at", TEXT, nullable=False),
        sa.Column("typed_by", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_typed_figures_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typed_figures")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("typed_figures") as batch_op:
        batch_op.create_index(
            "ix_typed_figures_form", ["appendix", "period_first", "period_last"], unique=False
        )

    with op.batch_alter_table("organisations") as batch_op:
        batch_op.add_column(sa.Column("takes_unsigned", sa.Integer(), nullable=True))

    with op.batch_alter_table(
        "received_returns", table_kwargs={"sqlite_strict": True, "sqlite_autoincrement": True}
    ) as batch_op:
        batch_op.add_column(sa.Column("origin", TEXT, server_default="package", nullable=False))
        batch_op.add_column(sa.Column("entered_by", TEXT, nullable=True))
        batch_op.drop_constraint(batch_op.f("uq_received_returns_version"), type_="unique")
        batch_op.create_unique_constraint(
            "uq_received_returns_version",
            ["organisation_id", "appendix", "period_first", "period_last", "origin", "version"],
        )
