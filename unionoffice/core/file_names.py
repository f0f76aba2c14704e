"""Names of files made of what people call things: fit for every disk the file may come to."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200  # bytes of UTF-8; most disks take 255, and a suffix or a number may follow
_UNFIT = re.compile(r"[^\w.-]+")
MOST_LETTERS = 90  # of a name for people
_QUOTES = re.compile("[\"'“”‘’«»]")
_UNREADABLE = re.compile(r"[^\w ().,&+-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)


def file_stem(*parts: object, between: str = "-", otherwise: str = "_") -> str:
    """These words as a name without a suffix: `T1_vn-member-benefit_2026-01-01`.

    Nothing that separates folders, no point at either end, no name of a device of Windows, and not
    longer than a disk takes.
    """
    words = unicodedata.normalize("NFC", "_".join(filter(None, map(str, parts))))
    fit = _UNFIT.sub(between, words).strip(" .-")
    name = shortened(fit, LONGEST).strip(" .-")
    return _RESERVED.sub(r"\1_", name, count=1) or otherwise


def readable_name(*parts: str) -> str:
    """These words as a name without a suffix for people: `Phụ lục - Năm 2026 - T1 CĐCS Bảy Núi`.

    As fit as `file_stem`, but with the blanks that people write, and with room for the folders of
    a long path.
    """
    named = unicodedata.normalize("NFC", " - ".join(filter(None, parts)))
    words = " ".join(_UNREADABLE.sub("-", _QUOTES.sub("", named)).split())
    name = shortened(words[:MOST_LETTERS], LONGEST).strip(" .,-")
    return _RESERVED.sub(r"\1_", name, count=1) or "_"


def shortened(text: str, most: int) -> str:
    """The beginning of a text that takes at most so many bytes, with whole letters."""
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")
