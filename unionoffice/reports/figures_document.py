"""Figures as they come from outside: read strictly, and checked before they become figures."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from unionoffice.core import strict_json
from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.reports.filled import (
    CampaignRow,
    CampaignShare,
    Correction,
    FormFigures,
    HeadCount,
    Missing,
    Organisation,
    RowFigures,
    Source,
    TypedIn,
)
from unionoffice.reports.forms import Level

Number = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
Text = Annotated[str, msgspec.Meta(max_length=2000)]
Key = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Shape = TypeVar("Shape")


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The shapes in which figures come back; anything else is refused."""


class _HeadCount(_Strict, frozen=True):
    total: Number
    members: Number


class _Correction(_Strict, frozen=True):
    computed: Number
    value: Number
    reason: Text
    by: Text
    at: Moment


class _Typed(_Strict, frozen=True):
    value: Number
    source: Text
    by: Text
    at: Moment


class DocumentRow(_Strict, frozen=True):
    """One row; what it has not is unset."""

    key: Key
    result: Number | msgspec.UnsetType = msgspec.UNSET
    total: Number | msgspec.UnsetType = msgspec.UNSET
    members: Number | msgspec.UnsetType = msgspec.UNSET
    share: float | int | msgspec.UnsetType | None = msgspec.UNSET
    titles: tuple[Text, ...] | msgspec.UnsetType = msgspec.UNSET
    by_head_count: _HeadCount | msgspec.UnsetType = msgspec.UNSET
    corrected: dict[Literal["result", "total", "members"], _Correction] | msgspec.UnsetType = (
        msgspec.UNSET
    )
    typed: dict[Literal["result", "total", "members"], _Typed] | msgspec.UnsetType = msgspec.UNSET


class _Organisation(_Strict, frozen=True):
    code: Key
    name: Text
    level: Level


class _Period(_Strict, frozen=True):
    first: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\d$")] = msgspec.field(name="from")
    last: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\d$")] = msgspec.field(name="to")


class _Source(_Strict, frozen=True):
    organisation: Key
    version: Annotated[int, msgspec.Meta(ge=1)]
    unsigned: Literal["workbook", "typed"] | msgspec.UnsetType = msgspec.UNSET


class _Missing(_Strict, frozen=True):
    code: Key
    name: Text


class _CampaignRow(_Strict, frozen=True):
    key: Key
    members: Number
    alone: Number


