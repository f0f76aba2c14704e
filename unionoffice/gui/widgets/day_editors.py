"""Editors of days: typed as people write them, or picked from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QWidget

from unionoffice.core import formatting
from unionoffice.core.dates import PartialDate
from unionoffice.core.i18n import N_, _, current_language
from unionoffice.gui.day_text import read_day
from unionoffice.gui.icons import icon
from unionoffice.gui.screen_room import room_around
from unionoffice.gui.tokens import S1
from unionoffice.gui.widgets.buttons import IconButton
from unionoffice.gui.widgets.editors import TextEditor
from unionoffice.gui.widgets.layouts import column, row


class PartialDayEditor(TextEditor):
    """A day that may be known by its month or year only."""

    example = N_("This is not a day. Write it as 5/3/1985, 3/1985 or 1985.")

    def __init__(
        self,
        label: str,
        hint: str = "",
        is_required: bool = False,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint, is_required, parent)
        self._today = today
        self._calendar: CalendarPopup | None = None
        self._button = IconButton("calendar", _("Choose from a calendar"))
        whole = QWidget()
        places = row(whole, S1)
        self._layout.removeWidget(self.line)
        places.addWidget(self.line, 1)
        places.addWidget(self._button)
        self._set_input(self.line, whole)
        self.line.setPlaceholderText(_("day/month/year"))
        self._button.clicked.connect(self._open_calendar)
        self.line.editingFinished.connect(self._write_in_full)

    def value(self) -> Any:
        return self._read()

    def set_value(self, value: Any, name: str = "") -> None:
        self.line.setText(formatting.day(value))

    def set_read_only(self, is_read_only: bool) -> None:
        super().set_read_only(is_read_only)
        self._button.setVisible(not is_read_only)

    def unreadable(self) -> str:
        try:
            self._parse()
        except ValueError:
            return _(self.example)
        return ""

    def _parse(self) -> PartialDate | None:
        return read_day(self.line.text(), self._today())

    def _read(self) -> PartialDate | None:
        try:
            return self._parse()
        except ValueError:
            return None

    def _write_in_full(self) -> None:
        read = self._read()
        if read is not None:
            self.line.setText(formatting.day(read))

    def _open_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = CalendarPopup(self)
            self._calendar.chosen.connect(self._take)
        read = self._read()
        below = self.line.mapToGlobal(QPoint(0, self.line.height() + S1))
        self._calendar.open_at(below, read.first_day if read is not None else self._today())

    def _take(self, day: date) -> None:
        self.line.setText(formatting.day(day))
        self.line.setFocus()
        self.edited.emit()
        self.finished.emit()


class DayEditor(PartialDayEditor):
    """A day known exactly."""

    example = N_("This is not a day. Write it as 5/3/2026.")

    def value(self) -> date | None:
        read = self._read()
        return read.first_day if read is not None else None

    def _parse(self) -> PartialDate | None:
        read = super()._parse()
        if read is not None and not read.is_exact:
            raise ValueError(str(read))
        return read


class CalendarPopup(QFrame):
    """A month to choose a day from; Esc closes it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._owner = parent
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName(_("Calendar"))
        self._calendar.setGridVisible(False)
        self._calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        self._calendar.setLocale(QLocale(current_language()))
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        for name, mark in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
            button = self._calendar.findChild(QToolButton, f"qt_calendar_{name}")
            if isinstance(button, QToolButton):
                button.setIcon(icon(mark, "muted"))
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(weekend, QTextCharFormat())
        column(self, 0, S1).addWidget(self._calendar)
        self._calendar.clicked.connect(self._choose)
        self._calendar.activated.connect(self._choose)

    def open_at(self, place: QPoint, day: date) -> None:
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        size = self.sizeHint()
        room = room_around(self._owner)
        left = min(place.x(), room.right() - size.width())
        top = min(place.y(), room.bottom() - size.height())
        self.move(max(room.left(), left), max(room.top(), top))
        self.show()
        self._calendar.setFocus()

    def _choose(self, day: QDate) -> None:
        self.hide()
        self.chosen.emit(date(day.year(), day.month(), day.day()))
