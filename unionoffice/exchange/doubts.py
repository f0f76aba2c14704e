"""What looks wrong about a return that was taken in: worth a question, not a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from unionoffice.core.formatting import day, number
from unionoffice.core.i18n import N_
from unionoffice.exchange.checks import FormChecks
from unionoffice.exchange.remarks import CONTRADICTION, DOUBT, NOTE, Remark
from unionoffice.reports.figures_document import Document, DocumentRow
from unionoffice.reports.filled import NUMBERS

JUMP = 80  # per cent
SMALLEST_JUMP = 3  # of a handful, one more or less is no news
TURNOVER = 25  # per cent of the members who may leave in a period
FEWEST_WHO_LEFT = 10
USUALLY_TO_COME = 10  # of a period a tenth is still to come when it is reported

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
) -> Iterator[Remark]:
    """Remarks by row key ("" for the whole return)."""
    yield from _about_the_whole(document)
    yield from _against_registered(document)
    before = {} if year_before is None else {row.key: row for row in year_before.rows}
    for row in document.rows:
        if row.corrected or (row.members == 0 and row.result):
            yield from _about_row(row)
        if before and row.key in before:
            yield from _jumps(before[row.key], row)
    for part, whole in dict.fromkeys(checks.exceeding(document)):
        why = N_("There is more here than in row “{whole}”.")
        yield Remark(part, why, {"whole": checks.form.label(whole)}, CONTRADICTION, "part")


def open_doubts(document: Document, checks: FormChecks) -> Iterator[Remark]:
    """Figures that a primary left empty; a federation types none in."""
    if document.sources is not msgspec.UNSET:
        return
    for key, figure in checks.left_open(document):
        why = N_("Nobody has typed this figure in: it stands as 0.")
        yield Remark(key, why, {}, DOUBT, "not_typed", figure)


def _about_the_whole(document: Document) -> Iterator[Remark]:
    if not any(row.result or row.total or row.members for row in document.rows):
        yield Remark("", N_("All figures are 0."), {}, DOUBT, "empty")
    yield from _early(document)
    if document.missing:
        codes = ", ".join(entry.code for entry in document.missing)
        why = N_("Organisations below it that had not handed in: {codes}")
        yield Remark("", why, {"codes": codes}, DOUBT, "incomplete")


def _early(document: Document) -> Iterator[Remark]:
    """The report of a year is due before the year ends: only who is much too early is asked."""
    made_on = document.generated_at.date()
    first, last = (
        date.fromisoformat(each) for each in (document.period.first, document.period.last)
    )
    to_come = (last - made_on).days
    if to_come > 0:
        why = N_("It was made on {day}, before the period was over.")
        is_usual = to_come * USUALLY_TO_COME <= (last - first).days + 1
        yield Remark("", why, {"day": day(made_on)}, NOTE if is_usual else DOUBT, "early")


def _about_row(row: DocumentRow) -> Iterator[Remark]:
    for name, entry in (row.corrected or {}).items():
        values = {"value": entry.value, "computed": entry.computed, "reason": entry.reason}
        yield Remark(row.key, _CORRECTED[name], values, NOTE, "by_hand", name)
    if row.result and row.members == 0:
        why = N_("Something was done, but no member is named as benefiting.")
        yield Remark(row.key, why, {}, DOUBT, "nobody", "members")


def _jumps(before: DocumentRow, now: DocumentRow) -> Iterator[Remark]:
    for name in NUMBERS:
        old, new = getattr(before, name), getattr(now, name)
        if not old or not isinstance(new, int) or abs(new - old) < SMALLEST_JUMP:
            continue
        if abs(new - old) * 100 >= JUMP * old:
            percent = round(abs(new - old) * 100 / old)
            sentence = _FELL[name] if new < old else _GREW[name]
            values = {"percent": percent, "before": old, "now": new}
            yield Remark(now.key, sentence, values, DOUBT, "jump", name)


def _against_registered(document: Document) -> Iterator[Remark]:
    """Members who benefit are among those who are registered.

    Counts by heads add up over many events, and members come and go: both are given some room.
    """
    registered = document.registered_members
    if not isinstance(registered, int):
        return
    most = registered + max(FEWEST_WHO_LEFT, registered * TURNOVER // 100)
    for row in document.rows:
        heads = row.by_head_count
        if heads and heads.members > most:
            counted = heads.members
            why = N_(
                "{counted} members were counted by heads, but only {registered} are registered."
            )
        elif not row.corrected and isinstance(row.members, int) and row.members > most:
            counted = row.members
            why = N_("{counted} members benefit, but only {registered} are registered.")
        else:
            continue
        values = {"counted": number(counted), "registered": number(registered)}
        yield Remark(row.key, why, values, DOUBT, "registered", "members")
