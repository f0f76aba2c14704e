"""A form that somebody filled in by hand: its rows, and what cannot be true of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.exchange.checks import FormChecks
from unionoffice.registers.returns.model import ReceivedFigure
from unionoffice.reports.filled import NUMBERS, FormFigures, HeadCount, RowFigures
from unionoffice.reports.forms import Form
from unionoffice.reports.typed import LARGEST, summed

Values = Mapping[tuple[str, str], int]  # by row key and figure


def rows_of(
    form: Form, values: Values, titles: Mapping[str, Sequence[str]]
) -> tuple[RowFigures, ...]:
    """The rows of a form with these figures, and with their sums."""
    rows = []
    for row in form.rows():
        figures: dict[str, object] = {
            name: tuple(titles.get(row.key, ())) if name == "titles" else values.get(key, 0)
            for name in row.figures
            for key in [(row.key, name)]
        }
        if "total" in row.figures:
            figures["by_head_count"] = HeadCount()
        rows.append(RowFigures(row.key, **figures))  # type: ignore[arg-type]  # by their names
    return summed(form, rows)


def problems_of(form: Form, rows: Sequence[RowFigures]) -> list[Problem]:
    """What cannot be true, by `row figure`, as it is typed: nothing is 0 that is merely open."""
    problems = []
    by_key = {row.key: row for row in rows}
    for row in rows:
        for name in NUMBERS:
            value = row.number(name)
            if value is not None and not 0 <= value <= LARGEST:
                problems.append(Problem(f"{row.key} {name}", N_("This figure cannot be.")))
        if row.total is not None and row.members is not None and row.members > row.total:
            problems.append(
                Problem(f"{row.key} members", N_("There cannot be more members than people."))
            )
    for part, whole, name in FormChecks(form).containments():
        inner, outer = by_key[part].number(name), by_key[whole].number(name)
        if inner is not None and outer is not None and inner > outer:
            problems.append(
                Problem(
                    f"{part} {name}",
                    N_("There is more here than in “{whole}”, of which it is a part."),
                    {"whole": form.label(whole)},
                )
            )
    return problems


def figures_of(return_id: int, figures: FormFigures) -> Iterator[ReceivedFigure]:
    """The rows of a return as they are summed; nothing in them was counted by heads."""
    for row in figures.rows:
        heads = None if row.total is None else 0
        yield ReceivedFigure(
            return_id=return_id,
            row_key=row.key,
            result=row.result,
            total=row.total,
            members=row.members,
            head_total=heads,
            head_members=heads,
            titles=json.dumps(row.titles, ensure_ascii=False) if row.titles else None,
        )
