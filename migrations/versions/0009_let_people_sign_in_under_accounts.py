"""Let people sign in under accounts.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("name_folded", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("is_active", sa.Integer(), nullable=False),
        sa.Column("made_at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("name_folded", name=op.f("uq_accounts_name_folded")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "account_secrets",
        sa.Column("account_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("password_hash", TEXT, nullable=False),
        sa.Column("wrong_tries", WHOLE, nullable=False),
        sa.Column("wrong_at", TEXT, nullable=True),
        sa.Column("locked_at", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_account_secrets_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_secrets")),
        sqlite_autoincrement=False,
        sqlite_strict=True,
    )
