"""What was just done, said at the foot of the window, with Undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.tokens import S2, S3, S4, S6
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import row

PLAIN_MS = 5_000
UNDO_MS = 20_000


class Toast(QFrame):
    """Floats over the foot of its parent; with an action it stays long enough to be reached."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self._action: Callable[[], None] | None = None
        self._text = Text()
        self._button = QPushButton(_("Undo"))
        self._button.setAutoDefault(False)
        # Who presses it with the mouse goes on where the keys were: it is gone at once.
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = row(self, S4)
        self._layout = layout
        layout.setContentsMargins(S4, S2, S3, S2)
        layout.addWidget(self._text)
        layout.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._button.clicked.connect(self._act)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(
        self, text: str, action: Callable[[], None] | None = None, action_text: str = ""
    ) -> None:
        """Say what was done; `action` is offered as Undo unless it has another name."""
        self._action = action
        self._text.setText(text)
        self._button.setText(action_text or _("Undo"))
        self._button.setVisible(action is not None)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(UNDO_MS if action is not None else PLAIN_MS)

    def _act(self) -> None:
        action, self._action = self._action, None
        self.hide()
        if action is not None:
            action()

    def _place(self) -> None:
        self._layout.activate()
        widest = self._ground.width() - 2 * S6
        self._text.setWordWrap(self.sizeHint().width() > widest)
        self.resize(min(self.sizeHint().width(), widest), self.sizeHint().height())
        room = self._ground.rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - S6)

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(PLAIN_MS)
