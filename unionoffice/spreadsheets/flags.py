"""Crosses, ticks and words for yes and no."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.core.text import fold
from unionoffice.registerkit.columns import ListColumn
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.names import plain_text
from unionoffice.spreadsheets.outcomes import EMPTY, Outcome, refused

NOT_YES_OR_NO = N_("This is neither yes nor no; it was left out.")
NOT_YES_OR_NO_REFUSED = N_("This is neither yes nor no.")

_YES = {
    "x", "v", "co", "1", "yes", "y", "true", "t", "да", "д", "есть", "явился",
    "явилась", "иа", "иә", "是", "有", "对",
    "co mat", "da kham", "du", "da", "tham gia", "tham du", "dung", "ok", "on", "co tham gia",
    "roi", "present", "attended", "kham", "co kham", "tham gia day du", "da du", "day du",
    "был", "была", "присутствовал", "присутствовала", "到", "到场", "已", "已检",
    "da tham gia", "dat", "+", "✓", "✔", "☑", "√", "●", "•", "*", "■", "х", "Х", "＋", "○",
}  # fmt: skip
_NO = {
    "khong", "k", "ko", "0", "no", "n", "false", "f", "нет", "н", "否", "无", "没", "没有", "жоқ",
    "жок", "vang", "vang mat", "vắng", "absent", "-", "–", "chua", "chua kham", "khong kham",
    "không", "отсутствовал", "отсутствовала", "缺席", "未", "未检", "khong co", "вп",
    "khong tham gia", "kp", "p", "ban", "nghi", "om", "di cong tac",
    "co phep", "vang co phep", "vang khong phep", "off", "☐", "×",
}  # fmt: skip


# What stands for the cell above: marks, and "như trên" in short and in full.
DITTO = frozenset(
    (
        '"', "''", "″", "〃", "”", "“", '""', "-nt-", "nt", "NT", "-NT-", "- nt -", "n.t",
        "như trên", "Như trên", "nt.", "-//-", "- // -", "//", "/ /", "-\"-", "- \" -", "„", "-nt",
        "nt-", "(nt)", "NHƯ TRÊN", "—//—", "同上", "idem", "ditto",
        "то же", "тот же",
    )
)  # fmt: skip


ABSENT = "no"  # the part of a column that is crossed for those who did not come
_ABSENT = (
    "vang", "khong kham", "chua kham", "khong tham", "khong du", "khong di ",
    "khong den ", "absent", "отсутств",
    "не яв", "неяв", "缺席",
)  # fmt: skip


def is_absence(text: str) -> bool:
    """Whether a text begins by saying that somebody did not come."""
    return f"{fold(text)} ".startswith(_ABSENT)


def says_absent(values: Iterable[object]) -> bool:
    """Whether one of a row's remarks says so, as where no column asks for it."""
    return any(isinstance(value, str) and is_absence(value) for value in values)


def read_flag(cell: Cell, field: str) -> Outcome:
    """Yes, no, or nothing."""
    if isinstance(cell, bool):
        return Outcome(cell)
    if isinstance(cell, float):
        return Outcome(cell != 0)
    text = plain_text(cell).strip(" .").lower()
    folded = fold(text)
    if not text:
        return EMPTY
    if text in _YES or folded in _YES:
        return Outcome(True)
    if (
        text in _NO
        or folded in _NO
        or folded.startswith(("vang", "khong ", "chua ", "nghi ", "ban ", "не "))
    ):
        return Outcome(False)
    if folded.startswith(("co ", "da ", "x ")) or set(text) <= {"x", "✓", "✔", "+"}:
        return Outcome(True)
    return Outcome(None, Problem(field, NOT_YES_OR_NO))


def read_decisive_flag(cell: Cell, field: str) -> Outcome:
    outcome = read_flag(cell, field)
    if outcome.problem is None:
        return outcome
    return refused(field, NOT_YES_OR_NO_REFUSED)


def read_tick(cell: Cell, column: ListColumn) -> Outcome:
    """The first of two values for a tick, the second for a no; or what the words say."""
    assert column.choices is not None
    assert column.ticked is not None
    yes, no = column.choices.keys
    text, flag = plain_text(cell), read_flag(cell, column.key)
    if isinstance(cell, float) and cell not in (0.0, 1.0):
        return refused(column.key, NOT_YES_OR_NO_REFUSED)
    if text in column.choices:
        return Outcome(text)
    if flag.value is False:
        return Outcome(no)
    if flag.value and len(text.split()) == 1:
        return Outcome(yes)
    key = column.ticked(text) or column.choices.read(text)
    if key is None and text:
        return refused(column.key, NOT_YES_OR_NO_REFUSED)
    return Outcome(key)


def crosses_who_came(cells: Iterable[Cell]) -> bool:
    """Whether a column has crosses as well as the letter v, which is then short for "vắng"."""
    return {"x", "v"} <= {fold(cell) for cell in cells if isinstance(cell, str)}


def absent_for_v(read: Callable[[Cell], Outcome]) -> Callable[[Cell], Outcome]:
    """A reader for which the letter v means no."""
    return lambda cell: Outcome(False) if plain_text(cell).lower() == "v" else read(cell)
