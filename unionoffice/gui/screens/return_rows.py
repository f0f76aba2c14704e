"""Returns, packages and cards as rows: what each is, in words, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from unionoffice.core.formatting import number
from unionoffice.core.i18n import N_, _, ngettext
from unionoffice.exchange.cards import EnrolledCard
from unionoffice.exchange.collecting import CollectedFile
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


def collected_words(files: Sequence[CollectedFile]) -> str:
    """How many packages were taken in, and how many refused."""
    taken = sum(each.status == "accepted" for each in files)
    refused = sum(each.status == "refused" for each in files)
    if files and all(each.status == "already_held" for each in files):
        return _("Nothing new: what was given is held already.")
    told = []
    if taken or not refused:
        words = ngettext("{count} package was taken in.", "{count} packages were taken in.", taken)
        told.append(words.format(count=number(taken)))
    if refused:
        words = ngettext("{count} file was refused.", "{count} files were refused.", refused)
        told.append(words.format(count=number(refused)))
    return " ".join(told)


def enrolled_words(cards: Sequence[EnrolledCard]) -> str:
    """How many organisations were enrolled, or brought up to date."""
    taken = sum(each.status in ("enrolled", "updated") for each in cards)
    words = ngettext(
        "{count} organisation was enrolled.", "{count} organisations were enrolled.", taken
    )
    return words.format(count=number(taken))


def collected_rows(files: Sequence[CollectedFile]) -> list[SimpleRow]:
    return _worst_first(_fate(str(each.file), each.status, each.why) for each in files)


def card_rows(cards: Sequence[EnrolledCard]) -> list[SimpleRow]:
    return _worst_first(_fate(str(each.file), each.status, each.why or each.name) for each in cards)


def _fate(file: str, status: str, why: str | None) -> SimpleRow:
    words, icon_name, tone = _FATES.get(status, (status, "info-circle", "muted"))
    return SimpleRow((Path(file).name, _(words), why or ""), icon_name, tone)


def _worst_first(rows: Iterable[SimpleRow]) -> list[SimpleRow]:
    return sorted(rows, key=lambda row: _ORDER[row.tone])
