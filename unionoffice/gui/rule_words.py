"""The values of rules in words: with their unit, their day and their document."""

from __future__ import annotations

from collections.abc import Iterable

from unionoffice.core.formatting import day, money, number
from unionoffice.core.i18n import _, ngettext
from unionoffice.core.money import Money
from unionoffice.registerkit.norms import NORMS, Value


def source(value: Value) -> str:
    """The document and its article; "" where the value is but proposed."""
    return ", ".join(filter(None, (value.document, value.article)))


def rules_in_words(values: Iterable[Value]) -> str:
    """A line for each value: of which rule, how much, since when, from which document."""
    return "\n".join(f"• {_in_words(value)}" for value in values)


def _in_words(value: Value) -> str:
    words = _("{rule}: {value}, from {day}") if value.first else _("{rule}: {value}")
    said = words.format(
        rule=_(NORMS[value.key].title), value=shown_value(value), day=day(value.first)
    )
    return " · ".join(filter(None, (said, source(value))))


def shown_value(value: Value) -> str:
    """The value with its unit in words."""
    figure = value.value
    match NORMS[value.key].unit:
        case "months":
            words = ngettext("{count} month", "{count} months", int(figure))
        case "days":
            words = ngettext("{count} day", "{count} days", int(figure))
        case "percent":
            words = "{count} %"
        case "money":
            return money(Money(figure))
        case "yes_no":
            return _("yes") if figure else _("no")
        case _:
            words = "{count}"
    return words.format(count=number(figure.normalize() if figure % 1 else int(figure)))
