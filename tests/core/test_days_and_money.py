"""Days that may be partly known, periods, money, and how all of it is written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.core.dates import PartialDate, months_after
from unionoffice.core.errors import UserError
from unionoffice.core.formatting import day, moment, money, number, percent, share, show
from unionoffice.core.money import MINOR_DIGITS, Money, from_stored, to_stored
from unionoffice.core.periods import Period

DAYS = st.dates(date(1000, 1, 1), date(9000, 12, 31))


@given(DAYS)
def test_day_is_read_as_it_is_written_in_all_three_ways(known: date) -> None:
    whole = PartialDate.of(known)
    for partial in (whole, PartialDate(known.year, known.month), PartialDate(known.year)):
        assert PartialDate.parse(str(partial)) == partial
        assert partial.first_day <= known <= partial.last_day
        assert partial.is_exact == (partial is whole)
    assert whole.first_day == whole.last_day == known
    month = PartialDate(known.year, known.month)
    assert (month.first_day.day, month.last_day + timedelta(days=1)) == (
        1,
        months_after(month.first_day, 1),
    )
    assert PartialDate(known.year).first_day == date(known.year, 1, 1)
    assert PartialDate(known.year).last_day == date(known.year, 12, 31)


def test_unknown_parts_come_first() -> None:
    texts = ["0985", "1985", "1985-03", "1985-03-01", "1985-03-21", "1985-04", "1986"]
    days = [PartialDate.parse(text) for text in texts]
    assert sorted(set(days)) == days
    assert [str(each) for each in days] == texts


@pytest.mark.parametrize(
    "text", ["", "85", "1985-3", "1985-13", "1985-00", "2025-02-29", "1985-03-", "x1985", "1985x"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="needs its month"):
        PartialDate(1985, None, 21)
    with pytest.raises(ValueError, match="month"):
        PartialDate(1985, 13)


@given(DAYS, st.integers(-600, 600))
def test_months_later_is_the_same_day_or_the_last_of_its_month(known: date, months: int) -> None:
    later = months_after(known, months)
    assert (later.year - known.year) * 12 + later.month - known.month == months
    assert later.day == known.day or (
        later.day < known.day and (later + timedelta(days=1)).day == 1
    )


def test_period_holds_both_of_its_ends_and_is_never_swapped() -> None:
    year = Period.year(2024)
    assert year == Period(date(2024, 1, 1), date(2024, 12, 31))
    assert date(2024, 1, 1) in year
    assert date(2024, 12, 31) in year
    assert date(2023, 12, 31) not in year
    assert date(2025, 1, 1) not in year
    assert Period.parse(*year.as_json().values()) == year
    assert dict(year.as_json()) == {"from": "2024-01-01", "to": "2024-12-31"}
    assert Period(date(2024, 1, 1), date(2024, 1, 1)) < year < Period.year(2025)
    with pytest.raises(UserError, match="ends before it begins"):
        Period(date(2024, 1, 2), date(2024, 1, 1))


# Money


@given(st.integers(-(10**15), 10**15))
def test_money_comes_back_as_it_was_stored(hundredths: int) -> None:
    amount = from_stored(hundredths)
    assert to_stored(amount) == hundredths
    assert amount * 100 == hundredths
    is_whole = hundredths % 100 == 0
    assert (-amount.as_tuple().exponent <= 0) == is_whole  # type: ignore[operator]


@pytest.mark.parametrize("amount", ["0.001", "1.005", "NaN", "Infinity", "-Infinity"])
def test_what_is_finer_than_a_hundredth_is_no_money(amount: str) -> None:
    with pytest.raises(ValueError, match="not an amount of money"):
        to_stored(Decimal(amount))


def test_currencies_are_written_with_their_own_digits() -> None:
    half = Decimal("0.5")
    shown = {currency: money(Money(half, currency), "en") for currency in MINOR_DIGITS}
    digits = {
        currency: len(text.split(" ")[0].partition(".")[2]) for currency, text in shown.items()
    }
    assert digits == {"VND": 0, "RUB": 2, "KZT": 2, "CNY": 2, "USD": 2}


def test_amounts_of_one_currency_are_added() -> None:
    assert Money(Decimal(3)) + Money(Decimal(4)) == Money(Decimal(7), "VND")
    with pytest.raises(ValueError, match="two currencies"):
        Money(Decimal(3)) + Money(Decimal(4), "USD")


# As they are written


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        (None, "vi", ""),
        (True, "vi", "✓"),
        (False, "vi", ""),
        (1234567, "vi", "1.234.567"),
        (1234567, "en", "1,234,567"),
        (Decimal("1234.5"), "vi", "1.234,5"),
        (Decimal("1234.5"), "ru", "1\u00a0234,5"),
        (Decimal("1234.5"), "kk", "1\u00a0234,5"),
        (Money(Decimal(50000)), "vi", "50.000 ₫"),
        (Money(Decimal("12.5"), "USD"), "en", "12.50 $"),
        (Money(Decimal(12), "USD"), "en", "12 $"),
        (Money(Decimal("12.5"), "XTS"), "en", "12.50 XTS"),
        (Money(Decimal("12.5"), "RUB"), "ru", "12,50 ₽"),
        (Money(Decimal("12.5"), "KZT"), "kk", "12,50 ₸"),
        (Money(Decimal("12.5"), "CNY"), "zh", "12.50 ¥"),
        (date(1985, 3, 2), "vi", "02/03/1985"),
        (date(1985, 3, 2), "en", "02/03/1985"),
        (date(1985, 3, 2), "ru", "02.03.1985"),
        (date(1985, 3, 2), "kk", "02.03.1985"),
        (date(1985, 3, 2), "zh", "1985-03-02"),
        (PartialDate(1985, 3), "vi", "03/1985"),
        (PartialDate(1985, 3), "ru", "03.1985"),
        (PartialDate(1985, 3), "kk", "03.1985"),
        (PartialDate(1985), "vi", "1985"),
        ("Đào", "vi", "Đào"),
    ],
)
def test_values_are_shown_as_the_language_writes_them(
    value: Any, language: str, shown: str
) -> None:
    assert show(value, language) == shown


def test_moment_is_shown_in_local_time() -> None:
    known = datetime(2026, 3, 2, 8, 5, tzinfo=UTC)
    local = known.astimezone()
    assert show(known, "vi") == moment(known, "vi") == f"{local:%d/%m/%Y %H:%M}"


def test_shares_are_rounded_half_up_and_there_is_none_of_nothing() -> None:
    assert share(1, 8) == Decimal("12.5")
    assert share(1, 16) == Decimal("6.3")  # 6.25
    assert share(3, 3) == Decimal("100.0")
    assert share(0, 0) is None
    assert percent(share(1, 8), "vi") == "12,5 %"
    assert percent(Decimal(50), "en") == "50.0 %"
    assert percent(None, "vi") == "–"


def test_english_is_spoken_unless_another_language_is_named() -> None:
    assert number(1234) == "1,234"
    assert number(Decimal("0.125"), digits=2) == "0.12"
    assert day(date(2026, 1, 2)) == "02/01/2026"
    assert day(None) == ""
    assert money(Money(Decimal("1.5"), "EUR")) == "1.50 EUR"


def test_equal_amounts_are_one_and_the_same_in_a_set() -> None:
    amounts = [Money(Decimal("1000")), Money(Decimal("1000.00")), Money(Decimal("1000"), "USD")]
    assert len(set(amounts)) == 2
