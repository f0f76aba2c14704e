"""Organisations, units and head counts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.core.identity import new_uid
from unionoffice.store.base import TABLE_OPTIONS, Base, Record, Row, partial_index
from unionoffice.store.types import ChoiceKey, LongWords

LEVELS = choices(
    ("primary", N_("Primary organisation"), ("基层工会",)),
    (
        "district",
        N_("Intermediate level"),
        ("huyện", "xã", "phường", "cấp trên trực tiếp", "ngành"),
    ),
    ("province", N_("Provincial federation"), ("tỉnh", "thành phố")),
    ("national", N_("National confederation"), ("tổng liên đoàn", "trung ương")),
)

UNIT_KINDS = choices(
    ("group", N_("Union group"), ("профгруппа", "工会小组")),
    ("workshop", N_("Workshop"), ("xưởng", "цех", "车间")),
    ("team", N_("Team"), ("tổ", "đội", "бригада", "班组")),
    ("office", N_("Office or department"), ("phòng", "ban", "văn phòng", "отдел", "部门", "科")),
    ("branch", N_("Branch union"), ("分会",)),
    ("enterprise", N_("Enterprise"), ("công ty", "предприятие", "企业")),
    ("other", N_("Other unit"), ("khác",)),
)


class Organisation(Record):
    """A body of the union: this office's own, and those below it at any level.

    Name, level and the body above are the newest; what they were before is kept in
    `FormerState`. A body that stands directly below this office may leave `parent_code` empty.
    It lives from `founded_on` until the day before `dissolved_on`.
    """

    __tablename__ = "organisations"

    __table_args__ = (
        # A body that was entered by mistake and voided leaves its code to another.
        partial_index(
            "uq_organisations_code",
            "code",
            unique=True,
            where="voided_at IS NULL",
        ),
        TABLE_OPTIONS,
    )

    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    code: Mapped[str]
    name: Mapped[str]
    level: Mapped[str] = mapped_column(ChoiceKey(LEVELS))
    parent_code: Mapped[str | None]
    parent_name: Mapped[str | None]
    is_own: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str | None]
    signs_for: Mapped[str | None]
    signer_title: Mapped[str | None]
    signer_name: Mapped[str | None]
    recipients: Mapped[str | None] = mapped_column(LongWords)
    enrolled_at: Mapped[datetime | None]
    # Whether a form without a signature is taken from it; None: as long as it has no key.
    takes_unsigned: Mapped[bool | None]
    founded_on: Mapped[date | None] = mapped_column(index=True)
    dissolved_on: Mapped[date | None] = mapped_column(index=True)

    above: Mapped[Organisation | None] = relationship(
        primaryjoin="foreign(Organisation.parent_code) == remote(Organisation.code)",
        viewonly=True,
        load_on_pending=True,
    )
    # A body that gets another code takes those below it along.
    below: Mapped[list[Organisation]] = relationship(
        primaryjoin="Organisation.code == foreign(remote(Organisation.parent_code))",
        passive_updates=False,
    )


class TrustedKey(Row):
    """A key by which a body below signs what it hands in, and until when it is believed.

    A key that another took the place of still proves what was made before that moment; one that
    was revoked proves nothing any more, for whoever found it can write any day into a package.
    """

    __tablename__ = "trusted_keys"
    __table_args__ = (UniqueConstraint("organisation_id", "public_key"), TABLE_OPTIONS)

    organisation_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id))
    public_key: Mapped[str]
    enrolled_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
    revoked_on: Mapped[date | None]
    revoke_reason: Mapped[str | None]


class SigningKey(Base):
    """A key pair of this office itself; the newest signs.

    No journal keeps these rows: a private key stands in one place, and is not brought back.
    """

    __tablename__ = "signing_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    private_key: Mapped[str]
    public_key: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]


class SealingKey(Base):
    """A key pair that opens what was sealed for this office; all are kept, the newest is given out.

    As with signing keys no journal keeps these rows.
    """

    __tablename__ = "sealing_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str]  # the private half, as the age tool writes it
    recipient: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]


class UpperBody(Row):
    """The body above, by its card: whom this office seals for. The newest row counts."""

    __tablename__ = "upper_bodies"

    uid: Mapped[str]
    code: Mapped[str]
    name: Mapped[str]
    level: Mapped[str]
    public_key: Mapped[str]
    recipient: Mapped[str]
    enrolled_at: Mapped[datetime]


class Unit(Record):
    """A workshop, office or union group; units form a tree."""

    __tablename__ = "units"

    name: Mapped[str]
    kind: Mapped[str | None] = mapped_column(ChoiceKey(UNIT_KINDS))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    founded_on: Mapped[date | None]
    dissolved_on: Mapped[date | None]
    leader: Mapped[str | None]
    is_state_body: Mapped[bool] = mapped_column(default=False)

    parent: Mapped[Unit | None] = relationship(remote_side="Unit.id")


class Headcount(Record):
    """How many workers a unit had on a day, where they are known only by number."""

    __tablename__ = "headcounts"

    unit_id: Mapped[int | None] = mapped_column(ForeignKey(Unit.id), index=True)
    counted_on: Mapped[date] = mapped_column(index=True)
    workers: Mapped[int]
    women: Mapped[int | None]

    unit: Mapped[Unit | None] = relationship()


class Setting(Base):
    """One thing the office has chosen, as JSON."""

    __tablename__ = "settings"
    __table_args__ = TABLE_OPTIONS | {"sqlite_autoincrement": False}

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
