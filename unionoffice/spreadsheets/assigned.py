"""The columns of a sheet: what stands above each, and what it was taken for."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class HeaderCell:
    """The wording above one column: its own line and everything above it."""

    own: str
    parents: str = ""

    @property
    def text(self) -> str:
        """The whole wording from top to bottom."""
        return f"{self.parents} {self.own}".strip()


@dataclass
class Assigned:
    """What one column of the sheet is; `part` when a value is spread over several columns."""

    index: int
    header: str
    field: str | None = None
    part: str = ""
    is_serial: bool = False
    score: float = 0.0

    def give(self, field: str, part: str, score: float) -> None:
        self.field, self.part, self.score, self.is_serial = field, part, score, False


def without_titles_of_lists(
    headers: list[HeaderCell], is_serial: Callable[[str], bool]
) -> list[HeaderCell]:
    """`Tổ 1` and `Tổ 2`, each over a list that begins `STT | Họ tên`, say nothing of columns."""
    starts = {
        index: header.parents
        for index, (header, right) in enumerate(itertools.pairwise(headers))
        if header.parents and header.parents == right.parents and is_serial(header.own)
    }
    if len({(headers[index].own, headers[index + 1].own) for index in starts}) != 1:
        return headers
    title, own = "", []
    for index, header in enumerate(headers):
        title = starts.get(index, title)
        own.append(HeaderCell(header.own, header.parents.removeprefix(title).strip()))
    return own if len(starts) > 1 else headers
