"""The window of one office: pages by the catalogue, and the ways between them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from unionoffice.core.errors import DamagedFileError
from unionoffice.core.i18n import N_, _
from unionoffice.gui.backup_watch import BackupWatch
from unionoffice.gui.doors import Doors, Opened
from unionoffice.gui.look import Look
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.memory import Memory
from unionoffice.gui.page_keys import (
    APPENDIX,
    BACKUPS,
    BRING_IN,
    COMPARE,
    FORMS,
    HIDDEN,
    JOURNAL,
    KEYS,
    PEOPLE_LISTS,
    PERSON,
    PERSONAL_DATA,
    RETURNS,
    SETTINGS,
    STRUCTURE,
    TODAY,
)
from unionoffice.gui.pages import ABOVE, BELOW, Page, PageEntry
from unionoffice.gui.screens.overview import OverviewPage
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.glance import Glance, Shelf

if TYPE_CHECKING:
    from unionoffice.gui.office_lock import OfficeLock
    from unionoffice.gui.screens.desk_pages import DeskPages


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
        self._worker = Worker(self)
        self.ways = Ways(self)
        name, glance = self._first_glance()
        if glance is None or not glance.shelves:
            # Nothing is kept to paint from: a new office, or one of another version.
            opened = self._open(None)
            if isinstance(opened, DamagedFileError):
                raise opened
            self._finish_opening(opened)
            name, glance = self._kept_glance()
        self._today = OverviewPage(self.ways, glance)
        self.window = MainWindow(
            self._entries(glance), look, memory, ABOVE if glance.collects else BELOW
        )
        self.window.set_office(name)
        self._connect()
        self.window.show_page(TODAY)

    def show(self) -> None:
        """Show the window; what is heavy follows its first picture."""
        self.window.show()
        if self._office is None:
            self.window.centralWidget().installEventFilter(self)
        else:
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

    # The first picture, and opening

    def _first_glance(self) -> tuple[str, Glance | None]:
        if "://" in self.office:
            return "", None
        return self._doors.glance(Path(self.office))

    def _kept_glance(self) -> tuple[str, Glance]:
        assert self._office is not None
        glance = self._office.workplace.overview.count()
        return glance.office, glance

    def _open_after_picture(self) -> None:
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
        pages: Any = import_module("unionoffice.gui.screens.desk_pages")
        self._pages = pages.DeskPages(
            office, Path(self.office), self._doors, self._look, self._memory, self.ways
        )
        self._pages.restore_wanted.connect(self._ask_to_restore)

    def _ask_to_restore(self, backup: Path) -> None:
        self.restore_wanted.emit(self.office, backup)

    def _attach(self) -> None:
        """The office is open: count its figures anew, and let every page be opened."""
        assert self._office is not None
        assert self._pages is not None
        self._pages.join(self.window)
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
        self.opened.emit(self.office)
        wanted, self._wanted_page = self._wanted_page, ""
        if wanted:
            self.window.show_page(wanted)

    def _watch_over(self, office: Opened) -> None:
        """From now on the office is backed up by itself."""
        watch = BackupWatch(office.workplace.safety.keep, self)
        watch.warned.connect(self._warn)
        watch.kept.connect(self._refresh_today)
        watch.start()
        self._watch = watch
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._look_at_file)

    def _look_at_file(self, state: Qt.ApplicationState) -> None:
        """Whoever comes back to the window is told when its file has been replaced meanwhile."""
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

    def _entries(self, glance: Glance) -> list[PageEntry]:
        made = self._made
        # What a body that does not collect seldom opens stands last.
        seldom = "report" if glance.collects else "office"
        entries = [PageEntry(TODAY, N_("Today"), "home", "", self._the_overview)]
        if glance.collects:
            entries.append(
                PageEntry(RETURNS, N_("Returns"), "inbox", "report", made(RETURNS), "returns")
            )
            entries.append(
                PageEntry(COMPARE, N_("Compare"), "chart-line", "report", made(COMPARE), "compare")
            )
            entries.append(
                PageEntry(
                    STRUCTURE, N_("Structure"), "sitemap", "report", made(STRUCTURE), "structure"
                )
            )
        entries += [self._register_entry(shelf) for shelf in glance.shelves]
        entries += [
            PageEntry(
                APPENDIX, N_("Appendix"), "report-analytics", "report", made(APPENDIX), "appendix"
            ),
            PageEntry(PERSON, N_("A person"), "user", HIDDEN, made(PERSON), "register"),
            PageEntry(
                BRING_IN, N_("Bring in a list"), "file-import", "office", made(BRING_IN), "import"
            ),
            PageEntry(FORMS, N_("Forms"), "list-details", seldom, made(FORMS), "forms"),
            PageEntry(
                PEOPLE_LISTS, N_("Lists of people"), "users", seldom, made(PEOPLE_LISTS), "lists"
            ),
            PageEntry(KEYS, N_("Keys and cards"), "shield-lock", "office", made(KEYS), "keys"),
            PageEntry(
                PERSONAL_DATA,
                N_("Personal data"),
                "user-check",
                "office",
                made(PERSONAL_DATA),
                "personal-data",
            ),
            PageEntry(JOURNAL, N_("Journal"), "history", "office", made(JOURNAL), "journal"),
        ]
        if "://" not in self.office:  # a server is backed up by its own tools
            entries.append(
                PageEntry(BACKUPS, N_("Backups"), "database", "office", made(BACKUPS), "backups")
            )
        settings = made(SETTINGS)
        entries.append(
            PageEntry(SETTINGS, N_("Settings"), "settings", "office", settings, "passphrase")
        )
        return entries

    def _register_entry(self, shelf: Shelf) -> PageEntry:
        make = self._made(shelf.key)
        return PageEntry(shelf.key, shelf.title, shelf.icon, shelf.group, make, "register")

    def _the_overview(self) -> Page:
        return self._today

    def _made(self, key: str) -> Callable[[], Page]:
        def make() -> Page:
            return self._desk_pages().make(key)

        return make

    def _desk_pages(self) -> DeskPages:
        """Everything behind the pages; whoever is quicker than the opening waits for it."""
        if self._pages is None:
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
        window.language_chosen.connect(self.language_chosen)
        window.closing.connect(self._close_office)
        window.undo_wanted.connect(self._undo)
        window.add_command("file", _("&Lock"), self.lock_now, "lock", "Ctrl+L")
        window.add_command("file", _("New &office …"), self.assistant_wanted.emit, "building")
        window.add_command("file", _("Take in &forms …"), self._take_forms, "file-import")
        window.add_command("file", _("&Open another office …"), self._ask_for_office, "folder-open")
        window.add_command("file", _("Open an office on a &server …"), self.server_wanted.emit)

    def _take_forms(self) -> None:
        self.window.show_page(FORMS)
        self.window.page(FORMS).begin_import()

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

    def _close_office(self) -> None:
        # Whatever is still under way answers nobody any more.
        for worker in (self._worker, *self.window.findChildren(Worker)):
            worker.stop()
        if self._pages is not None:
            self._pages.stop()
        if self._watch is not None:
            self._watch.stop()
        if self._lock is not None:
            self._lock.stop()
        if self._office is not None:
            self._office.workplace.desk.forget_opened()
            self._office.workplace.close()
            self._office = None

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._open_after_picture)
        return super().eventFilter(watched, event)
