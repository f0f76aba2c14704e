"""A register as a printed list: what its table shows, in its order, page after page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from unionoffice.core import formatting
from unionoffice.core.i18n import _
from unionoffice.registerkit.columns import Kind
from unionoffice.reports.list_pdf import PrintedColumn, PrintedList, write_list
from unionoffice.services.records import Records
from unionoffice.services.views import FieldView, Query

BATCH = 2000


def print_register(
    records: Records,
    register: str,
    query: Query,
    fields: Sequence[str],
    path: Path,
    subtitle: str = "",
) -> int:
    """Write the wanted records as a PDF, with the columns of `fields`; the number of pages."""
    view = records.register(register)
    by_key = {field.key: field for field in view.table_fields}
    columns = [by_key[key] for key in fields]
    printed = PrintedList(
        _(view.title),
        tuple(PrintedColumn(_(field.label), _align(field)) for field in columns),
        subtitle,
    )
    return write_list(printed, _shown_rows(records, register, query, columns), path)


def _align(field: FieldView) -> Any:
    if field.kind in (Kind.NUMBER, Kind.MONEY):
        return "right"
    return "centre" if field.kind is Kind.FLAG else "left"


def _shown_rows(
    records: Records, register: str, query: Query, columns: Sequence[FieldView]
) -> Iterator[list[str]]:
    keys = [field.key for field in columns]
    labels = [{choice.key: _(choice.label) for choice in field.choices} for field in columns]
    offset = 0
    while rows := records.page(register, query, keys, offset, BATCH):
        for row in rows:
            yield [
                names.get(cell, cell) if names and cell is not None else formatting.show(cell)
                for names, cell in zip(labels, row.cells, strict=True)
            ]
        offset += len(rows)
