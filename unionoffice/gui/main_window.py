"""The window: side bar, pages made when first visited, menus, toasts, and what it remembers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import _
from unionoffice.gui.error_box import tell_bug
from unionoffice.gui.look import Look, Theme
from unionoffice.gui.memory import Memory
from unionoffice.gui.page_entries import BELOW, Arrangement, PageEntry
from unionoffice.gui.page_keys import HIDDEN
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import FRAME_HEIGHT, FRAME_WIDTH, NARROW_WINDOW
from unionoffice.gui.widgets.command import Command

if TYPE_CHECKING:
    from unionoffice.gui.help_window import HelpWindow
    from unionoffice.gui.pages import Page
    from unionoffice.gui.widgets.banner import Banner
    from unionoffice.gui.widgets.command_palette import CommandPalette
    from unionoffice.gui.widgets.toast import Toast
    from unionoffice.gui.window_parts import WindowParts

SIDE_BAR_FOLDED = "side_bar_folded"  # in the memory
FIRST_WIDTH, FIRST_HEIGHT = 1240, 720


class MainWindow(QMainWindow):
    """Shows pages and passes on what they say; it knows nothing of what they are about.

    Given a first picture it shows that alone, and has no other part until one is asked for.
    """

    completed = Signal()  # its parts have been made
    page_shown = Signal(str)
    undo_wanted = Signal()
    taking_back_wanted = Signal(int)  # of the deed with this id
    language_chosen = Signal(str)
    closing = Signal()

    def __init__(
        self,
        pages: Sequence[PageEntry],
        look: Look,
        memory: Memory,
        arrangement: Arrangement = BELOW,
        picture: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._entries = {page.key: page for page in pages}
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._look = look
        self._memory = memory
        self._arrangement = arrangement
        self._search: Callable[[str], Sequence[Command]] | None = None
        self._commands: list[Command] = []
        self._office = ""
        self._made: WindowParts | None = None
        self.setWindowTitle(_("UnionOffice"))
        first = QSize(FIRST_WIDTH, FIRST_HEIGHT)
        # Where only pictures are made, there is no screen to keep to.
        if QGuiApplication.platformName() != "offscreen":
            room = QGuiApplication.primaryScreen().availableSize()
            first = first.boundedTo(room - QSize(FRAME_WIDTH, FRAME_HEIGHT))
        self.resize(first)
        self.restoreGeometry(memory.recall_bytes("geometry"))
        if picture is None:
            self.complete()
        else:
            self.setCentralWidget(picture)

    @property
    def _parts(self) -> WindowParts:
        self.complete()
        assert self._made is not None
        return self._made

    def complete(self) -> None:
        """Make all that the first picture does without, and show it in its place."""
        if self._made is not None:
            return
        from unionoffice.gui.window_parts import WindowParts

        self._look.dress()
        self._made = WindowParts(self, tuple(self._entries.values()), self._arrangement, self._look)
        self._made.side_bar.set_office(self._office)
        self._connect(self._made)
        folded = self._memory.recall(self._arrangement.memory_key, list(self._arrangement.folded))
        self._made.side_bar.fold_groups(folded)
        self._fit_side_bar()
        self.completed.emit()

    def _connect(self, parts: WindowParts) -> None:
        menus, side_bar = parts.menus, parts.side_bar
        side_bar.page_chosen.connect(self.show_page)
        side_bar.folded.connect(self._remember_folding)
        side_bar.groups_folded.connect(self._remember_groups)
        menus.new.triggered.connect(self._begin_new)
        menus.undo.triggered.connect(self.undo_wanted)
        menus.search_here.triggered.connect(self._focus_search)
        menus.find_anything.triggered.connect(self._open_palette)
        menus.bring_in.triggered.connect(self._begin_import)
        menus.escape.triggered.connect(self._escape)
        menus.print.triggered.connect(self._begin_print)
        menus.quit.triggered.connect(self.close)
        menus.fold.triggered.connect(self._toggle_side_bar)
        menus.help.triggered.connect(self.open_help)
        menus.theme_chosen.connect(self._set_theme)
        menus.text_size_chosen.connect(self._set_text_size)
        menus.language_chosen.connect(self.language_chosen)
        self._look.changed.connect(self._fit_side_bar)

    # What the first picture does not show is imported and made when it is first needed.

    @cached_property
    def _toast(self) -> Toast:
        from unionoffice.gui.widgets.toast import Toast

        return Toast(self._parts.stack)

    @cached_property
    def _palette(self) -> CommandPalette:
        from unionoffice.gui.widgets.command_palette import CommandPalette

        return CommandPalette(self.centralWidget())

    @cached_property
    def _help(self) -> HelpWindow:
        from unionoffice.gui.help_window import HelpWindow

        return HelpWindow(self)

    # What those who put the window together use

    @property
    def banner(self) -> Banner:
        return self._parts.banner

    def set_office(self, name: str) -> None:
        """The organisation's name, in the side bar and in the window's title."""
        self._office = name
        if self._made is not None:
            self._made.side_bar.set_office(name)
        self.setWindowTitle(_("{office} – UnionOffice").format(office=name))

    def set_search(self, search: Callable[[str], Sequence[Command]]) -> None:
        """What Ctrl+K finds beside pages and actions, such as people."""
        self._search = search

    def add_command(
        self, menu: str, text: str, run: Callable[[], None], icon_name: str = "", keys: str = ""
    ) -> None:
        """An action of the whole program, in a menu and under Ctrl+K.

        `menu` is file, edit, view, help, or a part of the file menu: office, exchange.
        """
        self._parts.menus.add(menu, text, run, icon_name, keys)
        self._commands.append(Command(text.replace("&", ""), icon_name or "command", run))

    def add_menu(self, menu: str, text: str, icon_name: str) -> QMenu:
        """A menu within a menu."""
        return self._parts.menus.add_menu(menu, text, icon_name)

    def name_undo_by(self, last_deed: Callable[[], str]) -> None:
        """What would be undone is told in the menu, in these words."""
        self._parts.menus.name_undo_by(last_deed)

    def say(self, text: str, act: Callable[[], None] | None = None, action_text: str = "") -> None:
        """Tell in a toast what was done; `act` takes it back, or does what `action_text` says."""
        self._toast.say(text, act, action_text)

    # Pages

    @property
    def current_key(self) -> str:
        return self._current

    def page(self, key: str) -> Page:
        """The page, made now if this is the first visit."""
        if key not in self._pages:
            page = self._entries[key].make()
            page.said.connect(self._tell_deed)
            page.taking_back_wanted.connect(self.taking_back_wanted)
            page.broke.connect(self._tell_bug)
            page.page_wanted.connect(self._open)
            self._pages[key] = page
            self._parts.stack.addWidget(page)
        return self._pages[key]

    def show_page(self, key: str) -> bool:
        """Open a page unless the one that is open holds on to something unsaved."""
        if key not in self._entries:
            return False
        if self._current and key != self._current and not self._pages[self._current].can_leave():
            self._parts.side_bar.show_page(self._current)
            return False
        try:
            page = self.page(key)
        except UserError as error:  # the disk or the server does not answer
            self.banner.say(str(error), "warn")
            self._parts.side_bar.show_page(self._current)
            return False
        self._current = key
        self._parts.stack.setCurrentWidget(page)
        # Last: as what had the keys is hidden, the bar has them for a moment, and scrolls to them.
        self._parts.side_bar.show_page(key)
        try:
            page.on_shown()
        except UserError as error:
            self.banner.say(str(error), "warn")
        self.page_shown.emit(key)
        return True

    def open_help(self) -> None:
        entry = self._entries.get(self._current)
        self._help.show_page(entry.help_page if entry is not None else "start")

    # Menus and keys

    def _begin_new(self) -> None:
        self._pages[self._current].begin_new()

    def _focus_search(self) -> None:
        self._pages[self._current].focus_search()

    def _begin_import(self) -> None:
        self._pages[self._current].begin_import()

    def _begin_print(self) -> None:
        self._pages[self._current].begin_print()

    def _escape(self) -> None:
        self._pages[self._current].escape()

    def _open_palette(self) -> None:
        self._palette.open([*self._page_commands(), *self._commands], self._search)

    def _page_commands(self) -> list[Command]:
        def opener(key: str, section: str = "") -> Callable[[], None]:
            return lambda: self._open(key, section)

        shown = [page for page in self._entries.values() if page.group != HIDDEN]
        pages = [
            Command(_(page.title), page.icon, opener(page.key), "", page.words and _(page.words))
            for page in shown
        ]
        sections = [
            Command(_(title), icon, opener(page.key, title), _(page.title), _(words))
            for page in shown
            for title, icon, words in page.sections
        ]
        return pages + sections

    def _open(self, key: str, section: str = "") -> None:
        if self.show_page(key):
            self._pages[key].take_keys()
            if section:
                self._pages[key].show_section(_(section))

    def _toggle_side_bar(self) -> None:
        side_bar = self._parts.side_bar
        side_bar.fold(not side_bar.is_folded)
        self._remember_folding(side_bar.is_folded)

    def _remember_folding(self, is_folded: bool) -> None:
        self._memory.keep(SIDE_BAR_FOLDED, is_folded)

    def _remember_groups(self, folded: list[str]) -> None:
        self._memory.keep(self._arrangement.memory_key, folded)

    def _set_theme(self, theme: str) -> None:
        self._look.set_theme(Theme(theme))
        self._memory.keep("theme", theme)

    def _set_text_size(self, per_cent: int) -> None:
        self._look.set_text_size(per_cent)
        self._memory.keep("text_size", self._look.text_size)

    def _tell_deed(self, text: str, deed_id: int | None) -> None:
        self.say(text, partial(self.taking_back_wanted.emit, deed_id) if deed_id else None)

    def _tell_bug(self, bug_id: str) -> None:
        tell_bug(self, bug_id)

    def _fit_side_bar(self) -> None:
        """A narrow window has room for the icons only, whatever the user likes in a wide one."""
        if self._made is not None:
            liked = self._memory.recall(SIDE_BAR_FOLDED, False)
            self._made.side_bar.fold(liked or self.width() < scaled(NARROW_WINDOW))

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = scaled(NARROW_WINDOW)
        if (event.oldSize().width() < needed) != (event.size().width() < needed):
            self._fit_side_bar()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._current and not self._pages[self._current].can_leave():
            event.ignore()
            return
        self._memory.keep_bytes("geometry", self.saveGeometry())
        self._memory.keep("page", self._current)
        self._memory.write()
        self.closing.emit()
        super().closeEvent(event)
