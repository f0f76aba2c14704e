"""The menu bar: every action of the window with its words, mnemonic and keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from unionoffice.core.i18n import LANGUAGE_NAMES, N_, _, current_language
from unionoffice.gui.icons import icon
from unionoffice.gui.look import Look, Theme

THEMES = (
    (Theme.SYSTEM, N_("&As the computer")),
    (Theme.LIGHT, N_("&Light")),
    (Theme.DARK, N_("&Dark")),
)
# What the file menu has of offices, and of what passes between them and the body above.
PARTS_OF_FILE = ("office", "exchange")
TEXT_STEP = 10
NORMAL_TEXT = 100


class Menus(QObject):
    """Builds the menus; the window connects their actions."""

    theme_chosen = Signal(str)
    text_size_chosen = Signal(int)
    language_chosen = Signal(str)

    def __init__(self, bar: QMenuBar, look: Look) -> None:
        super().__init__(bar)
        self._look = look
        self._last_deed: Callable[[], str] = str
        self._menus = {
            "file": bar.addMenu(_("&File")),
            "edit": bar.addMenu(_("&Edit")),
            "view": bar.addMenu(_("&View")),
            "help": bar.addMenu(_("&Help")),
        }
        self.new = self._action("file", _("&New record"), "plus", "Ctrl+N")
        self.bring_in = self._action("file", _("&Bring in a list …"), "file-import", "Ctrl+I")
        self.print = self._action("file", _("&Print …"), "printer", "Ctrl+P")
        self._divide_file_menu()
        self.undo = self._action("edit", _("&Undo the last deed"), "arrow-back-up", "Ctrl+Z")
        # Where a text is being written, Ctrl+Z belongs to it.
        self.undo.setShortcuts([QKeySequence("Ctrl+Z"), QKeySequence("Ctrl+Shift+Z")])
        self._menus["edit"].aboutToShow.connect(self._name_undo)
        self._menus["edit"].addSeparator()
        self.search_here = self._action("edit", _("&Search on this page"), "search", "Ctrl+F")
        self.find_anything = self._action("edit", _("&Find anything …"), "command", "Ctrl+K")
        self.escape = self._action("edit", _("&Close what is open"), "", "Esc")
        self._build_view()
        self.help = self._action("help", _("&Help for this page"), "help-circle", "F1")

    def add(
        self, menu: str, text: str, run: Callable[[], None], icon_name: str = "", keys: str = ""
    ) -> QAction:
        """A further action at the end of a menu, or of a part of the file menu, or before Quit."""
        action = QAction(text, self)
        if icon_name:
            action.setIcon(icon(icon_name, "muted"))
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(run)
        self._insert(menu, action)
        return action

    def add_menu(self, menu: str, text: str, icon_name: str) -> QMenu:
        """A menu within a menu, to be filled by who asked for it."""
        inner = QMenu(text, self._menus[menu])
        inner.setIcon(icon(icon_name, "muted"))
        self._insert(menu, inner.menuAction())
        return inner

    def _divide_file_menu(self) -> None:
        """Its parts are menus to those who add to them; a part without actions has no line."""
        file = self._menus["file"]
        file.addSeparator()
        self._ends = {part: file.addSeparator() for part in PARTS_OF_FILE}
        self._menus |= dict.fromkeys(PARTS_OF_FILE, file)
        self.quit = self._ends["file"] = self._action("file", _("&Quit"), "", "Ctrl+Q")

    def _insert(self, menu: str, action: QAction) -> None:
        if menu in self._ends:
            self._menus[menu].insertAction(self._ends[menu], action)
        else:
            self._menus[menu].addAction(action)

    def name_undo_by(self, last_deed: Callable[[], str]) -> None:
        """The edit menu asks for the words of what would be undone whenever it opens."""
        self._last_deed = last_deed

    def _name_undo(self) -> None:
        deed = self._last_deed().replace("&", "&&")
        words = _("&Undo: {deed}").format(deed=deed) if deed else _("&Undo the last deed")
        self.undo.setText(words)

    def _action(self, menu: str, text: str, icon_name: str, keys: str) -> QAction:
        action = self._menus[menu].addAction(text)
        action.setShortcut(QKeySequence(keys))
        if icon_name:
            action.setIcon(icon(icon_name, "muted"))
        return action

    def _build_view(self) -> None:
        view = self._menus["view"]
        self.fold = self._action("view", _("&Words in the side bar"), "", "Ctrl+B")
        view.addSeparator()
        self.larger = self._action("view", _("&Larger text"), "text-size", "Ctrl++")
        self.larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self.smaller = self._action("view", _("&Smaller text"), "", "Ctrl+-")
        self.normal = self._action("view", _("&Normal text"), "", "Ctrl+0")
        self.larger.triggered.connect(self._enlarge)
        self.smaller.triggered.connect(self._reduce)
        self.normal.triggered.connect(self._reset)
        view.addSeparator()
        themes = view.addMenu(_("&Colours"))
        self._choice(themes, THEMES, self._look.theme, self._choose_theme)
        languages = view.addMenu(_("Lan&guage"))
        names = tuple(LANGUAGE_NAMES.items())
        self._choice(languages, names, current_language(), self._choose_language)

    def _choice(
        self,
        menu: QMenu,
        values: tuple[tuple[str, str], ...],
        current: str,
        chosen: Callable[[QAction], None],
    ) -> None:
        group = QActionGroup(menu)
        for value, label in values:
            action = menu.addAction(_(label))
            action.setCheckable(True)
            action.setChecked(value == current)
            action.setData(str(value))
            group.addAction(action)
        group.triggered.connect(chosen, Qt.ConnectionType.QueuedConnection)

    def _choose_theme(self, action: QAction) -> None:
        self.theme_chosen.emit(action.data())

    def _choose_language(self, action: QAction) -> None:
        self.language_chosen.emit(action.data())

    def _enlarge(self) -> None:
        self.text_size_chosen.emit(self._look.text_size + TEXT_STEP)

    def _reduce(self) -> None:
        self.text_size_chosen.emit(self._look.text_size - TEXT_STEP)

    def _reset(self) -> None:
        self.text_size_chosen.emit(NORMAL_TEXT)
