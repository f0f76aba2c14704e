"""The papers of one record: dropped or chosen, looked at, saved elsewhere, taken off."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QWidget

from unionoffice.core.errors import UserError
from unionoffice.core.formatting import moment, number
from unionoffice.core.i18n import _
from unionoffice.gui.protocols import RecordService
from unionoffice.gui.tips import plain_tip
from unionoffice.gui.tokens import S1, S2, S4
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import IconButton, QuietButton
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.services.papers import PaperView

KB = 1024
PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff")
TABLES = (".xlsx", ".xls", ".ods", ".csv")


class PapersView(QWidget):
    """Files dropped on it are taken into the office; a new record must be saved first."""

    changed = Signal(str, int)  # what was done as a sentence, and the deed to undo it by
    files_wanted = Signal()  # whoever can ask for files answers with `add_files`
    place_wanted = Signal(object)  # for a copy of this PaperView; answered with `save_copy`

    def __init__(
        self, service: RecordService, register: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._register = register
        self._record_id: int | None = None
        self._title = Text(_("Papers"), "section")
        self._none = Text(
            _("None yet. Drop the decision, the minutes, a signed list or a picture here."),
            "small",
            wrap=True,
        )
        self.add = QuietButton(_("Add a paper …"), "paperclip")
        self.problem = Banner(is_closable=True)
        self._rows = column(spacing=0)
        self._build()
        self.add.clicked.connect(self.files_wanted)
        self.setAcceptDrops(True)

    def _build(self) -> None:
        head = row(spacing=S2)
        head.addWidget(self._title, 1)
        head.addWidget(self.add)
        layout = column(self, S1)
        layout.setContentsMargins(S4, S2, S4, S2)
        layout.addLayout(head)
        layout.addWidget(self.problem)
        layout.addWidget(self._none)
        layout.addLayout(self._rows)

    def show_record(self, record_id: int | None, *, is_read_only: bool) -> None:
        """Show the papers of a record; nothing at all for one that is not saved yet."""
        self._record_id = record_id
        self.problem.say("")
        self.setVisible(record_id is not None)
        self.add.setVisible(not is_read_only)
        self.setAcceptDrops(not is_read_only)
        self.reload()

    def reload(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        papers = (
            [] if self._record_id is None else self._service.papers(self._register, self._record_id)
        )
        for paper in papers:
            self._rows.addWidget(self._row(paper))
        self._none.setVisible(not papers)

    def _row(self, paper: PaperView) -> QWidget:
        shown = QWidget()
        layout = row(shown, S1)
        name = QuietButton(f"{paper.name}{paper.suffix}", icon_of(paper.suffix))
        words = _("Added {when} by {who}, {size} KB")
        size = number(max(1, paper.size // KB))
        told = words.format(when=moment(paper.added_at), who=paper.added_by, size=size)
        name.setToolTip(plain_tip(told))
        name.clicked.connect(lambda: self.open_paper(paper.id))
        more = IconButton("dots", _("More about {file}").format(file=paper.name))
        more.clicked.connect(lambda: self._open_menu(paper, more))
        layout.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        layout.addWidget(more)
        return shown

    def _open_menu(self, paper: PaperView, button: QWidget) -> None:
        menu = QMenu(self)
        menu.addAction(_("Open"), lambda: self.open_paper(paper.id))
        menu.addAction(_("Save a copy …"), lambda: self.place_wanted.emit(paper))
        if self.acceptDrops():
            menu.addAction(_("Take off"), lambda: self.remove(paper.id))
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    # Deeds

    def add_files(self, files: Sequence[Path]) -> None:
        """Take copies of the files into the office."""
        if not files or self._record_id is None:
            return
        try:
            deed = self._service.add_papers(self._register, self._record_id, files)
        except UserError as error:
            self.problem.say(str(error), "bad")
            return
        self._done(_("The papers are kept with the record."), deed)

    def remove(self, paper_id: int) -> None:
        try:
            deed = self._service.remove_paper(self._register, paper_id)
        except UserError as error:
            self.problem.say(str(error), "bad")
            return
        self._done(_("The paper was taken off."), deed)

    def _done(self, words: str, deed: int) -> None:
        self.problem.say("")
        self.reload()
        self.changed.emit(words, deed)

    def open_paper(self, paper_id: int) -> None:
        """Show a copy in the computer's own program for such files."""
        try:
            copy = self._service.open_paper(paper_id)
        except UserError as error:
            self.problem.say(str(error), "bad")
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            self.problem.say(
                _("This computer has no program to show {file}.").format(file=copy.name)
            )

    def save_copy(self, paper: PaperView, path: Path) -> None:
        """Write a paper as a file of its own."""
        try:
            self._service.save_paper(paper.id, path)
        except UserError as error:
            self.problem.say(str(error), "bad")
        else:
            self.problem.say(_("{file} was written.").format(file=path.name), "ok")

    # Qt overrides
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.add_files([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()


def icon_of(suffix: str) -> str:
    if suffix in PICTURES:
        return "eye"
    return "file-spreadsheet" if suffix in TABLES else "file-text"
