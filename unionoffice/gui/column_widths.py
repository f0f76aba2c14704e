"""How wide the columns of a register's table are before somebody chooses otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QFontMetrics

from unionoffice.core.i18n import _
from unionoffice.gui.field_kinds import RIGHT_ALIGNED, USUAL_WIDTH, WIDTHS
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S3, S4
from unionoffice.registerkit.columns import Kind
from unionoffice.services.views import FieldView

WIDEST_HEAD, WIDEST_AT_FIRST = 200, 200
ROOM_BESIDE_WORDS = S3 + S4  # the padding of a cell, and a little air before the next one
# What they hold is as long as it happens to be: they are as wide as the words that are there.
ELASTIC = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.UNIT, Kind.UNITS, Kind.RECORD})


def wanted_width(field: FieldView, head: int, texts: Iterable[str], font: QFontMetrics) -> int:
    """The pixels that a column needs to cut off neither its head nor any of these texts."""
    least = min(head, scaled(WIDEST_HEAD))
    if field.kind not in ELASTIC:
        return max(least, scaled(WIDTHS.get(field.kind, USUAL_WIDTH)))
    words = list(texts) or [_(choice.label) for choice in field.choices]
    longest = max(map(font.horizontalAdvance, words), default=0)
    return max(least, longest + scaled(ROOM_BESIDE_WORDS) if longest else 0)


def shared_out(wanted: Sequence[int], room: int, fields: Sequence[FieldView]) -> list[int]:
    """Widths that fit into `room` where they can: the widest get what the others leave.

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
    if left > 0 and words and fields[-1].kind in RIGHT_ALIGNED:
        widths[max(words, key=widths.__getitem__)] += left
    return widths