class CampaignEntry(_Strict, frozen=True):
    """What one check-up campaign adds to the rows; counts only, and nobody's name."""

    uid: Annotated[str, msgspec.Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{26}$")]
    held_on: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
    title: Text
    organisers: bool
    rows: tuple[_CampaignRow, ...]


class Document(_Strict, frozen=True, omit_defaults=True):
    """All figures of one form, organisation and period, as they travel."""

    appendix: Key
    appendix_version: Annotated[int, msgspec.Meta(ge=1)]
    organisation: _Organisation
    period: _Period
    generated_at: Moment
    rows: tuple[DocumentRow, ...]
    unit: Text = ""
    sources: tuple[_Source, ...] | msgspec.UnsetType = msgspec.UNSET
    missing: tuple[_Missing, ...] = ()
    registered_members: Number | msgspec.UnsetType = msgspec.UNSET
    campaigns: tuple[CampaignEntry, ...] = ()


_DECODER = msgspec.json.Decoder(Document)
_ENCODER = msgspec.json.Encoder()


def json_schema() -> dict[str, Any]:
    """The shape of the JSON, as a JSON Schema for other programs."""
    return msgspec.json.schema(Document)


def read_document(content: bytes) -> Document:
    """Figures in JSON, whole and free of contradictions. Raises RefusedFileError otherwise."""
    try:
        document = decode_strictly(content, _DECODER)
    except ValueError as error:
        raise refused(str(error)) from error
    check_document(document)
    return document


def read_held(content: str) -> Document:
    """Figures that are held here: they were checked when they were taken in, and are so no more."""
    try:
        return _DECODER.decode(content)
    except (ValueError, RecursionError) as error:
        raise refused(str(error)) from error


def decode_strictly(content: bytes, decoder: msgspec.json.Decoder[Shape]) -> Shape:
    """JSON in a shape whose defaults are left out; ValueError for all that `strict_json` refuses.

    Written again, plain JSON has as many quotation marks as before, unless a key was repeated.
    Only what differs, or hides letters, takes the slower way that finds out what is wrong.
    """
    try:
        value = decoder.decode(content)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if b"\\u" not in content and _ENCODER.encode(value).count(b'"') == content.count(b'"'):
        return value
    return msgspec.convert(strict_json.parse(content), decoder.type)


def check_document(document: Document) -> None:
    """Raise RefusedFileError for rows that contradict themselves: they would be believed."""
    if len({row.key for row in document.rows}) != len(document.rows):
        raise refused("a row stands there twice")
    for row in document.rows:
        _check(row)
    _check_campaigns(document)


def figures_of(document: Document) -> FormFigures:
    """The figures of a document. Raises RefusedFileError for days that do not exist."""
    organisation = document.organisation
    return FormFigures(
        appendix=document.appendix,
        appendix_version=document.appendix_version,
        organisation=Organisation(organisation.code, organisation.name, organisation.level),
        period=period_of(document),
        generated_at=document.generated_at,
        rows=tuple(map(_row, document.rows)),
        unit=document.unit,
        sources=_sources(document),
        missing=tuple(Missing(entry.code, entry.name) for entry in document.missing),
        registered_members=_or_none(document.registered_members),
        campaigns=tuple(map(_campaign, document.campaigns)),
    )


def period_of(document: Document) -> Period:
    try:
        return Period.parse(document.period.first, document.period.last)
    except (ValueError, UserError) as error:
        raise refused(str(error)) from error


def refused(why: str) -> RefusedFileError:
    """`why` is for whoever looks into it: the words of a format help no clerk."""
    return RefusedFileError(
        N_("The figures in this file are damaged or were not made by this program."),
        why=why,
    )


def _sources(document: Document) -> tuple[Source, ...] | None:
    if isinstance(document.sources, msgspec.UnsetType):
        return None
    return tuple(
        Source(entry.organisation, entry.version, entry.unsigned or "package")
        for entry in document.sources
    )


def _row(row: DocumentRow) -> RowFigures:
    counts = row.by_head_count or None
    return RowFigures(
        key=row.key,
        result=_or_none(row.result),
        total=_or_none(row.total),
        members=_or_none(row.members),
        titles=None if isinstance(row.titles, msgspec.UnsetType) else row.titles,
        by_head_count=None if counts is None else HeadCount(counts.total, counts.members),
        corrections=tuple(
            Correction(name, entry.computed, entry.value, entry.reason, entry.by, entry.at)
            for name, entry in (row.corrected or {}).items()
        ),
        typed=tuple(
            TypedIn(name, entry.value, entry.source, entry.by, entry.at)
            for name, entry in (row.typed or {}).items()
        ),
    )


def _campaign(entry: CampaignEntry) -> CampaignShare:
    rows = tuple(CampaignRow(row.key, row.members, row.alone) for row in entry.rows)
    held_on = date.fromisoformat(entry.held_on)
    return CampaignShare(entry.uid, held_on, entry.title, entry.organisers, rows)


def _or_none(value: int | msgspec.UnsetType) -> int | None:
    return None if isinstance(value, msgspec.UnsetType) else value


def _check(row: DocumentRow) -> None:
    total, members, counted = row.total, row.members, row.by_head_count
    if isinstance(total, int) and isinstance(members, int):
        if members > total:
            raise refused(f"row {row.key}: members > total")
        if row.share != _share(members, total):
            raise refused(f"row {row.key}: share")
    elif row.share is not msgspec.UNSET:
        raise refused(f"row {row.key}: share")
    if row.corrected or row.typed:
        _check_by_hand(row)
    if counted and counted.members > counted.total:
        raise refused(f"row {row.key}: by_head_count")


def _check_by_hand(row: DocumentRow) -> None:
    for name, entry in (row.corrected or {}).items():
        if getattr(row, name) != entry.value:
            raise refused(f"row {row.key}: corrected {name}")
    for name, typed in (row.typed or {}).items():
        standing = (row.corrected or {}).get(name)
        if (getattr(row, name) if standing is None else standing.computed) != typed.value:
            raise refused(f"row {row.key}: typed {name}")


def _check_campaigns(document: Document) -> None:
    """No campaign twice, and none with more members than the row that it is a part of."""
    if len({entry.uid for entry in document.campaigns}) != len(document.campaigns):
        raise refused("a campaign stands there twice")
    members = {row.key: row for row in document.rows}
    for entry in document.campaigns:
        try:
            date.fromisoformat(entry.held_on)
        except ValueError as error:
            raise refused(str(error)) from error
        if len({part.key for part in entry.rows}) != len(entry.rows):
            raise refused(f"campaign {entry.uid}: a row stands there twice")
        for part in entry.rows:
            row = members.get(part.key)
            if row is None or not isinstance(row.members, int) or part.alone > part.members:
                raise refused(f"campaign {entry.uid}: row {part.key}")
            if not row.corrected and part.members > row.members:
                raise refused(f"campaign {entry.uid}: row {part.key}")


def _share(members: int, total: int) -> float | None:
    """Like `formatting.share`, but the float that its JSON is read as: there are many to check."""
    return (members * 2000 + total) // (2 * total) / 10 if total else None
