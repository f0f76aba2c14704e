"""Seal packages and put their code on paper.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "given_lists",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("manifest_sha256", TEXT, nullable=False),
        sa.Column("register", TEXT, nullable=False),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("receiver_code", TEXT, nullable=False),
        sa.Column("receiver_name", TEXT, nullable=False),
        sa.Column("rows_given", WHOLE, nullable=False),
        sa.Column("expires_on", TEXT, nullable=False),
        sa.Column("given_at", TEXT, nullable=False),
        sa.Column("file_name", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_given_lists")),
        sa.UniqueConstraint("manifest_sha256", name=op.f("uq_given_lists_manifest_sha256")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "sealing_keys",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("identity", TEXT, nullable=False),
        sa.Column("recipient", TEXT, nullable=False),
        sa.Column("made_at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealing_keys")),
        sa.UniqueConstraint("recipient", name=op.f("uq_sealing_keys_recipient")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "upper_bodies",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("uid", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("public_key", TEXT, nullable=False),
        sa.Column("recipient", TEXT, nullable=False),
        sa.Column("enrolled_at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upper_bodies")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "received_lists",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("manifest_sha256", TEXT, nullable=False),
        sa.Column("organisation_id", WHOLE, nullable=False),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("rows_given", WHOLE, nullable=False),
        sa.Column("expires_on", TEXT, nullable=False),
        sa.Column("given_at", TEXT, nullable=False),
        sa.Column("received_at", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=True),
        sa.Column("removed_at", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_received_lists_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_lists")),
        sa.UniqueConstraint("manifest_sha256", name=op.f("uq_received_lists_manifest_sha256")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("received_lists", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_received_lists_organisation_id"), ["organisation_id"], unique=False
        )

    with op.batch_alter_table("received_returns", schema=None) as batch_op:
        batch_op.add_column(sa.Column("content_sha256", TEXT, nullable=True))
        batch_op.create_index(
            batch_op.f("ix_received_returns_content_sha256"), ["content_sha256"], unique=False
        )

    with op.batch_alter_table("refused_files", schema=None) as batch_op:
        batch_op.add_column(sa.Column("content_sha256", TEXT, nullable=True))
        batch_op.create_index(
            batch_op.f("ix_refused_files_content_sha256"), ["content_sha256"], unique=False
        )

    with op.batch_alter_table("sent_packages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("content_sha256", TEXT, nullable=True))
