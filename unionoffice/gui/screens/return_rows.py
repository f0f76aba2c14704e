"""Returns, packages and cards as rows: what each is, in words, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from unionoffice.core.formatting import moment, number
from unionoffice.core.i18n import N_, _
from unionoffice.exchange.cards import EnrolledCard
from unionoffice.exchange.collecting import CollectedFile
from unionoffice.exchange.returns import Reported, ReportedReturn
from unionoffice.gui.screens.simple_table import SimpleRow

# What became of a file: words, icon, tone.
_FATES = {
    "accepted": (N_("Taken in"), "circle-check", "ok"),
    "already_held": (N_("Held already"), "check", "muted"),
    "superseded": (N_("A newer version is held"), "check", "muted"),
    "refused": (N_("Refused"), "alert-circle", "bad"),
    "enrolled": (N_("Enrolled"), "circle-check", "ok"),
    "updated": (N_("Brought up to date"), "circle-check", "ok"),
    "unchanged": (N_("Enrolled already"), "check", "muted"),
}
_ORDER = {"bad": 0, "warn": 1, "ok": 2, "muted": 3}


def board_rows(reported: Reported) -> list[SimpleRow]:
    """Refused files, then who is missing, then returns with doubts, then all others."""
    rows = [
        SimpleRow(
            (
                refused.organisation or Path(refused.file).name,
                _("Refused"),
                "",
                moment(refused.refused_at),
                refused.why,
            ),
            "alert-circle",
            "bad",
        )
        for refused in reported.refused
    ]
    rows += [
        SimpleRow((missing.name or missing.code, _("Missing"), "", "", ""), "hourglass", "warn")
        for missing in reported.missing
    ]
    rows += sorted((_received(each) for each in reported.returns), key=lambda row: row.tone == "ok")
    return rows


def _received(entry: ReportedReturn) -> SimpleRow:
    doubts = " ".join(str(problem) for problem in entry.warnings)
    cells = (
        entry.name or entry.organisation,
        _("To be looked at") if doubts else _("Received"),
        number(entry.version),
        moment(entry.received_at),
        doubts,
    )
    if doubts:
        return SimpleRow(cells, "alert-triangle", "warn", entry.organisation)
    return SimpleRow(cells, "circle-check", "ok", entry.organisation)


def collected_rows(files: Sequence[CollectedFile]) -> list[SimpleRow]:
    return _worst_first(_fate(str(each.file), each.status, each.why) for each in files)


def card_rows(cards: Sequence[EnrolledCard]) -> list[SimpleRow]:
    return _worst_first(_fate(str(each.file), each.status, each.why or each.name) for each in cards)


def _fate(file: str, status: str, why: str | None) -> SimpleRow:
    words, icon_name, tone = _FATES.get(status, (status, "info-circle", "muted"))
    return SimpleRow((Path(file).name, _(words), why or ""), icon_name, tone)


def _worst_first(rows: Iterable[SimpleRow]) -> list[SimpleRow]:
    return sorted(rows, key=lambda row: _ORDER[row.tone])
