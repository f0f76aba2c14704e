"""What a torture tried and what was survived: said at its end, whatever it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """So many points of one kind were tried; at so many of them something was wrong."""

    kind: str
    tried: int
    faults: int
    note: str = ""

    def __str__(self) -> str:
        said = f"{self.kind}: {self.tried} tried, {self.tried - self.faults} survived"
        return f"{said}, {self.faults} faults{self.note and f' ({self.note})'}"


def summary(outcomes: Iterable[Outcome], seconds: float) -> str:
    """All of them, a line each, and the sum."""
    known = list(outcomes)
    whole = Outcome(
        "all", sum(each.tried for each in known), sum(each.faults for each in known),
        f"{seconds / 60:.0f} min",
    )  # fmt: skip
    return "\n".join(["", "== survived", *map(str, known), str(whole)])
