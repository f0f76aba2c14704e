"""Shows that work is going on: after 100 ms that, after a second how far, with Cancel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QProgressBar, QWidget

from unionoffice.core.formatting import number
from unionoffice.core.i18n import _
from unionoffice.gui.theme import colour, scaled
from unionoffice.gui.tokens import S3
from unionoffice.gui.widgets.buttons import SecondaryButton
from unionoffice.gui.widgets.cards import Card
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column

SHOW_AFTER_MS = 100
DETAILS_AFTER_MS = 1_000


class BusyOverlay(QWidget):
    """Covers its parent while something runs. Esc and the button ask to cancel.

    What is under it is painted once, as a picture: to paint it again with every step of the
    progress would take long while the work, too, wants Python.
    """

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self._card = Card()
        self._text = Text("", "strong", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._rest = Text("", "small")
        self._cancel = SecondaryButton(_("Cancel"))
        for part in (self._text, self._bar, self._rest):
            self._card.content.addWidget(part)
        self._card.content.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignRight)
        self._card.content.setSpacing(S3)
        layout = column(self)
        layout.addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)
        self._soon = _single_shot(self, SHOW_AFTER_MS)
        self._later = _single_shot(self, DETAILS_AFTER_MS)
        self._can_cancel = False
        self._picture: QPixmap | None = None  # of what is under it
        self._connect()
        parent.installEventFilter(self)
        self.hide()

    def _connect(self) -> None:
        self._soon.timeout.connect(self._appear)
        self._later.timeout.connect(self._show_details)
        self._cancel.clicked.connect(self._ask_to_cancel)

    def prepare(self) -> None:
        """Take the picture before work begins that will leave the window little of Python."""
        if self.isHidden():  # or else it would be in the picture itself
            self._picture = self._as_it_stands() or self._ground.grab()

    def _as_it_stands(self) -> QPixmap | None:
        """The picture that is on the screen already: to paint a page anew takes far longer."""
        store = self._ground.backingStore() if self._ground.isVisible() else None
        shown = store.paintDevice() if store is not None else None
        if not isinstance(shown, QImage):
            return None
        ratio = shown.devicePixelRatio()
        corner = self._ground.mapTo(self._ground.window(), QPoint()) * ratio
        picture = QPixmap.fromImage(shown.copy(QRect(corner, self._ground.size() * ratio)))
        picture.setDevicePixelRatio(ratio)
        return picture

    def begin(self, text: str, can_cancel: bool = True) -> None:
        """`text` says what is being done: "Reading the list …"."""
        self._text.setText(text)
        self._rest.setText("")
        self._bar.setRange(0, 0)
        self._can_cancel = can_cancel
        self._cancel.setEnabled(True)
        self._cancel.setText(_("Cancel"))
        for part in (self._bar, self._rest, self._cancel):
            part.hide()
        self._soon.start()
        self._later.start()

    def show_progress(self, done: int, total: int, text: str = "") -> None:
        """`total` 0 while it is not known; `text` replaces the words when given."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if text:
            self._text.setText(text)
        if total:
            words = _("{done} of {total}")
            self._rest.setText(words.format(done=number(done), total=number(total)))

    def end(self) -> None:
        self._soon.stop()
        self._later.stop()
        self.hide()
        self._forget_picture()

    def _appear(self) -> None:
        self.setGeometry(self._ground.rect())
        if self._picture is None:
            self.prepare()
        has_picture = self._picture is not None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, has_picture)
        self._card.setFixedWidth(min(scaled(420), self.width() - scaled(32)))
        self.show()
        self.raise_()

    def _show_details(self) -> None:
        self._bar.show()
        self._rest.show()
        self._cancel.setVisible(self._can_cancel)
        if self._can_cancel:
            self._cancel.setFocus()

    def _ask_to_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(_("Stopping …"))
        self.cancel_wanted.emit()

    def _forget_picture(self) -> None:
        """What is under it looks different now."""
        self._picture = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._ground.rect())
            self._forget_picture()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_picture"):
            self._forget_picture()

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(colour("page"))
        veil.setAlphaF(0.72)
        with QPainter(self) as painter:
            if self._picture is not None:
                painter.drawPixmap(0, 0, self._picture)
            painter.fillRect(self.rect(), veil)


def _single_shot(parent: QObject, milliseconds: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
