"""The recovery key of a file or of its accounts, shown once: saved or printed, and read back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QGridLayout, QWidget

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import _
from unionoffice.gui.screens.folders import ask_where_to_write
from unionoffice.gui.theme import colour, scaled
from unionoffice.gui.tokens import S2, S3, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.editors import TextEditor
from unionoffice.gui.widgets.growing_dialog import GrowingDialog
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.reports.recovery_page import (
    OF_ACCOUNTS,
    OF_FILE,
    PageWords,
    qr_rows,
    write_recovery_page,
)

WIDTH = 560
QR_SIDE = 168
QUIET = 4  # squares of white around the code


class RecoveryDialog(GrowingDialog):
    """Goes only when the last group has been typed from the paper: nobody can show it again."""

    def __init__(
        self,
        office: str,
        recovery_key: str,
        parent: QWidget | None = None,
        words: PageWords = OF_FILE,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._title = _(words.title)
        self.setWindowTitle(self._title)
        self._office = office
        self._key = recovery_key
        self.banner = Banner()
        self.save = SecondaryButton(_("Save as PDF …"), "file-text")
        self.print = SecondaryButton(_("Print …"), "printer")
        self.confirm = TextEditor(
            _("Type the last group of the key from the paper"), is_required=True
        )
        self.done_button = PrimaryButton(_("Done"))
        self._build()
        self._connect()

    def _build(self) -> None:
        self.content.addWidget(Text(self._title, "heading"))
        self.content.addWidget(Text(self._about(), wrap=True))
        middle = row(spacing=S6)
        middle.addWidget(QrCode(self._key))
        beside = column(spacing=S3)
        beside.addLayout(self._groups())
        beside.addStretch(1)
        ways = row(spacing=S2)
        ways.addWidget(self.print)
        ways.addWidget(self.save)
        ways.addStretch(1)
        beside.addLayout(ways)
        middle.addLayout(beside, 1)
        self.content.addLayout(middle)
        self.content.addWidget(self.banner)
        self.content.addWidget(self.confirm)
        self.content.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done_button)
        self.setMinimumWidth(scaled(WIDTH))
        self.fit()

    def _about(self) -> str:
        if self._words is OF_ACCOUNTS:
            return _(
                "By it a chair signs in who forgot the password. Print it or write it down now: "
                "it is never shown again. Keep the paper locked away."
            )
        return _(
            "It opens the office when the passphrase is forgotten; there is no other way. Print it "
            "or write it down now: it is never shown again. Keep the paper locked away."
        )

    def _groups(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(S3)
        for place, group in enumerate(self._key.split("-")):
            label = Text(group, "heading")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            grid.addWidget(label, place // 2, place % 2)
        return grid

    def _connect(self) -> None:
        self.save.clicked.connect(self._ask_where_to_save)
        self.print.clicked.connect(self._ask_for_printer)
        self.done_button.clicked.connect(self.finish)
        self.confirm.edited.connect(self._take_complaint_back)

    def finish(self) -> None:
        """Close when the last group was typed as it is."""
        typed = (self.confirm.value() or "").upper().replace("-", "").strip()
        if typed == self._key.split("-")[-1]:
            self.accept()
        else:
            self.confirm.set_problem(_("This is not the last group. Look at your paper again."))
            self.confirm.setFocus()

    def save_to(self, path: Path) -> None:
        """Write the page as a PDF."""
        try:
            write_recovery_page(path, self._office, self._key, words=self._words)
        except UserError as error:
            self.banner.say(str(error), "bad")
        else:
            words = _("{file} was written. Put it on paper or a stick, not beside the office file.")
            self.banner.say(words.format(file=path.name), "ok")
            self.confirm.setFocus()  # what comes next, and into sight where the screen is low

    def _ask_where_to_save(self) -> None:
        path = ask_where_to_write(
            self, self._title, Path.home() / f"{self._title}.pdf", "PDF", ".pdf"
        )
        if path is not None:
            self.save_to(path)

    def _ask_for_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QPrintDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print the page without its ever lying in a file."""
        painter = QPainter(printer)
        inch = printer.resolution()
        painter.setFont(QFont(self.font().family(), 20, QFont.Weight.Bold))
        painter.drawText(inch, inch, self._title)
        painter.setFont(QFont(self.font().family(), 13))
        painter.drawText(inch, inch + inch // 2, self._office)
        paint_code(painter, qr_rows(self._key), QRectF(inch, 2 * inch, 2 * inch, 2 * inch))
        painter.setFont(QFont("Courier", 18, QFont.Weight.Bold))
        for place, group in enumerate(self._key.split("-")):
            across, down = place % 2, place // 2
            painter.drawText(
                round((3.5 + 1.6 * across) * inch), round((2.4 + 0.6 * down) * inch), group
            )
        painter.end()

    def _take_complaint_back(self) -> None:
        self.confirm.set_problem("")

    # Qt overrides
    def reject(self) -> None:
        """Esc must not lose the only way back in."""
        self.finish()


class QrCode(QWidget):
    """The key as squares for a camera: dark on white in every theme."""

    def __init__(self, recovery_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = qr_rows(recovery_key)
        self.setFixedSize(QSize(scaled(QR_SIDE), scaled(QR_SIDE)))
        self.setAccessibleName(_("The recovery key as a QR code"))

    # Qt overrides
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour("paper"))
            border = self.width() * QUIET / (len(self._rows) + 2 * QUIET)
            paint_code(
                painter, self._rows, QRectF(self.rect()).adjusted(border, border, -border, -border)
            )


def paint_code(painter: QPainter, rows: list[list[bool]], area: QRectF) -> None:
    side = area.width() / len(rows)
    for down, squares in enumerate(rows):
        for across, is_dark in enumerate(squares):
            if is_dark:
                left, top = area.left() + across * side, area.top() + down * side
                painter.fillRect(QRectF(left, top, side, side), colour("shade"))
