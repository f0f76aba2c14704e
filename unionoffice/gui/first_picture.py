"""What the window shows while its parts are still being made: side bar and overview, painted.

Painting it takes a tenth of the time that importing and making the widgets takes which then stand
in its place. It is laid out as they are, from the same tokens, so that the change is hardly seen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from math import ceil

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from unionoffice.core.formatting import day, number
from unionoffice.core.i18n import _, ngettext
from unionoffice.gui.figures import Figure, figures_of
from unionoffice.gui.page_entries import GROUP_ICONS, GROUPS, PageEntry
from unionoffice.gui.pencil import CENTRE, LEFT, MIDDLE, MNEMONIC, WRAPPED, Layer, Pencil
from unionoffice.gui.screens.need_words import (
    FEW_NEEDS,
    ICONS,
    MOST_KINDS,
    TONES,
    action_of,
    sentence_of,
)
from unionoffice.gui.side_bar_picture import Row, SideBarPicture
from unionoffice.gui.tokens import (
    BUTTON_ICON,
    CONTROL_HEIGHT,
    HUGE,
    ICON_SIZE,
    LARGE,
    NARROW_PAGE,
    NARROW_WINDOW,
    S1,
    S2,
    S3,
    S4,
    S6,
    SEMIBOLD,
    SIDE_BAR_WIDTH,
    SMALL,
    SMALL_ICON,
    SMALL_RADIUS,
    Colours,
)
from unionoffice.services.glance import Glance, Need

MENUS = ("&File", "&Edit", "&View", "&Help")
SPARK = 72
PADDING = S4 + 1  # of a card, with its line

Block = tuple[float, Callable[[QRectF], None]]  # its height, and what paints it


class FirstPicture(QWidget):
    """Answers nobody; what is pressed meanwhile reaches the parts that take its place."""

    painted = Signal()

    def __init__(
        self,
        office: str,
        glance: Glance,
        pages: Sequence[PageEntry],
        groups: Sequence[str],
        folded: Collection[str],
        colours: Colours,
        *,
        has_icons_only: bool,
    ) -> None:
        super().__init__()
        self._office = office
        self._glance = glance
        self._pages = pages
        self._groups = groups
        self._folded = folded
        self._colours = colours
        self._has_icons_only = has_icons_only
        self._pencil = Pencil(self.font(), colours)
        self._layers: list[Layer] = []
        self._is_told = False

    def _draw(self, pencil: Pencil) -> None:
        width, height = self.width(), self.height()
        is_folded = self._has_icons_only or width < pencil.scaled(NARROW_WINDOW)
        side = pencil.scaled(SIDE_BAR_WIDTH)
        if is_folded:
            side = pencil.scaled(ICON_SIZE) + 3 * S3 + 2 * S2
        top = _paint_menus(pencil, width)
        bar = SideBarPicture(pencil, QRectF(0, top, side, height - top), is_folded)
        bar.paint(self._office, self._rows(is_folded))
        page = QRectF(side, top, width - side, height - top)
        OverviewPicture(pencil, page).paint(self._glance)

    def _rows(self, is_folded: bool) -> list[Row]:
        """The pages that the side bar shows, and its headings."""
        headings = dict(GROUPS)
        rows: list[Row] = []
        for group in self._groups:
            members = [page for page in self._pages if page.group == group]
            is_hidden = group in self._folded
            if members and group and (is_hidden or not is_folded):
                mark = "chevron-right" if is_hidden else "chevron-down"
                rows.append((GROUP_ICONS[group], _(headings[group]), mark))
            if not is_hidden:
                rows += [(page.icon, _(page.title), "") for page in members]
        return rows

    def _tell(self) -> None:
        self.painted.emit()

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Laid out before it is painted, and again when the window is given another size."""
        for layer in self._layers:
            layer.hide()
            layer.deleteLater()
        self._pencil = Pencil(self.font(), self._colours)
        self._draw(self._pencil)
        self._layers = [Layer(*written, self) for written in self._pencil.words.items()]

    def paintEvent(self, event: QPaintEvent) -> None:
        self._pencil.paint_shapes(self)
        if not self._is_told:
            self._is_told = True
            QTimer.singleShot(0, self, self._tell)


def _paint_menus(pencil: Pencil, width: float) -> float:
    """The menu bar; gives its height."""
    height = pencil.height() + 2 * S1
    pencil.fill(QRectF(0, 0, width, height + 4), "sunken")
    left = S2 + 6.0
    for words in map(_, MENUS):
        room = ceil(pencil.width(words.replace("&", ""))) + 2 * S2
        pencil.write(words, QRectF(left, 2, room, height), how=CENTRE | MIDDLE | MNEMONIC)
        left += room + 6
    return height + 4


