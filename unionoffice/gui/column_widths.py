"""How wide the columns of a register's table are before somebody chooses otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QFontMetrics

from unionoffice.core.i18n import _
from unionoffice.gui.field_kinds import RIGHT_ALIGNED, USUAL_WIDTH, WIDTHS
from unionoffice.gui.theme import scaled, text_font
from unionoffice.gui.tokens import S2, S3, S4, S6, SEMIBOLD, SMALL
from unionoffice.registerkit.columns import Kind
from unionoffice.services.views import FieldView

WIDEST_HEAD, WIDEST_AT_FIRST = 200, 200
LEAST_ELASTIC = 132  # words are cut to this before the table scrolls sideways
ROOM_BESIDE_WORDS = S3 + S4  # the padding of a cell, and a little air before the next one
# What these hold is always as long as the next; others are as wide as the words that are there.
EVEN = frozenset({Kind.MONEY, Kind.NUMBER, Kind.DAY, Kind.PARTIAL_DAY, Kind.FLAG})
NAMES = frozenset({Kind.NAME, Kind.PERSON})  # are never cut for the sake of others
ELASTIC = NAMES | frozenset(
    {Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.UNIT, Kind.UNITS, Kind.RECORD}
)


def head_width(label: str, *, has_arrow: bool) -> int:
    """What the words over a column need; Qt measures them in letters larger than those it draws."""
    words = QFontMetrics(text_font(SMALL, SEMIBOLD)).horizontalAdvance(label)
    return words + scaled(2 * S3 + S2 + (S6 if has_arrow else 0))


def wanted_width(field: FieldView, head: int, texts: Iterable[str], font: QFontMetrics) -> int:
    """The pixels that a column needs to cut off neither its head nor any of these texts."""
    least = min(head, scaled(WIDEST_HEAD))
    if field.kind in EVEN:
        return max(least, scaled(WIDTHS.get(field.kind, USUAL_WIDTH)))
    words = list(texts) or [_(choice.label) for choice in field.choices]
    longest = max(map(font.horizontalAdvance, words), default=0)
    return max(least, longest + scaled(ROOM_BESIDE_WORDS) if longest else 0)


def shared_out(wanted: Sequence[int], room: int, fields: Sequence[FieldView]) -> list[int]:
    """Widths that fit into `room` where they can: the widest get what the others leave.

    Where that is not enough, words are cut if all fits then; else the table scrolls sideways.

    The table stretches its last column; where that holds numbers, which would stand far away on
    the right, the widest column of words takes the rest instead.
    """
    widths = [min(width, scaled(WIDEST_AT_FIRST)) for width in wanted]
    left = room - sum(widths)
    for place in sorted(range(len(wanted)), key=wanted.__getitem__):
        more = max(0, min(wanted[place] - widths[place], left))
        widths[place] += more
        left -= more
    words = [place for place, field in enumerate(fields) if field.kind in ELASTIC]
    spare = {
        place: max(0, widths[place] - scaled(LEAST_ELASTIC))
        for place in words
        if fields[place].kind not in NAMES
    }
    if 0 < -left <= sum(spare.values()):
        # Of equal ones the last gives first: what a record is known by stands at the beginning.
        for place in sorted(spare, key=lambda place: (spare[place], place), reverse=True):
            less = min(-left, spare[place])
            widths[place] -= less
            left += less
    if left > 0 and words and fields[-1].kind in RIGHT_ALIGNED:
        widths[max(words, key=widths.__getitem__)] += left
    return widths
