"""The tree of bodies as a view shows it: found by words, with what stands above what is found."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from unionoffice.core.formatting import number, show
from unionoffice.core.i18n import _
from unionoffice.core.text import fold
from unionoffice.gui.icons import icon
from unionoffice.gui.theme import scaled
from unionoffice.gui.tips import plain_tip
from unionoffice.services.body_tree import Body, Tree
from unionoffice.services.structure import level_label

BODY = Qt.ItemDataRole.UserRole + 1
WORDS = Qt.ItemDataRole.UserRole + 2
ICONS = {"primary": "building", "district": "building-community"}
FIRST_LEVELS = 1  # that are open at first
NARROW = 460


class StructureTree(QTreeView):
    """The bodies of one day. Arrow keys walk, + and - open and close, as everywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Structure"))
        self._model = QStandardItemModel(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setFilterRole(WORDS)
        self._found.setRecursiveFilteringEnabled(True)
        self.setModel(self._found)
        self.setUniformRowHeights(True)
        # Names begin alike (Federation of Labour of the district …): their ends tell them apart.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)

    def show_tree(self, tree: Tree) -> None:
        """Show a tree; whoever was chosen stays chosen, if it is there."""
        chosen = self.current_id()
        self._model.clear()
        self._model.setHorizontalHeaderLabels(
            [_("Name"), _("Code"), _("Card"), _("Directly below")]
        )
        self._model.appendRow(_row(tree, tree.root))
        self._fill(tree, tree.root, self._model.item(0))
        across = self.header()
        across.setStretchLastSection(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._fit_columns()
        self.expandToDepth(FIRST_LEVELS - 1)
        self.choose(chosen if chosen in tree.bodies else tree.root.id)

    def _fit_columns(self) -> None:
        """A narrow tree does without what the card beside it says."""
        for column in (2, 3):
            self.setColumnHidden(column, self.width() < scaled(NARROW))

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fill(self, tree: Tree, body: Body, item: QStandardItem) -> None:
        waiting = [(body, item)]
        while waiting:
            above, its_item = waiting.pop()
            for child in tree.children(above.id):
                its_item.appendRow(_row(tree, child))
                waiting.append((child, its_item.child(its_item.rowCount() - 1)))

    def show_found(self, words: str) -> None:
        """Show only what has these words in name or code, and what stands above it."""
        self._found.setFilterFixedString(fold(words))
        if words:
            self.expandAll()
        else:
            self.collapseAll()
            self.expandToDepth(FIRST_LEVELS - 1)

    def choose(self, body_id: int | None) -> None:
        start = self._found.index(0, 0)
        found = self._found.match(
            start,
            BODY,
            body_id,
            1,
            Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive,
        )
        if found:
            self.setCurrentIndex(found[0])
            self.scrollTo(found[0])

    def current_id(self) -> int | None:
        return _id_of(self.currentIndex())

    def chosen_ids(self) -> list[int]:
        """The bodies that are selected, from the top."""
        rows = self.selectionModel().selectedRows()
        return [body_id for body_id in map(_id_of, rows) if body_id is not None]


def _id_of(index: QModelIndex) -> int | None:
    found = index.siblingAtColumn(0).data(BODY)
    return found if isinstance(found, int) else None


def _row(tree: Tree, body: Body) -> list[QStandardItem]:
    name = QStandardItem(icon(ICONS.get(body.level, "sitemap"), "muted"), body.name)
    name.setData(body.id, BODY)
    name.setData(fold(f"{body.code} {body.name}"), WORDS)
    name.setToolTip(plain_tip(f"{body.name} · {_(level_label(body.level))}"))
    below = len(tree.children(body.id))
    texts = (
        body.code,
        _("yes") if body.is_enrolled else "",
        number(below) if below else "",
    )
    return [name, *map(QStandardItem, texts)]


def life_of(body: Body) -> str:
    """From when until when a body lives, as far as it is known."""
    if body.founded_on and body.dissolved_on:
        words = _("From {first} until {last}")
    elif body.founded_on:
        words = _("Since {first}")
    elif body.dissolved_on:
        words = _("Until {last}")
    else:
        return ""
    return words.format(first=show(body.founded_on), last=show(body.dissolved_on))