class OverviewPicture:
    """The first page, from its top as far as the window reaches."""

    def __init__(self, pencil: Pencil, place: QRectF) -> None:
        self._pencil = pencil
        self._place = place

    def paint(self, glance: Glance) -> None:
        place = self._place
        self._pencil.fill(place, "page")
        width = place.width() - 2 * S6 - S3
        blocks = self._blocks(glance, width)
        whole = sum(height for height, _paint in blocks) + S4 * len(blocks) + S6
        if whole > place.height():
            length = place.height() * place.height() / whole - 2 * S1
            handle = QRectF(place.right() - S3 + S1, place.top() + S1, S1, length)
            self._pencil.handle(handle, "border")
        else:
            width += S3
            blocks = self._blocks(glance, width)
        top = place.top() + S4
        for height, paint in blocks:
            if top < place.bottom():
                paint(QRectF(place.left() + S6, top, width, height))
            top += height + S4

    def _blocks(self, glance: Glance, width: float) -> list[Block]:
        blocks = [self._head(glance)]
        is_beginning = not glance.has_all_firsts and not glance.collects
        if is_beginning:
            return blocks  # its first steps come with the widgets
        if not glance.is_empty:
            blocks.append(self._needs(glance.needs, width))
        figures = figures_of(glance)
        across = 2 if width < self._pencil.scaled(NARROW_PAGE) else 4
        for first in range(0, len(figures), across):
            row = figures[first : first + across]
            blocks.append(self._tiles(row, min(across, len(figures)), width))
        if glance.benefit_kinds:
            blocks.append(self._charts(len(glance.benefit_kinds), width))
        return blocks

    def _head(self, glance: Glance) -> Block:
        pencil = self._pencil
        title = pencil.height(size=HUGE, weight=SEMIBOLD)
        words = _("{day} · {office}").format(day=day(glance.counted_on), office=glance.office)

        def paint(place: QRectF) -> None:
            upper = QRectF(place.left(), place.top(), place.width(), title)
            pencil.write(_("Today"), upper, size=HUGE, weight=SEMIBOLD)
            pencil.write(words, place.adjusted(0, title, 0, 0), "muted")

        return title + pencil.height(), paint

    # What needs attention

    def _needs(self, needs: Sequence[Need], width: float) -> Block:
        pencil = self._pencil
        shown = [self._need(need, width - 2 * PADDING) for need in needs[:FEW_NEEDS]]
        if not shown:
            shown = [self._calm()]
        hidden = len(needs) - len(needs[:FEW_NEEDS])
        heading = pencil.height(size=LARGE, weight=SEMIBOLD)
        rows = sum(height for height, _paint in shown) + len(shown) - 1
        whole = 2 * PADDING + heading + S2 + rows
        if hidden:
            whole += S2 + pencil.scaled(CONTROL_HEIGHT)

        def paint(place: QRectF) -> None:
            pencil.box(place)
            inner = place.adjusted(PADDING, PADDING, -PADDING, -PADDING)
            title = QRectF(inner.left(), inner.top(), inner.width(), heading)
            pencil.write(_("Needs attention"), title, size=LARGE, weight=SEMIBOLD)
            top = title.bottom() + S2
            for height, paint_row in shown:
                paint_row(QRectF(inner.left(), top, inner.width(), height))
                top += height
                if paint_row is not shown[-1][1]:
                    pencil.fill(QRectF(inner.left(), top, inner.width(), 1), "hairline")
                top += 1
            if hidden:
                self._paint_more(inner, hidden)

        return whole, paint

    def _need(self, need: Need, width: float) -> Block:
        pencil = self._pencil
        sentence, action = sentence_of(need), action_of(need)
        icon, button = pencil.scaled(ICON_SIZE), ceil(pencil.width(action)) + 2 * S3 + 2
        control = pencil.scaled(CONTROL_HEIGHT)
        room = width - icon - button - 2 * S3
        height = max(control, pencil.height(sentence, room))

        def paint(place: QRectF) -> None:
            line = place.adjusted(0, S2, 0, -S2)
            mark = QRectF(line.left(), line.top(), icon, line.height())
            pencil.icon(ICONS[need.severity], TONES[need.severity], mark, icon)
            words = QRectF(mark.right() + S3, line.top(), room, line.height())
            pencil.write(sentence, words, how=LEFT | MIDDLE | WRAPPED)
            middle = line.center().y()
            push = QRectF(line.right() - button, middle - control / 2, button, control)
            pencil.box(push, line="border", radius=SMALL_RADIUS)
            pencil.write(action, push, how=CENTRE | MIDDLE)

        return height + 2 * S2, paint

    def _calm(self) -> Block:
        pencil = self._pencil
        icon = pencil.scaled(ICON_SIZE)
        words = _("Nothing is waiting. Everything that was entered is complete.")

        def paint(place: QRectF) -> None:
            pencil.icon(
                "circle-check", "ok", QRectF(place.left(), place.top(), icon, place.height()), icon
            )
            pencil.write(words, place.adjusted(icon + S3, 0, 0, 0))

        return max(icon, pencil.height()) + 2 * S2, paint

    def _paint_more(self, inner: QRectF, hidden: int) -> None:
        pencil = self._pencil
        control, icon = pencil.scaled(CONTROL_HEIGHT), pencil.scaled(SMALL_ICON)
        line = QRectF(inner.left() + S2 + 1, inner.bottom() - control, inner.width(), control)
        pencil.icon("chevron-down", "accent", QRectF(line.left(), line.top(), icon, control), icon)
        words = ngettext("Show {count} more", "Show {count} more", hidden)
        place = line.adjusted(pencil.scaled(BUTTON_ICON) + 4, 0, 0, 0)
        pencil.write(words.format(count=number(hidden)), place, "accent")

    # Figures and charts

    def _tiles(self, figures: Sequence[Figure], across: int, width: float) -> Block:
        each = (width - S4 * (across - 1)) / across
        tiles = [self._tile(figure, each - 2 * PADDING) for figure in figures]

        def paint(place: QRectF) -> None:
            for number_, (_height, paint_tile) in enumerate(tiles):
                box = QRectF(
                    place.left() + number_ * (each + S4), place.top(), each, place.height()
                )
                self._pencil.box(box)
                paint_tile(box.adjusted(PADDING, PADDING, -PADDING, -PADDING))

        return max(height for height, _paint in tiles) + 2 * PADDING, paint

    def _tile(self, figure: Figure, width: float) -> Block:
        pencil = self._pencil
        icon = pencil.scaled(ICON_SIZE)
        head = max(icon, pencil.height(figure.label, width - icon - S2))
        middle = pencil.height(size=HUGE, weight=SEMIBOLD)
        trend = pencil.height(figure.trend, width, SMALL) if figure.trend else 0
        spark = pencil.scaled(SPARK)
        is_drawn = (
            len(figure.values) > 1
            and pencil.width(figure.text, HUGE, SEMIBOLD) + S2 + spark <= width
        )

        def paint(place: QRectF) -> None:
            upper = QRectF(place.left(), place.top(), place.width(), head)
            pencil.icon(figure.icon, "muted", QRectF(upper.left(), upper.top(), icon, head), icon)
            label = upper.adjusted(icon + S2, 0, 0, 0)
            pencil.write(figure.label, label, "muted", how=LEFT | MIDDLE | WRAPPED)
            line = QRectF(place.left(), upper.bottom() + S1, place.width(), middle)
            pencil.write(figure.text, line, size=HUGE, weight=SEMIBOLD)
            if is_drawn:
                pencil.spark(figure.values, QRectF(line.right() - spark, line.top(), spark, middle))
            below = QRectF(place.left(), line.bottom() + S1, place.width(), trend)
            pencil.write(figure.trend, below, "muted", SMALL, how=LEFT | MIDDLE | WRAPPED)

        return head + middle + trend + S1 * (2 if figure.trend else 1), paint

    def _charts(self, kinds: int, width: float) -> Block:
        """Their cards; the bars themselves come with the widgets."""
        pencil = self._pencil
        titles = (
            _("Benefits this year, by kind (turns)"),
            _("Benefits this year, by month (turns)"),
        )
        is_narrow = width < pencil.scaled(NARROW_PAGE)
        each = width if is_narrow else (width - S4) / 2
        height = 2 * PADDING + pencil.height() + S2 + _height_of_bars(pencil, kinds)
        step = (0, height + S4) if is_narrow else (each + S4, 0)

        def paint(place: QRectF) -> None:
            for number_, title in enumerate(titles):
                left, top = place.left() + number_ * step[0], place.top() + number_ * step[1]
                pencil.box(QRectF(left, top, each, height))
                words = QRectF(left + PADDING, top + PADDING, each - 2 * PADDING, pencil.height())
                pencil.write(title, words, weight=SEMIBOLD)

        return 2 * height + S4 if is_narrow else height, paint


def _height_of_bars(pencil: Pencil, kinds: int) -> float:
    """As the charts ask for it."""
    bars = max(3, min(kinds, MOST_KINDS)) * (pencil.height(size=SMALL) + pencil.scaled(10) + S3)
    return max(bars + 2 * S1, pencil.scaled(200))
