"""Sub-commands that bring lists in and write lists out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from unionoffice.cli.context import (
    DAY,
    DONE,
    DONE_IN_PART,
    Program,
    progress_bar,
    say,
    say_json,
    tell,
)
from unionoffice.cli.tables import as_table
from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.files import write_whole
from unionoffice.core.i18n import N_, _, ngettext
from unionoffice.core.periods import Period
from unionoffice.registerkit.columns import ListShape
from unionoffice.services.backup_keeper import IMPORT
from unionoffice.services.views import Query
from unionoffice.spreadsheets.answers import answered_all, questions
from unionoffice.spreadsheets.exporting import written_list
from unionoffice.spreadsheets.importing import refuse_if_columns_are_missing
from unionoffice.spreadsheets.mapping import read_mapping
from unionoffice.spreadsheets.opening import ForeignFile
from unionoffice.spreadsheets.reading import ReadFile, read_file
from unionoffice.spreadsheets.readlist import ReadList
from unionoffice.spreadsheets.results import Fate, ImportOutcome
from unionoffice.spreadsheets.writing import print_csv, write_list, write_rejects
from unionoffice.workplace import Workplace


@click.command("import")
@click.argument("office")
@click.argument("register")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--sheet", help="Only the sheet of this name.")
@click.option("--map", "map_file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--rejects", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--create-people", is_flag=True, help="Enter unknown people as workers.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def import_lists(
    program: Program,
    office: str,
    register: str,
    files: tuple[Path, ...],
    sheet: str | None,
    map_file: Path | None,
    rejects: Path | None,
    create_people: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Bring spreadsheets into a register of an office."""
    first, *others = files
    # The first file is parsed while the office is being opened.
    with ForeignFile(first) as opened, program.at_work(office) as workplace:
        found = [_read(workplace, register, opened, sheet, map_file)]
        found += [_read(workplace, register, file, sheet, map_file) for file in others]
        lists = [each for file in found for each in file.lists]
        for file in found:
            for skipped in file.skipped:
                tell(str(skipped.problem))
        if not dry_run:
            _back_up(workplace)
        outcome = workplace.importing.bring_in(
            register,
            lists,
            create_people=create_people,
            is_dry_run=dry_run,
            progress=progress_bar(_("Bringing in")),
        )
    if as_json:
        say_json(outcome.as_json())
    else:
        _say_outcome(outcome)
    _ask(outcome, workplace.shapes.of(register))
    if rejects is not None and outcome.refusals:
        write_rejects(rejects, outcome.rejects())
        tell(_("The refused rows are in {file}.").format(file=rejects))
    return DONE_IN_PART if outcome.count(Fate.REFUSED) else DONE


def _back_up(workplace: Workplace) -> None:
    """A backup before the import; that it fails is said, and stops nothing."""
    try:
        workplace.safety.keep(IMPORT)
    except UserError as error:
        tell(str(error))


def _read(
    workplace: Workplace,
    register: str,
    file: Path | ForeignFile,
    sheet: str | None,
    map_file: Path | None,
) -> ReadFile:
    shape = workplace.shapes.of(register)
    mapping = read_mapping(map_file, shape) if map_file is not None else None
    path = file.path if isinstance(file, ForeignFile) else file
    if not path.exists():
        raise RefusedFileError(N_("There is no file {file}."), file=path)
    found = read_file(
        file,
        shape,
        date.today(),
        sheet=sheet,
        mapping=None if mapping is None else mapping.columns,
        progress=progress_bar(_("Reading")),
    )
    if mapping is None:
        found.lists = [_as_corrected(workplace, register, each) for each in found.lists]
    else:
        found.lists = [
            answered_all(each, shape, mapping.values, date.today()) for each in found.lists
        ]
    labels = {column.key: _(column.label) for column in shape.columns}
    complete = [each for each in found.lists if not _lacks_columns(each)]
    if not complete:
        refuse_if_columns_are_missing(found.lists[0], labels)
    for each in found.lists:
        if _lacks_columns(each):
            _say_that_it_is_left_out(each, labels)
    found.lists = complete
    return found


def _say_that_it_is_left_out(read: ReadList, labels: dict[str, str]) -> None:
    try:
        refuse_if_columns_are_missing(read, labels)
    except UserError as error:
        tell(str(error))


def _as_corrected(workplace: Workplace, register: str, read: ReadList) -> ReadList:
    """The list by the columns that were corrected for one of its shape before."""
    corrected = workplace.corrected_columns.applied(register, read, date.today())
    if corrected is not read:
        tell(
            _("{sheet}: the columns were taken as they were corrected before.").format(
                sheet=read.sheet or read.file.name
            )
        )
    return corrected


def _ask(outcome: ImportOutcome, shape: ListShape) -> None:
    """Say once how to tell what every row of a list was refused for."""
    for each in outcome.lists:
        for column in questions(each.read, shape, outcome.refusals_of(each)):
            assert column.choices is not None
            words = _(
                "{list}: nothing says “{label}”. Say it for all rows in the file given with --map, "
                "below [values]: {field} = one of {values}."
            )
            values = ", ".join(column.choices.keys)
            tell(
                words.format(list=each.name, label=_(column.label), field=column.key, values=values)
            )


