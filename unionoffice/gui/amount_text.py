"""Reading an amount of money as people jot it down: 500k, 1,5tr, 1tr5, 2 triệu."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

UNITS: Final = {
    **dict.fromkeys(("k", "ng", "nghìn", "ngàn", "тыс"), 10**3),
    **dict.fromkeys(("tr", "triệu", "m", "млн"), 10**6),
    **dict.fromkeys(("tỷ", "tỉ", "млрд"), 10**9),
    "万": 10**4,
}
_SHORT: Final = re.compile(
    r"(?P<whole>\d{1,3}(?:[., ]\d{3})+|\d{1,9})(?:[.,](?P<part>\d{1,2}))?"
    rf"\s*(?P<unit>{'|'.join(sorted(UNITS, key=len, reverse=True))})\.?\s*(?P<rest>\d{{1,3}})?"
)


def read_short(text: str) -> Decimal | None:
    """The amount that a number with a word for thousands or millions means; None for others.

    Before such a word one or two figures behind a point or comma are a part of it in every
    language, and three are thousands: nobody writes 1.500tr for one and a half million.
    """
    found = _SHORT.fullmatch(text.strip().lower())
    if found is None or (found["part"] and found["rest"]):
        return None
    whole = re.sub(r"\D", "", found["whole"])
    amount = Decimal(f"{whole}.{found['part'] or found['rest'] or 0}") * UNITS[found["unit"]]
    return amount if amount == amount.to_integral_value() else None
