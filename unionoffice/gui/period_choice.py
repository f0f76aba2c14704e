"""The period that a page looks at, as a chip with a menu: years, quarters, or two days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from unionoffice.core.formatting import day
from unionoffice.core.i18n import _
from unionoffice.core.periods import Period
from unionoffice.gui.widgets.chips import Chip
from unionoffice.gui.widgets.day_editors import DayEditor
from unionoffice.gui.widgets.filter_popup import FilterPopup

QUARTERS = ("I", "II", "III", "IV")


class PeriodChip(Chip):
    """Announces the period that was chosen; None is any time."""

    chosen = Signal(object)

    def __init__(
        self, today: Callable[[], date] = date.today, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "calendar", parent)
        self._today = today
        self._period: Period | None = None
        self._popup: FilterPopup | None = None
        self.clicked.connect(self._open_menu)
        self.removed.connect(self._clear)
        self.set_period(None)

    @property
    def period(self) -> Period | None:
        return self._period

    def set_period(self, period: Period | None) -> None:
        """Show a period without announcing it."""
        self._period = period
        self.show_state(period_words(period), period is not None)

    def _choose(self, period: Period | None) -> None:
        self.set_period(period)
        self.chosen.emit(period)

    def _clear(self) -> None:
        self._choose(None)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        year = self._today().year
        self._offer(menu, None)
        for offered in (Period.year(year), Period.year(year - 1)):
            self._offer(menu, offered)
        menu.addSeparator()
        for number in range(4):
            self._offer(menu, quarter(year, number))
        menu.addSeparator()
        menu.addAction(_("Other days …")).setData("other")
        menu.triggered.connect(self._take)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _offer(self, menu: QMenu, period: Period | None) -> None:
        action = menu.addAction(period_words(period))
        action.setCheckable(True)
        action.setChecked(period == self._period)
        action.setData(period)

    def _take(self, action: QAction) -> None:
        if action.data() == "other":
            self._open_days()
        else:
            self._choose(action.data())

    def _open_days(self) -> None:
        known = self._period or Period.year(self._today().year)
        first, last = DayEditor(_("From"), today=self._today), DayEditor(_("To"), today=self._today)
        first.set_value(known.first)
        last.set_value(known.last)

        def apply() -> None:
            begin, end = first.value(), last.value()
            if begin is not None and end is not None:
                self._choose(Period(min(begin, end), max(begin, end)))

        self._popup = FilterPopup(_("Other days"), [first, last], self)
        self._popup.applied.connect(apply)
        self._popup.open_below(self)


def quarter(year: int, number: int) -> Period:
    """The quarter `number` of a year, counted from 0."""
    first = date(year, 3 * number + 1, 1)
    after = date(year + (number == 3), (3 * number + 3) % 12 + 1, 1)
    return Period(first, after - timedelta(days=1))


def period_words(period: Period | None) -> str:
    """`Year 2026`, `Quarter III 2026`, or the two days."""
    if period is None:
        return _("Any time")
    year = period.first.year
    if period == Period.year(year):
        return _("Year {year}").format(year=year)
    for number, name in enumerate(QUARTERS):
        if period == quarter(year, number):
            return _("Quarter {quarter} of {year}").format(quarter=name, year=year)
    return _("{first} to {last}").format(first=day(period.first), last=day(period.last))
