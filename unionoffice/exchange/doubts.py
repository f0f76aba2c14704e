"""What looks wrong about a return that was taken in: worth a question, not a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from unionoffice.core.errors import Problem
from unionoffice.core.formatting import day
from unionoffice.core.i18n import N_
from unionoffice.exchange.checks import Containment, exceeding
from unionoffice.reports.filled import NUMBERS, FormFigures, RowFigures

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
    figures: FormFigures, year_before: FormFigures | None, contained: tuple[Containment, ...]
) -> Iterator[Problem]:
    """Problems by row key ("" for the whole return)."""
    yield from _about_the_whole(figures)
    before = {} if year_before is None else {row.key: row for row in year_before.rows}
    for row in figures.rows:
        yield from _about_row(row)
        if row.key in before:
            yield from _jumps(before[row.key], row)
    for part, whole in dict.fromkeys(exceeding(figures, contained)):
        yield Problem(part, N_("There is more here than in row “{whole}”."), {"whole": whole})


def _about_the_whole(figures: FormFigures) -> Iterator[Problem]:
    if not any(row.number(name) for row in figures.rows for name in NUMBERS):
        yield Problem("", N_("All figures are 0."))
    made_on = figures.generated_at.date()
    if made_on < figures.period.last:
        yield Problem(
            "",
            N_("It was made on {day}, before the period was over."),
            {"day": day(made_on)},
        )
    if figures.missing:
        yield Problem(
            "",
            N_("Organisations below it that had not handed in: {codes}"),
            {"codes": ", ".join(entry.code for entry in figures.missing)},
        )


def _about_row(row: RowFigures) -> Iterator[Problem]:
    for entry in row.corrections:
        values = {"value": entry.value, "computed": entry.computed, "reason": entry.reason}
        yield Problem(row.key, _CORRECTED[entry.figure], values)
    if row.result and row.members == 0:
        yield Problem(row.key, N_("Something was done, but no member is named as benefiting."))


def _jumps(before: RowFigures, now: RowFigures) -> Iterator[Problem]:
    for name in NUMBERS:
        old, new = before.number(name), now.number(name)
        if not old or new is None or abs(new - old) < SMALLEST_JUMP:
            continue
        percent = round(abs(new - old) * 100 / old)
        if abs(new - old) * 100 >= JUMP * old:
            sentence = _FELL[name] if new < old else _GREW[name]
            yield Problem(now.key, sentence, {"percent": percent, "before": old, "now": new})
