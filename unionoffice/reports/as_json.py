"""The figures of a form as JSON, and back: what scripts read and packages carry."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from unionoffice.core.errors import RefusedFileError
from unionoffice.core.i18n import N_
from unionoffice.reports.figures_document import (
    Document,
    check_document,
    figures_of,
    read_document,
    refused,
)
from unionoffice.reports.filled import (
    NUMBERS,
    FormFigures,
    RowFigures,
    ShortStay,
    Source,
    Structure,
)
from unionoffice.reports.forms import Form


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
        content["sources"] = [_source_as_json(source) for source in figures.sources]
        content["missing"] = [
            {"code": missing.code, "name": missing.name} for missing in figures.missing
        ]
    if figures.short_stays:
        content["short_stays"] = [_stay_as_json(stay) for stay in figures.short_stays]
    if figures.shared:
        content["shared"] = [
            {
                "organisation": each.code,
                "name": each.name,
                "summed_by": list(each.holders),
                "counted_in": each.keeper or None,
            }
            for each in figures.shared
        ]
    if figures.structure is not None:
        content["structure"] = _structure_as_json(figures.structure)
    if figures.registered_members is not None:
        content["registered_members"] = figures.registered_members
    if figures.campaigns:
        content["campaigns"] = [
            {
                "uid": share.uid,
                "held_on": share.held_on.isoformat(),
                "title": share.title,
                "organisers": share.is_organisers,
                "rows": [
                    {"key": row.key, "members": row.members, "alone": row.alone}
                    for row in share.rows
                ],
            }
            for share in figures.campaigns
        ]
    return content


def _stay_as_json(stay: ShortStay) -> dict[str, Any]:
    return {
        "name": stay.name,
        "days": dict(stay.days.as_json()),
        "counted": stay.is_counted,
        "settled": stay.is_settled,
        "told": [dict(days.as_json()) for days in stay.told],
    }


def _structure_as_json(structure: Structure) -> dict[str, Any]:
    """The sub-totals; the last part has no organisation when something belongs to no body."""
    return {
        "on": structure.on.isoformat(),
        "parts": [
            {
                "organisation": {"code": part.code, "name": part.name} if part.code else None,
                "returns": part.returns,
                "rows": [row_as_json(row) for row in part.rows],
            }
            for part in structure.parts
        ],
        "unplaced": [{"code": body.code, "name": body.name} for body in structure.unplaced],
        "crossing": [{"code": body.code, "name": body.name} for body in structure.crossing],
    }


def _source_as_json(source: Source) -> dict[str, Any]:
    content = {"organisation": source.organisation, "version": source.version}
    # Said only of what nobody has signed.
    return content if source.origin == "package" else {**content, "unsigned": source.origin}


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
    if row.typed:
        content["typed"] = {
            entry.figure: {
                "value": entry.value,
                "source": entry.source,
                "by": entry.by,
                "at": entry.at.isoformat(timespec="seconds"),
            }
            for entry in row.typed
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


def from_text(text: str | bytes) -> FormFigures:
    """Read figures back strictly. Raises RefusedFileError for anything that is not whole."""
    try:
        content = text.encode() if isinstance(text, str) else text
    except UnicodeEncodeError as error:
        raise refused(str(error)) from error
    return figures_of(read_document(content))


def from_json(content: Any) -> FormFigures:
    """Like `from_text`, for JSON that was parsed already (with repeated keys refused)."""
    try:
        document = msgspec.convert(content, Document)
    except ValueError as error:
        raise refused(str(error)) from error
    check_document(document)
    return figures_of(document)


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
            raise refused(f"row {key}")
    if len(declared) != len(given):
        raise refused(f"{len(given)} ≠ {len(declared)}")


def _names(row: RowFigures) -> frozenset[str]:
    names = {name for name in NUMBERS if row.number(name) is not None}
    return frozenset(names if row.titles is None else names | {"titles"})
