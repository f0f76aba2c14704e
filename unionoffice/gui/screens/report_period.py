"""The period a form is made for: as of today, a year, a quarter, or two days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal

from unionoffice.core.formatting import day
from unionoffice.core.i18n import _
from unionoffice.core.periods import Period
from unionoffice.gui.period_choice import period_words, quarter
from unionoffice.gui.widgets.day_editors import DayEditor
from unionoffice.gui.widgets.editors import CalmComboBox
from unionoffice.gui.widgets.filter_popup import FilterPopup


class ReportPeriod(CalmComboBox):
    """Announces the period that was chosen; there is always one."""

    chosen = Signal(object)

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._today = today
        self._popup: FilterPopup | None = None
        self.setAccessibleName(_("Period"))
        self.setSizeAdjustPolicy(CalmComboBox.SizeAdjustPolicy.AdjustToContents)
        self._usual = self._periods()
        self._suggested: set[Period] = set()
        self._is_chosen = False
        self._period = self._usual[0]
        self._fill()
        self.activated.connect(self._take)

    @property
    def period(self) -> Period:
        return self._period

    def set_period(self, period: Period) -> None:
        """Show a period without announcing it; it stays, whatever is suggested later."""
        self._is_chosen = True
        self._period = period
        self._fill()

    def suggest(self, periods: Sequence[Period]) -> None:
        """Offer these periods too, and show the newest until somebody chooses one.

        Of those that end together, the first. What ends after this year may be a slip of a hand.
        """
        self._suggested.update(periods)
        if periods and not self._is_chosen:
            this_year = self._today().year
            self._period = max(periods, key=lambda each: (each.last.year <= this_year, each.last))
        self._fill()

    def _periods(self) -> list[Period]:
        today = self._today()
        year = today.year
        return [
            Period(date(year, 1, 1), today),
            Period.year(year),
            Period.year(year - 1),
            *(quarter(year, number) for number in range((today.month + 2) // 3)),
        ]

    def _words(self, period: Period) -> str:
        if period == self._usual[0]:
            return _("{year}, as of today ({day})").format(
                year=period.first.year, day=day(period.last)
            )
        return period_words(period)

    def _fill(self) -> None:
        self.clear()
        more = {*self._suggested, self._period}.difference(self._usual)
        offered = [*self._usual, *sorted(more, reverse=True)]
        for period in offered:
            self.addItem(self._words(period), period)
        self.addItem(_("Other days …"), None)
        self.setCurrentIndex(offered.index(self._period))

    def _take(self) -> None:
        period = self.currentData()
        if period is None:
            self._fill()
            self._open_days()
        else:
            self._choose(period)

    def _choose(self, period: Period) -> None:
        self.set_period(period)
        self.chosen.emit(period)

    def _open_days(self) -> None:
        first, last = DayEditor(_("From"), today=self._today), DayEditor(_("To"), today=self._today)
        first.set_value(self._period.first)
        last.set_value(self._period.last)

        def apply() -> None:
            begin, end = first.value(), last.value()
            if begin is not None and end is not None:
                self._choose(Period(min(begin, end), max(begin, end)))

        self._popup = FilterPopup(_("Other days"), [first, last], self)
        self._popup.applied.connect(apply)
        self._popup.open_below(self)
