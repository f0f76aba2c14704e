"""Sub-commands about figures: appendices, their evidence, packages and returns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import click

from unionoffice.cli.context import (
    DAY,
    DONE,
    DONE_IN_PART,
    Program,
    period_of,
    period_options,
    progress_bar,
    say,
    say_json,
    tell,
)
from unionoffice.cli.figure_lines import evidence_lines, figure_lines
from unionoffice.cli.list_commands import find_unit
from unionoffice.cli.spoken import fate
from unionoffice.core import formatting
from unionoffice.core.i18n import _, current_language
from unionoffice.exchange.collecting import CollectedFile, collected_as_json
from unionoffice.exchange.structures import View
from unionoffice.reports.checklist import not_typed
from unionoffice.reports.documents import write
from unionoffice.reports.forms import Form

OFFICE = click.argument("office")
APPENDIX = click.argument("appendix")
JSON = click.option("--json", "as_json", is_flag=True)
SIGNED_ON = click.option(
    "--signed-on", type=DAY, help="Day of the date line; today unless said otherwise."
)
FILE_OUT = click.Path(dir_okay=False, path_type=Path)


@click.command("report")
@OFFICE
@APPENDIX
@period_options
@click.option("--unit", help="A unit and all below it.")
@click.option("--body", default="", help="Code of a body below: its figures, from the returns.")
@click.option("--structure", "day", type=DAY, help="Sub-totals by the structure of this day.")
@click.option("--lang", "language", help="Language of the form; Vietnamese unless said otherwise.")
@SIGNED_ON
@click.option("--out", "targets", multiple=True, required=True, type=FILE_OUT)
@click.pass_obj
def report(
    program: Program,
    office: str,
    appendix: str,
    first: date,
    last: date,
    unit: str | None,
    body: str,
    day: date | None,
    language: str | None,
    signed_on: date | None,
    targets: tuple[Path, ...],
) -> int:
    """Write an appendix; the suffix of --out picks .pdf, .xlsx, .docx or .json."""
    with program.at_work(office, read_only=True) as workplace:
        form = workplace.reporting.forms.open(appendix, last)
        unit_id = find_unit(workplace, unit)
        period = period_of(first, last)
        filled = workplace.reporting.filled(
            form, period, unit_id, View(body, day), signed_on=signed_on
        )
    for target in targets:
        write(filled, target, language or form.languages[0])
        tell(_("Written: {file}").format(file=target))
    return DONE


@click.command("trace")
@OFFICE
@APPENDIX
@click.argument("key")
@period_options
@click.option("--unit", help="A unit and all below it.")
@JSON
@click.pass_obj
def trace(
    program: Program,
    office: str,
    appendix: str,
    key: str,
    first: date,
    last: date,
    unit: str | None,
    as_json: bool,
) -> int:
    """List the records behind one figure of an appendix."""
    with program.at_work(office, read_only=True) as workplace:
        form = workplace.reporting.forms.open(appendix, last)
        unit_id = find_unit(workplace, unit)
        found = workplace.reporting.trace(form, key, period_of(first, last), unit_id)
        if as_json:
            say_json(found)
            return DONE
        titles = {each.key: _(each.title) for each in workplace.whole_catalogue}
        evidence = evidence_lines(found["evidence"], titles)
        for line in chain(figure_lines(found["figure"]), evidence):
            say(line)
    return DONE


@click.command("send")
@OFFICE
@APPENDIX
@period_options
@click.option("--out", "target", required=True, type=FILE_OUT)
@click.option("--seal", is_flag=True, help="So that only the body above can open it.")
@SIGNED_ON
@click.pass_obj
def send(
    program: Program,
    office: str,
    appendix: str,
    first: date,
    last: date,
    target: Path,
    seal: bool,
    signed_on: date | None,
) -> int:
    """Write the package that the federation collects."""
    with program.at_work(office) as workplace:
        form = workplace.reporting.forms.open(appendix, last)
        period = period_of(first, last)
        sent = workplace.sending.send(form, period, target, seal=seal, signed_on=signed_on)
        unsettled = workplace.successions.unsettled(form, period)
    words = _("Version {version}: {file}")
    if not sent.is_new:
        words = _("Nothing has changed since version {version}: {file} is it again.")
    tell(words.format(version=sent.version, file=target))
    if unsettled:
        words = _("Settle whose return counts, or figures may count twice: {codes}")
        tell(words.format(codes=", ".join(unsettled)))
    for key in dict.fromkeys(key for key, _figure in not_typed(form, sent.figures)):
        words = _("Nobody has typed in “{row}”: it is sent as 0. Type it in and send again.")
        tell(words.format(row=form.label(key, current_language())))
    return DONE


@click.command("collect")
@OFFICE
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@JSON
@click.pass_obj
def collect(program: Program, office: str, sources: tuple[Path, ...], as_json: bool) -> int:
    """Take packages in from files and folders."""
    draw = progress_bar(_("Collecting"))
    fates: Counter[str] = Counter()
    with program.at_work(office) as workplace:
        told = workplace.collecting.one_by_one(
            sources, progress=lambda done, total, _text: draw(done, total)
        )
        files = _tallied(told, fates)
        if as_json:
            say_json(collected_as_json(files))
        else:
            for each in list(files):  # the bar comes first
                say(fate(each.file, each.status, each.organisation, each.why))
    if not fates:
        tell(_("There is no package here. Nothing was collected."))
    return DONE_IN_PART if fates["refused"] else DONE


def _tallied(files: Iterable[CollectedFile], fates: Counter[str]) -> Iterator[CollectedFile]:
    for each in files:
        fates[each.status] += 1
        yield each


@click.command("returns")
@OFFICE
@APPENDIX
@period_options
@click.option("--body", default="", help="Code of a body: it and those below it.")
@JSON
@click.pass_obj
def returns(
    program: Program, office: str, appendix: str, first: date, last: date, body: str, as_json: bool
) -> int:
    """Say who has reported, who has not, and what was refused or looks wrong."""
    with program.at_work(office, read_only=True) as workplace:
        form = workplace.reporting.forms.open(appendix, last)
        with workplace.board.told(form, period_of(first, last), View(body)) as found:
            if as_json:
                say_json(found)
            else:
                _say_returns(form, found)
    return DONE


def _say_returns(form: Form, found: Mapping[str, Any]) -> None:
    say(
        _("{received} of {expected} organisations have reported.").format(
            received=formatting.number(found["received"], current_language()),
            expected=formatting.number(found["expected"], current_language()),
        )
    )
    for missing in found["missing"]:
        say(_("Missing: {code} {name}").format(**missing))
    for each in found["returns"]:
        for problem in each["warnings"]:
            row = form.label(problem["key"], current_language()) if problem["key"] else ""
            say(": ".join(filter(None, (each["organisation"], row, problem["why"]))))
    for refused in found["refused"]:
        say(_("Refused: {file}: {why}").format(**refused))


@click.command("paper")
@OFFICE
@click.argument("code")
@JSON
@click.pass_obj
def paper(program: Program, office: str, code: str, as_json: bool) -> int:
    """Say which return a paper belongs to, by the code printed on it."""
    with program.at_work(office, read_only=True) as workplace:
        found = workplace.papers.find(code)
    if as_json:
        say_json({"returns": [each.as_json() for each in found]})
    else:
        for each in found:
            say(each.told())
    return DONE


@click.command("package")
@OFFICE
@APPENDIX
@click.argument("organisation")
@period_options
@click.option("--out", "target", required=True, type=FILE_OUT)
@click.option("--opened", is_flag=True, help="Without the envelope that it was sealed in.")
@click.pass_obj
def package(
    program: Program,
    office: str,
    appendix: str,
    organisation: str,
    first: date,
    last: date,
    target: Path,
    opened: bool,
) -> int:
    """Write the package of an organisation's return again, byte for byte as it came."""
    with program.at_work(office, read_only=True) as workplace:
        form = workplace.reporting.forms.open(appendix)
        kept = workplace.kept_packages
        found = kept.find(form, period_of(first, last), organisation)
        kept.give_out(found, target, is_opened=opened)
    tell(_("Written: {file}").format(file=target))
    return DONE


COMMANDS = (report, trace, send, collect, returns, paper, package)
