"""The board as `returns --json` tells it: bodies are read while they are written, some at once."""

from __future__ import annotations

from array import array
from typing import Any

from unionoffice.core.streamed import Streamed
from unionoffice.exchange.board_entries import Entry, RemarkView
from unionoffice.exchange.board_states import ALL, CODE, IN, OUT, Ranked, States, Wanted
from unionoffice.exchange.returns import ReportedReturn
from unionoffice.exchange.structures import Place


def board_told(states: States, place: Place) -> dict[str, Any]:
    """All bodies that a place holds, by code; it is not closed before the last one is written."""
    everybody, come, missing = (_held(states, tile, place) for tile in (ALL, IN, OUT))
    return {
        "appendix": states.form.id,
        "period": dict(states.period.as_json()),
        "expected": len(everybody.ids),
        "received": len(come.ids),
        "missing": Streamed(missing, _missing),
        "returns": Streamed(come.returns(), _return),
        "refused": [{"file": each.file, "why": each.why} for each in states.refused],
        "board": Streamed(everybody, _entry),
    }


def _held(states: States, tile: str, place: Place) -> Ranked:
    found = states.ranked(Wanted(tile, order=CODE))
    if place.is_whole:
        return found
    return Ranked(states, found.wanted, array("q", filter(place.holds, found.ids)), found.refused)


def _missing(entry: Entry) -> dict[str, Any]:
    return {"code": entry.code, "name": entry.name}


def _return(found: ReportedReturn) -> dict[str, Any]:
    return {
        "organisation": found.organisation,
        "version": found.version,
        "received_at": found.received_at.astimezone().isoformat(timespec="seconds"),
        **({} if found.origin == "package" else {"unsigned": found.origin}),
        "warnings": [{"key": problem.field, "why": str(problem)} for problem in found.warnings],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "organisation": entry.code,
        "name": entry.name,
        "level": entry.level,
        "state": entry.state,
        "due": None if entry.due is None else entry.due.isoformat(),
        "days_late": entry.days_late,
        "version": None if entry.reported is None else entry.reported.version,
        "reply_by": None if entry.reply_by is None else entry.reply_by.isoformat(),
        "remarks": [_remark(each) for each in entry.remarks],
    }


def _remark(each: RemarkView) -> dict[str, Any]:
    said = each.explanation
    return {
        "key": each.remark.field,
        "figure": each.remark.figure or None,
        "why": str(each.remark),
        "severity": each.remark.severity,
        "check": each.remark.check or None,
        "explained": None if said is None else {"note": said.note, "by": said.by, "on": said.at},
    }
