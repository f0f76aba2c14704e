"""Keep papers with records.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "paper_contents",
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_paper_contents")),
        sqlite_autoincrement=False,
        sqlite_strict=True,
    )
    op.create_table(
        "papers",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("record_table", TEXT, nullable=False),
        sa.Column("record_id", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("suffix", TEXT, nullable=False),
        sa.Column("size", WHOLE, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("added_at", TEXT, nullable=False),
        sa.Column("added_by", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("papers", schema=None) as batch_op:
        batch_op.create_index("ix_papers_record", ["record_table", "record_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_papers_sha256"), ["sha256"], unique=False)
