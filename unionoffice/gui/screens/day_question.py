"""A little box below a list of choices that asks for a day that is not among them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from unionoffice.gui.widgets.day_editors import DayEditor
from unionoffice.gui.widgets.filter_popup import FilterPopup


class DayQuestion:
    """Asks once each time it is opened, and hands over the day that was given."""

    def __init__(
        self, title: str, label: str, today: Callable[[], date], take: Callable[[date], None]
    ) -> None:
        self._title, self._label = title, label
        self._today, self._take = today, take
        self._popup: FilterPopup | None = None

    def ask(self, below: QWidget, day: date | None) -> None:
        editor = DayEditor(self._label, today=self._today)
        editor.set_value(day or self._today())

        def apply() -> None:
            given = editor.value()
            if given is not None:
                self._take(given)

        self._popup = FilterPopup(self._title, [editor], below)
        self._popup.applied.connect(apply)
        self._popup.open_below(below)
