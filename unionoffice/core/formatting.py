"""How values are shown, on screen and on paper alike."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from unionoffice.core.dates import PartialDate
from unionoffice.core.i18n import current_language
from unionoffice.core.money import MINOR_DIGITS, Money

DASH = "–"

# Decimal mark and thousands mark. Written out instead of asked from Babel's locales: showing a
# table cell must cost nothing, and the paper form fixes these marks for Vietnamese anyway.
_MARKS = {"vi": (",", "."), "ru": (",", "\u00a0"), "kk": (",", "\u00a0")}
_DAY_MARKS = {"en": "/", "vi": "/", "ru": ".", "kk": "."}  # elsewhere the year comes first
_SIGNS = {"VND": "₫", "RUB": "₽", "KZT": "₸", "CNY": "¥", "USD": "$"}


def number(value: int | Decimal, language: str | None = None, digits: int | None = None) -> str:
    """`1234567.5` as `1.234.567,5` in Vietnamese. `digits` fixes the number of decimals."""
    decimal_mark, thousands_mark = _MARKS.get(language or current_language(), (".", ","))
    text = f"{value:,}" if digits is None else f"{value:,.{digits}f}"
    return text.translate({ord(","): thousands_mark, ord("."): decimal_mark})


def share(members: int, total: int) -> Decimal | None:
    """members / total × 100 with one decimal, rounded half up; None when there is no total."""
    if total == 0:
        return None
    return (Decimal(members * 100) / Decimal(total)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def percent(value: Decimal | None, language: str | None = None) -> str:
    """`12,5 %` in Vietnamese; a dash when there is nothing to take a share of."""
    return DASH if value is None else f"{number(value, language, 1)} %"


def day(value: date | PartialDate | None, language: str | None = None) -> str:
    """`21/03/1985`, `03/1985` or `1985`, in the order of the language."""
    if value is None:
        return ""
    mark = _DAY_MARKS.get(language or current_language())
    if value.day is not None:
        if mark is None:
            return f"{value.year}-{value.month:02d}-{value.day:02d}"
        return f"{value.day:02d}{mark}{value.month:02d}{mark}{value.year}"
    if value.month is not None:
        return f"{value.month:02d}{mark or '/'}{value.year}"
    return str(value.year)


def money(value: Money, language: str | None = None) -> str:
    digits = MINOR_DIGITS.get(value.currency, 2)
    if value.amount == value.amount.to_integral_value():
        digits = 0
    sign = _SIGNS.get(value.currency, value.currency)
    return f"{number(value.amount, language, digits)} {sign}"


def moment(value: datetime, language: str | None = None) -> str:
    """A moment in local time, to the minute."""
    local = value.astimezone()
    return f"{day(local.date(), language)} {local:%H:%M}"


def show(value: Any, language: str | None = None) -> str:
    """Any plain value as a person reads it; None is an empty text."""
    match value:
        case None:
            return ""
        case bool():
            return "✓" if value else ""
        case int() | Decimal():
            return number(value, language)
        case Money():
            return money(value, language)
        case datetime():
            return moment(value, language)
        case date() | PartialDate():
            return day(value, language)
        case _:
            return str(value)
