"""Sub-commands for lists of people: given out sealed, taken in, removed when they expire."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from unionoffice.cli.context import DAY, DONE, DONE_IN_PART, REFUSED, Program, say, tell
from unionoffice.cli.list_commands import find_unit
from unionoffice.cli.spoken import fate
from unionoffice.core.errors import UserError
from unionoffice.core.formatting import day as shown_day
from unionoffice.core.i18n import N_, _
from unionoffice.services.views import Query


@click.command("give-list")
@click.argument("office")
@click.argument("register")
@click.option("--fields", required=True, help="The columns, by their keys: full_name,birth_date")
@click.option("--purpose", required=True, help="What the list is for.")
@click.option("--until", required=True, type=DAY, help="After this day the names are removed.")
@click.option("--find", default="", help="Only records in which this text stands.")
@click.option("--unit", help="A unit and all below it.")
@click.option("--out", "target", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def give_list(
    program: Program,
    office: str,
    register: str,
    fields: str,
    purpose: str,
    until: date,
    find: str,
    unit: str | None,
    target: Path,
) -> int:
    """Seal a list of people for the body above, for a purpose and until a day."""
    columns = [key.strip() for key in fields.split(",")]
    with program.at_work(office) as workplace:
        known = {field.key for field in workplace.desk.register(register).table_fields}
        for key in columns:
            if key not in known:
                raise UserError(N_("There is no column “{field}” in this register."), field=key)
        query = Query(find=find, unit_id=find_unit(workplace, unit))
        count = workplace.giving.give(register, query, columns, purpose, until, target)
    tell(_("{file} was sealed with {count} people.").format(file=target.name, count=count))
    return DONE


@click.command("take-lists")
@click.argument("office")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.pass_obj
def take_lists(program: Program, office: str, files: tuple[Path, ...]) -> int:
    """Take sealed lists of people in, and say which are here and until when."""
    with program.at_work(office) as workplace:
        taken = workplace.received_lists.take(files)
        received = workplace.received_lists.received()
    for each in taken:
        say(fate(each.file, each.status, each.why or each.name))
    for entry in received:
        if entry.removed_at is None:
            words = _("{organisation}: {title}, {count} people, for: {purpose}; until {day}")
            say(
                words.format(
                    organisation=entry.organisation,
                    title=entry.title,
                    count=entry.rows,
                    purpose=entry.purpose,
                    day=shown_day(entry.expires_on),
                )
            )
    refused = sum(each.status == "refused" for each in taken)
    if refused and refused == len(taken):
        return REFUSED
    return DONE_IN_PART if refused else DONE


COMMANDS = (give_list, take_lists)
