"""What to look at before handing in: one line that opens into a list with links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from unionoffice.core.formatting import day
from unionoffice.core.i18n import _
from unionoffice.core.periods import Period
from unionoffice.gui.questions import ask_whether_to_hand_in
from unionoffice.gui.screens.check_words import check_sentence, summary
from unionoffice.gui.screens.ways import then
from unionoffice.gui.tokens import S1, S2, S3
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import QuietButton
from unionoffice.gui.widgets.cards import Card, IconLabel
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.reports.checklist import Check


@dataclass(frozen=True)
class Point:
    """One sentence and the way to what it speaks of; None where there is nothing to open.

    What `is_grave` is said on the page at once, not only in the list.
    """

    sentence: str
    open: Callable[[], None] | None = None
    action: str = ""
    is_grave: bool = False


class ChecklistCard(QWidget):
    """The banner says how many points there are; the list opens below it."""

    def __init__(self) -> None:
        super().__init__()
        self._points: tuple[Point, ...] = ()
        self.banner = Banner()
        self._list = Card()
        self._list.content.setSpacing(S1)
        layout = column(self, S2)
        layout.addWidget(self.banner)
        layout.addWidget(self._list)
        self._list.hide()
        self.banner.acted.connect(self._toggle)

    def show_points(self, points: Sequence[Point]) -> None:
        self._points = tuple(points)
        while self._list.content.count():
            widget = self._list.content.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        for point in points:
            self._list.content.addWidget(_line(point))
        if not points:
            self._list.hide()
        self._say()

    @property
    def points(self) -> tuple[Point, ...]:
        return self._points

    def _say(self) -> None:
        count = len(self._points)
        action = ""
        if count:
            action = _("Hide") if self._list.isVisibleTo(self) else _("Show")
        grave = (point.sentence for point in self._points if point.is_grave)
        self.banner.say(" ".join((*grave, summary(count))), "warn" if count else "ok", action)

    def _toggle(self) -> None:
        self._list.setVisible(not self._list.isVisibleTo(self))
        self._say()


def early_point(sentence: str, shorter: Period | None, show: Callable[[Period], None]) -> Point:
    """The period is longer than what the paper can know; `shorter` is offered instead of it."""
    if shorter is None:
        return Point(sentence, is_grave=True)
    action = _("Make it as of {day}").format(day=day(shorter.last))
    return Point(sentence, then(show, shorter), action, is_grave=True)


def may_hand_in(parent: QWidget, checks: Sequence[Check], labels: Mapping[str, str]) -> bool:
    """Ask before figures leave as 0 that are merely empty; nothing else keeps anybody from it."""
    found = [check_sentence(check, labels) for check in checks if check.kind == "not_typed"]
    return not found or ask_whether_to_hand_in(parent, " ".join(found))


def _line(point: Point) -> QWidget:
    line = QWidget()
    layout = row(line, S3)
    layout.addWidget(IconLabel("arrow-right", "muted", 16))
    layout.addWidget(Text(point.sentence, wrap=True), 1)
    if point.open is not None:
        button = QuietButton(point.action or _("See it"))
        button.setAccessibleDescription(point.sentence)
        button.clicked.connect(then(point.open))
        layout.addWidget(button)
    return line
