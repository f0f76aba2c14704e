"""A form that nobody has filled in yet: whose it is, and its empty rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from unionoffice.reports.filled import RowFigures
from unionoffice.reports.forms import Form

FORMAT: Final = 2  # 1 was not sealed
MARK: Final = "unionoffice-form"
TITLES: Final = "titles"


@dataclass(frozen=True)
class BlankIdentity:
    """Whose form it is, and what it reports; all of it stands in the workbook in plain words."""

    form: str
    version: int
    code: str
    uid: str
    name: str
    level: str
    first: str
    last: str
    seal: str = ""  # over all of the above, by the office that hands the form out

    def as_cells(self) -> Mapping[str, str]:
        values = {name: str(value) for name, value in self.__dict__.items()}
        return {MARK: str(FORMAT), **values}


def empty_rows(form: Form) -> tuple[RowFigures, ...]:
    """The rows of a form in which nothing stands yet."""
    values: dict[str, dict[str, Any]] = {
        row.key: {name: () if name == TITLES else 0 for name in row.figures} for row in form.rows()
    }
    return tuple(RowFigures(key, **figures) for key, figures in values.items())
