"""The figures of a form as JSON, and back: what scripts read and packages carry."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec

from unionoffice.core import strict_json
from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.reports.filled import (
    NUMBERS,
    Correction,
    FormFigures,
    HeadCount,
    Missing,
    Organisation,
    RowFigures,
    Source,
)
from unionoffice.reports.forms import Form, Level

Number = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
Text = Annotated[str, msgspec.Meta(max_length=2000)]
Key = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


def as_json(figures: FormFigures) -> dict[str, Any]:
    """Plain values ready for `json.dumps`; a figure that a row does not have is absent."""
    organisation = figures.organisation
    content: dict[str, Any] = {
        "appendix": figures.appendix,
        "appendix_version": figures.appendix_version,
        "organisation": {
            "code": organisation.code,
            "name": organisation.name,
            "level": organisation.level,
        },
        "period": dict(figures.period.as_json()),
        "generated_at": figures.generated_at.isoformat(timespec="seconds"),
    }
    if figures.unit:
        content["unit"] = figures.unit
    content["rows"] = [row_as_json(row) for row in figures.rows]
    if figures.sources is not None:
        content["sources"] = [
            {"organisation": source.organisation, "version": source.version}
            for source in figures.sources
        ]
        content["missing"] = [
            {"code": missing.code, "name": missing.name} for missing in figures.missing
        ]
    return content


def row_as_json(row: RowFigures) -> dict[str, Any]:
    """One row; its share is null where there is nothing to take a share of."""
    content: dict[str, Any] = {"key": row.key}
    for name in NUMBERS:
        if (value := row.number(name)) is not None:
            content[name] = value
    if row.has_share:
        content["share"] = None if row.share is None else float(row.share)
    if row.titles is not None:
        content["titles"] = list(row.titles)
    if row.by_head_count is not None:
        content["by_head_count"] = {
            "total": row.by_head_count.total,
            "members": row.by_head_count.members,
        }
    if row.corrections:
        content["corrected"] = {
            entry.figure: {
                "computed": entry.computed,
                "value": entry.value,
                "reason": entry.reason,
                "by": entry.by,
                "at": entry.at.isoformat(timespec="seconds"),
            }
            for entry in row.corrections
        }
    return content


def to_text(figures: FormFigures) -> str:
    """The JSON as it is written to a file: two spaces, letters as they are, a final line end."""
    return json.dumps(as_json(figures), ensure_ascii=False, indent=2) + "\n"


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
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


class _Row(_Strict, frozen=True):
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


class _Missing(_Strict, frozen=True):
    code: Key
    name: Text


class _Document(_Strict, frozen=True):
    appendix: Key
    appendix_version: Annotated[int, msgspec.Meta(ge=1)]
    organisation: _Organisation
    period: _Period
    generated_at: Moment
    rows: tuple[_Row, ...]
    unit: Text = ""
    sources: tuple[_Source, ...] | msgspec.UnsetType = msgspec.UNSET
    missing: tuple[_Missing, ...] = ()


def json_schema() -> dict[str, Any]:
    """The shape of the JSON, as a JSON Schema for other programs."""
    return msgspec.json.schema(_Document)


def from_text(text: str | bytes) -> FormFigures:
    """Read figures back strictly. Raises RefusedFileError for anything that is not whole."""
    try:
        content = strict_json.parse(text)
    except ValueError as error:
        raise _refused(str(error)) from error
    return from_json(content)


def from_json(content: Any) -> FormFigures:
    """Like `from_text`, for JSON that was parsed already (with repeated keys refused)."""
    try:
        document = msgspec.convert(content, _Document)
        period = Period.parse(document.period.first, document.period.last)
    except (msgspec.ValidationError, ValueError, UserError) as error:
        raise _refused(str(error)) from error
    rows = tuple(_row(row) for row in document.rows)
    if len({row.key for row in rows}) != len(rows):
        raise _refused("a row stands there twice")
    organisation = document.organisation
    return FormFigures(
        appendix=document.appendix,
        appendix_version=document.appendix_version,
        organisation=Organisation(organisation.code, organisation.name, organisation.level),
        period=period,
        generated_at=document.generated_at,
        rows=rows,
        unit=document.unit,
        sources=_sources(document),
        missing=tuple(Missing(entry.code, entry.name) for entry in document.missing),
    )


def check_against(form: Form, figures: FormFigures) -> None:
    """Raise RefusedFileError unless `figures` have exactly the rows and figures of `form`."""
    declared = [(row.key, frozenset(row.figures)) for row in form.rows()]
    given = [(row.key, _names(row)) for row in figures.rows]
    if (figures.appendix, figures.appendix_version) != (form.id, form.version):
        raise RefusedFileError(
            N_("The figures are for the form “{given}”, not for “{form}”. Open the right form."),
            given=f"{figures.appendix} {figures.appendix_version}",
            form=f"{form.id} {form.version}",
        )
    for (key, names), (given_key, given_names) in zip(declared, given, strict=False):
        if (key, names) != (given_key, given_names):
            raise _refused(f"row {key}")
    if len(declared) != len(given):
        raise _refused(f"{len(given)} ≠ {len(declared)}")


def _names(row: RowFigures) -> frozenset[str]:
    names = {name for name in NUMBERS if row.number(name) is not None}
    return frozenset(names if row.titles is None else names | {"titles"})


def _sources(document: _Document) -> tuple[Source, ...] | None:
    if isinstance(document.sources, msgspec.UnsetType):
        return None
    return tuple(Source(entry.organisation, entry.version) for entry in document.sources)


def _row(row: _Row) -> RowFigures:
    counts = None if isinstance(row.by_head_count, msgspec.UnsetType) else row.by_head_count
    corrected = {} if isinstance(row.corrected, msgspec.UnsetType) else row.corrected
    figures = RowFigures(
        key=row.key,
        result=_or_none(row.result),
        total=_or_none(row.total),
        members=_or_none(row.members),
        titles=None if isinstance(row.titles, msgspec.UnsetType) else row.titles,
        by_head_count=None if counts is None else HeadCount(counts.total, counts.members),
        corrections=tuple(
            Correction(name, entry.computed, entry.value, entry.reason, entry.by, entry.at)
            for name, entry in corrected.items()
        ),
    )
    _check(figures, row)
    return figures


def _or_none(value: int | msgspec.UnsetType) -> int | None:
    return None if isinstance(value, msgspec.UnsetType) else value


def _check(figures: RowFigures, row: _Row) -> None:
    """A row that contradicts itself is refused: its figures would be believed."""
    total, members = figures.total, figures.members
    if total is not None and members is not None and members > total:
        raise _refused(f"row {row.key}: members > total")
    share: Any = msgspec.UNSET
    if figures.has_share:
        share = None if figures.share is None else figures.share
    given = Decimal(str(row.share)) if isinstance(row.share, int | float) else row.share
    if given != share:
        raise _refused(f"row {row.key}: share")
    for entry in figures.corrections:
        if figures.number(entry.figure) != entry.value:
            raise _refused(f"row {row.key}: corrected {entry.figure}")
    counted = figures.by_head_count
    if counted is not None and counted.members > counted.total:
        raise _refused(f"row {row.key}: by_head_count")


def _refused(why: str) -> RefusedFileError:
    return RefusedFileError(
        N_("The figures in this file are damaged or were not made by this program ({why})."),
        why=why,
    )
