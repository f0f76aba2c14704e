"""A figure and what stands behind it as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from unionoffice.core import formatting
from unionoffice.core.i18n import _
from unionoffice.reports.filled import FIGURE_NAMES

INDENT, BETWEEN = "    ", " · "


def figure_lines(figure: Mapping[str, Any]) -> Iterator[str]:
    """“members: 25” and so on, then what the row lists by name."""
    for name, words in FIGURE_NAMES.items():
        if name in figure:
            yield f"{_(words)}: {formatting.number(figure[name])}"
    if "share" in figure:
        share = figure["share"]
        shown = formatting.DASH if share is None else formatting.number(share)
        yield _("members in a hundred of all: {share}").format(share=shown)
    yield from figure.get("titles", ())


def evidence_lines(
    evidence: Iterable[dict[str, Any]], titles: Mapping[str, str], indent: str = ""
) -> Iterator[str]:
    """A record or a return in each line; the returns behind a return stand below it.

    `titles` are the names of the registers by key.
    """
    for row in evidence:
        told = _of_return(row) if "organisation" in row else _of_record(row, titles)
        yield indent + BETWEEN.join(filter(None, told))
        yield from evidence_lines(row.get("parts", []), titles, indent + INDENT)


def _of_record(row: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[str]:
    yield formatting.day(date.fromisoformat(row["event_on"]))
    yield f"{titles.get(row['register'], row['register'])} {row['id']}"
    yield row["person"] or ""
    if row["person"]:
        yield _("member") if row["member"] else _("no member")
    if row["head_total"]:
        words = _("{total} people counted by heads, {members} of them members")
        yield words.format(
            total=formatting.number(row["head_total"]),
            members=formatting.number(row["head_members"]),
        )
    elif not row["person"] or row["turns"] > 1:
        yield _("turns: {count}").format(count=formatting.number(row["turns"]))


def _of_return(row: Mapping[str, Any]) -> Iterator[str]:
    yield row["organisation"]
    yield row["name"]
    if row.get("version"):
        yield _("version {version}").format(version=row["version"])
    for name, words in FIGURE_NAMES.items():
        if name in row:
            yield f"{_(words)}: {formatting.number(row[name])}"
