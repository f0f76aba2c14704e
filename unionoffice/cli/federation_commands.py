"""Sub-commands of a federation about all its returns at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from unionoffice.cli.context import (
    DAY,
    DONE,
    Program,
    period_of,
    period_options,
    progress_bar,
    tell,
)
from unionoffice.cli.report_commands import APPENDIX, FILE_OUT, OFFICE
from unionoffice.core.i18n import _
from unionoffice.exchange.structures import View

LANGUAGE = click.option(
    "--lang", "language", help="Language of the paper; Vietnamese unless said otherwise."
)
TARGET = click.option("--out", "target", required=True, type=FILE_OUT)


@click.command("workbook")
@OFFICE
@APPENDIX
@period_options
@click.option("--body", default="", help="Code of a body: it and those below it.")
@click.option("--structure", "day", type=DAY, help="Sub-totals by the structure of this day.")
@LANGUAGE
@TARGET
@click.pass_obj
def workbook(
    program: Program,
    office: str,
    appendix: str,
    first: date,
    last: date,
    body: str,
    day: date | None,
    language: str | None,
    target: Path,
) -> int:
    """Write an .xlsx with the whole, a table of all, and a sheet for every organisation."""
    draw = progress_bar(_("Writing"))
    with program.at_work(office, read_only=True) as workplace:
        form = workplace.reporting.forms.open(appendix, last)
        workplace.federation_papers.write_workbook(
            form,
            period_of(first, last),
            target,
            language or form.languages[0],
            lambda done, total, _text: draw(done, total),
            View(body, day),
        )
    tell(_("Written: {file}").format(file=target))
    return DONE


@click.command("note")
@OFFICE
@APPENDIX
@period_options
@LANGUAGE
@TARGET
@click.pass_obj
def note(
    program: Program,
    office: str,
    appendix: str,
    first: date,
    last: date,
    language: str | None,
    target: Path,
) -> int:
    """Write the explanatory report to the consolidated figures (.docx or .pdf)."""
    with program.at_work(office, read_only=True) as workplace:
        form = workplace.reporting.forms.open(appendix, last)
        workplace.federation_papers.write_note(
            form, period_of(first, last), target, language or form.languages[0]
        )
    tell(_("Written: {file}").format(file=target))
    return DONE


COMMANDS = (workbook, note)
