"""The menu of a register's page: deeds that have no button, columns, order, and voided records."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.record_table import RecordTable
from unionoffice.services.views import RegisterView

Deed = tuple[str, Callable[[], None]]  # its words, and what does it


class RegisterMenu(QMenu):
    """Made anew whenever it is opened."""

    order_wanted = Signal(str)
    voided_wanted = Signal(bool)

    def __init__(
        self,
        parent: QWidget,
        register: RegisterView,
        table: RecordTable,
        deeds: Sequence[Deed],
        marked: Sequence[QAction],
        *,
        shows_voided: bool,
    ) -> None:
        super().__init__(parent)
        for words, deed in deeds:
            self.addAction(words).triggered.connect(deed)
        self.addSeparator()
        self.addActions(marked)
        self.addSeparator()
        columns = table.column_menu(self)
        columns.setTitle(_("Columns"))
        self.addMenu(columns)
        order = self.addMenu(_("Sort by"))
        labels = {field.key: _(field.label) for field in register.table_fields}
        for key in table.shown_fields:
            order.addAction(labels[key].replace("&", "&&")).setData(key)
        order.triggered.connect(self._ask_for_order)
        self.addSeparator()
        voided = self.addAction(_("Show voided records"))
        voided.setCheckable(True)
        voided.setChecked(shows_voided)
        voided.toggled.connect(self.voided_wanted)

    def _ask_for_order(self, action: QAction) -> None:
        self.order_wanted.emit(action.data())
