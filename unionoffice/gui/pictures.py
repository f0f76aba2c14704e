"""Pictures of the pages of an open office, for those who want to see it before they use it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from unionoffice.core.i18n import _
from unionoffice.gui.page_keys import APPENDIX, JOURNAL, TODAY
from unionoffice.services.glance import FIRST_LIST, FIRST_RECORDS

if TYPE_CHECKING:
    from unionoffice.gui.office_window import OfficeWindow

PAUSE_MS = 1_500  # until a page has read and counted what it shows
PAGES = (TODAY, FIRST_LIST, FIRST_RECORDS, APPENDIX, JOURNAL, TODAY)


class PictureTaker(QObject):
    """Goes from page to page once the office is open, and ends on the first one."""

    taken = Signal(str)

    def __init__(self, office: OfficeWindow, folder: Path) -> None:
        super().__init__(office)
        self._office = office
        self._folder = folder
        self._rest = list(PAGES)
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._next)
        office.opened.connect(self._begin)

    def _begin(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._office.window.show_page(self._rest[0])
        self._timer.start()

    def _next(self) -> None:
        key = self._rest.pop(0)
        if not self._rest:
            self._timer.stop()
            self.taken.emit(_("Pictures of the pages are in {folder}.").format(folder=self._folder))
            return
        self._office.window.grab().save(str(self._folder / f"{key}.png"))
        self._office.window.show_page(self._rest[0])
