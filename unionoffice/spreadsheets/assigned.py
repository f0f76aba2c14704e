"""The columns of a sheet: what stands above each, and what it was taken for."""

from __future__ import annotations

from dataclasses import dataclass

PIECE = "piece "


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


def give_pieces(columns: list[Assigned], indexes: list[int], field: str) -> None:
    """`Số nhà | Xã | Huyện | Tỉnh`: one text, a column for each of its pieces."""
    if len(indexes) > 1 and not any(columns[index].field for index in indexes):
        for index in indexes:
            columns[index].give(field, f"{PIECE}{index}", 80)
