"""The printed pages before they are printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QKeySequence, QPageSize, QPainter, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from unionoffice.core.formatting import number
from unionoffice.core.i18n import _
from unionoffice.gui.error_box import tell_bug
from unionoffice.gui.passing_folder import PassingFolder
from unionoffice.gui.screen_room import fitting
from unionoffice.gui.screens.pdf_view import PdfView, render_pages
from unionoffice.gui.tokens import S2, S3
from unionoffice.gui.widgets.buttons import IconButton, PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.states import StateView
from unionoffice.gui.work import Progress, Worker

PRINTED_DOTS_PER_INCH = 300


class Preview(QDialog):
    """Writes the PDF into a folder of its own, which goes with the dialog."""

    def __init__(self, write: Callable[[Path], object], parent: QWidget) -> None:
        """`write` makes the PDF, in a thread."""
        super().__init__(parent)
        self.setWindowTitle(_("Preview"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._folder = PassingFolder()
        self._path = self._folder.path / "preview.pdf"
        self._worker = Worker(self)
        self.view: PdfView | None = None
        self._state = StateView()
        self._zoom = Text("", "muted")
        self._smaller = IconButton("minus", _("Smaller"))
        self._larger = IconButton("plus", _("Larger"))
        self._fit = SecondaryButton(_("Fit to width"))
        self._print = PrimaryButton(_("Print …"), "printer")
        self._close = SecondaryButton(_("Close"))
        self._build()
        self._connect()
        self._state.say_loading()
        job = self._worker.run(partial(self._write, write))
        job.done.connect(self._show_pages)
        job.failed.connect(self._state.say_error)

    def _build(self) -> None:
        bar = row(spacing=S2)
        for part in (self._smaller, self._zoom, self._larger, self._fit):
            bar.addWidget(part)
        bar.addStretch(1)
        bar.addWidget(self._close)
        bar.addWidget(self._print)
        self._layout = column(self, S3, S3)
        self._layout.addLayout(bar)
        self._layout.addWidget(self._state, 1)
        self._enable(False)
        self.resize(fitting(self, 900, 680))

    def _connect(self) -> None:
        self._close.clicked.connect(self.accept)
        self._print.clicked.connect(self._ask_for_printer)
        self._worker.broke.connect(self._tell_bug)
        self.finished.connect(self._clean_up)

    def _write(self, write: Callable[[Path], object], _progress: Progress) -> Path:
        write(self._path)
        return self._path

    def _show_pages(self, path: Path) -> None:
        self.view = PdfView(path)
        self.view.broke.connect(self._tell_bug)
        self.view.zoomed.connect(self._show_zoom)
        self._state.hide()
        self._layout.addWidget(self.view, 1)
        self._smaller.clicked.connect(self._shrink)
        self._larger.clicked.connect(self._grow)
        self._fit.clicked.connect(self.view.fit_width)
        QShortcut(QKeySequence.StandardKey.ZoomIn, self, self._grow)
        QShortcut(QKeySequence.StandardKey.ZoomOut, self, self._shrink)
        QShortcut(QKeySequence.StandardKey.Print, self, self._ask_for_printer)
        self._enable(True)
        self._show_zoom(self.view.zoom)
        self.view.setFocus()

    def _enable(self, is_ready: bool) -> None:
        buttons: tuple[QWidget, ...] = (self._smaller, self._larger, self._fit, self._print)
        for button in buttons:
            button.setEnabled(is_ready)

    def _shrink(self) -> None:
        if self.view is not None:
            self.view.zoom_by(-1)

    def _grow(self) -> None:
        if self.view is not None:
            self.view.zoom_by(1)

    def _show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{number(round(zoom * 100))} %")

    def _ask_for_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Send every page to a printer that has been chosen."""
        printer.setFullPage(True)

        def work(progress: Progress) -> list[QImage]:
            return render_pages(self._path, PRINTED_DOTS_PER_INCH, progress)

        self._worker.run(work, "print").done.connect(partial(_print_pages, printer))

    def _tell_bug(self, bug_id: str) -> None:
        tell_bug(self, bug_id)

    def _clean_up(self) -> None:
        self._worker.stop()
        self._folder.cleanup()


def _print_pages(printer: QPrinter, images: list[QImage]) -> None:
    painter = QPainter(printer)
    for place, image in enumerate(images):
        if place:
            printer.newPage()
        page = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        painter.drawImage(page, image)
    painter.end()
