"""Exact amounts of money with their currency."""

from __future__ import annotations

from decimal import Decimal

# Minor digits that the currency is written with (ISO 4217).
MINOR_DIGITS = {"VND": 0, "RUB": 2, "KZT": 2, "CNY": 2, "USD": 2}
DEFAULT_CURRENCY = "VND"

# Amounts are stored as whole hundredths whatever the currency: one scale, exact sums in SQL.
STORED_SCALE = 100


class Money:
    """`amount` in whole currency units (đồng, roubles …), exact to the minor unit."""

    __slots__ = ("amount", "currency")

    def __init__(self, amount: Decimal, currency: str = DEFAULT_CURRENCY) -> None:
        self.amount = amount
        self.currency = currency

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return (self.amount, self.currency) == (other.amount, other.currency)

    def __hash__(self) -> int:
        return hash((self.amount, self.currency))

    def __repr__(self) -> str:
        return f"Money({self.amount!r}, {self.currency!r})"

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
