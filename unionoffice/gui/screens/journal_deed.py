"""One deed of the journal, opened: each field before and after, and putting one back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from unionoffice.core.errors import InvalidRecordError, UserError
from unionoffice.core.formatting import moment, show
from unionoffice.core.i18n import _
from unionoffice.gui.screen_room import fitting
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.tokens import S2, S3, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.services.journal_pages import FieldOfDeed
from unionoffice.services.views import DeedView
from unionoffice.workplace import Workplace

WIDTH, HEIGHT = 860, 520


class DeedFieldsDialog(QDialog):
    """Stays open when a value was put back; `put_back` is sent then."""

    put_back = Signal()

    def __init__(
        self, services: Workplace, deed: DeedView, parent: QWidget, *, is_read_only: bool = False
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._is_read_only = is_read_only
        self.setWindowTitle(_(deed.what))
        heads = (_("Record"), _("Field"), _("Before"), _("After"))
        self.table = SimpleTable(_("Changes"), heads, wide=3)
        changed = services.journal.fields_of(deed.id)
        self.table.show_rows([_row(each) for each in changed])
        self.banner = Banner()
        self.back_button = SecondaryButton(_("Put the former value back"), "arrow-back-up")
        self.close_button = PrimaryButton(_("Close"))
        words = _("{who}, {when}").format(who=deed.who, when=moment(deed.at))
        layout = column(self, S3, S6)
        layout.addWidget(Text(_(deed.what), "heading", wrap=True))
        layout.addWidget(Text(words, "muted", wrap=True))
        layout.addWidget(self.banner)
        layout.addWidget(self.table, 1)
        buttons = row(spacing=S2)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout.addLayout(buttons)
        self.resize(fitting(self, WIDTH, HEIGHT))
        self._connect()
        self._follow_choice()
        if len(changed) == 1:
            self.table.selectRow(0)

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._follow_choice)
        self.back_button.clicked.connect(self.put_chosen_back)
        self.close_button.clicked.connect(self.accept)

    def _chosen(self) -> FieldOfDeed | None:
        chosen = self.table.selectionModel().selectedRows()
        return self.table.content.rows[chosen[0].row()].data if chosen else None

    def _follow_choice(self) -> None:
        chosen = self._chosen()
        can_go_back = chosen is not None and bool(chosen.key) and not self._is_read_only
        self.back_button.setEnabled(can_go_back)

    def put_chosen_back(self) -> None:
        """Let the chosen field have the value again that it had before this deed."""
        chosen = self._chosen()
        if chosen is None:
            return
        try:
            self._services.journal.put_back(chosen.change_id, chosen.key)
        except InvalidRecordError as error:
            self.banner.say(" ".join(str(each) for each in error.problems), "bad")
        except UserError as error:
            self.banner.say(str(error), "bad")
        else:
            self.banner.say(_("The former value stands again."), "ok")
            self.put_back.emit()


def _row(field: FieldOfDeed) -> SimpleRow:
    words = _("{register}: {record}").format(
        register=_(field.title), record=field.record or f"#{field.record_id}"
    )
    return SimpleRow((words, _(field.label), show(field.before), show(field.after)), data=field)
