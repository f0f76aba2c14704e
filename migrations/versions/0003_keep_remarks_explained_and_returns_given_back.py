"""Keep remarks explained and returns given back.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "returns_to_mend",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("appendix", TEXT, nullable=False),
        sa.Column("period_first", TEXT, nullable=False),
        sa.Column("period_last", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("returned_at", TEXT, nullable=False),
        sa.Column("taken_in_at", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returns_to_mend")),
        sa.UniqueConstraint("digest", name=op.f("uq_returns_to_mend_digest")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("returns_to_mend", schema=None) as batch_op:
        batch_op.create_index(
            "ix_returns_to_mend_form", ["appendix", "period_first", "period_last"], unique=False
        )

    op.create_table(
        "explained_remarks",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("organisation_id", WHOLE, nullable=False),
        sa.Column("appendix", TEXT, nullable=False),
        sa.Column("period_first", TEXT, nullable=False),
        sa.Column("period_last", TEXT, nullable=False),
        sa.Column("row_key", TEXT, nullable=False),
        sa.Column("says", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("explained_at", TEXT, nullable=False),
        sa.Column("explained_by", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_explained_remarks_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explained_remarks")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("explained_remarks", schema=None) as batch_op:
        batch_op.create_index(
            "ix_explained_remarks_form", ["appendix", "period_first", "period_last"], unique=False
        )

    op.create_table(
        "returned_returns",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("organisation_id", WHOLE, nullable=False),
        sa.Column("appendix", TEXT, nullable=False),
        sa.Column("period_first", TEXT, nullable=False),
        sa.Column("period_last", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("returned_at", TEXT, nullable=False),
        sa.Column("returned_by", TEXT, nullable=False),
        sa.Column("reply_by", TEXT, nullable=True),
        sa.Column("content", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_returned_returns_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returned_returns")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("returned_returns", schema=None) as batch_op:
        batch_op.create_index(
            "ix_returned_returns_form", ["appendix", "period_first", "period_last"], unique=False
        )

    op.create_table(
        "received_campaigns",
        sa.Column("return_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("uid", TEXT, nullable=False),
        sa.Column("row_key", TEXT, nullable=False),
        sa.Column("held_on", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("is_organisers", sa.Integer(), nullable=False),
        sa.Column("members", WHOLE, nullable=False),
        sa.Column("alone", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["return_id"],
            ["received_returns.id"],
            name=op.f("fk_received_campaigns_return_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("return_id", "uid", "row_key", name=op.f("pk_received_campaigns")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("checkup_campaigns", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin_uid", TEXT, nullable=True))
        batch_op.add_column(sa.Column("origin_name", TEXT, nullable=True))
