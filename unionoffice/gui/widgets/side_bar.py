"""The side bar: the pages by groups that can be folded; folded itself, the icons alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from unionoffice.core.i18n import _
from unionoffice.gui.icons import icon
from unionoffice.gui.page_entries import BELOW, GROUP_ICONS, GROUPS, Arrangement, PageEntry
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import ICON_SIZE, S1, S2, S3, SIDE_BAR_WIDTH
from unionoffice.gui.widgets.buttons import IconButton
from unionoffice.gui.widgets.cards import IconLabel
from unionoffice.gui.widgets.labels import Text, restyle
from unionoffice.gui.widgets.layouts import column, row, scrolled

HEADING_HEIGHT, MARK_SIZE = 28, 14


class SideBarRow(QPushButton):
    """What Enter presses and arrows leave; Qt's own arrows would stay within the pages."""

    left = Signal(object, int)  # itself; downwards 1, upwards -1

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.left.emit(self, 1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class SideBarButton(SideBarRow):
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
        self.fit_words()

    def fit_words(self) -> None:
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
        self.fit_words()


class SideBarGroup(SideBarRow):
    """The heading over the pages of one group; pressed, it hides them or shows them again."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__()
        self.key = key
        self.buttons: list[SideBarButton] = []
        self._title = Text(title, "group")
        self._icon = IconLabel(GROUP_ICONS.get(key, ""), "muted", ICON_SIZE)
        self._mark = IconLabel("chevron-down", "muted", MARK_SIZE)
        self._is_bar_folded = False
        self.setCheckable(True)
        self.setChecked(True)
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        self._line = row(self)
        self._line.addWidget(self._title, 1)
        self._line.addWidget(self._icon, 1, Qt.AlignmentFlag.AlignCenter)
        self._line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignCenter)
        for part in (self._title, self._icon, self._mark):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._show_pages)

    def _show_pages(self, is_open: bool) -> None:
        self._mark.show_icon("chevron-down" if is_open else "chevron-right", "muted")
        for button in self.buttons:
            button.setVisible(is_open)
        self.fold(self._is_bar_folded)

    def fold(self, is_folded: bool) -> None:
        """In a bar of icons alone a hidden group stays by its icon, and its name is the tip."""
        self._is_bar_folded = is_folded
        self._title.setVisible(not is_folded)
        self._icon.setVisible(is_folded)
        self._line.setSpacing(0 if is_folded else S2)  # or the icon would have no room
        self._line.setContentsMargins(*((S3, 0, 0, 0) if is_folded else (0, S2, S3, 0)))
        self.setToolTip(self.accessibleName() if is_folded else "")
        self.setVisible(not (is_folded and self.isChecked()))

    def fit(self) -> None:
        self.setFixedHeight(scaled(HEADING_HEIGHT))


class SideBar(QFrame):
    """Arrow keys walk through the pages, Enter opens one; the button at the foot folds the bar."""

    page_chosen = Signal(str)
    folded = Signal(bool)
    groups_folded = Signal(list)  # the keys of the groups whose pages are hidden

    def __init__(
        self,
        pages: Iterable[PageEntry],
        arrangement: Arrangement = BELOW,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._buttons: dict[str, SideBarButton] = {}
        self._headings: list[SideBarGroup] = []
        self._rows: list[SideBarRow] = []
        self._is_folded = False
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._office = Text("", "office", wrap=True)
        self._fold = IconButton("layout-sidebar-left-collapse", "")
        self._area = self._build(tuple(pages), arrangement)
        self._connect()
        self._show_folding()
        self.fit()

    def _build(self, pages: tuple[PageEntry, ...], arrangement: Arrangement) -> QScrollArea:
        inner = QWidget()
        rows = column(inner, 2)
        rows.setContentsMargins(S2, 0, S2, S2)
        headings = dict(GROUPS)
        for key in arrangement.order:
            members = [page for page in pages if page.group == key]
            if members:
                self._add_group(rows, SideBarGroup(key, _(headings[key])), members)
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

    def _add_group(
        self, rows: QVBoxLayout, heading: SideBarGroup, members: Sequence[PageEntry]
    ) -> None:
        if heading.key:
            self._headings.append(heading)
            self._rows.append(heading)
            rows.addWidget(heading)
        for page in members:
            button = SideBarButton(page.key, _(page.title), page.icon)
            self._buttons[page.key] = button
            heading.buttons.append(button)
            self._rows.append(button)
            self._group.addButton(button)
            rows.addWidget(button)

    def _connect(self) -> None:
        self._group.buttonClicked.connect(self._announce)
        self._fold.clicked.connect(self._toggle)
        for heading in self._headings:
            heading.clicked.connect(self._announce_groups)
        for each in self._rows:
            each.left.connect(self._step)

    def set_office(self, name: str) -> None:
        """The organisation's name at the head of the bar."""
        self._office.setText(name)

    def show_page(self, key: str) -> None:
        """Mark the page that is open."""
        button = self._buttons.get(key)
        if button is not None:
            for heading in self._headings:
                if button in heading.buttons:
                    heading.setChecked(True)
            button.setChecked(True)
            self._area.ensureWidgetVisible(button)
        elif self._group.checkedButton() is not None:
            # A page that the bar does not have: none is marked.
            self._group.setExclusive(False)
            self._group.checkedButton().setChecked(False)
            self._group.setExclusive(True)

    def fold_groups(self, keys: Iterable[str]) -> None:
        """Hide the pages of these groups and show those of the others."""
        hidden = frozenset(keys)
        for heading in self._headings:
            heading.setChecked(heading.key not in hidden)

    def _announce_groups(self) -> None:
        self.groups_folded.emit([each.key for each in self._headings if not each.isChecked()])

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
            heading.fold(is_folded)
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
            button.fit_words()
        for heading in self._headings:
            heading.fit()

    def _announce(self, button: SideBarButton) -> None:
        self.page_chosen.emit(button.key)

    def _toggle(self) -> None:
        self.fold(not self._is_folded)
        self.folded.emit(self._is_folded)

    def _step(self, row: SideBarRow, by: int) -> None:
        rows = self._steps()
        target = rows[(rows.index(row) + by) % len(rows)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(target)

    def _steps(self) -> list[SideBarRow]:
        """The pages that are shown and the headings of hidden ones, from top to bottom."""
        unfolded = {heading for heading in self._headings if heading.isChecked()}
        return [each for each in self._rows if each not in unfolded and each.isVisibleTo(self)]
