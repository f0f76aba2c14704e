"""A form filled in: plain figures, how they came about, and who reports them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from unionoffice.core import formatting
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.reports.forms import Form

NUMBERS = ("result", "total", "members")
FIGURE_NAMES = {"result": N_("turns"), "total": N_("people"), "members": N_("members")}


@dataclass(frozen=True)
class HeadCount:
    """How much of a row's figures was counted by heads, without names."""

    total: int = 0
    members: int = 0


@dataclass(frozen=True)
class Correction:
    """A figure set by hand: what the program had computed, what stands instead, and why."""

    figure: str  # result, total or members
    computed: int
    value: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class TypedIn:
    """A figure that the office typed in, and where it has it from."""

    figure: str  # result, total or members
    value: int
    source: str
    by: str
    at: datetime


@dataclass(frozen=True)
class RowFigures:
    """The figures of one row; None where the form has no such figure in it.

    Corrected figures stand corrected; `corrections` tell what they were.
    """

    key: str
    result: int | None = None
    total: int | None = None
    members: int | None = None
    titles: tuple[str, ...] | None = None
    by_head_count: HeadCount | None = None
    corrections: tuple[Correction, ...] = ()
    typed: tuple[TypedIn, ...] = ()

    @property
    def has_share(self) -> bool:
        return self.total is not None and self.members is not None

    @property
    def share(self) -> Decimal | None:
        """Members in a hundred of the total; None when the total is 0 or the row has no share."""
        if self.total is None or self.members is None:
            return None
        return formatting.share(self.members, self.total)

    def number(self, figure: str) -> int | None:
        """The figure with this name: result, total or members."""
        value = getattr(self, figure) if figure in NUMBERS else None
        return value if isinstance(value, int) else None

    def correction(self, figure: str) -> Correction | None:
        return next((entry for entry in self.corrections if entry.figure == figure), None)

    def typed_in(self, figure: str) -> TypedIn | None:
        return next((entry for entry in self.typed if entry.figure == figure), None)

    def with_typed(self, entry: TypedIn) -> RowFigures:
        """This row with one figure as it was typed in."""
        changed: dict[str, Any] = {entry.figure: entry.value, "typed": (*self.typed, entry)}
        return dataclasses.replace(self, **changed)

    def corrected(self, figure: str, value: int, reason: str, by: str, at: datetime) -> RowFigures:
        """This row with one figure set by hand; what was computed first stays on record."""
        standing = self.number(figure)
        if standing is None:
            raise ValueError(f"row {self.key} has no figure {figure}")
        earlier = self.correction(figure)
        computed = standing if earlier is None else earlier.computed
        entry = Correction(figure, computed, value, reason, by, at)
        others = tuple(other for other in self.corrections if other.figure != figure)
        changed: dict[str, Any] = {figure: value, "corrections": (*others, entry)}
        return dataclasses.replace(self, **changed)


@dataclass(frozen=True)
class Organisation:
    """Who reports; `level` is primary, district, province or national."""

    code: str
    name: str
    level: str


class Source(NamedTuple):
    """A return that a consolidated form sums; `origin` is package, workbook or typed."""

    organisation: str
    version: int
    origin: str = "package"


class Missing(NamedTuple):
    """An organisation that was expected to report and has not."""

    code: str
    name: str


@dataclass(frozen=True)
class ShortStay:
    """A body that existed on some days of the period only, and what is counted for it.

    `told` are the days that its returns tell of. Where it is not counted they are some of its days
    each, or there are none: then it counts as far as its successors' returns hold its figures.
    """

    name: str
    days: Period
    is_counted: bool
    told: tuple[Period, ...] = ()
    is_settled: bool = True  # whether a successor's return may hold its figures too


@dataclass(frozen=True)
class SharedReturn:
    """A return further below that several of those summed have summed: it counts in the keeper's.

    Without a keeper it is not settled yet, and counts as often as it was summed.
    """

    code: str
    name: str
    holders: tuple[str, ...]  # the codes of those that have summed it
    keeper: str


@dataclass(frozen=True)
class Part:
    """What one body below, with all below it, adds to a consolidated form.

    Without code and name: what belongs to no body of the structure, or to several.
    """

    code: str
    name: str
    returns: int
    rows: tuple[RowFigures, ...]


@dataclass(frozen=True)
class Structure:
    """The returns of a consolidated form by the tree of one day.

    `unplaced` are the bodies whose figures belong to no part; `crossing` those whose return holds
    figures of bodies that stand below another part.
    """

    on: date
    parts: tuple[Part, ...]
    unplaced: tuple[Missing, ...] = ()
    crossing: tuple[Missing, ...] = ()


@dataclass(frozen=True)
class CampaignRow:
    """How many members one row counts under a campaign; `alone`: under no other campaign."""

    key: str
    members: int
    alone: int


@dataclass(frozen=True)
class CampaignShare:
    """What a check-up campaign has to do with the figures of a return.

    `is_organisers`: the return comes from who organised it, and counts everybody who came.
    """

    uid: str
    held_on: date
    title: str
    is_organisers: bool
    rows: tuple[CampaignRow, ...]


@dataclass(frozen=True)
class FormFigures:
    """All figures of one form for one organisation and period: what JSON and packages carry.

    `unit` names the unit that was asked for, "" for the whole organisation. `sources` is None
    unless the figures were consolidated from returns; `counted_once` are members, by row, whom
    several of these told of; `short_stays` and `shared` tell what else stood in the way of a plain
    sum. `registered_members` and `campaigns` are known when the figures travel: by them the body
    above judges what it is told.
    """

    appendix: str
    appendix_version: int
    organisation: Organisation
    period: Period
    generated_at: datetime
    rows: tuple[RowFigures, ...]
    unit: str = ""
    sources: tuple[Source, ...] | None = None
    missing: tuple[Missing, ...] = ()
    structure: Structure | None = None
    counted_once: Mapping[str, int] = field(default_factory=dict)
    short_stays: tuple[ShortStay, ...] = ()
    shared: tuple[SharedReturn, ...] = ()
    registered_members: int | None = None  # on the last day of the period
    campaigns: tuple[CampaignShare, ...] = ()

    @property
    def is_consolidated(self) -> bool:
        return self.sources is not None

    def row(self, key: str) -> RowFigures | None:
        return next((row for row in self.rows if row.key == key), None)


@dataclass(frozen=True)
class Letterhead:
    """What an office prints around the table. "" and () leave it to the form."""

    upper_body: str = ""  # the body above the one that reports
    place: str = ""  # of the date line
    signed_on: date | None = None  # None: the day on which the figures were made
    signature: tuple[str, ...] = ()  # e.g. ("TM. BAN CHẤP HÀNH", "CHỦ TỊCH")
    signatory: str = ""
    recipients: tuple[str, ...] = ()  # lines below "Nơi nhận:"
    has_motto: bool = True


@dataclass(frozen=True)
class FilledForm:
    """A form with its figures, ready to be shown, printed or written."""

    form: Form
    figures: FormFigures
    letterhead: Letterhead = field(default_factory=Letterhead)
    content_sha256: str = ""  # of the package that these very figures went up in
