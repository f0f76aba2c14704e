"""Totals of a register in words, each in its own unit."""

from __future__ import annotations

from unionoffice.core.formatting import money, number
from unionoffice.core.i18n import ngettext
from unionoffice.core.money import Money
from unionoffice.services.views import RegisterView, Totals


def totals_words(totals: Totals, view: RegisterView) -> str:
    """`214 turns · 163 people · 118 members · 96.400.000 ₫`; what is not known is left out."""
    parts = [counted(view.counted(totals.records), totals.records)]
    if totals.uncounted:
        words = ngettext(
            "{count} of them does not count", "{count} of them do not count", totals.uncounted
        )
        parts.append(counted(words, totals.uncounted))
    if totals.people is not None:
        parts.append(
            counted(ngettext("{count} person", "{count} people", totals.people), totals.people)
        )
    if totals.members is not None:
        parts.append(
            counted(ngettext("{count} member", "{count} members", totals.members), totals.members)
        )
    if totals.amount is not None:
        parts.append(money(Money(totals.amount, totals.currency)))
    return " · ".join(parts)


def counted(words: str, count: int) -> str:
    return words.format(count=number(count))
