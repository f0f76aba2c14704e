"""The indicators a form can ask for: those of the registers, and those composed of several."""

from __future__ import annotations

from sqlalchemy import select, union_all

from unionoffice.core.i18n import N_
from unionoffice.registerkit.evidence import Indicator, Scope, Selection
from unionoffice.registers.catalogue import Catalogue

# A row that spans registers is the evidence of all its parts: a person found in two of them is
# still one person, which adding up the figures of the parts would get wrong.
_COMPOSED: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "charity.fund",
        N_("Through the Social Fund"),
        N_("Everybody helped from the Social Fund (housing, benefits), counted once."),
        ("charity.fund.housing", "charity.fund.benefits"),
    ),
    (
        "charity",
        N_("Social and charitable work"),
        N_("Everybody helped by the Social Fund, loans or other sources, counted once."),
        ("charity.fund.housing", "charity.fund.benefits", "charity.loan", "charity.other"),
    ),
    (
        "political",
        N_("Political rights"),
        N_("Everybody who attended political study or professional training, counted once."),
        ("political.study", "political.training"),
    ),
)


def known_indicators(catalogue: Catalogue) -> dict[str, Indicator]:
    """Every indicator by its key."""
    known = dict(catalogue.indicators)
    for key, title, explanation, parts in _COMPOSED:
        known[key] = _composed(key, title, explanation, tuple(known[part] for part in parts))
    return known


def _composed(key: str, title: str, explanation: str, parts: tuple[Indicator, ...]) -> Indicator:
    def select_all(scope: Scope) -> Selection:
        return select(*union_all(*(part.select(scope) for part in parts)).subquery().c)

    return Indicator(key, title, explanation, select_all, parts)
