"""What bodies were before, and by which decisions they became what they are."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.registers.organisation.model import LEVELS, Organisation
from unionoffice.store.base import TABLE_OPTIONS, Row
from unionoffice.store.types import ChoiceKey, LongWords

DEEDS = choices(
    ("found", N_("Found a body")),
    ("merge", N_("Merge bodies into one")),
    ("split", N_("Split a body")),
    ("move", N_("Put bodies below another body")),
    ("rename", N_("Give a body another name or level")),
    ("dissolve", N_("Dissolve a body")),
)

RELATIONS = choices(
    ("founded", N_("founded")),
    ("merged_into", N_("merged into another body")),
    ("split_into", N_("split")),
    ("moved", N_("put below another body")),
    ("renamed", N_("renamed")),
    ("succeeded_by", N_("succeeded by another body")),
    ("dissolved", N_("dissolved")),
)


class Reorganisation(Row):
    """A decision by which bodies were founded, changed or dissolved on a day."""

    __tablename__ = "reorganisations"

    kind: Mapped[str] = mapped_column(ChoiceKey(DEEDS))
    happened_on: Mapped[date] = mapped_column(index=True)
    decision_number: Mapped[str | None]
    decided_on: Mapped[date | None]
    issuer: Mapped[str | None]
    notes: Mapped[str | None] = mapped_column(LongWords)


class BodyRelation(Row):
    """What a reorganisation did to one body, and which other body it has to do with.

    The other one is what the body was merged or split into, was put below, or is succeeded by.
    """

    __tablename__ = "body_relations"

    reorganisation_id: Mapped[int] = mapped_column(ForeignKey(Reorganisation.id), index=True)
    kind: Mapped[str] = mapped_column(ChoiceKey(RELATIONS))
    body_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id), index=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id), index=True)

    reorganisation: Mapped[Reorganisation] = relationship()


class FormerState(Row):
    """What a body was called and where it stood until a day, which is the first of the next state.

    States follow one another without gap or overlap, for only their ends are kept.
    """

    __tablename__ = "former_states"
    __table_args__ = (UniqueConstraint("organisation_id", "until_on"), TABLE_OPTIONS)

    organisation_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id))
    until_on: Mapped[date]
    name: Mapped[str]
    level: Mapped[str] = mapped_column(ChoiceKey(LEVELS))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id), index=True)
    reorganisation_id: Mapped[int | None] = mapped_column(ForeignKey(Reorganisation.id), index=True)
