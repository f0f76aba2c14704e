"""Local accounts of an office; their passwords stand apart, where the journal does not see them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.store.base import TABLE_OPTIONS, Base, Row
from unionoffice.store.types import ChoiceKey

CHAIR, TREASURER, CLERK, AUDITOR = "chair", "treasurer", "clerk", "auditor"
ROLES = choices(
    (CHAIR, N_("Chair")),
    (TREASURER, N_("Treasurer")),
    (CLERK, N_("Clerk")),
    (AUDITOR, N_("Auditor, only reads")),
)


class Account(Row):
    """Somebody who signs in; what they may do follows from the role."""

    __tablename__ = "accounts"

    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(unique=True)  # nobody tells “Lan” from “lan”
    role: Mapped[str] = mapped_column(ChoiceKey(ROLES))
    is_active: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime]


class AccountSecret(Base):
    """The password of an account, hashed, and the wrong tries since the last right one."""

    __tablename__ = "account_secrets"
    __table_args__ = TABLE_OPTIONS | {"sqlite_autoincrement": False}

    account_id: Mapped[int] = mapped_column(
        ForeignKey(Account.id, ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    password_hash: Mapped[str]
    wrong_tries: Mapped[int] = mapped_column(default=0)
    wrong_at: Mapped[datetime | None]
    locked_at: Mapped[datetime | None]
