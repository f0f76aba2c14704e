"""Parts of a record that follow one another in time: one ends on the day the next begins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import inspect

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import InvalidRecordError, Problem
from unionoffice.core.i18n import N_
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Part
from unionoffice.services.drafts import set_value


def is_over_on(part: Part, row: Any, day: date) -> bool:
    """Whether the row had ended by that day."""
    assert part.ended is not None
    ended = getattr(row, part.ended.key)
    return ended is not None and str(ended) <= day.isoformat()


def end_on(part: Part, record: Any, day: date) -> Any:
    """Let what stands now be over on that day; the row, None where there was none.

    It must be flushed before the next one begins: only one may be the current one at any moment.
    Raises InvalidRecordError when it begins only after that day.
    """
    assert part.began is not None
    assert part.ended is not None
    row = part.current_of(record)
    if row is None:
        return None
    began = getattr(row, part.began.key)
    if began is not None and str(began) > day.isoformat():
        raise InvalidRecordError([Problem("day", N_("What stands now began only after this day."))])
    if not is_over_on(part, row, day):
        setattr(row, part.ended.key, PartialDate.of(day))
    setattr(row, part.is_current.key, False)
    return row


def begin_on(part: Part, record: Any, before: Any, day: date, values: Mapping[Field, Any]) -> None:
    """Let the next row begin on that day with these values, all else as in the one before."""
    assert part.began is not None
    assert part.ended is not None
    row = part.model()
    own = {"id", part.owner.key, part.ended.key}
    for column in inspect(part.model).column_attrs:
        if before is not None and column.key not in own:
            setattr(row, column.key, getattr(before, column.key))
    setattr(row, part.began.key, PartialDate.of(day))
    setattr(row, part.is_current.key, True)
    for field, value in values.items():
        set_value(field, row, value)
    getattr(record, part.key).append(row)
