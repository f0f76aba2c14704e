"""Cells on a coloured ground, which the style sheet alone would leave out."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem


class GroundDelegate(QStyledItemDelegate):
    """Paints the model's background under each cell before the style paints the rest."""

    # Qt overrides
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(ground, QBrush):
            painter.fillRect(option.rect, ground)  # type: ignore[attr-defined]  # not in the stubs
        super().paint(painter, option, index)
