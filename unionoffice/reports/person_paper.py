"""Everything that was done for one person, on paper."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from unionoffice.core import formatting
from unionoffice.core.i18n import _
from unionoffice.core.money import Money
from unionoffice.reports.list_pdf import PrintedColumn, PrintedList, write_list
from unionoffice.services.views import TimelineEntry


def print_person(
    name: str, about: str, entries: Iterable[TimelineEntry], path: Path, office: str
) -> int:
    """Write the entries as a PDF, with who it is above them; the number of pages."""
    columns = (
        PrintedColumn(_("Day")),
        PrintedColumn(_("What")),
        PrintedColumn(_("Details")),
        PrintedColumn(_("Amount"), "right"),
    )
    above = " · ".join(filter(None, (about, office)))
    rows = (
        (
            formatting.day(each.on),
            each.title,
            each.note,
            "" if each.amount is None else formatting.money(Money(each.amount)),
        )
        for each in entries
    )
    title = _("{name}: what the union has done").format(name=name)
    return write_list(PrintedList(title, columns, above), rows, path)
