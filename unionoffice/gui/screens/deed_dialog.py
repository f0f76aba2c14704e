"""A small form for one deed: what is asked, what is wrong, and the button that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from unionoffice.core.errors import InvalidRecordError, UserError
from unionoffice.core.i18n import _
from unionoffice.gui.screen_room import fitting
from unionoffice.gui.screens.asked_figures import AskedFigures
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S2, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.editors import FieldEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row, scrolled

WIDTH = 440
MOST_HEIGHT = 640
AROUND_FIELDS = 200  # title, note, buttons and the air between them


class DeedDialog(QDialog):
    """Stays open while the deed is refused, and says why beside the value it is about."""

    def __init__(
        self,
        title: str,
        note: str,
        editors: Mapping[str, FieldEditor],
        button: str,
        deed: Callable[[], None],
        parent: QWidget,
    ) -> None:
        """`editors` by the field that a problem names; `deed` raises UserError when refused."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._editors = editors
        self._deed = deed
        self._area = QScrollArea()
        self._banner = Banner()
        self._do = PrimaryButton(button)
        self._cancel = SecondaryButton(_("Cancel"))
        layout = column(self, S4, S6)
        layout.addWidget(Text(title, "heading", wrap=True))
        if note:
            layout.addWidget(Text(note, "muted", wrap=True))
        layout.addWidget(self._banner)
        layout.addWidget(self._laid_out(editors), 1)
        buttons = row(spacing=S2)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._do)
        layout.addLayout(buttons)
        self._do.setDefault(True)
        self.setMinimumWidth(scaled(WIDTH))
        self._do.clicked.connect(self.attempt)
        self._cancel.clicked.connect(self.reject)
        for editor in [*editors.values()][:1]:
            editor.setFocus()

    def attempt(self) -> None:
        """Do the deed with what has been entered."""
        for editor in self._editors.values():
            editor.set_problem(editor.unreadable())
        if any(editor.problem for editor in self._editors.values()):
            return
        try:
            self._deed()
        except InvalidRecordError as error:
            for problem in error.problems:
                self._say(problem.field, str(problem))
        except UserError as error:
            self._say("", str(error))
        else:
            self.accept()

    def _say(self, field: str, sentence: str) -> None:
        editor = self._editors.get(field)
        if editor is None:
            self._banner.say(sentence, "bad")
            self._make_room()
        else:
            editor.set_problem(sentence)
            editor.setFocus()

    def _laid_out(self, editors: Mapping[str, FieldEditor]) -> QWidget:
        """The fields one under the other; where the screen is too low for them, they scroll."""
        body = QWidget()
        layout = column(body, S4)
        for editor in editors.values():
            layout.addWidget(editor)
        layout.addStretch(1)
        growing = [each for each in editors.values() if isinstance(each, AskedFigures)]
        for each in growing:
            each.grown.connect(self._show_grown)
        high = body.sizeHint().height() + scaled(AROUND_FIELDS)
        if high <= self._most_height() and not growing:
            return body
        self.resize(scaled(WIDTH), min(high, self._most_height()))
        area = self._area = scrolled(body)
        # Fields that have grown reach the area a while after they have said so.
        area.verticalScrollBar().rangeChanged.connect(self._scroll_to_focus)
        # What scrolls down must not be cut off at the side.
        area.setMinimumWidth(body.minimumSizeHint().width() + S6)
        return area

    def _show_grown(self) -> None:
        """An editor has a line more: make room for it, as far as there is any."""
        body = self._area.widget()
        body.adjustSize()
        high = body.sizeHint().height() + scaled(AROUND_FIELDS)
        self.resize(self.width(), max(self.height(), min(high, self._most_height())))

    def _scroll_to_focus(self) -> None:
        at = self.focusWidget()
        if at is not None and self._area.isAncestorOf(at):
            self._area.ensureWidgetVisible(at)

    def _most_height(self) -> int:
        return fitting(self, WIDTH, MOST_HEIGHT).height()

    def _make_room(self) -> None:
        """Grow with a sentence of several lines, instead of squeezing what is asked."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.width(), self.minimumWidth())
            needed = layout.totalHeightForWidth(width)
            self.resize(width, min(max(self.height(), needed), self._most_height()))

    # Qt overrides
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()


class Deeds(QObject):
    """Opens the dialogs of a page, one at a time. `done` says what was done, in words."""

    done = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.dialog: DeedDialog | None = None

    def _open(
        self,
        title: str,
        note: str,
        editors: Mapping[str, FieldEditor],
        button: str,
        deed: Callable[[], None],
        said: str,
    ) -> None:
        self.dialog = DeedDialog(title, note, editors, button, deed, self._page)
        self.dialog.accepted.connect(lambda: self.done.emit(said))
        self.dialog.open()
