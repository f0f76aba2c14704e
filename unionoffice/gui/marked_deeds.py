"""What is done to all marked rows of a register's table at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog

from unionoffice.core.errors import UserError
from unionoffice.core.formatting import number
from unionoffice.core.i18n import N_, _, ngettext
from unionoffice.gui.change_dialog import ChangeDialog, changeable
from unionoffice.gui.protocols import RecordService
from unionoffice.gui.questions import ask_for_reason
from unionoffice.gui.record_panel import RecordPanel, first_words
from unionoffice.gui.record_table import RecordTable
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.several import Begun, RefusedRecordError
from unionoffice.services.views import RegisterView

MOST_MARKED = 2_000


class MarkedDeeds(QObject):
    """Puts its deeds into the menu and keys of the table; each is one deed of the journal."""

    done = Signal(str, int)  # in words, and the deed
    said = Signal(str)
    export_wanted = Signal(object)  # the ids of the records
    broke = Signal(str)

    def __init__(
        self,
        service: RecordService,
        register: RegisterView,
        table: RecordTable,
        panel: RecordPanel,
        today: Callable[[], date],
    ) -> None:
        super().__init__(table)
        self._service = service
        self._register = register
        self._table = table
        self._today = today
        self._panel = panel
        self._only_reads = False
        self._busy = BusyOverlay(table)
        self._worker = Worker(self)
        self._worker.broke.connect(self.broke)
        self._busy.cancel_wanted.connect(self._cancel)
        self.change = self._action(_("Change a field of the marked rows …"), self._ask_to_change)
        self.export = self._action(_("Export the marked rows …"), self._export)
        self.restore = self._action(_("Restore the marked rows"), self._restore)
        self.void = self._action(_("Void the marked rows …"), self._ask_to_void)
        self.void.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.void.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.change.setVisible(bool(changeable(register)))
        self.restore.setVisible(False)
        table.selectionModel().selectionChanged.connect(self._follow)
        self._follow()

    @property
    def actions(self) -> list[QAction]:
        """What can be done now."""
        all_of_them = (self.change, self.export, self.restore, self.void)
        return [each for each in all_of_them if each.isVisible() and each.isEnabled()]

    def allow_only_reading(self) -> None:
        """Marked rows can only be written out."""
        self._only_reads = True
        for action in (self.void, self.restore, self.change):
            action.setVisible(False)
        self._follow()

    def offer_restoring(self, shows_voided: bool) -> None:
        """The table has voided records too, which can be restored."""
        self.restore.setVisible(shows_voided)

    def _action(self, words: str, deed: Callable[[], None]) -> QAction:
        action = QAction(words, self._table)
        action.triggered.connect(deed)
        self._table.addAction(action)
        return action

    def _follow(self) -> None:
        has_marked = self._table.selectionModel().hasSelection()
        self.export.setEnabled(has_marked)
        for action in (self.void, self.restore, self.change):
            action.setEnabled(has_marked and not self._only_reads)

    # Each asks what has to be asked, and begins

    def _ask_to_void(self) -> None:
        ids = self._marked(are_voided=False)
        reason = ask_for_reason(self._table, len(ids)) if ids else ""
        if reason:
            words = ngettext("{count} record is voided.", "{count} records are voided.", len(ids))
            deed = partial(self._service.void_all, self._register.key, ids, reason)
            self._begin(deed, partial(self._tell, words.format(count=number(len(ids)))))

    def _restore(self) -> None:
        ids = self._marked(are_voided=True)
        if ids:
            words = ngettext(
                "{count} record is restored.", "{count} records are restored.", len(ids)
            )
            deed = partial(self._service.restore_all, self._register.key, ids)
            self._begin(deed, partial(self._tell, words.format(count=number(len(ids)))))

    def _ask_to_change(self) -> None:
        ids = self._marked(are_voided=False)
        if not ids:
            return
        fields = changeable(self._register)
        dialog = ChangeDialog(fields, len(ids), self._service, self._today, self._table)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            key, day = self._register.key, dialog.since
            if day is None:
                change = partial(self._service.change_all, key, ids, *dialog.changed)
                self._begin(change, partial(self._tell, _changed(len(ids))))
            else:
                begin = partial(self._service.begin_all, key, ids, *dialog.changed, day)
                self._begin(begin, partial(self._tell_begun, len(ids)))
        dialog.deleteLater()

    def _export(self) -> None:
        ids = self._marked()
        if ids:
            self.export_wanted.emit(ids)

    def _marked(self, *, are_voided: bool | None = None) -> tuple[int, ...]:
        """The records of the marked rows; () when there are none such, or too many, which is said.

        Those that are void already are no matter for voiding, nor the others for restoring. A
        record that is being written is saved first: it may be among them.
        """
        if self._table.marked_count > MOST_MARKED:
            words = _("So many rows are too much at once. Mark {most} at most.")
            self.said.emit(words.format(most=number(MOST_MARKED)))
            return ()
        rows = self._table.marked_records()
        ids = tuple(row.id for row in rows if are_voided is None or row.is_voided is are_voided)
        if not ids:
            self.said.emit(
                _("No marked record is voided.")
                if are_voided
                else _("What is marked is voided already.")
            )
        return ids if self._panel.try_leave() else ()

    def _begin(self, deed: Callable[..., Any], tell: Callable[[Any], None]) -> None:
        self._busy.begin(_("Writing …"))
        self._job = self._worker.run(partial(self._do, deed), "marked")
        self._job.progressed.connect(self._busy.show_progress)
        self._job.done.connect(tell)
        self._job.failed.connect(self.said)
        self._job.cancelled.connect(self._tell_cancelled)
        self._job.ended.connect(self._busy.end)

    def _cancel(self) -> None:
        self._job.cancel()

    def _tell_cancelled(self) -> None:
        self.said.emit(_("Cancelled. Nothing was changed."))

    def _tell(self, said: str, deed_id: int) -> None:
        self.done.emit(said, deed_id)

    def _tell_begun(self, asked: int, begun: Begun) -> None:
        words = _changed(begun.records)
        left = asked - begun.records
        if left:
            rest = ngettext(
                "{count} stays as it is: it was so already, or had ended by that day.",
                "{count} stay as they are: they were so already, or had ended by that day.",
                left,
            )
            words = f"{words} {rest.format(count=number(left))}"
        if begun.records:
            self.done.emit(words, begun.deed_id)
        else:
            self.said.emit(words)

    def _do(self, deed: Callable[..., Any], progress: Progress) -> Any:
        try:
            return deed(progress)
        except RefusedRecordError as error:
            draft = self._service.draft(self._register.key, error.record_id)
            name = draft.names.get(self._register.person_field, "")
            raise UserError(
                N_("{name}: {problem} Nothing was changed."),
                name=name or first_words(self._register, draft) or _(self._register.singular),
                problem=str(error),
            ) from error


def _changed(count: int) -> str:
    words = ngettext("{count} record is changed.", "{count} records are changed.", count)
    return words.format(count=number(count))
