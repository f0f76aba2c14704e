"""From a consolidated figure down through the returns behind it, to the primaries.

At every step the parts add up to the whole: what they do not explain stands in a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from unionoffice.core.i18n import _
from unionoffice.core.periods import Period
from unionoffice.exchange.breakdown import Breakdown, PartReturn, PartRow, kept_breakdown
from unionoffice.exchange.consolidation import (
    WHOLE,
    ReturnEvidence,
    returns_behind,
    returns_summed,
)
from unionoffice.exchange.structures import View
from unionoffice.reports.filled import NUMBERS
from unionoffice.reports.forms import Form, Row
from unionoffice.services.bodies import read_bodies

Path = tuple[str, ...]
_COUNTED = (*NUMBERS, "head_total", "head_members")


class Drill:
    """Opens one row of one form and period, return by return."""

    def __init__(self, session: Session, form: Form, row: Row, period: Period) -> None:
        self._session = session
        self._form = form
        self._row = row
        self._period = period
        codes = {body.id: body.code for body in read_bodies(session).newest.values()}
        summed = returns_summed(session, form, period)
        self._ids = {codes[body_id]: id_ for body_id, id_ in summed.items()}

    def parts(self, whole: ReturnEvidence) -> list[ReturnEvidence]:
        """The returns that one return was summed from, and what they leave unexplained.

        [] where it did not tell them.
        """
        code, *further = whole.path
        if code not in self._ids:
            return []
        told = kept_breakdown(self._session, self._ids[code])
        return [] if told is None else self._of(whole, _inside(told, further))

    def of_body(self, view: View) -> list[ReturnEvidence]:
        """The returns of one body of a structure; its own return opens at once."""
        behind = self._behind(view)
        if len(behind) == 1 and behind[0].organisation == view.body:
            return self.parts(behind[0])
        return behind

    def tree(self, behind: Sequence[ReturnEvidence]) -> list[dict[str, Any]]:
        """Everything behind these returns, ready for JSON."""
        found = []
        for each in behind:
            content = each.as_json()
            told = self._told(each)
            found.append(content | ({} if told is None else self._parts_as_json(each, told)))
        return found

    def _told(self, each: ReturnEvidence) -> Breakdown | None:
        return kept_breakdown(self._session, self._ids[each.organisation]) if each.opens else None

    def _parts_as_json(self, whole: ReturnEvidence, told: Breakdown) -> dict[str, Any]:
        cut = {"cut": True} if told.cut else {}
        return cut | {"parts": self._nested(whole, told.returns)}

    def _nested(self, whole: ReturnEvidence, returns: Sequence[PartReturn]) -> list[dict[str, Any]]:
        below = {each.code: each.returns for each in returns}
        nested = []
        for part in self._of(whole, returns):
            content = part.as_json()
            if below.get(part.organisation):
                content["parts"] = self._nested(part, below[part.organisation])
            nested.append(content)
        return nested

    def _behind(self, view: View = WHOLE) -> list[ReturnEvidence]:
        return returns_behind(self._session, self._form, self._row.key, self._period, view)

    def _of(self, whole: ReturnEvidence, returns: Sequence[PartReturn]) -> list[ReturnEvidence]:
        parts = [self._evidence(each, whole.path) for each in returns]
        return [*parts, *self._unexplained(whole, parts, returns)]

    def _evidence(self, each: PartReturn, above: Path) -> ReturnEvidence:
        row = each.row(self._row.key)
        return ReturnEvidence(
            each.code,
            each.name,
            each.version,
            self._figure("result", row),
            self._figure("total", row),
            self._figure("members", row),
            row.head_total,
            row.head_members,
            each.level,
            (*above, each.code),
            bool(each.returns),
            each.content_sha256,
        )

    def _figure(self, name: str, row: PartRow) -> int | None:
        return int(getattr(row, name)) if name in self._row.figures else None

    def _unexplained(
        self,
        whole: ReturnEvidence,
        parts: Sequence[ReturnEvidence],
        returns: Sequence[PartReturn],
    ) -> Iterator[ReturnEvidence]:
        if not returns:
            return
        rest = {
            name: (getattr(whole, name) or 0) - sum(getattr(part, name) or 0 for part in parts)
            for name in _COUNTED
        }
        if any(rest.values()):
            words = _("Counted once across these organisations, or set by hand above them")
            figures = {
                name: rest[name] if getattr(whole, name) is not None else None for name in _COUNTED
            }
            yield replace(
                whole,
                **figures,  # type: ignore[arg-type] # the names are its own
                organisation="",
                name=words,
                version=0,
                level="",
                path=(),
                opens=False,
                content_sha256="",
            )


def _inside(told: Breakdown, path: Sequence[str]) -> Sequence[PartReturn]:
    returns: Sequence[PartReturn] = told.returns
    for code in path:
        returns = next((each.returns for each in returns if each.code == code), ())
    return returns
