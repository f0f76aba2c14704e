"""Sub-commands about the collection board: deadlines, letters, returns given back, check-ups."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from unionoffice.cli.context import (
    DAY,
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
from unionoffice.cli.report_commands import APPENDIX, FILE_OUT, JSON, OFFICE
from unionoffice.cli.spoken import fate
from unionoffice.core import formatting
from unionoffice.core.errors import UserError
from unionoffice.core.files import check_suffix
from unionoffice.core.i18n import N_, _
from unionoffice.exchange import campaign_files, giving_back
from unionoffice.exchange.board_states import CODE, Wanted
from unionoffice.exchange.deadlines import PERIOD_KINDS, DeadlineRule, rule_as_json, rule_words
from unionoffice.exchange.giving_back import Asked
from unionoffice.exchange.reminders import LetterDetails
from unionoffice.reports.figures import row_of
from unionoffice.reports.forms import Form
from unionoffice.workplace import Workplace

LEVEL = click.Choice(("primary", "district", "province"))
KIND = click.Choice([key for key, _words in PERIOD_KINDS])


@click.command("deadlines")
@OFFICE
@APPENDIX
@click.option("--level", type=LEVEL, default=None, help="Only for bodies of this level.")
@click.option("--kind", type=KIND, default=None, help="Only for such periods.")
@click.option("--days", type=int, help="So many days after the period's last day.")
@click.option("--day", "day_text", help="A day of the year, as 12-15.")
@click.option("--as-the-form-says", "clears", is_flag=True, help="Forget the office's own rules.")
@JSON
@click.pass_obj
def deadlines(
    program: Program,
    office: str,
    appendix: str,
    level: str | None,
    kind: str | None,
    days: int | None,
    day_text: str | None,
    clears: bool,
    as_json: bool,
) -> int:
    """Say until when a form is due, or set it."""
    changes = clears or days is not None or day_text is not None
    with program.at_work(office, read_only=not changes) as workplace:
        form = workplace.reporting.forms.open(appendix)
        if clears:
            workplace.deadlines.change(form, None)
        elif changes:
            month, day = _month_and_day(day_text)
            rule = DeadlineRule(level or "", kind or "", days, month, day)
            standing = workplace.deadlines.of(form).rules
            others = [
                each for each in standing if (each.level, each.kind) != (rule.level, rule.kind)
            ]
            workplace.deadlines.change(form, [*others, rule])
        found = workplace.deadlines.of(form)
    rules = [rule_as_json(rule) for rule in found.rules]
    if as_json:
        say_json({"appendix": form.id, "own": found.is_own, "rules": rules})
        return DONE
    for rule in found.rules:
        say(" · ".join(rule_words(rule)))
    return DONE


def _month_and_day(text: str | None) -> tuple[int | None, int | None]:
    if text is None:
        return None, None
    month, _dash, day = text.partition("-")
    if not (month.isdecimal() and day.isdecimal()):
        raise UserError(N_("“{value}” is no day of the year; write 12-15."), value=text)
    return int(month), int(day)


@click.command("remind")
@OFFICE
@APPENDIX
@period_options
@click.option("--out", "target", required=True, type=click.Path(path_type=Path))
@click.option("--lang", "language", default="vi", help="Language of the letters.")
@click.option("--contact", default="", help="Whom to turn to, with the telephone number.")
@click.option("--first-number", type=int, help="The others count up; left out: blank.")
@click.option("--reply-by", type=DAY, help="A new day for those who are late.")
@click.pass_obj
def remind(
    program: Program,
    office: str,
    appendix: str,
    first: date,
    last: date,
    target: Path,
    language: str,
    contact: str,
    first_number: int | None,
    reply_by: date | None,
) -> int:
    """Write letters to all who have not handed in: one .pdf or .docx, or a folder of both."""
    draw = progress_bar(_("Writing letters"))
    period = period_of(first, last)
    with program.at_work(office, read_only=True) as workplace:
        form = workplace.reporting.forms.open(appendix, last)
        # What looks wrong about returns makes nobody to be reminded.
        states = workplace.board.states(form, period, {})
        entries = states.ranked(Wanted(order=CODE)).to_remind()
        kept = workplace.reminders.details()
        details = LetterDetails(kept.sign, first_number, contact or kept.contact, reply_by)
        letters = workplace.reminders.letters(form, period, entries, details, language)
        codes = [each.code for each in entries]
        files = workplace.reminders.write(
            letters, codes, target, lambda done, total, _name: draw(done, total)
        )
    for file in files:
        tell(_("Written: {file}").format(file=file))
    return DONE


@click.command("give-back")
@OFFICE
@APPENDIX
@click.argument("code")
@period_options
@click.option("--out", "target", required=True, type=FILE_OUT)
@click.option(
    "--row",
    "rows",
    multiple=True,
    nargs=2,
    help="A row (charity), or a figure of it (charity:total), and what is asked about it.",
)
@click.option("--message", default="", help="What is asked about the whole.")
@click.option("--reply-by", type=DAY)
@click.option("--contact", default="")
@click.pass_obj
def give_back(
    program: Program,
    office: str,
    appendix: str,
    code: str,
    first: date,
    last: date,
    target: Path,
    rows: tuple[tuple[str, str], ...],
    message: str,
    reply_by: date | None,
    contact: str,
) -> int:
    """Give a return back to be mended; without --row, with all that looks wrong about it."""
    check_suffix(target, giving_back.SUFFIX)  # before anything is marked as given back
    period = period_of(first, last)
    with program.at_work(office) as workplace:
        form = workplace.reporting.forms.open(appendix, last)
        asked = [_asked(form, named, says) for named, says in rows]
        if not asked:
            entries = workplace.board.view(form, period).entries
            asked = [
                Asked(view.remark.field, view.remark.figure, str(view.remark))
                for entry in entries
                if entry.code == code
                for view in entry.remarks
                if view.is_open
            ]
        given = workplace.giving_back.give_back(
            form, period, code, asked, message=message, reply_by=reply_by, contact=contact
        )
        workplace.giving_back.write(given, target)
    tell(_("Written: {file}").format(file=target))
    return DONE


def _asked(form: Form, named: str, says: str) -> Asked:
    """Where no figure is named, the last of the row is asked about."""
    key, colon, wanted = named.partition(":")
    figures = [name for name in row_of(form, key).figures if name != "titles"]
    if colon and wanted not in figures:
        raise UserError(
            N_("Row “{key}” has no figure “{figure}”. Its figures: {known}."),
            key=key,
            figure=wanted,
            known=", ".join(figures),
        )
    return Asked(key, wanted or (figures[-1] if figures else ""), says)


@click.command("open")
@OFFICE
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@JSON
@click.pass_obj
def open_files(program: Program, office: str, files: tuple[Path, ...], as_json: bool) -> int:
    """Take in files from above: returns to be mended, and check-ups."""
    taken: list[dict[str, Any]] = []
    with program.at_work(office) as workplace:
        for file in files:
            try:
                taken.append({"file": str(file), "status": "taken", **_open(workplace, file)})
            except UserError as error:
                taken.append({"file": str(file), "status": "refused", "why": str(error)})
    if as_json:
        say_json({"files": taken})
    else:
        for each in taken:
            say(fate(each["file"], each["status"], each.get("why")))
    refused = sum(each["status"] == "refused" for each in taken)
    if refused == len(taken):
        return REFUSED
    return DONE_IN_PART if refused else DONE


def _open(workplace: Workplace, file: Path) -> dict[str, Any]:
    suffix = file.suffix.lower()
    if suffix == giving_back.SUFFIX:
        return {"kind": "return", **workplace.mending.take_in(file).as_json()}
    if suffix == campaign_files.SUFFIX:
        brought = workplace.campaign_files.bring_in(file)
        held_on = brought.held_on.isoformat()
        return {"kind": "campaign", "id": brought.id, "held_on": held_on, "title": brought.title}
    raise UserError(
        N_("“{file}” is no file from above: those end in {suffixes}."),
        file=file.name,
        suffixes=f"{giving_back.SUFFIX}, {campaign_files.SUFFIX}",
    )


@click.command("campaigns")
@OFFICE
@click.option("--id", "campaign_id", type=int, help="The check-up to hand on.")
@click.option("--out", "target", type=FILE_OUT, help="The campaign file to write.")
@click.pass_obj
def campaigns(program: Program, office: str, campaign_id: int | None, target: Path | None) -> int:
    """List the check-ups, or write the file by which other offices know one of them."""
    if (campaign_id is None) != (target is None):
        raise click.UsageError(_("Give --id and --out together."))
    with program.at_work(office, read_only=target is None) as workplace:
        if campaign_id is not None and target is not None:
            workplace.campaign_files.write(campaign_id, target)
            tell(_("Written: {file}").format(file=target))
            return DONE
        for each in workplace.campaign_files.campaigns():
            day = formatting.day(each.held_on)
            say("  ".join(filter(None, (str(each.id), day, each.title, each.origin))))
    return DONE


@click.command("settle")
@OFFICE
@APPENDIX
@click.argument("code")
@period_options
@click.option("--held/--apart", "is_held", default=None, help="Whether heirs' returns hold it.")
@click.option("--in", "keeper", help="Code of whose return keeps what several have summed.")
@click.option(
    "--in-all",
    "is_in_all",
    is_flag=True,
    help="It is of different bodies: it counts in all returns.",
)
@click.pass_obj
def settle(
    program: Program,
    office: str,
    appendix: str,
    code: str,
    first: date,
    last: date,
    is_held: bool | None,
    keeper: str | None,
    is_in_all: bool,
) -> int:
    """Say which return counts: of a body that ended and its heirs, or of several that summed it."""
    if [is_held is not None, keeper is not None, is_in_all].count(True) != 1:
        raise click.UsageError(_("Give one of --held, --apart, --in and --in-all."))
    with program.at_work(office) as workplace:
        form = workplace.reporting.forms.open(appendix, last)
        period = period_of(first, last)
        if is_held is None:
            workplace.shared_returns.settle(form, period, code, keeper or "")
        else:
            workplace.successions.settle(form, period, code, is_held_by_heirs=is_held)
    tell(
        _("Settled for {code}. The board and the appendix count it so from now on.").format(
            code=code
        )
    )
    return DONE


@click.command("refused")
@OFFICE
@click.option(
    "--take-off", "ids", type=int, multiple=True, help="The number of a file; repeatable."
)
@JSON
@click.pass_obj
def refused(program: Program, office: str, ids: tuple[int, ...], as_json: bool) -> int:
    """List the files that were refused, for whatever form and days, or take some off the list."""
    with program.at_work(office, read_only=not ids) as workplace:
        for refused_id in ids:
            workplace.refused_files.take_off(refused_id)
        found = workplace.refused_files.all()
    if as_json:
        say_json({"refused": [each.as_json() for each in found]})
        return DONE
    for each in found:
        say(" · ".join(filter(None, (str(each.id), each.file, each.place_told(), each.why))))
    return DONE


COMMANDS = (deadlines, remind, give_back, settle, refused, open_files, campaigns)
