"""The parts of the window around its pages, made after the first picture and put in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from unionoffice.gui.look import Look
from unionoffice.gui.menus import Menus
from unionoffice.gui.page_entries import Arrangement, PageEntry
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.side_bar import SideBar


class WindowParts:
    """Menus, side bar, banner, and the place of the pages."""

    def __init__(
        self, window: QMainWindow, pages: Sequence[PageEntry], arrangement: Arrangement, look: Look
    ) -> None:
        self.banner = Banner(is_closable=True)
        self.side_bar = SideBar(pages, arrangement)
        self.stack = QStackedWidget()
        self.menus = Menus(window.menuBar(), look)
        centre = QWidget()
        right = column(spacing=0)
        right.addWidget(self.banner)
        right.addWidget(self.stack, 1)
        layout = row(centre, 0)
        layout.addWidget(self.side_bar)
        layout.addLayout(right, 1)
        window.setCentralWidget(centre)
