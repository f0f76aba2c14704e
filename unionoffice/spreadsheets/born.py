"""A birth that stands behind the name in its cell, where the header says that it does."""

from __future__ import annotations

import re

from unionoffice.spreadsheets.names import LONGEST_NAME

_HEADER = re.compile(
    r"(?:tên|фио|ф\.\s?и\.\s?о|name).*(?:năm sinh|ngày sinh|sinh năm|рожд|г\.\s?р|birth|born)",
    re.IGNORECASE | re.DOTALL,
)
_BIRTH = re.compile(
    r"[\s,;(\[–-]+(?:(?:sinh(?:\s+(?:năm|ngày))?|năm sinh|ngày sinh|ns|sn|born)\s*[:.]?\s*)?"
    r"(?P<birth>(?:\d{1,2}\s*[/.-]\s*){0,2}(?:19|20)\d\d)(?:\s*г\.?\s*р?\.?)?\s*[)\]]?\s*$",
    re.IGNORECASE,
)


def tells_birth_too(header: str) -> bool:
    """Whether the header of a column of names promises births: `Họ và tên, năm sinh`."""
    return _HEADER.search(header[:LONGEST_NAME]) is not None


def name_and_birth(text: str) -> tuple[str, str]:
    """`Trần Thị Bình (1984)` → the name and the birth, "" where there is none."""
    found = _BIRTH.search(text) if len(text) <= LONGEST_NAME else None
    return (text[: found.start()], found["birth"]) if found and found.start() else (text, "")
