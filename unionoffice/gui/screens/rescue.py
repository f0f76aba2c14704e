"""The window in the place of an office that does not open: why that may be, and what to do."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from unionoffice.core.formatting import moment
from unionoffice.core.i18n import N_, _
from unionoffice.gui.questions import ask_whether_to_restore
from unionoffice.gui.screen_room import largest_around
from unionoffice.gui.screens.backup_list import BackupList, unlock_backup
from unionoffice.gui.screens.folders import ask_for_files, ask_where_to_write
from unionoffice.gui.screens.ways import then
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S1, S2, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.widgets.buttons import QuietButton, SecondaryButton
from unionoffice.gui.widgets.cards import Card
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import FlowLayout, column
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.backup_keeper import KeptBackup
from unionoffice.services.rescue import Rescue

CAUSES = (
    N_("The stick or disk was pulled out while something was written, or it is failing."),
    N_("A cloud drive such as OneDrive copied the file while the office was open."),
    N_("The power went while something was written to a network drive or a cheap stick."),
    N_("The disk was full, or an antivirus program held the file back."),
    N_("The file was changed, shortened or renamed by another program."),
)


class RescueWindow(QWidget):
    """`open_wanted` names the office to open next; the damaged file itself is only ever read."""

    open_wanted = Signal(str, str)  # office, a sentence about what was done ("" for none)
    look_wanted = Signal(str)  # the damaged office, only to be read

    def __init__(self, office: Path, sentence: str) -> None:
        """`sentence` says what is wrong; "" when a backup of a sound office is being restored."""
        super().__init__()
        self.setObjectName("assistant")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("UnionOffice"))
        self._office = office
        self._rescue = Rescue(office)
        self._worker = Worker(self)
        self.banner = Banner(sentence, "bad")
        self.list = BackupList(self._rescue)
        self.again = SecondaryButton(_("Try again"), "refresh")
        self.look_at_it = SecondaryButton(_("Only look into it"), "eye")
        self.salvage_it = SecondaryButton(_("Save what can be read …"), "download")
        self.other = QuietButton(_("Open another office …"), "folder-open")
        self._is_damaged = bool(sentence)
        self._build()
        self._busy = BusyOverlay(self)
        self._connect()
        wanted = QSize(scaled(1080), scaled(680))
        self.resize(wanted.boundedTo(largest_around(self)))

    def _build(self) -> None:
        title = _("This office does not open") if self._is_damaged else _("Restoring a backup")
        card = Card()
        card.content.setContentsMargins(S6, S6, S6, S4)
        card.content.setSpacing(S4)
        card.content.addWidget(Text(title, "title"))
        card.content.addWidget(self.banner)
        if self._is_damaged:
            card.content.addLayout(self._causes())
        card.content.addWidget(
            Text(_("Restore the newest sound backup; the file as it is stays beside it."), "strong")
        )
        card.content.addWidget(self.list, 1)
        buttons = FlowLayout(spacing=S2)
        for button in (self.again, self.look_at_it, self.salvage_it, self.other):
            buttons.addWidget(button)
        card.content.addLayout(buttons)
        column(self, 0, S6).addWidget(card)

    def _causes(self) -> QVBoxLayout:
        causes = column(spacing=S1)
        causes.addWidget(Text(_("The usual causes:"), "label"))
        for cause in CAUSES:
            causes.addWidget(Text(f"–  {_(cause)}", "muted", wrap=True))
        return causes

    def _connect(self) -> None:
        self.list.restore_wanted.connect(self._ask_to_restore)
        self.list.said.connect(self.banner.say)
        self.again.clicked.connect(then(self.open_wanted.emit, str(self._office), ""))
        self.look_at_it.clicked.connect(then(self.look_wanted.emit, str(self._office)))
        self.salvage_it.clicked.connect(self._ask_to_salvage)
        self.other.clicked.connect(self._ask_for_other)

    def begin(self) -> None:
        """Show the window with the backups of the office."""
        self.show()
        self.list.reload()

    # Restoring

    def _ask_to_restore(self, backup: KeptBackup) -> None:
        if ask_whether_to_restore(self, moment(backup.made_at)):
            self.restore(backup.path)

    def restore(self, backup: Path) -> None:
        """Put the backup in the office's place, and open it."""
        if self._rescue.is_locked(backup) and not unlock_backup(self._rescue, backup, self):
            return

        def work(_progress: Progress) -> str:
            return self._rescue.restore(backup)

        self._busy.begin(_("Restoring the backup …"), can_cancel=False)
        job = self._worker.run(work, "restore")
        job.ended.connect(self._busy.end)
        job.done.connect(partial(self.open_wanted.emit, str(self._office)))
        job.failed.connect(self._say_failed)
        job.broke.connect(self._say_broken)

    # Salvaging

    def _ask_to_salvage(self) -> None:
        path = ask_where_to_write(
            self,
            _("Save what can be read"),
            self._rescue.proposed_place(),
            _("Office file"),
            ".uoffice",
        )
        if path is not None:
            self.salvage(path)

    def salvage(self, target: Path) -> None:
        """Copy what is readable to a new office, and open that."""

        def work(progress: Progress) -> str:
            return self._rescue.salvage(target, progress)

        self._busy.begin(_("Reading what is left …"))
        job = self._worker.run(work, "salvage")
        self._busy.cancel_wanted.connect(job.cancel)
        job.progressed.connect(self._busy.show_progress)
        job.ended.connect(self._busy.end)
        job.done.connect(partial(self.open_wanted.emit, str(target)))
        job.failed.connect(self._say_failed)
        job.broke.connect(self._say_broken)

    def _ask_for_other(self) -> None:
        title, kind = _("Open another office"), _("Office file")
        chosen = next(iter(ask_for_files(self, title, kind, (".uoffice",))), None)
        if chosen is not None:
            self.open_wanted.emit(str(chosen), "")

    def _say_failed(self, sentence: str) -> None:
        self.banner.say(sentence, "bad")

    def _say_broken(self, bug_id: str) -> None:
        words = _("This could not be finished. Report the number {id}.")
        self._say_failed(words.format(id=bug_id))

    # Qt overrides
    def closeEvent(self, event: QCloseEvent) -> None:
        self.list.stop()
        self._worker.stop()
        super().closeEvent(event)
