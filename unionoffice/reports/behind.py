"""Which of the records behind a row stand behind one of its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from unionoffice.reports.figures import EvidenceRow
from unionoffice.reports.forms import Row

_COUNTED_BY: Mapping[str, Callable[[EvidenceRow], bool]] = {
    "turns": lambda row: row.turns > 0,
    "titles": lambda row: row.turns > 0,
    "people": lambda row: row.person_id is not None or row.head_total > 0,
    "members": lambda row: row.member or row.head_members > 0,
}


def behind(evidence: Iterable[EvidenceRow], row: Row, figure: str) -> list[EvidenceRow]:
    """The rows of evidence that were counted for a figure; a share has those of its total."""
    declared = row.figures.get("total" if figure == "share" else figure)  # type: ignore[call-overload]  # any name may be asked for
    if declared is None or declared.count not in _COUNTED_BY:
        return []
    is_counted = _COUNTED_BY[declared.count]
    return [each for each in evidence if is_counted(each)]
