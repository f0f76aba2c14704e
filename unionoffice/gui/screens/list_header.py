"""The heads of a list's columns: how each was understood, in colour, and the way to correct it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from unionoffice.core.i18n import N_, _
from unionoffice.gui.icons import icon
from unionoffice.gui.screens.list_model import ListColumnView, ListModel
from unionoffice.gui.theme import colour, scaled, text_font
from unionoffice.gui.tokens import S1, S2, SEMIBOLD, SMALL, SMALL_RADIUS
from unionoffice.registerkit.columns import Kind, ListColumn

HEIGHT = 60
CHEVRON = 14
PARTS = {
    Kind.FLAG: (("no", N_("{field}: no")),),
    Kind.NAME: (
        ("family", N_("{field}: family name")),
        ("middle", N_("{field}: middle names")),
        ("given", N_("{field}: given name")),
    ),
    Kind.PARTIAL_DAY: (
        ("day", N_("{field}: day")),
        ("month", N_("{field}: month")),
        ("year", N_("{field}: year")),
        ("male", N_("{field}: of men")),
        ("female", N_("{field}: of women")),
    ),
}
PART_WORDS = dict(part for parts in PARTS.values() for part in parts)


class ListHeader(QHeaderView):
    """A press on a head offers every field of the register, and leaving the column out."""

    column_chosen = Signal(str, object)  # letter of the column, field or None

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._fields: tuple[ListColumn, ...] = ()
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(scaled(84))
        self.setDefaultSectionSize(scaled(140))
        self.setMouseTracking(True)

    def offer(self, fields: Sequence[ListColumn]) -> None:
        self._fields = tuple(fields)

    def column_at(self, section: int) -> ListColumnView | None:
        model = self.model()
        if isinstance(model, ListModel) and 1 <= section <= len(model.columns):
            return model.columns[section - 1]
        return None

    def open_menu(self, section: int) -> None:
        """Offer the fields for one column; from the keyboard too."""
        column = self.column_at(section)
        if column is None or not column.letter:
            return
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self._offer(menu, _("Leave this column out"), column, None)
        menu.addSeparator()
        for field in self._fields:
            self._offer(menu, _(field.label), column, field.key)
        menu.addSeparator()
        for field in self._fields:
            for part, words in PARTS.get(field.kind, ()):
                key = f"{field.key}.{part}"
                self._offer(menu, _(words).format(field=_(field.label)), column, key)
        menu.triggered.connect(self._choose)
        x = self.sectionViewportPosition(section)
        menu.popup(self.mapToGlobal(QPoint(x, self.height())))

    def _offer(self, menu: QMenu, words: str, column: ListColumnView, key: str | None) -> None:
        action = menu.addAction(words.replace("&", "&&"))
        present = f"{column.field}.{column.part}" if column.part else column.field or None
        action.setCheckable(True)
        action.setChecked(present == key)
        action.setData((column.letter, key))

    def _choose(self, action: QAction) -> None:
        letter, key = action.data()
        self.column_chosen.emit(letter, key)

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), scaled(HEIGHT))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        is_on_edge = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        if event.button() == Qt.MouseButton.LeftButton and not is_on_edge:
            self.open_menu(self.logicalIndexAt(place))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, colour("surface"))
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        column = self.column_at(logicalIndex)
        area = QRectF(rect).adjusted(S2, S1, -S2, -S1)
        half = area.height() / 2
        upper = QRectF(area.left(), area.top(), area.width(), half)
        if column is None:
            title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
            _draw_words(painter, area, title, "muted", SEMIBOLD)
        else:
            source = " · ".join(filter(None, (column.letter, column.header)))
            _draw_words(painter, upper, source or _("from the list's titles"), "muted")
            self._draw_field(
                painter, QRectF(area.left(), upper.bottom(), area.width(), half), column
            )
        painter.restore()

    def _draw_field(self, painter: QPainter, area: QRectF, column: ListColumnView) -> None:
        """A coloured pill: what the column was understood as."""
        words = column_words(column)
        font = text_font(SMALL, SEMIBOLD)
        room = scaled(CHEVRON) + S1 if column.letter else 0
        width = min(area.width(), QFontMetricsF(font).horizontalAdvance(words) + 2 * S2 + room)
        pill = QRectF(area.left(), area.top() + 1, width, area.height() - 2)
        painter.setPen(Qt.PenStyle.NoPen if column.field else QPen(colour("border"), 1))
        painter.setBrush(colour("accent_soft" if column.field else "surface"))
        painter.drawRoundedRect(pill, SMALL_RADIUS, SMALL_RADIUS)
        inner = pill.adjusted(S2, 0, -S2 - room, 0)
        _draw_words(painter, inner, words, "accent" if column.field else "muted", SEMIBOLD)
        if column.letter:
            side = scaled(CHEVRON)
            place = QRectF(pill.right() - side - S1, pill.center().y() - side / 2, side, side)
            icon("chevron-down", "accent" if column.field else "muted").paint(
                painter, place.toRect()
            )


def column_words(column: ListColumnView) -> str:
    """How a column was understood."""
    if not column.field:
        return _("left out")
    words = PART_WORDS.get(column.part)
    return _(words).format(field=column.label) if words else column.label


def _draw_words(painter: QPainter, area: QRectF, words: str, tone: str, weight: int = 400) -> None:
    font = text_font(SMALL, weight)
    painter.setFont(font)
    painter.setPen(colour(tone))
    shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
