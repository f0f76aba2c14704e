"""The help: one Markdown page for every sort of screen, shown in a window beside the work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QTextBrowser, QWidget

from unionoffice.core.i18n import SOURCE_LANGUAGE, _, current_language
from unionoffice.core.paths import resources_folder
from unionoffice.gui.screen_room import fitting
from unionoffice.gui.widgets.layouts import column

START = "start"


def help_file(page: str, language: str) -> Path:
    """The page in the language, else in English, else the first page of the help."""
    folder = resources_folder() / "help"
    for candidate in (
        folder / language / f"{page}.md",
        folder / SOURCE_LANGUAGE / f"{page}.md",
        folder / language / f"{START}.md",
    ):
        if candidate.exists():
            return candidate
    return folder / SOURCE_LANGUAGE / f"{START}.md"


class HelpWindow(QWidget):
    """Links between pages open here, all others in the browser. Esc closes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(_("Help"))
        self._browser = QTextBrowser()
        self._browser.setOpenLinks(False)
        self._browser.setAccessibleName(_("Help"))
        self._page = ""
        column(self).addWidget(self._browser)
        self.resize(fitting(self, 560, 640))
        self._browser.anchorClicked.connect(self._follow)
        QShortcut(QKeySequence("Esc"), self, self.close)

    @property
    def page(self) -> str:
        return self._page

    def show_page(self, page: str) -> None:
        file = help_file(page, current_language())
        self._page = file.stem
        self._browser.document().setDefaultFont(self.font())
        self._browser.setMarkdown(file.read_text(encoding="utf-8"))
        self.show()
        self.raise_()
        self.activateWindow()

    def _follow(self, address: QUrl) -> None:
        if address.isRelative():
            self.show_page(Path(address.path()).stem)
        else:
            QDesktopServices.openUrl(address)
