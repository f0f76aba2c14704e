"""The deeds of a person's page: each a small dialog, each to be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from unionoffice.core.errors import InvalidRecordError, Problem
from unionoffice.core.i18n import N_, _
from unionoffice.gui.icons import icon
from unionoffice.gui.screens.deed_dialog import Deeds
from unionoffice.gui.widgets.day_editors import DayEditor
from unionoffice.gui.widgets.editors import ChoiceEditor, FieldEditor, TextEditor
from unionoffice.gui.widgets.pickers import Picker
from unionoffice.services.people import PersonView
from unionoffice.workplace import Workplace


class PersonDeedDialogs(Deeds):
    """What can happen to a person."""

    data_wanted = Signal(int)

    def __init__(self, services: Workplace, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._today = today

    def fill(self, menu: QMenu, person: PersonView) -> None:
        """Offer what can happen to this person now."""
        menu.clear()

        def offer(icon_name: str, words: str, open_: Callable[[PersonView], None]) -> None:
            action = menu.addAction(icon(icon_name, "muted"), words)
            action.triggered.connect(lambda: open_(person))

        offer("arrow-right", _("Move to another unit …"), self.move)
        if person.is_member and person.left_on is None:
            offer("user", _("Leave the union …"), self.leave)
        else:
            offer("user-plus", _("Join the union …"), self.join)
        offer("copy", _("Merge with another record …"), self.merge)
        offer("user-check", _("Personal data …"), self._show_data)

    def _show_data(self, person: PersonView) -> None:
        self.data_wanted.emit(person.id)

    def move(self, person: PersonView) -> None:
        unit = Picker(_("New unit"), self._services.desk.find_units, is_required=True)
        day = self._day(_("From"))
        job = TextEditor(_("Job"), hint=_("Left empty, the job stays the same."))

        def deed() -> None:
            unit_id = _needed("unit", unit, N_("Choose the unit."))
            self._services.person_deeds.move(
                person.id, unit_id, _needed("day", day, N_("Enter the day.")), job.value() or ""
            )

        self._open(
            _("Move {name} to another unit").format(name=person.name),
            _("The work in the present unit stays on record until that day."),
            {"unit": unit, "day": day, "job": job},
            _("Move"),
            deed,
            _("{name} was moved.").format(name=person.name),
        )

    def leave(self, person: PersonView) -> None:
        ways = [(key, _(label)) for key, label in self._services.people.statuses_of_leaving()]
        status = ChoiceEditor(_("How"), ways, is_required=True)
        status.set_value(ways[0][0])
        day = self._day(_("First day without membership"))

        def deed() -> None:
            when = _needed("day", day, N_("Enter the day."))
            self._services.person_deeds.leave(person.id, when, status.value() or "")

        self._open(
            _("{name} leaves the union").format(name=person.name),
            _("What was done before that day still counts as done for a member."),
            {"day": day, "status": status},
            _("End the membership"),
            deed,
            _("The membership of {name} was ended.").format(name=person.name),
        )

    def join(self, person: PersonView) -> None:
        day = self._day(_("Member from"))
        card = TextEditor(_("Card number"))

        def deed() -> None:
            when = _needed("day", day, N_("Enter the day."))
            self._services.person_deeds.join(person.id, when, card.value() or "")

        self._open(
            _("{name} joins the union").format(name=person.name),
            "",
            {"day": day, "card": card},
            _("Begin the membership"),
            deed,
            _("{name} is a member now.").format(name=person.name),
        )

    def merge(self, person: PersonView, other_id: int | None = None) -> None:
        """Make one of this record and another; `other_id` proposes which."""
        other = Picker(_("The other record"), self._services.desk.find_people, is_required=True)
        for twin in person.twins:
            if twin.id == (other_id or twin.id):
                other.set_value(twin.id, f"{twin.name} · {twin.note}" if twin.note else twin.name)
                break

        def deed() -> None:
            found = _needed("other", other, N_("Choose the other record."))
            self._services.person_deeds.merge(person.id, found)

        self._open(
            _("Merge two records of {name}").format(name=person.name),
            _(
                "Everything recorded for the other one moves here, and what only it knows is "
                "taken over. The other record stays in the history as void."
            ),
            {"other": other},
            _("Merge"),
            deed,
            _("The two records of {name} are one now.").format(name=person.name),
        )

    def _day(self, label: str) -> DayEditor:
        editor = DayEditor(label, is_required=True, today=self._today)
        editor.set_value(self._today())
        return editor


def _needed(field: str, editor: FieldEditor, message: str) -> Any:
    value = editor.value()
    if value is None:
        raise InvalidRecordError([Problem(field, message)])
    return value
