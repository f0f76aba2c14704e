"""Search line and chips over a table: which records of a register are wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from unionoffice.core.i18n import N_, _
from unionoffice.core.periods import Period
from unionoffice.gui.filter_chips import FieldChip
from unionoffice.gui.period_choice import PeriodChip
from unionoffice.gui.protocols import Lookups
from unionoffice.gui.theme import scaled
from unionoffice.gui.widgets.chips import Chip
from unionoffice.gui.widgets.layouts import FlowLayout
from unionoffice.gui.widgets.search_line import SearchLine
from unionoffice.registerkit.columns import Kind
from unionoffice.services.views import FieldView, Filter, Query, RegisterView

SEARCH_WIDTH = 260
# The unit chip asks as any field of this kind does; its answer goes into the query's own place.
UNIT = FieldView("", N_("Unit"), Kind.UNIT)


class FilterBar(QWidget):
    """Its `query` follows what is typed and chosen; `changed` says that it has."""

    changed = Signal()
    left_down = Signal()

    def __init__(
        self,
        register: RegisterView,
        lookups: Lookups,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._register = register
        self._lookups = lookups
        self._chips: dict[str, FieldChip] = {}
        self.search = SearchLine(_("Search by name, number …"))
        self._period = PeriodChip(today)
        self._unit = FieldChip(UNIT, lookups)
        self._add = Chip(_("Add filter"), "filter-plus")
        self._flow = FlowLayout(self)
        for part in (self.search, self._period, self._unit, self._add):
            self._flow.addWidget(part)
        self._period.setVisible(bool(register.event_field))
        self._unit.setVisible(register.has_units)
        self.search.setFixedWidth(scaled(SEARCH_WIDTH))
        self._connect()

    def _connect(self) -> None:
        self.search.searched.connect(self.changed)
        self.search.left_down.connect(self.left_down)
        self._period.chosen.connect(self.changed)
        self._unit.changed.connect(self.changed)
        self._unit.dropped.connect(self._drop_unit)
        self._add.clicked.connect(self._open_menu)

    def query(self) -> Query:
        """What is asked for, in the register's own order."""
        filters = [part for chip in self._chips.values() for part in chip.filters]
        unit_filters = self._unit.filters
        unit_id = unit_filters[0].value if unit_filters else None
        if unit_filters and unit_id is None:
            filters.append(Filter(self._unit_field(), unit_filters[0].operator))
        return Query(
            find=self.search.text().strip(),
            filters=tuple(filters),
            period=self._period.period,
            unit_id=unit_id,
        )

    @property
    def is_narrowed(self) -> bool:
        query = self.query()
        return bool(query.find or query.filters or query.period or query.unit_id)

    def set_conditions(self, filters: Sequence[Filter] = (), period: Period | None = None) -> None:
        """Ask for this and nothing else, without announcing it."""
        blocker = QSignalBlocker(self)
        search_blocker = QSignalBlocker(self.search)
        self.search.clear()
        self._period.set_period(period)
        self._unit.set_filters()
        for key in tuple(self._chips):
            self._remove_chip(key)
        for key in dict.fromkeys(condition.field for condition in filters):
            mine = [condition for condition in filters if condition.field == key]
            self._chip(key).set_filters(*mine)
        search_blocker.unblock()
        blocker.unblock()

    def clear(self) -> None:
        """Show everything again."""
        self.set_conditions()
        self.changed.emit()

    def _unit_field(self) -> str:
        kinds = (Kind.UNIT, Kind.UNITS)
        fields = (field.key for field in self._register.fields if field.kind in kinds)
        return next(fields, "")

    def _drop_unit(self) -> None:
        self._unit.set_filters()

    # Further filters

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for field in (*self._register.fields, *self._register.counts):
            if self._can_filter(field):
                action = menu.addAction(_(field.label).replace("&", "&&"))
                action.setData(field.key)
        menu.triggered.connect(self._open_new)
        menu.popup(self._add.mapToGlobal(QPoint(0, self._add.height())))

    def _can_filter(self, field: FieldView) -> bool:
        covered = self._register.has_units and field.kind in (Kind.UNIT, Kind.UNITS)
        return field.key not in self._chips and not covered

    def _open_new(self, action: QAction) -> None:
        chip = self._chip(action.data())
        self._flow.activate()
        chip.open()

    def _chip(self, key: str) -> FieldChip:
        if key not in self._chips:
            fields = (*self._register.fields, *self._register.counts)
            field = next(field for field in fields if field.key == key)
            chip = FieldChip(field, self._lookups)
            chip.changed.connect(self.changed)
            chip.dropped.connect(partial(self._drop, key))
            self._chips[key] = chip
            self._flow.insert(self._flow.count() - 1, chip)
            self.setTabOrder(self._unit, chip)
            chip.show()
        return self._chips[key]

    def _drop(self, key: str) -> None:
        self._remove_chip(key)
        self._add.setFocus()
        self.changed.emit()

    def _remove_chip(self, key: str) -> None:
        chip = self._chips.pop(key)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
