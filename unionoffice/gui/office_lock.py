"""Locks the window of an office: at once, or when nobody has touched it for a while.

Nothing is closed and nothing that was typed is lost: a curtain covers every window until the
passphrase, or the password of whoever is at work, has been entered again. It keeps the neighbour
at the desk away; what keeps the thief away is the encryption of the file.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from unionoffice.gui.doors import Doors
from unionoffice.gui.memory import LOCK_AFTER, USUAL_LOCK_AFTER, Memory
from unionoffice.gui.screens.sign_in import SignInWindow
from unionoffice.gui.screens.unlock import UnlockWindow
from unionoffice.gui.theme import colour

if TYPE_CHECKING:
    from unionoffice.workplace import Workplace

TICK_MS = 5_000
TOUCHES = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class OfficeLock(QObject):
    """Watches over one window; `memory` says after how many minutes, 0 for never."""

    other_wanted = Signal()  # somebody else than who is at work

    def __init__(
        self, office: str, doors: Doors, memory: Memory, services: Workplace, window: QWidget
    ) -> None:
        super().__init__(window)
        self._office = office
        self._doors = doors
        self._memory = memory
        self._services = services
        self._window = window
        self._curtains: list[Curtain] = []
        self.page: UnlockWindow | SignInWindow | None = None
        self._touched_at = time.monotonic()
        self._watched: QWindow | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._follow)
        self._follow(QGuiApplication.focusWindow())

    def stop(self) -> None:
        self._timer.stop()
        self._follow(None)
        if self.page is not None:
            self._open_again("")

    def look(self) -> None:
        """Lock when nobody has touched keys or mouse for the chosen time."""
        minutes = self._memory.recall(LOCK_AFTER, USUAL_LOCK_AFTER)
        if minutes and time.monotonic() - self._touched_at >= 60 * minutes:
            self.lock()

    def lock(self) -> bool:
        """Lock now; False for an office that has neither passphrase nor accounts."""
        if self._services.accounts.present is None and not self._services.secrecy.is_encrypted:
            return False
        if self.page is not None:
            return True
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        self._curtains = [Curtain(each) for each in windows]
        self.page = self._make_page()
        self.page.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.page.setGeometry(self._window.geometry())
        self.page.show()
        return True

    def _make_page(self) -> UnlockWindow | SignInWindow:
        accounts = self._services.accounts
        if accounts.present is None:
            page = UnlockWindow(self._office, self._doors, is_lock=True)
            page.unlocked.connect(self._open_again)
            return page

        def confirm(_name: str, password: str) -> None:
            accounts.confirm(password)

        name = self._services.office.own().name
        asking = SignInWindow(name, [accounts.present.name], confirm, is_lock=True)
        asking.signed_in.connect(self._open_again)
        asking.other_wanted.connect(self._give_way)
        return asking

    def _give_way(self) -> None:
        if self.page is not None:
            self.page.lift()
            self.page = None
        self.other_wanted.emit()

    def _open_again(self, _answer: object) -> None:
        page, self.page = self.page, None
        for curtain in self._curtains:
            curtain.lift()
        self._curtains = []
        self._touched_at = time.monotonic()
        if page is not None:
            page.lift()
            page.deleteLater()

    def _follow(self, window: QWindow | None) -> None:
        """Only the window that has the keys is listened to: that costs next to nothing."""
        # A menu or a dialog may be gone by now, without ever having been closed.
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self._touched_at = time.monotonic()
        elif event.type() == QEvent.Type.Close and watched is self._watched:
            self._watched = None
        return False


class Curtain(QWidget):
    """Covers a window with its own ground, whatever size it takes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._covered = window
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def lift(self) -> None:
        self._covered.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("page"))
