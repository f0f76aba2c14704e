"""The backups of the office: made by themselves or by hand, copied to a stick, and put back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal

from unionoffice.core.formatting import day, moment
from unionoffice.core.i18n import _
from unionoffice.gui.pages import Page
from unionoffice.gui.questions import ask_whether_to_restore
from unionoffice.gui.screens.backup_list import BackupList
from unionoffice.gui.screens.folders import ask_for_folder, ask_where_to_write, open_folder
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.tokens import S1, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column
from unionoffice.gui.widgets.page_head import PageHead
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.backup_keeper import KeptBackup
from unionoffice.services.rescue import Rescue
from unionoffice.workplace import Workplace


class BackupsPage(Page):
    """Everything here is about copies: the office itself only changes by `restore_wanted`."""

    restore_wanted = Signal(object)  # Path of the backup

    def __init__(
        self,
        services: Workplace,
        ways: Ways,
        office: Path,
        back_up: Callable[[Path], str],
        *,
        is_read_only: bool = False,
    ) -> None:
        super().__init__()
        self._services = services
        self._ways = ways
        self._office = office
        self._back_up = back_up
        self._folder: Path | None = None
        self._missing: Path | None = None  # the second place, if it got no copy of the newest
        self._worker = Worker(self)
        self.backup_now = PrimaryButton(_("Back up now"), "database")
        self.backup_to = SecondaryButton(_("Back up to …"), "download")
        self.second_place = SecondaryButton(_("Choose a second place …"), "folder")
        self.done = Banner(is_closable=True)
        self._second_words = Text("", "muted", wrap=True)
        self.list = BackupList(Rescue(office))
        if is_read_only:
            self.list.forbid_restoring()
        self._build()
        self._busy = BusyOverlay(self)
        self._connect()
        for part in (self.backup_now, self.second_place):
            part.setEnabled(not is_read_only)

    def _build(self) -> None:
        words = column(spacing=S1)
        quiet = (self.second_place, self.backup_to)
        words.addWidget(PageHead(_("Backups"), quiet, self.backup_now))
        words.addWidget(self._second_words)
        layout = column(self, S3)
        layout.setContentsMargins(S6, S4, S6, S4)
        layout.addLayout(words)
        layout.addWidget(self.done)
        layout.addWidget(self.list, 1)

    def _connect(self) -> None:
        self.backup_now.clicked.connect(self.make_backup)
        self.backup_to.clicked.connect(self._ask_for_backup)
        self.second_place.clicked.connect(self._ask_for_second_place)
        self.list.restore_wanted.connect(self._ask_to_restore)
        self.list.said.connect(self.done.say)
        self.list.broke.connect(self.broke)
        self.done.acted.connect(self._open_folder)
        self._worker.broke.connect(self.broke)
        self._ways.changed.connect(self._note_change)

    @property
    def told(self) -> str:
        """What stands below the title."""
        return self._second_words.text()

    # What the window asks of a page

    def on_shown(self) -> None:
        place = self._services.safety.second_place()
        if place is None:
            second = _("No second place is chosen yet: a disk alone can be lost with all on it.")
        else:
            second = _("Each backup is also copied to {folder} when it is there.").format(
                folder=place
            )
        copied_on = self._services.safety.copied_on()
        if copied_on is not None:
            newest = _("The newest copy on another disk or stick is of {day}.")
            second = f"{second} {newest.format(day=day(copied_on))}"
        words = _("Made by itself every half hour in which something changes, and checked.")
        self._second_words.setText(f"{words} {second}")
        self.list.reload()

    def _note_change(self, _register: str) -> None:
        if self.isVisible():
            self.on_shown()

    # Making

    def make_backup(self) -> None:
        """Make a backup now, changed or not."""

        def work(_progress: Progress) -> Path:
            made = self._services.safety.make().path
            self._missing = self._services.safety.missing_place()
            return made

        self._run(work)

    def _ask_for_backup(self) -> None:
        name = f"{self._office.stem}-{date.today().isoformat()}.uoffice"
        path = ask_where_to_write(
            self, _("Make a backup"), Path.home() / name, _("Office file"), ".uoffice"
        )
        if path is not None:
            self.back_up_to(path)

    def back_up_to(self, path: Path) -> None:
        """Copy the office, check the copy, and remember that there is one."""

        def work(_progress: Progress) -> Path:
            self._back_up(path)
            self._services.overview.note_backup()
            return path

        self._run(work)

    def _ask_for_second_place(self) -> None:
        folder = ask_for_folder(
            self, _("Choose a second place"), self._services.safety.second_place()
        )
        if folder is not None:
            self.choose_second_place(folder)

    def choose_second_place(self, folder: Path) -> None:
        """From now on backups are copied there too; the first copy is made at once."""

        def work(_progress: Progress) -> Path:
            return self._services.safety.choose_second_place(folder)

        self._run(work)

    def _run(self, work: Callable[[Progress], Path]) -> None:
        self._missing = None
        self._busy.begin(_("Making and checking the backup …"), can_cancel=False)
        job = self._worker.run(work, "backup")
        job.ended.connect(self._busy.end)
        job.done.connect(self._say_backed_up)
        job.failed.connect(self._say_failed)

    def _say_backed_up(self, path: Path) -> None:
        words = _("The backup {file} was made and checked.").format(file=path.name)
        if self._missing is not None:
            gone = _("There is no copy of it in {folder}: that place cannot be reached now.")
            words = f"{words} {gone.format(folder=self._missing)}"
        self._say_done(words, path.parent, "ok" if self._missing is None else "warn")
        self._ways.changed.emit("")

    # One backup

    def _ask_to_restore(self, backup: KeptBackup) -> None:
        if ask_whether_to_restore(self, moment(backup.made_at)):
            self.restore_wanted.emit(backup.path)

    def _say_failed(self, sentence: str) -> None:
        self.done.say(sentence, "bad")

    def _say_done(self, sentence: str, folder: Path, tone: str) -> None:
        self._folder = folder
        self.done.say(sentence, tone, _("Open the folder"))

    def _open_folder(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)
