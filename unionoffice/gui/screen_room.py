"""How much of its screen a window may take."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import FRAME_HEIGHT, FRAME_WIDTH


def room_around(widget: QWidget) -> QRect:
    """What the screen on which `widget` stands, or its parent before it is shown, leaves free.

    The widget itself is not asked for its screen: PySide counts the answer among the widget's
    children, and has destroyed the screen, and with it the program, when it swept the widget up.
    """
    shown = widget if widget.isVisible() else widget.parentWidget() or widget
    at_its_middle = QGuiApplication.screenAt(shown.mapToGlobal(shown.rect().center()))
    return (at_its_middle or QGuiApplication.primaryScreen()).availableGeometry()


def largest_around(widget: QWidget) -> QSize:
    """What the screen leaves for a window inside its frame."""
    return room_around(widget).size() - QSize(FRAME_WIDTH, FRAME_HEIGHT)


def fitting(widget: QWidget, width: int, height: int) -> QSize:
    """This size, given for a text size of 100 %, or what the screen leaves of it."""
    return QSize(scaled(width), scaled(height)).boundedTo(largest_around(widget))
