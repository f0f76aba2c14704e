"""The pages of a PDF as pictures, scrolling, in any size."""

from __future__ import annotations

import threading
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.theme import colour
from unionoffice.gui.tokens import LIGHT, S4
from unionoffice.gui.work import Progress, Worker

POINTS_PER_INCH = 72
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
SCREEN_INCH = 96
# pdfium keeps global state: only one thread may be inside it at any moment.
_PDFIUM = threading.Lock()


def render_pages(path: Path, dots_per_inch: float, progress: Progress) -> list[QImage]:
    """Every page as a picture."""
    with _PDFIUM:
        document = pypdfium2.PdfDocument(str(path))
        try:
            pages = []
            for number in range(len(document)):
                progress(number, len(document))
                pages.append(_picture(document[number], dots_per_inch / POINTS_PER_INCH))
            return pages
        finally:
            document.close()


def _picture(page: pypdfium2.PdfPage, scale: float) -> QImage:
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    content = bytes(bitmap.buffer)
    image = QImage(
        content, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
    )
    return image.copy()  # its own memory: the buffer of the bitmap goes with it


class PdfView(QScrollArea):
    """Ctrl and the wheel, or `zoom_by`, change the size; pages are drawn in the background."""

    zoomed = Signal(float)
    broke = Signal(str)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._zoom = 1.0
        self._is_first = True
        self._pages = _Pages()
        self._worker = Worker(self)
        self._worker.broke.connect(self.broke)
        self.setAccessibleName(_("Pages"))
        self.setWidget(self._pages)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.draw_pages()

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def page_count(self) -> int:
        return len(self._pages.images)

    def zoom_by(self, steps: int) -> None:
        """One step larger or smaller."""
        nearest = min(ZOOMS, key=lambda zoom: abs(zoom - self._zoom))
        place = max(0, min(len(ZOOMS) - 1, ZOOMS.index(nearest) + steps))
        self.set_zoom(ZOOMS[place])

    def set_zoom(self, zoom: float) -> None:
        if zoom != self._zoom:
            self._zoom = zoom
            self.zoomed.emit(zoom)
            self.draw_pages()

    def fit_width(self) -> None:
        width = self._pages.natural_width
        if width:
            # The bar that goes up and down may still have to come.
            room = self.viewport().width() - 2 * S4 - self.verticalScrollBar().sizeHint().width()
            self.set_zoom(max(ZOOMS[0], min(ZOOMS[-1], self._zoom * room / width)))

    def draw_pages(self) -> None:
        ratio = self.devicePixelRatioF()
        dots = SCREEN_INCH * self._zoom * ratio

        def work(progress: Progress) -> list[QImage]:
            return render_pages(self._path, dots, progress)

        self._worker.run(work, "render").done.connect(self._show)

    def _show(self, images: list[QImage]) -> None:
        for image in images:
            image.setDevicePixelRatio(self.devicePixelRatioF())
        self._pages.show_images(images)
        if self._is_first:
            self._is_first = False
            if self._pages.width() > self.viewport().width():
                self.fit_width()  # a page that is cut at the right is no preview

    # Qt overrides
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)


class _Pages(QWidget):
    """The pages below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.images: list[QImage] = []

    @property
    def natural_width(self) -> int:
        return max((_size(image).width() for image in self.images), default=0)

    def show_images(self, images: list[QImage]) -> None:
        self.images = images
        height = sum(_size(image).height() + S4 for image in images) + S4
        self.resize(self.natural_width + 2 * S4, height)
        self.update()

    # Qt overrides
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            y = S4
            for image in self.images:
                size = _size(image)
                x = (self.width() - size.width()) // 2
                if event.rect().intersects(image.rect().translated(x, y)):
                    painter.fillRect(x, y, size.width(), size.height(), QColor(LIGHT.paper))
                    painter.drawImage(x, y, image)
                    painter.setPen(QPen(colour("hairline"), 1))
                    painter.drawRect(x, y, size.width() - 1, size.height() - 1)
                y += size.height() + S4

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        return super().event(event)


def _size(image: QImage) -> QSize:
    return image.deviceIndependentSize().toSize()
