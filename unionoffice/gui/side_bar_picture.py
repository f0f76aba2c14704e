"""The side bar as the first picture paints it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from unionoffice.gui.pencil import Pencil
from unionoffice.gui.tokens import (
    CONTROL_HEIGHT,
    ICON_SIZE,
    S1,
    S2,
    S3,
    SEMIBOLD,
    SMALL,
    SMALL_ICON,
    SMALL_RADIUS,
)

ROW, HEADING, GAP = 32, 28, 2
MARK = 14

Row = tuple[str, str, str]  # icon, title, and the mark of the heading of a group


class SideBarPicture:
    """The side bar as far as the window reaches."""

    def __init__(self, pencil: Pencil, place: QRectF, is_folded: bool) -> None:
        self._pencil = pencil
        self._place = place
        self._is_folded = is_folded

    def paint(self, office: str, rows: Sequence[Row]) -> None:
        pencil, place = self._pencil, self._place
        pencil.fill(place, "sunken")
        pencil.fill(QRectF(place.right() - 1, place.top(), 1, place.height()), "hairline")
        control = pencil.scaled(CONTROL_HEIGHT)
        area = place.adjusted(0, S3 + S2, -1, -(control + S1 + S2))
        foot = QRectF(S2, area.bottom() + S1, control, control)
        side = "expand" if self._is_folded else "collapse"
        pencil.icon(f"layout-sidebar-left-{side}", "muted", foot, pencil.scaled(SMALL_ICON))
        if not self._is_folded:
            head = QRectF(S3 + S1, place.top() + S3, area.width() - S3 - S1 - S2, pencil.height())
            pencil.write(pencil.fitted(office, head.width(), SEMIBOLD), head, weight=SEMIBOLD)
            area.setTop(head.bottom() + S2)
        self._paint_rows(area, rows)

    def _paint_rows(self, area: QRectF, rows: Sequence[Row]) -> None:
        pencil = self._pencil
        heights = [pencil.scaled(HEADING if mark else ROW) for *_words, mark in rows]
        whole = sum(heights) + GAP * (len(rows) - 1) + S2
        width = area.width() - 2 * S2
        if whole > area.height():
            width -= S2
            length = area.height() * area.height() / whole - 4
            handle = QRectF(area.right() - S2 + 2, area.top() + 2, 4, length)
            pencil.handle(handle, "hairline")
        top = area.top()
        for (icon, title, mark), height in zip(rows, heights, strict=True):
            if top + height > area.bottom():
                break
            line = QRectF(S2, top, width, height)
            if mark:
                self._paint_heading(line, icon, title, mark)
            else:
                self._paint_page(line, icon, title, is_first=top == area.top())
            top += height + GAP

    def _paint_heading(self, line: QRectF, icon: str, title: str, mark: str) -> None:
        pencil = self._pencil
        size = pencil.scaled(MARK)
        if self._is_folded:
            pencil.icon(icon, "muted", line, pencil.scaled(ICON_SIZE))
            place = QRectF(line.right() - size, line.top(), size, line.height())
            pencil.icon(mark, "muted", place, size)
            return
        inner = line.adjusted(0, S2, -S3, 0)
        place = QRectF(inner.right() - size, inner.top(), size, inner.height())
        pencil.icon(mark, "muted", place, size)
        words = inner.adjusted(S3 + 3, 0, 0, 0)
        pencil.write(title, words, "muted", SMALL, SEMIBOLD)

    def _paint_page(self, line: QRectF, icon: str, title: str, *, is_first: bool) -> None:
        pencil = self._pencil
        size = pencil.scaled(ICON_SIZE)
        if is_first:  # today, which is open and has the keys
            pencil.box(line, "selection", "accent", SMALL_RADIUS, 2)
        if self._is_folded:
            pencil.icon(icon, "muted", line, size)
            return
        beside = QRectF(line.left() + S3 + 1, line.top(), size, line.height())
        pencil.icon(icon, "muted", beside, size)
        left = beside.right() + 4 + pencil.width("  ")
        words = QRectF(left, line.top(), line.right() - left, line.height())
        shown = pencil.fitted(title, line.width() - size - 3 * S3)
        if is_first:
            pencil.write(shown, words, "accent_hover", weight=SEMIBOLD)
        else:
            pencil.write(shown, words)
