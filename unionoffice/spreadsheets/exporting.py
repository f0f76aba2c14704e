"""A register as a list to be written: the office's own export."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from unionoffice.core.i18n import _
from unionoffice.registerkit.columns import Kind
from unionoffice.services.exporting import ExportColumn, Exporting
from unionoffice.services.records import Records
from unionoffice.services.views import Query
from unionoffice.spreadsheets.writing import WrittenColumn, WrittenList


class Offers(Protocol):
    """What an export is made from."""

    @property
    def exporting(self) -> Exporting: ...
    @property
    def desk(self) -> Records: ...


def written_list(
    offers: Offers, register: str, query: Query, *, with_sensitive: bool = False
) -> WrittenList:
    """The wanted records with every field, headed and worded so that they can be read back.

    Sensitive fields are left out unless they are asked for.
    """
    columns = offers.exporting.columns(register, with_sensitive=with_sensitive)
    rows = offers.exporting.rows(register, query, with_sensitive=with_sensitive)
    return WrittenList(
        _(offers.desk.register(register).title),
        [WrittenColumn(_(column.label), column.kind) for column in columns],
        _worded(columns, rows),
    )


def _worded(columns: list[ExportColumn], rows: Iterator[list[Any]]) -> Iterator[list[Any]]:
    labels = [
        {key: _(label) for key, label in column.choices.items()}
        if column.kind is Kind.CHOICE
        else None
        for column in columns
    ]
    for row in rows:
        yield [
            value if names is None or value is None else names.get(value, value)
            for names, value in zip(labels, row, strict=True)
        ]
