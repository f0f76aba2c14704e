"""Numbers, money and the digits of identity, card and phone as lists write them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from unionoffice.core.text import fold
from unionoffice.spreadsheets.worded import amount_in_words

_SCIENTIFIC = re.compile(r"^[+-]?(\d)(?:[.,](\d+))?[eE]\+?(\d{1,3})$")
_WHOLE_AS_DECIMAL = re.compile(r"^(\d{6,})[.,]0{1,2}$")
# "1500.000": whoever types it means a mark between thousands, as no money has three decimals.
_GROUPED_ONCE = re.compile(r"^\d{4,}[.,]\d{3}$")
_GROUPED = re.compile(r"^\d{1,3}(?:([., \u00a0\u202f'])\d{3})(?:\1\d{3})*$")
_AMOUNT = re.compile(
    r"^(?P<sign>[-−(]?)\s*(?:[₫¥$₽₸]|vnd|vnđ)?\s*(?P<number>\d[\d., \u00a0\u202f']*)\s*(?P<scale>"
    r"tỷ|tỉ|ty|triệu|trieu|tr|million|mln?|m|nghìn|ngàn|nghin|ngan|thousand|k|тыс\.?|млн\.?|万元|万|千元|千|百万)?\s*"
    r"(?P<rest>\d{1,3})?\s*\.?\s*(?:đồng chẵn|đồng|dong|đ|d|vnđ|vnd|₫|руб\w*\.?|р\.?|₽|"
    r"тг\.?|тенге|₸|元|圆|yuan|rmb|usd|\$)?"
    r"\s*\.?\)?$",
    re.IGNORECASE,
)
_SCALES = {
    "tỷ": 10**9, "tỉ": 10**9, "ty": 10**9, "triệu": 10**6, "trieu": 10**6, "tr": 10**6,
    "million": 10**6, "mln": 10**6, "ml": 10**6, "m": 10**6, "thousand": 1000,
    "nghìn": 1000, "ngàn": 1000, "nghin": 1000, "ngan": 1000, "k": 1000, "тыс": 1000,
    "млн": 10**6, "万元": 10**4, "万": 10**4, "千元": 1000, "千": 1000, "百万": 10**6,
}  # fmt: skip
_HEADER_SCALES = (
    (re.compile(r"triệu|trieu|tr\.?\s*đ|млн|百万", re.I), 10**6),
    (re.compile(r"nghìn|ngàn|1\.000|1000|ngan dong|тыс|千元", re.I), 1000),
    (re.compile(r"万元|万"), 10**4),
    (re.compile(r"\(\s*tỷ|tỷ đồng", re.I), 10**9),
)
LONGEST_AMOUNT = 100
_EACH = re.compile(
    r"\s*/\s*(?:1\s*)?(?:người|nguoi|suất|hộ|phần|đv\w*|nlđ|чел\w*|人|person)\.?\)?$", re.IGNORECASE
)
_SAID_AGAIN = re.compile(r"(?<=\S)\s*\([^\W\d][^()]*\)\s*$")  # 1.000.000 (một triệu)
_ABOUT = r"(?:[~≈]|khoảng|gần|hơn|trên|около|about|approx\.?|约)?\s*"
_WHOLE = re.compile(
    rf"^{_ABOUT}(\d[\d., \u00a0']*)\s*(?:[^\W\d]+\.?(?:\s+[^\W\d]+\.?)*)?$", re.IGNORECASE
)


class LostDigitsError(ValueError):
    """A long number that Excel has rounded: its last digits cannot be had back."""


_UNIT_OF_MONEY = re.compile(
    r"(?:(?:dvt|don vi(?: tinh| tien(?: te)?)?|unit|ед(?:иница)? изм\w*|金额单位|单位|в)\b ?)?"
    r"(?:(?:1 ?000|mot|nghin|ngan|trieu|dong|d|vnd|тыс\w*|млн|тг|тенге|руб\w*|million|"
    r"thousand)\b ?)+$"
    r"|(?:金额)?单位 ?(?:人民币|越南盾)?(?:千元|万元|百万元?)$"
)


def digits_of_number(number: float) -> str:
    """The digits of a whole number that should have been text; raises ValueError."""
    if number < 0 or not number.is_integer():
        raise ValueError(number)
    if number >= 1e15:
        raise LostDigitsError(number)
    return str(int(number))


def expanded(text: str) -> str:
    """`8,9196255555E+10` with all its digits written out; LostDigitsError when some are gone.

    `89185000110.0`, the text of a number, loses its decimals.
    """
    match = _SCIENTIFIC.match(text)
    if match is None:
        return _WHOLE_AS_DECIMAL.sub(r"\1", text)
    whole, decimals, exponent = match[1], match[2] or "", int(match[3])
    if len(decimals) < exponent - 1 or exponent > 20:
        # One digit fewer may be a zero that was not written; more are lost for certain.
        raise LostDigitsError(text)
    if len(decimals) > exponent:
        raise ValueError(text)
    return whole + decimals.ljust(exponent, "0")


def plain_decimal(text: str) -> Decimal:
    """A number with any marks between its thousands and before its decimals."""
    compact = text.strip().strip(".,'")
    if _GROUPED.match(compact):
        return Decimal(re.sub(r"[., \u00a0\u202f']", "", compact))
    compact = re.sub(r"[ \u00a0\u202f']", "", compact)
    last = max(compact.rfind("."), compact.rfind(","))
    if last < 0:
        return _decimal(compact)
    whole, decimals = compact[:last], compact[last + 1 :]
    if compact[last] in whole:
        raise ValueError(text)
    return _decimal(re.sub("[.,]", "", whole) + "." + decimals)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error


def amount_of_text(text: str) -> Decimal:
    """`1.500.000 đ`, `1,5 triệu`, `2tr5`, `12 500,50 руб.`; raises ValueError."""
    text = " ".join(
        unicodedata.normalize("NFC", text).split()
    )  # many spaces in a row could be read in too many ways
    if len(text) > LONGEST_AMOUNT:
        raise ValueError(text)
    text = _SAID_AGAIN.sub("", text)
    match = _AMOUNT.match(_EACH.sub("", text))
    if match is None:
        return Decimal(amount_in_words(text))
    scale_word = (match["scale"] or "").lower().rstrip(".")
    number = match["number"]
    scale = _SCALES.get(scale_word, 1)
    if _GROUPED_ONCE.match(number.strip()):
        number = re.sub("[.,]", "", number)
    amount = plain_decimal(number) * scale
    if match["rest"]:
        if scale < 10:
            raise ValueError(text)
        amount += Decimal(f"0.{match['rest']}") * scale
    return -amount if match["sign"] else amount


def amount_of_number(number: float) -> Decimal:
    if number.is_integer():
        return Decimal(int(number))
    return Decimal(repr(round(number, 4)))


def scale_of_header(header: str) -> int:
    """What the amounts below a header such as `Số tiền (triệu đồng)` are counted in."""
    return next((scale for pattern, scale in _HEADER_SCALES if pattern.search(header)), 1)


def whole_number(text: str) -> int:
    """`1.200 người` as 1200; raises ValueError."""
    match = _WHOLE.match(text.strip())
    if match is None:
        raise ValueError(text)
    value = plain_decimal(match[1])
    if value != value.to_integral_value():
        raise ValueError(text)
    return int(value)


def tells_unit_of_money(text: str) -> bool:
    """Whether a line says nothing but what amounts are counted in: `ĐVT: nghìn đồng`."""
    return _UNIT_OF_MONEY.match(fold(text)) is not None
