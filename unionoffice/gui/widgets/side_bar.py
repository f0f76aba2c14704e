"""The side bar: the pages by group, with words; folded, the icons alone."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QScrollArea, QSizePolicy, QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.icons import icon
from unionoffice.gui.pages import GROUPS, PageEntry
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import ICON_SIZE, S1, S2, S3, SIDE_BAR_WIDTH
from unionoffice.gui.widgets.buttons import IconButton
from unionoffice.gui.widgets.labels import ElidedText, Text, restyle
from unionoffice.gui.widgets.layouts import column, row, scrolled


class SideBarButton(QPushButton):
    """One page in the side bar."""

    def __init__(self, key: str, title: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._title = title
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setIcon(icon(icon_name, "muted"))
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._is_folded = False

    def fold(self, is_folded: bool) -> None:
        self._is_folded = is_folded
        self._fit_words()

    def _fit_words(self) -> None:
        room = self.width() - self.iconSize().width() - 2 * S3 - S3
        mode = Qt.TextElideMode.ElideRight
        shown = "" if self._is_folded else self.fontMetrics().elidedText(self._title, mode, room)
        # "&" would become a mnemonic in a button.
        self.setText("  " + shown.replace("&", "&&") if shown else "")
        self.setToolTip("" if shown == self._title else self._title)

    # Qt overrides
    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(ICON_SIZE), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()


class SideBar(QFrame):
    """Arrow keys walk through the pages, Enter opens one; the button at the foot folds the bar."""

    page_chosen = Signal(str)
    folded = Signal(bool)

    def __init__(self, pages: Iterable[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, SideBarButton] = {}
        self._headings: list[QWidget] = []
        self._is_folded = False
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._office = ElidedText("", "office")
        self._fold = IconButton("layout-sidebar-left-collapse", "")
        self._area = self._build(tuple(pages))
        self._connect()
        self._show_folding()
        self.fit()

    def _build(self, pages: tuple[PageEntry, ...]) -> QScrollArea:
        inner = QWidget()
        rows = column(inner, 2)
        rows.setContentsMargins(S2, 0, S2, S2)
        for key, heading in GROUPS:
            members = [page for page in pages if page.group == key]
            if members and heading:
                title = Text(_(heading), "group")
                title.setFixedHeight(scaled(32))
                title.setAlignment(Qt.AlignmentFlag.AlignBottom)
                title.setContentsMargins(0, 0, 0, S1)
                self._headings.append(title)
                rows.addWidget(title)
            for page in members:
                button = SideBarButton(page.key, _(page.title), page.icon)
                self._buttons[page.key] = button
                self._group.addButton(button)
                rows.addWidget(button)
        rows.addStretch(1)
        head = row()
        head.setContentsMargins(S3 + S1, S3, S2, S2)
        head.addWidget(self._office, 1)
        foot = row()
        foot.setContentsMargins(S2, S1, S2, S2)
        foot.addWidget(self._fold)
        foot.addStretch(1)
        layout = column(self, 0)
        layout.addLayout(head)
        area = scrolled(inner, is_in_first_picture=True)
        layout.addWidget(area, 1)
        layout.addLayout(foot)
        return area

    def _connect(self) -> None:
        self._group.buttonClicked.connect(self._announce)
        self._fold.clicked.connect(self._toggle)

    def set_office(self, name: str) -> None:
        """The organisation's name at the head of the bar."""
        self._office.setText(name)

    def show_page(self, key: str) -> None:
        """Mark the page that is open."""
        button = self._buttons.get(key)
        if button is not None:
            button.setChecked(True)
            self._area.ensureWidgetVisible(button)
        elif self._group.checkedButton() is not None:
            # A page that the bar does not have: none is marked.
            self._group.setExclusive(False)
            self._group.checkedButton().setChecked(False)
            self._group.setExclusive(True)

    @property
    def is_folded(self) -> bool:
        return self._is_folded

    def fold(self, is_folded: bool) -> None:
        if is_folded != self._is_folded:
            self._is_folded = is_folded
            self._show_folding()
        self.fit()

    def _show_folding(self) -> None:
        is_folded = self._is_folded
        for button in self._buttons.values():
            button.fold(is_folded)
        for heading in self._headings:
            heading.setVisible(not is_folded)
        self._office.setVisible(not is_folded)
        side = "expand" if is_folded else "collapse"
        self._fold.setIcon(icon(f"layout-sidebar-left-{side}", "muted"))
        self._fold.rename(_("Show the words") if is_folded else _("Show the icons only"))
        self.setProperty("folded", "true" if is_folded else "false")
        for widget in (self, *self._buttons.values()):
            restyle(widget)

    def fit(self) -> None:
        """Take the width that the text size asks for."""
        # Room for the scroll bar too: in a low window the icons would hide behind it.
        folded_width = scaled(ICON_SIZE) + 2 * S3 + 2 * S2 + S3
        self.setFixedWidth(folded_width if self._is_folded else scaled(SIDE_BAR_WIDTH))
        for button in self._buttons.values():
            button.setIconSize(QSize(scaled(ICON_SIZE), scaled(ICON_SIZE)))
        for heading in self._headings:
            heading.setFixedHeight(scaled(32))

    def _announce(self, button: SideBarButton) -> None:
        self.page_chosen.emit(button.key)

    def _toggle(self) -> None:
        self.fold(not self._is_folded)
        self.folded.emit(self._is_folded)

    def _step(self, by: int) -> None:
        buttons = list(self._buttons.values())
        focused = self.focusWidget()
        place = buttons.index(focused) if focused in buttons else -by
        target = buttons[(place + by) % len(buttons)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(target)

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, SideBarButton):
                focused.click()
        else:
            super().keyPressEvent(event)