def _lacks_columns(read: ReadList) -> bool:
    return bool(read.missing)


def _say_outcome(outcome: ImportOutcome) -> None:
    for each in outcome.lists:
        counts = {fate: each.count(fate) for fate in Fate}
        rows = ngettext("{count} row", "{count} rows", len(each.fates)).format(
            count=len(each.fates)
        )
        say(
            _(
                "{list}: {rows}; {created} created, {updated} updated, "
                "{unchanged} unchanged, {refused} refused"
            ).format(
                list=each.name,
                rows=rows,
                created=counts[Fate.CREATED],
                updated=counts[Fate.UPDATED],
                unchanged=counts[Fate.UNCHANGED],
                refused=counts[Fate.REFUSED],
            )
        )
        for told in each.read.told.values():
            tell(str(told))
    for remark in outcome.refusals:
        tell(
            _("{sheet}, row {row}: {why}").format(
                sheet=remark.sheet or Path(remark.file).name, row=remark.row, why=remark.why
            )
        )


@click.command("list")
@click.argument("office", required=False)
@click.argument("register", required=False)
@click.option("--registers", "show_registers", is_flag=True, help="All registers and their fields.")
@click.option("--find", "find", default="", help="Words to look for, accents aside.")
@click.option("--unit", "unit", help="A unit and all below it.")
@click.option("--from", "first", type=DAY)
@click.option("--to", "last", type=DAY)
@click.option(
    "--format", "form", type=click.Choice(("table", "json", "csv", "xlsx")), default="table"
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--sensitive", is_flag=True, help="Sensitive fields too, where there are accounts.")
@click.pass_context
def list_records(
    context: click.Context,
    office: str | None,
    register: str | None,
    show_registers: bool,
    find: str,
    unit: str | None,
    first: date | None,
    last: date | None,
    form: str,
    out: Path | None,
    sensitive: bool,
) -> int:
    """List or export a register."""
    program: Program = context.obj
    if show_registers:
        return _list_registers(program)
    if office is None or register is None:
        raise click.UsageError(_("Name an office and a register, or ask for --registers."))
    with program.at_work(office, read_only=not sensitive) as workplace:
        query = Query(
            find=find,
            period=_period(first, last),
            unit_id=find_unit(workplace, unit),
        )
        takes = _takes_along(workplace, register, sensitive)
        return _export(workplace, register, query, form, out, takes)


def _takes_along(workplace: Workplace, register: str, sensitive: bool) -> bool:
    """Whether sensitive fields go along: always in offices without accounts, else when asked for.

    What is left out is said, and what goes along is noted in the journal.
    """
    labels = workplace.exporting.sensitive_labels(register)
    if not labels or not workplace.is_guarded or workplace.accounts.present is None:
        return True
    if sensitive:
        workplace.exporting.note_sensitive(register)
    else:
        fields = ", ".join(_(label) for label in labels)
        tell(_("Left out, add them with --sensitive: {fields}").format(fields=fields))
    return sensitive


def _list_registers(program: Program) -> int:
    for view in program.registers():
        say(f"{view.key}  {_(view.title)}")
        lines = view.lines.fields if view.lines else ()
        for field in (*view.fields, *lines):
            say(f"    {field.key:<22} {field.kind.value:<16} {_(field.label)}")
    return DONE


def _period(first: date | None, last: date | None) -> Period | None:
    if first is None and last is None:
        return None
    return Period(first or date.min, last or date.max)


def find_unit(workplace: Workplace, name: str | None) -> int | None:
    """The unit of this name; raises UserError when there is none."""
    if name is None:
        return None
    found = [each for each in workplace.desk.find_units(name) if each.name == name]
    if not found:
        found = workplace.desk.find_units(name)
    if len(found) != 1:
        raise UserError(N_("There is no unit “{name}”, or there are several."), name=name)
    return found[0].id


def _export(
    workplace: Workplace,
    register: str,
    query: Query,
    form: str,
    out: Path | None,
    with_sensitive: bool,
) -> int:
    if form == "csv" and out is None:
        print_csv(written_list(workplace, register, query, with_sensitive=with_sensitive))
        return DONE
    if form in ("csv", "xlsx"):
        if out is None:
            raise click.UsageError(_("Say with --out where the workbook goes."))
        target = out if out.suffix.lower() == f".{form}" else out.with_name(f"{out.name}.{form}")
        written = written_list(workplace, register, query, with_sensitive=with_sensitive)
        write_list(target, written)
        tell(_("Written: {file}").format(file=target))
        return DONE
    rows = list(workplace.exporting.objects(register, query, with_sensitive=with_sensitive))
    text = (
        json.dumps(rows, ensure_ascii=False, indent=1)
        if form == "json"
        else as_table(workplace.desk.register(register), rows)
    )
    if out is None:
        say(text)
    else:
        write_whole(out, f"{text}\n".encode())
    return DONE


COMMANDS = (import_lists, list_records)
