"""The sub-command that holds one figure against itself: over periods, or between organisations."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from unionoffice.cli.context import DONE, Program, period_of, period_options, say, say_json, tell
from unionoffice.cli.report_commands import APPENDIX, FILE_OUT, JSON, OFFICE
from unionoffice.cli.tables import as_columns
from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _, current_language
from unionoffice.core.periods import Period
from unionoffice.exchange.comparing import (
    MEASURES,
    ORDERS,
    comparison_as_json,
    ranking_as_json,
    spans,
)
from unionoffice.exchange.comparison_paper import paper_of_comparison, paper_of_ranking
from unionoffice.exchange.deadlines import months_of
from unionoffice.exchange.structures import View
from unionoffice.reports.figures import row_of
from unionoffice.reports.filled import NUMBERS
from unionoffice.reports.forms import Form

SUFFIX = ".pdf"


@click.command("compare")
@OFFICE
@APPENDIX
@click.argument("key")
@period_options
@click.option("--figure", type=click.Choice(NUMBERS), help="The row's last one unless said.")
@click.option("--by", "measure", type=click.Choice(ORDERS), default="figure", show_default=True)
@click.option("--back", type=click.IntRange(1, 40), default=5, help="How many periods, this last.")
@click.option("--body", "bodies", multiple=True, help="Code of a body below; repeatable.")
@click.option("--rank", "ranks", is_flag=True, help="Rank the organisations in this period.")
@click.option("--parts", "of_parts", is_flag=True, help="Rank the bodies directly below.")
@click.option("--lang", "language", help="Language of the paper.")
@click.option("--out", "target", type=FILE_OUT, help="A .pdf with table and chart.")
@JSON
@click.pass_obj
def compare(
    program: Program,
    office: str,
    appendix: str,
    key: str,
    first: date,
    last: date,
    figure: str | None,
    measure: str,
    back: int,
    bodies: tuple[str, ...],
    ranks: bool,
    of_parts: bool,
    language: str | None,
    target: Path | None,
    as_json: bool,
) -> int:
    """Compare a figure of an appendix over the years, or rank the organisations by it."""
    _check(target, measure, ranks)
    period = period_of(first, last)
    spoken = language or current_language()
    with program.at_work(office, read_only=True) as workplace:
        form = workplace.reporting.forms.open(appendix, last)
        own, comparing = workplace.office.own().name, workplace.comparing
        wanted = figure or _last_figure(form, key)
        if ranks:
            view = View(bodies[-1] if bodies else "", last)
            ranking = comparing.ranking(form, key, wanted, period, measure, view, of_parts=of_parts)
            paper, found = paper_of_ranking(ranking, own, spoken), ranking_as_json(ranking)
        else:
            over = comparing.over_periods(
                form, key, wanted, _periods(period, back), ("", *bodies), measure
            )
            paper, found = paper_of_comparison(over, own, spoken), comparison_as_json(over)
    if target is not None:
        # ReportLab is loaded when something is printed.
        from unionoffice.reports.chart_pdf import write_chart_pdf

        write_chart_pdf(paper, target)
        tell(_("Written: {file}").format(file=target))
    if as_json:
        say_json(found)
    elif target is None:
        say(as_columns([tuple(column.title for column in paper.columns), *paper.texts()]))
        for sentence in (*paper.sentences, *paper.notes):
            say(sentence)
    return DONE


def _check(target: Path | None, measure: str, ranks: bool) -> None:
    if target is not None and target.suffix.lower() != SUFFIX:
        raise UserError(
            N_("“{file}” is no name for a comparison. Let it end in .pdf."), file=target
        )
    if not ranks and measure not in MEASURES:
        raise click.UsageError(_("Only a ranking (--rank) goes by {order}.").format(order=measure))


def _periods(period: Period, back: int) -> tuple[Period, ...]:
    months = months_of(period)
    if months is None:
        raise UserError(
            N_("Only whole years, half-years, quarters and months are compared. Choose such days.")
        )
    return spans(period.last, months, back)


def _last_figure(form: Form, key: str) -> str:
    names = [name for name in row_of(form, key).figures if name != "titles"]
    return str(names[-1]) if names else ""


COMMANDS = (compare,)
