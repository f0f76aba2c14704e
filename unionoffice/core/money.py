"""Exact amounts of money with their currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

# Minor digits that the currency is written with (ISO 4217).
MINOR_DIGITS = {"VND": 0, "RUB": 2, "KZT": 2, "CNY": 2, "USD": 2}
DEFAULT_CURRENCY = "VND"

# Amounts are stored as whole hundredths whatever the currency: one scale, exact sums in SQL.
STORED_SCALE = 100


@dataclass(frozen=True)
class Money:
    """`amount` in whole currency units (đồng, roubles …), exact to the minor unit."""

    amount: Decimal
    currency: str = DEFAULT_CURRENCY

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError("amounts in two currencies cannot be added")
        return Money(self.amount + other.amount, self.currency)


def to_stored(amount: Decimal) -> int:
    """Whole hundredths; raises ValueError when the amount is finer than that or not finite."""
    scaled = amount * STORED_SCALE
    if not amount.is_finite() or scaled != scaled.to_integral_value():
        raise ValueError(f"not an amount of money: {amount}")
    return int(scaled)


def from_stored(hundredths: int) -> Decimal:
    amount = Decimal(hundredths) / STORED_SCALE
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount
