"""Sub-commands about the data of people: what is held, erasing it, and what is due to be erased."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from unionoffice.cli.context import DONE, Program, progress_bar, say, tell
from unionoffice.core.formatting import day, show
from unionoffice.core.i18n import _, ngettext
from unionoffice.exchange.held_document import write_held
from unionoffice.services.erasing import Erasure


@click.command("held")
@click.argument("office")
@click.argument("person", type=int)
@click.option("--out", "target", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def held(program: Program, office: str, person: int, target: Path) -> int:
    """Write everything that is held on PERSON (an id) as a document (.pdf, .xlsx)."""
    with program.at_work(office, read_only=True) as workplace:
        found = workplace.held_data.of(person)
        write_held(found, target, workplace.office.own().name)
    tell(_("{file} was written.").format(file=target.name))
    return DONE


@click.command("erase")
@click.argument("office")
@click.argument("person", type=int)
@click.option("--yes", "is_sure", is_flag=True, help="Do it; without this it is only shown.")
@click.pass_obj
def erase(program: Program, office: str, person: int, is_sure: bool) -> int:
    """Erase all that tells who PERSON (an id) is; this cannot be undone."""
    with program.at_work(office, read_only=not is_sure) as workplace:
        erasing = workplace.erasing
        _tell(erasing.erase(person) if is_sure else erasing.preview(person), is_done=is_sure)
    if not is_sure:
        tell(_("Nothing was erased. Add --yes to erase; it cannot be undone."))
    return DONE


@click.command("retention")
@click.argument("office")
@click.option("--yes", "is_sure", is_flag=True, help="Erase those who are due.")
@click.pass_obj
def retention(program: Program, office: str, is_sure: bool) -> int:
    """List former members whose data are kept longer than the rule in force says."""
    with program.at_work(office, read_only=not is_sure) as workplace:
        due = workplace.retention.due(date.today())
        for each in due:
            say(f"{each.id}\t{show(each.left_on)}\t{each.name}")
        if is_sure:
            workplace.retention.erase((each.id for each in due), progress_bar(_("Erasing")))
    words = ngettext("{count} person is due.", "{count} people are due.", len(due))
    tell(words.format(count=len(due)))
    return DONE


def _tell(erasure: Erasure, *, is_done: bool) -> None:
    words = (
        _("Erased: {rows} records, {papers} papers; {deeds} entries of the journal were reduced.")
        if is_done
        else _(
            "To be erased: {rows} records, {papers} papers, from {deeds} entries of the journal."
        )
    )
    say(words.format(rows=erasure.rows, papers=erasure.papers, deeds=erasure.deeds))
    for mention in erasure.mentions:
        words = _("The name stands in {table} {number}, and stays there: look at it.")
        say(words.format(table=mention.table, number=mention.record_id))
    for file in erasure.still_held:
        if file.goes_on is None:
            say(_("Still held in {file}, until it is deleted.").format(file=file.path))
        else:
            words = _("Still held in {file}, which goes by itself after {day}.")
            say(words.format(file=file.path, day=day(file.goes_on)))


COMMANDS = (held, erase, retention)
