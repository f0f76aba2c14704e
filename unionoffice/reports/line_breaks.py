"""Where the name of a body is broken that is too long for one line: before a place, not within."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

# A new line may begin with these; elsewhere a break tears apart what belongs together.
_BEGIN = frozenset(
    tuple(words.split())
    for words in (
        "CÁC KHU",
        "KHU",
        "TỈNH",
        "THÀNH PHỐ",
        "QUẬN",
        "HUYỆN",
        "THỊ XÃ",
        "THỊ TRẤN",
        "PHƯỜNG",
        "XÃ",
        "ĐẶC KHU",
        "NGÀNH",
        "VIỆT NAM",
        "CÔNG TY",
        "TỔNG CÔNG TY",
        "TẬP ĐOÀN",
        "TRƯỜNG",
        "BỆNH VIỆN",
        "CƠ QUAN",
        "SỞ",
    )
)
_WITHIN = tuple(
    tuple(words.split())
    for words in (
        "LIÊN ĐOÀN LAO ĐỘNG",
        "CÔNG ĐOÀN CƠ SỞ",
        "TỔNG LIÊN ĐOÀN",
        "CÔNG TY",
        "CỔ PHẦN",
        "TRÁCH NHIỆM HỮU HẠN",
        "MỘT THÀNH VIÊN",
        "KHU VỰC",
        "TIỂU HỌC",
        "TRUNG HỌC",
        "MẦM NON",
    )
)
_TORN = 0.35  # of the width: so much more uneven lines may be than torn ones
_TORN_WORD = 2 * _TORN  # CỔ | PHẦN


def broken(text: str, measure: Callable[[str], float], width: float) -> list[str]:
    """The text in as few lines as it takes, broken before words that begin something new.

    A word that is wider than the line stands in a line of its own.
    """
    words = text.split()
    if not words or measure(text) <= width:
        return [" ".join(words)]

    @cache
    def best(start: int) -> tuple[int, float, tuple[int, ...]]:
        """Lines, their unevenness and torn places, and where the next lines begin."""
        if start == len(words):
            return 0, 0.0, ()
        found: list[tuple[int, float, tuple[int, ...]]] = []
        for end in range(start + 1, len(words) + 1):
            wide = measure(" ".join(words[start:end]))
            if wide > width and end > start + 1:
                break
            lines, cost, places = best(end)
            torn = _torn_at(words, end) if end < len(words) else 0.0
            slack = max(0.0, 1 - wide / width)
            found.append((lines + 1, cost + slack * slack + torn, (end, *places)))
        return min(found)

    _count, _cost, places = best(0)
    return [" ".join(words[first:last]) for first, last in zip((0, *places), places, strict=False)]


def _torn_at(words: Sequence[str], place: int) -> float:
    """How bad it is to begin a line with this word: worst in the middle of a fixed phrase."""
    upper = [word.upper() for word in words]
    for phrase in _WITHIN:
        for start in range(max(0, place - len(phrase) + 1), place):
            if tuple(upper[start : start + len(phrase)]) == phrase:
                return _TORN_WORD
    begins = any(tuple(upper[place : place + len(begin)]) == begin for begin in _BEGIN)
    return 0.0 if begins else _TORN
