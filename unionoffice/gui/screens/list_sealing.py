"""Sealing what a register's table shows as a list for the body above."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _
from unionoffice.exchange.giving import proposal
from unionoffice.exchange.list_file import SUFFIX
from unionoffice.gui.screens.deed_dialog import DeedDialog
from unionoffice.gui.screens.folders import ask_where_to_write
from unionoffice.gui.widgets.day_editors import DayEditor
from unionoffice.gui.widgets.editors import TextEditor
from unionoffice.services.views import Query
from unionoffice.workplace import Workplace


class ListSealing(QObject):
    """Asks for purpose and day, then where the file shall be. `done` says what was done."""

    done = Signal(str)

    def __init__(self, services: Workplace, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self.dialog: DeedDialog | None = None

    def begin(self, register: str, query: Query, fields: Sequence[str]) -> None:
        """Seal the records that a table shows, with the columns that it shows."""
        view = self._services.desk.register(register)
        shown = {field.key: _(field.label) for field in view.table_fields}
        try:
            upper = self._services.upper_bodies.required()
        except UserError as error:
            self.done.emit(str(error))
            return
        count = self._services.desk.totals(register, query).records
        self.purpose = TextEditor(_("What for"), is_required=True)
        self.expires_on = DayEditor(_("Until which day"), is_required=True)

        def deed() -> None:
            self._services.giving.check_terms(self.purpose.value() or "", self.expires_on.value())
            path = self._ask_for_path(_(view.title))
            if path is None:
                raise UserError(N_("Nothing was written: no place was chosen for the file."))
            self.give(register, query, fields, path)

        words = _(
            "The {count} records that the table shows, with these columns: {columns}. Only "
            "“{name}” can open the list; after the day the names are removed there."
        )
        note = words.format(
            count=count, columns=", ".join(shown[key] for key in fields), name=upper.name
        )
        editors = {"purpose": self.purpose, "expires_on": self.expires_on}
        self.dialog = DeedDialog(
            _("Seal as a list"), note, editors, _("Seal …"), deed, self._window
        )
        self.dialog.open()

    def give(self, register: str, query: Query, fields: Sequence[str], path: Path) -> None:
        """Write the sealed list; raises UserError for what is not right."""
        count = self._services.giving.give(
            register, query, fields, self.purpose.value() or "", self.expires_on.value(), path
        )
        words = _("{file} was sealed with {count} people.").format(file=path.name, count=count)
        self.done.emit(words)

    def _ask_for_path(self, title: str) -> Path | None:
        day = self.expires_on.value()
        code = self._services.office.own().code
        name = proposal(title, code, day) if day is not None else SUFFIX
        return ask_where_to_write(
            self._window, _("Seal as a list"), Path.home() / name, _("Lists of people"), SUFFIX
        )
