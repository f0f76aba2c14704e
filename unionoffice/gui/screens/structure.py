"""The structure below this office: the tree as of a day, a body's history, reorganisations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from unionoffice.core.formatting import number, show
from unionoffice.core.i18n import _, ngettext
from unionoffice.gui.icons import icon
from unionoffice.gui.memory import Memory
from unionoffice.gui.pages import Page
from unionoffice.gui.screens.reorganise_dialog import KINDS, ReorganiseDialog
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.screens.structure_model import StructureTree, life_of
from unionoffice.gui.screens.ways import Ways, then
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S1, S2, S3, S4, S6
from unionoffice.gui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from unionoffice.gui.widgets.cards import Card
from unionoffice.gui.widgets.day_editors import DayEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.page_head import PageHead
from unionoffice.gui.widgets.search_line import SearchLine
from unionoffice.gui.widgets.splitter import RememberedSplitter
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.body_tree import Tree
from unionoffice.services.structure import Event, level_label, relation_label
from unionoffice.workplace import Workplace

BODIES = "bodies"
DAY_WIDTH, CARD_WIDTH = 190, 320


class StructurePage(Page):
    """Shows the tree of the chosen day; what is decided about it begins here."""

    def __init__(
        self,
        services: Workplace,
        ways: Ways,
        memory: Memory,
        today: Callable[[], date] = date.today,
        *,
        is_read_only: bool = False,
    ) -> None:
        super().__init__()
        self._services = services
        self._ways = ways
        self._today = today
        self._worker = Worker(self)
        self._tree: Tree | None = None
        self.search = SearchLine(_("Find a body"))
        self.day = DayEditor(_("As of"), today=today)
        self.day.set_value(today())
        self.tree = StructureTree()
        self.body = BodyCard()
        self.reorganise = PrimaryButton(_("Reorganise …"), "sitemap")
        self.add = SecondaryButton(_("Add …"), "plus")
        self._count = Text("", "muted")
        self._splitter = RememberedSplitter(memory, "structure_panel")
        self.dialog: ReorganiseDialog | None = None
        self._build()
        self._connect()
        for button in (self.reorganise, self.add):
            button.setEnabled(not is_read_only)

    def _build(self) -> None:
        adding = QMenu(self)
        for words, icon_name, deed in (
            (_("Enter a body …"), "edit", self.begin_new),
            (_("Bring in a list …"), "file-import", self.begin_import),
        ):
            adding.addAction(icon(icon_name, "muted"), words).triggered.connect(then(deed))
        self.add.setMenu(adding)
        menu = QMenu(self)
        for kind, (label, icon_name, _note) in KINDS.items():
            action = menu.addAction(icon(icon_name, "muted"), _(label))
            action.triggered.connect(then(self.begin, kind))
        self.reorganise.setMenu(menu)
        line = row(spacing=S2)
        self.day.hide_label()
        self.day.setFixedWidth(scaled(DAY_WIDTH))
        line.addWidget(self.search, 1)
        line.addWidget(Text(_("As of"), "muted"))
        line.addWidget(self.day)
        left = QWidget()
        parts = column(left, S3)
        parts.setContentsMargins(S6, S4, S4, S3)
        title = column(spacing=S1)
        title.addWidget(PageHead(_("Structure"), (self.add,), self.reorganise))
        title.addWidget(self._count)
        parts.addLayout(title)
        parts.addLayout(line)
        parts.addWidget(self.tree, 1)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.body)
        self._splitter.begin([3, 0], CARD_WIDTH)
        column(self, 0).addWidget(self._splitter)

    def _connect(self) -> None:
        self.search.searched.connect(self.tree.show_found)
        self.search.left_down.connect(self.tree.setFocus)
        self.day.finished.connect(self.reload)
        self.day.line.editingFinished.connect(self.reload)
        self.tree.selectionModel().currentChanged.connect(self._show_body)
        self.tree.activated.connect(self._open_record)
        self.body.opened.clicked.connect(self._open_record)
        self._ways.changed.connect(self._note_change)
        self._worker.broke.connect(self.broke)

    # Showing

    @property
    def shown_day(self) -> date:
        return self.day.value() or self._today()

    def reload(self) -> None:
        day = self.shown_day

        def work(_progress: Progress) -> Tree:
            return self._services.structure.tree(day)

        self._worker.run(work, "tree").done.connect(self._show_tree)

    def _show_tree(self, tree: Tree) -> None:
        self._tree = tree
        below = len(tree.bodies) - 1
        words = ngettext(
            "{count} body below this office on {day}.",
            "{count} bodies below this office on {day}.",
            below,
        )
        self._count.setText(words.format(count=number(below), day=show(self.shown_day)))
        self.tree.show_tree(tree)
        self._show_body()

    def _show_body(self) -> None:
        body_id = self.tree.current_id()
        if self._tree is None or body_id is None or body_id not in self._tree:
            return
        events = self._services.structure.history(body_id)
        self.body.show_body(self._tree, body_id, events)

    def _open_record(self) -> None:
        body_id = self.tree.current_id()
        if self._tree is not None and body_id is not None and body_id != self._tree.root.id:
            self._ways.record_wanted.emit(BODIES, body_id)

    def _note_change(self, _register: str) -> None:
        if self.isVisible():
            self.reload()

    # Deeds

    def begin(self, kind: str) -> None:
        """Open the assistant on the bodies that are selected."""
        if self._tree is None:
            return
        chosen = [each for each in self.tree.chosen_ids() if each != self._tree.root.id]
        self.dialog = ReorganiseDialog(
            self._services.structure, kind, self._tree, chosen, self.shown_day, self
        )
        self.dialog.done_as.connect(self._say_done)
        self.dialog.open()

    def _say_done(self, deed_id: int, sentence: str) -> None:
        self.said.emit(sentence, deed_id)
        self._ways.changed.emit(BODIES)
        self.reload()

    # What the window asks of a page

    def on_shown(self) -> None:
        self._splitter.make_room()
        self.tree.setFocus()
        self.reload()

    def begin_new(self) -> None:
        self._ways.new_wanted.emit(BODIES)

    def begin_import(self) -> None:
        self._ways.list_wanted.emit(BODIES)

    def focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def escape(self) -> None:
        self.search.clear()
        self.tree.setFocus()


class BodyCard(Card):
    """One body: where it stands, since when, and by which decisions."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Text("", "heading", wrap=True)
        self._path = Text("", "muted", wrap=True)
        self._level = Text("", "muted", wrap=True)
        self._life = Text("", "muted", wrap=True)
        self.opened = QuietButton(_("Open the record"))
        self.history = SimpleTable(_("History"), (_("Day"), _("What")), wide=1)
        self.history.setWordWrap(True)
        self._none = Text(_("No decision about this body has been recorded."), "muted", wrap=True)
        for part in (self._name, self._level, self._path, self._life):
            self.content.addWidget(part)
        self.content.addWidget(self.opened, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(Text(_("History"), "section"))
        self.content.addWidget(self._none)
        self.content.addWidget(self.history, 1)
        self.content.addStretch(0)

    def show_body(self, tree: Tree, body_id: int, events: list[Event]) -> None:
        body = tree[body_id]
        self._name.setText(body.name)
        self._level.setText(f"{body.code} · {_(level_label(body.level))}")
        self._path.setText(" › ".join(each.name for each in tree.path(body_id)[:-1]))
        life = life_of(body)
        self._life.setText(life)
        for part in (self._path, self._life):
            part.setVisible(bool(part.text()))
        self.opened.setVisible(body_id != tree.root.id)
        self.history.show_rows([SimpleRow((show(each.day), told(each))) for each in events])
        self.history.resizeRowsToContents()
        self.history.setVisible(bool(events))
        self._none.setVisible(not events)


def told(event: Event) -> str:
    """One event in words: who, what, the other body, and the decision."""
    who = f"{event.body}: {_(relation_label(event.kind))}"
    parts = (f"{who} → {event.other}" if event.other else who, event.decision, event.notes)
    return " · ".join(filter(None, parts))
