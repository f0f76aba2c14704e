"""The window of one office: pages by the catalogue, and the ways between them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

from unionoffice.core.errors import DamagedFileError
from unionoffice.core.i18n import _
from unionoffice.gui.doors import Doors, Opened
from unionoffice.gui.error_box import open_bug_folder
from unionoffice.gui.first_picture import FirstPicture
from unionoffice.gui.look import Look
from unionoffice.gui.main_window import SIDE_BAR_FOLDED, MainWindow
from unionoffice.gui.memory import Memory, recent_offices
from unionoffice.gui.page_entries import ABOVE, BELOW
from unionoffice.gui.page_keys import FORMS, TODAY
from unionoffice.gui.page_list import pages_of
from unionoffice.services.glance import Glance

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QAction

    from unionoffice.gui.backup_watch import BackupWatch
    from unionoffice.gui.office_lock import OfficeLock
    from unionoffice.gui.pages import Page
    from unionoffice.gui.screens.desk_pages import DeskPages
    from unionoffice.gui.screens.overview import OverviewPage
    from unionoffice.gui.screens.ways import Ways
    from unionoffice.gui.work import Progress, Worker


class OfficeWindow(QObject):
    """Shows the first picture from what the office keeps, then opens the office itself."""

    office_wanted = Signal(str)
    assistant_wanted = Signal()
    server_wanted = Signal()
    language_chosen = Signal(str)
    refused = Signal(str)
    damaged = Signal(str)  # why the file does not open, as a sentence
    restore_wanted = Signal(str, object)  # office, Path of the backup
    opened = Signal(str)
    sign_in_wanted = Signal()  # by somebody else than who is at work

    def __init__(self, office: str, doors: Doors, look: Look, memory: Memory) -> None:
        super().__init__()
        self.office = office
        self._doors = doors
        self._look = look
        self._memory = memory
        self._pages: DeskPages | None = None
        self._office: Opened | None = None
        self._watch: BackupWatch | None = None
        self._lock: OfficeLock | None = None
        self._wanted_page = ""
        self._picture: FirstPicture | None = None
        name, glance = self._first_glance()
        if glance is None or not glance.shelves:
            # Nothing is kept to paint from: a new office, or one of another version.
            opened = self._open(None)
            if isinstance(opened, DamagedFileError):
                raise opened
            self._finish_opening(opened)
            name, glance = self._kept_glance()
        self._first = glance
        pages = pages_of(glance, self._maker_of, is_file="://" not in office)
        arrangement = ABOVE if glance.collects else BELOW
        if self._office is None:
            self._picture = FirstPicture(
                name,
                glance,
                pages,
                arrangement.order,
                memory.recall(arrangement.memory_key, list(arrangement.folded)),
                look.colours,
                has_icons_only=memory.recall(SIDE_BAR_FOLDED, False),
            )
        self.window = MainWindow(pages, look, memory, arrangement, self._picture)
        self.window.set_office(name)
        self._connect()
        if self._picture is None:
            self._add_commands()
            self.window.show_page(TODAY)

    def show(self) -> None:
        """Show the window; what is heavy follows its first picture."""
        if self._picture is not None:
            self._picture.painted.connect(self._follow_picture)
        self.window.show()
        if self._office is not None:
            self._attach()

    def close(self) -> None:
        """Close window and office for good."""
        self._worker.stop()
        self.window.close()
        self.window.deleteLater()

    def close_at_once(self) -> None:
        """Close without asking about what is not saved: somebody else is at the desk already."""
        self.window.hide()
        self._close_office()
        self._worker.stop()
        self.window.deleteLater()

    def show_page(self, key: str) -> None:
        """Open a page now, or as soon as the office is open."""
        if self._pages is None and key != TODAY:
            self._wanted_page = key
        else:
            self.window.show_page(key)

    @cached_property
    def ways(self) -> Ways:
        from unionoffice.gui.screens.ways import Ways

        return Ways(self)

    @cached_property
    def _worker(self) -> Worker:
        from unionoffice.gui.work import Worker

        return Worker(self)

    # The first picture, and opening

    def _first_glance(self) -> tuple[str, Glance | None]:
        if "://" in self.office:
            return "", None
        return self._doors.glance(Path(self.office))

    def _kept_glance(self) -> tuple[str, Glance]:
        assert self._office is not None
        glance = self._office.workplace.overview.count()
        return glance.office, glance

    def _follow_picture(self) -> None:
        """Put the real parts in the place of the first picture, and open the office.

        What the user presses meanwhile is kept by Qt and reaches the parts that are there then.
        """
        for step in (self._import_parts, self._look.dress, self._make_today, self._complete):
            step()
            self._breathe()
        self._open_in_thread()

    def _import_parts(self) -> None:
        for name in ("widgets.layouts", "window_parts", "screens.overview"):
            import_module(f"unionoffice.gui.{name}")
            self._breathe()

    def _make_today(self) -> None:
        assert self._today is not None

    def _complete(self) -> None:
        self.window.complete()
        self.window.show_page(TODAY)
        if self.window.isActiveWindow() and self.window.focusWidget() is None:
            # Qt gives the keys to the first part when a window comes to the front: it had none.
            self.window.focusNextChild()

    def _breathe(self) -> None:
        """Let the window be painted and moved; keys and clicks wait."""
        from PySide6.QtCore import QEventLoop  # the first picture does without its numbers

        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def _open_in_thread(self) -> None:
        from unionoffice.gui.work import take_turns

        take_turns()
        job = self._worker.run(self._open, "open")
        job.done.connect(self._take_office)
        job.failed.connect(self.refused)
        job.broke.connect(self._tell_bug)

    def _open(self, _progress: Progress | None) -> Opened | DamagedFileError:
        """Import what is heavy, and open the office; called in a thread after the first picture."""
        import_module("unionoffice.gui.screens.desk_pages")
        try:
            return self._doors.open(self.office)
        except DamagedFileError as error:
            return error

    def _take_office(self, office: Opened | DamagedFileError) -> None:
        if isinstance(office, DamagedFileError):
            self.damaged.emit(str(office))
            return
        self._finish_opening(office)
        self._attach()

    def _finish_opening(self, office: Opened) -> None:
        self._office = office
        work: Any = import_module("unionoffice.gui.work")
        work.take_turns()
        work.unheard().connect(self._warn)
        pages: Any = import_module("unionoffice.gui.screens.desk_pages")
        self._pages = pages.DeskPages(
            office, Path(self.office), self._doors, self._look, self._memory, self.ways
        )
        self._pages.office_wanted.connect(self.office_wanted)
        self._pages.restore_wanted.connect(self._ask_to_restore)

    def _ask_to_restore(self, backup: Path) -> None:
        self.restore_wanted.emit(self.office, backup)

    def _attach(self) -> None:
        """The office is open: count its figures anew, and let every page be opened."""
        assert self._office is not None
        assert self._pages is not None
        self._pages.join(self.window)
        self.window.name_undo_by(self._pages.last_deed)
        self._today.attach(self._office.workplace.overview.refresh)
        if self._office.holder:
            self.window.banner.say(self._office.holder, "warn")
        else:
            self._watch_over(self._office)
        services = self._office.workplace
        if services.is_guarded and services.accounts.came_by_code:
            words = _("You signed in by the recovery code. Set your password anew in the settings.")
            self.window.banner.say(words, "warn")
        parts: Any = import_module("unionoffice.gui.office_lock")
        self._lock = parts.OfficeLock(
            self.office, self._doors, self._memory, self._office.workplace, self.window
        )
        self._lock.other_wanted.connect(self.sign_in_wanted)
        passing: Any = import_module("unionoffice.gui.passing_folder")
        self._worker.run(lambda _progress: passing.sweep_passing_folders(), "sweep")
        self.opened.emit(self.office)
        wanted, self._wanted_page = self._wanted_page, ""
        if wanted:
            self.window.show_page(wanted)

    def _watch_over(self, office: Opened) -> None:
        """From now on the office is backed up by itself."""
        parts: Any = import_module("unionoffice.gui.backup_watch")
        watch: BackupWatch = parts.BackupWatch(office.workplace.safety.keep, self)
        watch.warned.connect(self._warn)
        watch.kept.connect(self._refresh_today)
        watch.start()
        self._watch = watch
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._look_at_file)

    def _look_at_file(self, state: Qt.ApplicationState) -> None:
        """Whoever comes back to the window is told when its file has been replaced meanwhile."""
        from PySide6.QtCore import Qt  # the first picture does without its many names

        if state == Qt.ApplicationState.ApplicationActive and self._office is not None:
            safety = self._office.workplace.safety
            job = self._worker.run(lambda _progress: safety.look(), "look")
            job.failed.connect(self._warn)

    def _warn(self, sentence: str) -> None:
        self.window.banner.say(sentence, "warn")

    def _refresh_today(self) -> None:
        """The first page speaks of backups."""
        self.ways.changed.emit("")

    def _tell_bug(self, bug_id: str) -> None:
        words = _("The office could not be opened. Report the number {id}.")
        self.refused.emit(words.format(id=bug_id))

    # Pages

    @cached_property
    def _today(self) -> OverviewPage:
        from unionoffice.gui.screens.overview import OverviewPage

        return OverviewPage(self.ways, self._first)

    def _maker_of(self, key: str) -> Callable[[], Page]:
        def make() -> Page:
            return self._today if key == TODAY else self._desk_pages().make(key)

        return make

    def _desk_pages(self) -> DeskPages:
        """Everything behind the pages; whoever is quicker than the opening waits for it."""
        if self._pages is None:
            from PySide6.QtCore import QEventLoop

            waiting = QEventLoop()
            self.opened.connect(waiting.quit)
            self.refused.connect(waiting.quit)
            self.damaged.connect(waiting.quit)
            waiting.exec()
        assert self._pages is not None
        return self._pages

    # What the window asks for

    def _connect(self) -> None:
        window = self.window
        window.closing.connect(self._close_office)
        window.undo_wanted.connect(self._undo)
        if self._picture is not None:
            window.completed.connect(self._add_commands)

    def _add_commands(self) -> None:
        window = self.window
        window.language_chosen.connect(self.language_chosen)
        window.add_command("file", _("&Lock"), self.lock_now, "lock", "Ctrl+L")
        window.add_command("office", _("New &office …"), self.assistant_wanted.emit, "building")
        words = _("Open &another office …")
        window.add_command("office", words, self._ask_for_office, "folder-open")
        self._recent = window.add_menu("office", _("&Recent offices"), "history")
        self._recent.aboutToShow.connect(self._fill_recent)
        self._recent.triggered.connect(self._open_recent)
        words = _("Open an office on a &server …")
        window.add_command("office", words, self.server_wanted.emit, "database")
        window.add_command("exchange", _("Take in &forms …"), self._take_forms, "file-import")
        window.add_command("help", _("&Folder of the error reports"), open_bug_folder, "folder")
        window.add_command("help", _("&About UnionOffice"), self._tell_about, "info-circle")

    def _take_forms(self) -> None:
        self.window.show_page(FORMS)
        self.window.page(FORMS).begin_import()

    def _tell_about(self) -> None:
        about: Any = import_module("unionoffice.gui.about")
        about.AboutBox(self.window, self.office).exec()

    def lock_now(self) -> None:
        """Cover everything until the passphrase is entered again."""
        if self._lock is not None and not self._lock.lock():
            self.window.say(
                _("This office has neither passphrase nor accounts yet. See the settings.")
            )

    def _undo(self) -> None:
        self._desk_pages().undo_last()

    def _ask_for_office(self) -> None:
        path = self._desk_pages().ask_for_office()
        if path is not None:
            self.office_wanted.emit(str(path))

    def _fill_recent(self) -> None:
        self._recent.clear()
        for office in recent_offices(self._memory):
            action = self._recent.addAction(office.replace("&", "&&"))
            action.setData(office)
            action.setEnabled(office != str(Path(self.office).absolute()))
        if self._recent.isEmpty():
            self._recent.addAction(_("None yet")).setEnabled(False)

    def _open_recent(self, action: QAction) -> None:
        self.office_wanted.emit(action.data())

    def _close_office(self) -> None:
        from unionoffice.gui.work import Worker, unheard

        # Whatever is still under way answers nobody any more.
        for worker in (self._worker, *self.window.findChildren(Worker)):
            worker.stop()
        if self._pages is not None:
            unheard().disconnect(self._warn)
            self._pages.stop()
        if self._watch is not None:
            self._watch.stop()
        if self._lock is not None:
            self._lock.stop()
        if self._office is not None:
            self._office.workplace.desk.forget_opened()
            self._office.workplace.close()
            self._office = None
