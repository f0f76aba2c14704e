"""What somebody else changed in a record that is open here, one line for each field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from unionoffice.core.formatting import DASH
from unionoffice.core.i18n import _
from unionoffice.gui.field_kinds import shower_for
from unionoffice.registerkit.columns import Kind
from unionoffice.services.views import Draft, RegisterView

REFERRING = frozenset({Kind.PERSON, Kind.UNIT, Kind.UNITS, Kind.RECORD})


def words_of_changes(
    register: RegisterView, before: Iterable[tuple[str, Any]], now: Draft
) -> Iterator[str]:
    """`before` are the changed fields and the values they had; "" stands for the lines."""
    fields = {field.key: field for field in register.fields}
    for key, old in before:
        if not key:
            title = "" if register.lines is None else _(register.lines.title)
            yield _("{field}: changed").format(field=title)
            continue
        field = fields[key]
        if field.kind in REFERRING:
            yield _("{field}: now {name}").format(
                field=_(field.label), name=now.names.get(key) or DASH
            )
            continue
        show = shower_for(field)
        yield _("{field}: {before} → {after}").format(
            field=_(field.label), before=show(old) or DASH, after=show(now.values.get(key)) or DASH
        )
