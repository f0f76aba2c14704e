"""What a list does not say and somebody answers once for all its rows: the fund, the purpose …"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _
from unionoffice.registerkit.columns import ListColumn, ListShape
from unionoffice.spreadsheets.collecting import VALUE_MISSING
from unionoffice.spreadsheets.event_rows import NOT_FILLED
from unionoffice.spreadsheets.readers import Circumstances, reader_for
from unionoffice.spreadsheets.readlist import ReadList, Told
from unionoffice.spreadsheets.results import Remark

NO_SUCH_VALUE = N_("“{value}” is no value of the field “{label}”.")


def questions(
    read: ReadList, shape: ListShape, refusals: Iterable[Remark] = ()
) -> list[ListColumn]:
    """The closed lists of which nothing in the list says the value, and its rows need it."""
    lacking: Collection[str] = {
        remark.field for remark in refusals if remark.problem.message in (NOT_FILLED, VALUE_MISSING)
    } | {*read.missing}
    return [
        column
        for column in shape.columns
        if column.choices is not None and column.key in lacking and column.key not in read.values
    ]


def answered(read: ReadList, column: ListColumn, answer: str, today: date) -> ReadList:
    """The list with this value for all rows that say nothing else; UserError for no value of it."""
    if column.choices is not None and answer in column.choices:
        value = answer
    else:
        outcome = reader_for(column, Circumstances("", today))(answer)
        if outcome.value is None or outcome.is_refused:
            raise UserError(NO_SUCH_VALUE, value=answer, label=_(column.label))
        value = outcome.value
    word = column.choices.label(value) if column.choices is not None else ""
    return replace(
        read,
        told={**read.told, column.key: Told(value, 0, "", column.label, word)},
        missing=tuple(key for key in read.missing if key != column.key),
    )


def answered_all(
    read: ReadList, shape: ListShape, answers: Mapping[str, str], today: date
) -> ReadList:
    """The list with the answers to all fields that it has no column for."""
    for key, answer in answers.items():
        column = shape.column(key)
        if column is not None and key not in read.values:
            read = answered(read, column, answer, today)
    return read


def answers_to(read: ReadList) -> dict[str, str]:
    """What somebody has answered so far."""
    return {key: str(told.value) for key, told in read.told.items() if told.is_answer}
