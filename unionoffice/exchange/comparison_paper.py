"""Comparisons and rankings in words, as a table and as a chart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from unionoffice.core import formatting
from unionoffice.core.i18n import N_, words_in
from unionoffice.core.periods import Period
from unionoffice.exchange.comparing import (
    CHANGE,
    CHANGE_SHARE,
    FIGURE,
    PER_HUNDRED,
    SHARE,
    SMALL,
    Comparison,
    Ranking,
    Series,
    change_in_percent,
)
from unionoffice.exchange.deadlines import kind_of
from unionoffice.reports.chart_paper import (
    Cell,
    ChartPaper,
    Kind,
    PaperChart,
    PaperColumn,
    PaperSeries,
)
from unionoffice.reports.filled import FIGURE_NAMES

Say = Callable[[str], str]
MOST_BARS = 15
MEASURE_NAMES = {
    FIGURE: N_("The figure itself"),
    PER_HUNDRED: N_("In a hundred members"),
    SHARE: N_("Members in a hundred of all"),
    CHANGE: N_("Change against the year before"),
    CHANGE_SHARE: N_("Change in per cent"),
}
_KINDS: dict[str, Kind] = {
    FIGURE: "number",
    PER_HUNDRED: "percent",
    SHARE: "percent",
    CHANGE: "change",
    CHANGE_SHARE: "percent_change",
}


def period_label(period: Period, language: str) -> str:
    """“2026”, “first half of 2026”, “quarter 3 of 2026”, or two days."""
    say, year, kind = words_in(language).gettext, period.first.year, kind_of(period)
    if kind == "year":
        return str(year)
    if kind == "half":
        is_first = period.first.month == 1
        words = N_("first half of {year}") if is_first else N_("second half of {year}")
        return say(words).format(year=year)
    if kind == "quarter":
        number = (period.first.month + 2) // 3
        return say(N_("quarter {number} of {year}")).format(number=number, year=year)
    first, last = (formatting.day(day, language) for day in (period.first, period.last))
    return f"{first} – {last}"


def paper_of_comparison(found: Comparison, organisation: str, language: str) -> ChartPaper:
    """A row for every period, a column for every body, and what has changed in words."""
    say = words_in(language).gettext
    kind = _KINDS[found.measure]
    labels = [period_label(period, language) for period in found.periods]
    columns = [PaperColumn(say(N_("Period")), "text")]
    for series in found.series:
        columns.append(PaperColumn(series.name, kind))
    alone = found.series[0]
    columns += [
        PaperColumn(say(N_("Against the period before")), "percent_change"),
        PaperColumn(say(N_("Reports")), "text"),
    ]
    rows = tuple(_row_of_period(found, place, label, alone) for place, label in enumerate(labels))
    title = f"{found.form.label(found.row.key, language)} ({say(FIGURE_NAMES[found.figure])})"
    return ChartPaper(
        language=language,
        organisation=organisation,
        title=title,
        subtitle=say(MEASURE_NAMES[found.measure]),
        sentences=tuple(_told(found, labels, language)),
        columns=tuple(columns),
        rows=rows,
        chart=_lines(found, labels, title, kind, say),
        notes=tuple(_notes_of_comparison(found, language)),
    )


def _row_of_period(found: Comparison, place: int, label: str, alone: Series) -> tuple[Cell, ...]:
    values = [series.values[place].measured(found.measure) for series in found.series]
    before = alone.values[place - 1].measured(found.measure) if place else None
    value = alone.values[place]
    return label, *values, change_in_percent(before, values[0]), f"{value.returns}/{value.expected}"


def _lines(
    found: Comparison, labels: Sequence[str], title: str, kind: Kind, say: Say
) -> PaperChart:
    """Only the periods for which every body has a figure."""
    places = [
        place
        for place in range(len(labels))
        if all(each.values[place].measured(found.measure) is not None for each in found.series)
    ]
    return PaperChart(
        title,
        "lines" if len(places) > 1 else "bars",
        tuple(labels[place] for place in places),
        tuple(
            PaperSeries(
                each.name,
                tuple(float(each.values[place].measured(found.measure) or 0) for place in places),
            )
            for each in found.series
        ),
        PaperColumn(say(MEASURE_NAMES[found.measure]), kind),
    )


def _told(found: Comparison, labels: Sequence[str], language: str) -> Iterator[str]:
    """For every body its last step; for the first also its highest and lowest."""
    say = words_in(language).gettext
    column = PaperColumn("", _KINDS[found.measure])
    for series in found.series:
        known = [
            (value, label)
            for each, label in zip(series.values, labels, strict=True)
            if (value := each.measured(found.measure)) is not None
        ]
        if not known:
            words = say(N_("{name}: nothing has been reported for these periods."))
            yield words.format(name=series.name)
        elif len(known) > 1:
            yield _step(series.name, known[-2], known[-1], column, language)
    if len(found.series) == 1 and len(known) > 2:
        highest, lowest = max(known), min(known)
        words = say(N_("Highest: {high} ({when_high}); lowest: {low} ({when_low})."))
        yield words.format(
            high=column.shown(highest[0], language),
            when_high=highest[1],
            low=column.shown(lowest[0], language),
            when_low=lowest[1],
        )


def _step(
    name: str,
    before: tuple[Decimal, str],
    now: tuple[Decimal, str],
    column: PaperColumn,
    language: str,
) -> str:
    say = words_in(language).gettext
    change = change_in_percent(before[0], now[0])
    if now[0] == before[0]:
        words = N_("{name}: {now} in {when}, as in {earlier}.")
    elif change is None:
        words = N_("{name}: {now} in {when}, {before} in {earlier}.")
    elif now[0] > before[0]:
        words = N_("{name}: {now} in {when}, {percent} more than in {earlier} ({before}).")
    else:
        words = N_("{name}: {now} in {when}, {percent} less than in {earlier} ({before}).")
    return say(words).format(
        name=name,
        now=column.shown(now[0], language),
        before=column.shown(before[0], language),
        when=now[1],
        earlier=before[1],
        percent=formatting.percent(None if change is None else abs(change), language),
    )


def _notes_of_comparison(found: Comparison, language: str) -> Iterator[str]:
    say = words_in(language).gettext
    if any(series.code for series in found.series):
        words = say(N_("Bodies below stand by the structure of {day}."))
        yield words.format(day=formatting.day(found.structure_on, language))
    if any(value.returns < value.expected for value in found.series[0].values):
        yield say(N_("Not everybody has reported for every period: compare with care."))
    if found.measure == PER_HUNDRED:
        yield say(N_("In a hundred members counts the reports alone that tell the members."))


def paper_of_ranking(found: Ranking, organisation: str, language: str) -> ChartPaper:
    """A row for every body, the highest first; small bodies are marked."""
    say = words_in(language).gettext
    measures = _measures(found, say)
    columns = [
        PaperColumn(say(N_("Rank")), "text"),
        PaperColumn(say(N_("Organisation")), "text"),
        *(column for _name, column in measures),
    ]
    rows = tuple(
        (
            str(each.place or formatting.DASH),
            f"{each.name} *" if each.is_small else each.name,
            *(getattr(each, name) for name, _column in measures),
        )
        for each in found.ranked
    )
    title = f"{found.form.label(found.row.key, language)} ({say(FIGURE_NAMES[found.figure])})"
    subtitle = f"{say(MEASURE_NAMES[found.order])} · {period_label(found.period, language)}"
    return ChartPaper(
        language=language,
        organisation=organisation,
        title=title,
        subtitle=subtitle,
        sentences=tuple(_told_of_ranking(found, language)),
        columns=tuple(columns),
        rows=rows,
        chart=_bars(found, title, say),
        notes=tuple(_notes_of_ranking(found, say)),
    )


def _measures(found: Ranking, say: Say) -> list[tuple[str, PaperColumn]]:
    """Everything that is known of a body; first what the ranking goes by."""
    known = {
        FIGURE: PaperColumn(say(FIGURE_NAMES[found.figure]).capitalize()),
        "before": PaperColumn(say(N_("Year before"))),
        CHANGE: PaperColumn(say(N_("Change")), "change"),
        CHANGE_SHARE: PaperColumn(say(N_("Change in per cent")), "percent_change"),
        "heads": PaperColumn(say(N_("Registered members"))),
        PER_HUNDRED: PaperColumn(say(N_("In a hundred members")), "percent"),
    }
    if {"total", "members"} <= found.row.figures.keys():
        known[SHARE] = PaperColumn(say(N_("Share of members")), "percent")
    return sorted(known.items(), key=lambda item: item[0] != found.order)


def _bars(found: Ranking, title: str, say: Say) -> PaperChart:
    """The first ones; of changes the first and the last ones."""
    placed = [each for each in found.ranked if each.place]
    is_change = found.order in (CHANGE, CHANGE_SHARE)
    shown = placed[:MOST_BARS]
    if is_change and len(placed) > MOST_BARS:
        shown = [*placed[: MOST_BARS // 2 + 1], *placed[-(MOST_BARS // 2) :]]
    values = tuple(float(each.by(found.order) or 0) for each in shown)
    return PaperChart(
        title,
        "changes" if is_change else "bars",
        tuple(f"{each.name} *" if each.is_small else each.name for each in shown),
        (PaperSeries(say(MEASURE_NAMES[found.order]), values),),
        PaperColumn(say(MEASURE_NAMES[found.order]), _KINDS[found.order]),
    )


def _told_of_ranking(found: Ranking, language: str) -> Iterator[str]:
    say = words_in(language).gettext
    placed = [each for each in found.ranked if each.place]
    if not placed:
        yield say(N_("Nothing has been reported that could be ranked."))
        return
    column = PaperColumn("", _KINDS[found.order])
    first, last = placed[0], placed[-1]
    high, low = (column.shown(each.by(found.order), language) for each in (first, last))
    if first.by(found.order) == last.by(found.order) and len(placed) > 1:
        yield say(N_("All of them have the same: {high}.")).format(high=high)
    else:
        words = say(N_("Highest: {high} ({name}); lowest: {low} ({other})."))
        yield words.format(high=high, name=first.name, low=low, other=last.name)
    values = sorted(each.by(found.order) or Decimal(0) for each in placed)
    middle = values[len(values) // 2]
    words = words_in(language).ngettext(
        "{count} organisation; half of them have at least {middle}.",
        "{count} organisations; half of them have at least {middle}.",
        len(placed),
    )
    yield words.format(
        count=formatting.number(len(placed), language), middle=column.shown(middle, language)
    )


def _notes_of_ranking(found: Ranking, say: Say) -> Iterator[str]:
    if any(each.is_small for each in found.ranked):
        words = N_("* Fewer than {count} members: one person more or less moves every ratio.")
        yield say(words).format(count=SMALL)
