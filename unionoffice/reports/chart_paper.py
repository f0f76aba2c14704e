"""A comparison as it is shown and printed: sentences, a table, and a chart of the same figures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from unionoffice.core import formatting

Cell = str | int | Decimal | None
Kind = Literal["text", "number", "change", "percent", "percent_change"]
DIGITS = {"number": 0, "change": 0, "percent": 1, "percent_change": 1}


@dataclass(frozen=True)
class PaperColumn:
    """One column of the table; a change bears its sign."""

    title: str
    kind: Kind = "number"

    def shown(self, value: Cell, language: str) -> str:
        if value is None:
            return formatting.DASH
        if isinstance(value, str):
            return value
        sign = "+" if self.kind.endswith("change") and value > 0 else ""
        text = formatting.number(value, language, DIGITS.get(self.kind))
        return f"{sign}{text} %" if self.kind.startswith("percent") else f"{sign}{text}"


@dataclass(frozen=True)
class PaperSeries:
    """One line, or one set of bars."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class PaperChart:
    """`lines` over periods, `bars` of bodies, or bars to both sides of nothing (`changes`)."""

    title: str
    kind: Literal["lines", "bars", "changes"]
    labels: tuple[str, ...]
    series: tuple[PaperSeries, ...]
    column: PaperColumn  # how its values are shown


@dataclass(frozen=True)
class ChartPaper:
    """Everything that stands on the paper, in one language."""

    language: str
    organisation: str
    title: str
    subtitle: str
    sentences: tuple[str, ...]
    columns: tuple[PaperColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chart: PaperChart
    notes: tuple[str, ...] = ()

    def texts(self) -> list[tuple[str, ...]]:
        """The table as it is read."""
        return [
            tuple(
                column.shown(value, self.language)
                for column, value in zip(self.columns, row, strict=True)
            )
            for row in self.rows
        ]
