"""What is held on one person as a document that can be handed over: PDF or XLSX."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _
from unionoffice.reports.list_pdf import PrintedColumn, PrintedList
from unionoffice.reports.list_pdf import write_list as print_list
from unionoffice.services.held_data import Held
from unionoffice.spreadsheets.writing import WrittenColumn, WrittenList, write_list

LONGEST_LINE = 70


def write_held(held: Held, path: Path, office: str) -> None:
    """Write the document as the suffix of its name says, in the language of the window."""
    title = _("Personal data held on {name}").format(name=held.name)
    heads = (_("Where"), _("What"), _("Content"))
    match path.suffix.lower():
        case ".xlsx":
            columns = [
                WrittenColumn(head, width=width)
                for head, width in zip(heads, (24, 34, 60), strict=True)
            ]
            rows = [(each.part, each.field, each.value) for each in held.lines]
            write_list(path, WrittenList(title, columns, rows))
        case ".pdf":
            printed = PrintedList(title, tuple(PrintedColumn(head) for head in heads), office)
            print_list(printed, _wrapped(held), path)
        case suffix:
            raise UserError(
                N_("This document is written as .pdf or .xlsx, not as “{suffix}”."), suffix=suffix
            )


def _wrapped(held: Held) -> list[tuple[str, str, str]]:
    """Long texts go on in further rows: a printed list would cut them."""
    rows = []
    for each in held.lines:
        pieces = wrap(each.value, LONGEST_LINE) or [""]
        rows.append((each.part, each.field, pieces[0]))
        rows += [("", "", piece) for piece in pieces[1:]]
    return rows
