"""A register as text on a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from unionoffice.core.i18n import _, ngettext
from unionoffice.services.views import RegisterView

WIDEST = 32
GAP = "  "


def as_table(view: RegisterView, rows: Sequence[dict[str, Any]]) -> str:
    """The fields that a table shows, in aligned columns, with a line that counts the rows."""
    fields = [field for field in view.fields if field.is_in_table]
    labels = {field.key: {c.key: _(c.label) for c in field.choices} for field in fields}
    cells = [[_(field.label) for field in fields]]
    for row in rows:
        cells.append([_shown(row.get(field.key), labels[field.key]) for field in fields])
    count = ngettext("{count} record", "{count} records", len(rows)).format(count=len(rows))
    return "\n".join([as_columns(cells), "", count])


def as_columns(cells: Sequence[Sequence[str]]) -> str:
    """Lines of text in aligned columns; the first line is their heads."""
    widths = [min(WIDEST, max(map(_width, column))) for column in zip(*cells, strict=True)]
    lines = [GAP.join(map(_padded, line, widths)).rstrip() for line in cells]
    lines.insert(1, GAP.join("-" * width for width in widths))
    return "\n".join(lines)


def _shown(value: Any, labels: dict[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "x" if value else ""
    return labels.get(value, str(value)) if isinstance(value, str) else str(value)


def _width(text: str) -> int:
    """Columns on a terminal: East Asian letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    if _width(text) <= width:
        return text + " " * (width - _width(text))
    kept, used = "", 0
    for letter in text:
        used += _width(letter)
        if used > width - 1:
            break
        kept += letter
    return kept + "…" + " " * (width - 1 - _width(kept))
