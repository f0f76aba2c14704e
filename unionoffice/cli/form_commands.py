"""Sub-commands about forms and rules: which are known, handing them out, taking them in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from unionoffice.cli.context import (
    DONE,
    DONE_IN_PART,
    REFUSED,
    Program,
    period_of,
    period_options,
    progress_bar,
    say,
    say_json,
    tell,
)
from unionoffice.cli.list_commands import find_unit
from unionoffice.cli.spoken import fate
from unionoffice.core.errors import UserError
from unionoffice.core.formatting import number
from unionoffice.core.i18n import N_, _, current_language
from unionoffice.exchange.handouts import HandedOut, handed_out_as_json
from unionoffice.reports.figures import row_of
from unionoffice.reports.filled import NUMBERS
from unionoffice.workplace import Workplace

OFFICE = click.argument("office")
JSON = click.option("--json", "as_json", is_flag=True)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("forms")
@OFFICE
@JSON
@click.pass_obj
def forms(program: Program, office: str, as_json: bool) -> int:
    """List the forms that an office knows, every version of each."""
    with program.at_work(office, read_only=True) as workplace:
        found = workplace.reporting.forms.all()
    if as_json:
        listed = [
            {
                "id": each.id,
                "version": each.version,
                "name": each.name,
                "in_force_from": each.in_force_from and each.in_force_from.isoformat(),
            }
            for each in found
        ]
        say_json({"forms": listed})
        return DONE
    for each in found:
        say(f"{each.id}  {each.version}  {each.in_force_from or ''}  {each.name}")
    return DONE


@click.command("hand-out")
@OFFICE
@click.argument("appendices", nargs=-1)
@click.option("--rules", "rule_files", multiple=True, type=FILE, help="A rule pack; repeatable.")
@click.option("--own-rules", is_flag=True, help="Add the rules that this office has entered.")
@click.option("--rules-from-above", is_flag=True, help="Pass on the rules that were taken in.")
@click.option("--out", "target", required=True, type=FILE)
@click.pass_obj
def hand_out(
    program: Program,
    office: str,
    appendices: tuple[str, ...],
    rule_files: tuple[Path, ...],
    own_rules: bool,
    rules_from_above: bool,
    target: Path,
) -> int:
    """Write forms (ids, id:version or files) and rule packs as one signed file."""
    with program.at_work(office) as workplace:
        chosen = [_form(workplace, appendix) for appendix in appendices]
        workplace.handouts.write(
            target,
            chosen,
            rule_files,
            with_own_rules=own_rules,
            with_rules_from_above=rules_from_above,
        )
    tell(_("Written: {file}").format(file=target))
    return DONE


def _form(workplace: Workplace, appendix: str) -> tuple[str, int]:
    name, colon, version = appendix.rpartition(":")
    if colon and not appendix.endswith(".toml"):
        if not version.isdecimal():
            raise UserError(N_("“{text}” is no version of a form; write id:2."), text=appendix)
        return name, int(version)
    form = workplace.reporting.forms.open(appendix)
    return form.id, form.version


@click.command("take-forms")
@OFFICE
@click.argument("files", nargs=-1, required=True, type=FILE)
@JSON
@click.pass_obj
def take_forms(program: Program, office: str, files: tuple[Path, ...], as_json: bool) -> int:
    """Take in what the body above hands out: files that end in .uforms."""
    taken: list[HandedOut] = []
    unread: list[UserError] = []
    with program.at_work(office) as workplace:
        for file in files:
            try:
                taken += workplace.handouts.take(file)
            except UserError as error:
                unread.append(error)
    if as_json:
        say_json(handed_out_as_json(taken))
    else:
        for each in taken:
            say(fate(f"{each.id} {each.version}".strip(), each.status, each.why))
    for problem in unread:
        tell(str(problem))
    refused = len(unread) + sum(each.status == "refused" for each in taken)
    if refused:
        return REFUSED if refused == len(unread) + len(taken) else DONE_IN_PART
    return DONE


@click.command("blank")
@OFFICE
@click.argument("appendix")
@click.argument("codes", nargs=-1)
@period_options
@click.option("--lang", "language", default="", help="Language of the form.")
@click.option("--out", "folder", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def blank(
    program: Program,
    office: str,
    appendix: str,
    codes: tuple[str, ...],
    first: date,
    last: date,
    language: str,
    folder: Path,
) -> int:
    """Write the form as workbooks to fill in, for CODES or for all without a key."""
    draw = progress_bar(_("Writing"))
    with _ready_for_blanks(program, office) as workplace:
        form = workplace.reporting.forms.open(appendix, last)
        written = workplace.blanks.write(
            form,
            period_of(first, last),
            folder,
            codes,
            language,
            lambda done, total, _text: draw(done, total),
        )
    for path in written:
        say(str(path))
    return DONE


@contextlib.contextmanager
def _ready_for_blanks(program: Program, office: str) -> Iterator[Workplace]:
    """For reading, so that the window may have the office open, unless there is a note to make."""
    with program.at_work(office, read_only=True) as workplace:
        if workplace.blanks.is_ready():
            yield workplace
            return
    with program.at_work(office) as workplace:
        yield workplace


@click.command("allow-workbooks")
@OFFICE
@click.argument("codes", nargs=-1, required=True)
@click.option("--off", is_flag=True, help="Take none from them any more.")
@click.pass_obj
def allow_workbooks(program: Program, office: str, codes: tuple[str, ...], off: bool) -> int:
    """Take unsigned workbooks from organisations, also where they have a key."""
    with program.at_work(office) as workplace:
        workplace.unsigned.allow(codes, takes=not off)
    words = _("From now on workbooks without a signature are taken from: {codes}.")
    if off:
        words = _("From now on no workbook without a signature is taken from: {codes}.")
    tell(words.format(codes=", ".join(codes)))
    return DONE


@click.command("type-in")
@OFFICE
@click.argument("appendix")
@click.argument("key")
@click.argument("value", type=int)
@period_options
@click.option("--figure", type=click.Choice(NUMBERS), default="result", show_default=True)
@click.option("--source", required=True, help="Where the figure is from; it is printed.")
@click.option("--unit", help="For a unit instead of the whole organisation.")
@click.pass_obj
def type_in(
    program: Program,
    office: str,
    appendix: str,
    key: str,
    value: int,
    first: date,
    last: date,
    figure: str,
    source: str,
    unit: str | None,
) -> int:
    """Enter a figure of an appendix that no record stands behind."""
    with program.at_work(office) as workplace:
        form = workplace.reporting.forms.open(appendix, last)
        period, unit_id = period_of(first, last), find_unit(workplace, unit)
        asked = row_of(form, key)
        row = workplace.reporting.figures(form, period, unit_id).row(asked.key)
        if row is None:
            raise UserError(N_("“{row}” has no figures."), row=asked.key)
        workplace.typed.type_in(form, row, figure, period, unit_id, value, source)
    words = _("“{row}” is {value} in this period from now on.")
    tell(words.format(row=form.label(asked.key, current_language()), value=number(value)))
    return DONE


COMMANDS = (forms, hand_out, take_forms, blank, allow_workbooks, type_in)
