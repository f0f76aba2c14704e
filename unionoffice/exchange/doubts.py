"""What looks wrong about a return that was taken in: worth a question, not a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from unionoffice.core.errors import Problem
from unionoffice.core.formatting import day
from unionoffice.core.i18n import N_
from unionoffice.exchange.checks import FormChecks
from unionoffice.reports.figures_document import Document, DocumentRow
from unionoffice.reports.filled import NUMBERS

JUMP = 80  # per cent
SMALLEST_JUMP = 3  # of a handful, one more or less is no news

# A figure's name is part of the sentence, so that every language can decline it.
_FELL: Mapping[str, str] = {
    "result": N_("Turns fell by {percent} % against the year before (from {before} to {now})."),
    "total": N_("People fell by {percent} % against the year before (from {before} to {now})."),
    "members": N_("Members fell by {percent} % against the year before (from {before} to {now})."),
}
_GREW: Mapping[str, str] = {
    "result": N_("Turns grew by {percent} % against the year before (from {before} to {now})."),
    "total": N_("People grew by {percent} % against the year before (from {before} to {now})."),
    "members": N_("Members grew by {percent} % against the year before (from {before} to {now})."),
}
_CORRECTED: Mapping[str, str] = {
    "result": N_("Turns were set by hand to {value} instead of {computed}: {reason}"),
    "total": N_("People were set by hand to {value} instead of {computed}: {reason}"),
    "members": N_("Members were set by hand to {value} instead of {computed}: {reason}"),
}


def doubts_about(
    document: Document, year_before: Document | None, checks: FormChecks
) -> Iterator[Problem]:
    """Problems by row key ("" for the whole return)."""
    yield from _about_the_whole(document)
    before = {} if year_before is None else {row.key: row for row in year_before.rows}
    for row in document.rows:
        yield from _about_row(row)
        if row.key in before:
            yield from _jumps(before[row.key], row)
    for part, whole in dict.fromkeys(checks.exceeding(document)):
        yield Problem(part, N_("There is more here than in row “{whole}”."), {"whole": whole})


def _about_the_whole(document: Document) -> Iterator[Problem]:
    if not any(row.result or row.total or row.members for row in document.rows):
        yield Problem("", N_("All figures are 0."))
    made_on = document.generated_at.date()
    if made_on.isoformat() < document.period.last:
        yield Problem(
            "", N_("It was made on {day}, before the period was over."), {"day": day(made_on)}
        )
    if document.missing:
        codes = ", ".join(entry.code for entry in document.missing)
        yield Problem(
            "", N_("Organisations below it that had not handed in: {codes}"), {"codes": codes}
        )


def _about_row(row: DocumentRow) -> Iterator[Problem]:
    for name, entry in (row.corrected or {}).items():
        values = {"value": entry.value, "computed": entry.computed, "reason": entry.reason}
        yield Problem(row.key, _CORRECTED[name], values)
    if row.result and row.members == 0:
        yield Problem(row.key, N_("Something was done, but no member is named as benefiting."))


def _jumps(before: DocumentRow, now: DocumentRow) -> Iterator[Problem]:
    for name in NUMBERS:
        old, new = getattr(before, name), getattr(now, name)
        if not old or not isinstance(new, int) or abs(new - old) < SMALLEST_JUMP:
            continue
        if abs(new - old) * 100 >= JUMP * old:
            percent = round(abs(new - old) * 100 / old)
            sentence = _FELL[name] if new < old else _GREW[name]
            yield Problem(now.key, sentence, {"percent": percent, "before": old, "now": new})
