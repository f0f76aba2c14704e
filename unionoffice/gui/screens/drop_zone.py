"""A place to drop files on, or to press for choosing them."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from unionoffice.gui.theme import colour
from unionoffice.gui.tokens import ICON_SIZE, RADIUS, S2, S3, S4, S6
from unionoffice.gui.widgets.cards import Card, IconLabel
from unionoffice.gui.widgets.labels import ElidedText, Text, restyle
from unionoffice.gui.widgets.layouts import column, row

LINE, DASH, GAP = 1.5, 4, 3  # pixels; dash and gap in widths of the line


class DropZone(Card):
    """Takes files with certain suffixes; folders too when asked to."""

    dropped = Signal(list)  # of Path

    def __init__(
        self,
        icon_name: str,
        text: str,
        note: str,
        suffixes: Sequence[str],
        *,
        folders: bool = False,
        in_one_line: bool = False,
    ) -> None:
        super().__init__()
        self._suffixes = tuple(suffixes)
        self._folders = folders
        self._buttons = row(spacing=S2)
        if in_one_line:
            self._build_line(icon_name, text, note)
        else:
            self._build_field(icon_name, text, note)
        self.setAcceptDrops(True)
        self.setProperty("dropping", "false")

    def _build_line(self, icon_name: str, text: str, note: str) -> None:
        """Under a table: the table keeps the room, files may be dropped here all the same."""
        line = row(spacing=S3)
        line.addWidget(IconLabel(icon_name, "accent", ICON_SIZE))
        line.addWidget(Text(text, "strong"))
        line.addWidget(ElidedText(note, "muted"), 1)
        self.content.setContentsMargins(S4, S2, S4, S2)
        self.content.addLayout(line)

    def _build_field(self, icon_name: str, text: str, note: str) -> None:
        words = column(spacing=S2)
        words.addWidget(IconLabel(icon_name, "accent", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        for role, sentence in (("strong", text), ("muted", note)):
            label = Text(sentence, role, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.addWidget(label)
        words.addSpacing(S2)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        words.addLayout(self._buttons)
        self.content.setSpacing(S3)
        self.content.addSpacing(S6)
        self.content.addLayout(words)
        self.content.addSpacing(S6)

    def add_button(self, button: QWidget) -> None:
        self._buttons.insertWidget(self._buttons.count() - 1, button)

    def _files(self, data: QMimeData) -> list[Path]:
        """What can be taken of what is being dragged."""
        found = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        return [
            path
            for path in found
            if path.suffix.lower() in self._suffixes or (self._folders and path.is_dir())
        ]

    def _mark(self, is_over: bool) -> None:
        self.setProperty("dropping", "true" if is_over else "false")
        restyle(self)

    # Qt overrides
    def paintEvent(self, event: QPaintEvent) -> None:
        """The line around it: that of a style sheet has stumps of dashes in its corners."""
        super().paintEvent(event)
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        around = 2 * (inside.width() + inside.height()) - (8 - 2 * pi) * RADIUS
        pen = QPen(colour("accent" if self.property("dropping") == "true" else "border"), LINE)
        # As many dashes as go round without a rest; their lengths are in widths of the line.
        part = around / LINE / max(1, round(around / LINE / (DASH + GAP)))
        pen.setDashPattern([part * DASH / (DASH + GAP), part * GAP / (DASH + GAP)])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen)
            painter.drawRoundedRect(inside, RADIUS, RADIUS)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._files(event.mimeData()):
            self._mark(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(False)
        self.dropped.emit(self._files(event.mimeData()))
        event.acceptProposedAction()
