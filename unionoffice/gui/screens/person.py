"""A person's page: who it is, since when and where, and everything done for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from unionoffice.core.errors import UserError
from unionoffice.core.formatting import day
from unionoffice.core.i18n import _
from unionoffice.gui.icons import icon
from unionoffice.gui.pages import Page
from unionoffice.gui.screens.person_deeds import PersonDeedDialogs
from unionoffice.gui.screens.preview import Preview
from unionoffice.gui.screens.timeline_table import TimelineTable
from unionoffice.gui.screens.ways import Ways, then
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S1, S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.cards import Card
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row, scrolled
from unionoffice.gui.widgets.pickers import Picker
from unionoffice.gui.widgets.states import StateView
from unionoffice.gui.work import Progress, Worker
from unionoffice.reports.person_paper import print_person
from unionoffice.services.people import Episode, PersonView
from unionoffice.services.views import NamedChoice, TimelineEntry
from unionoffice.workplace import Workplace

SIDE_WIDTH = 280


class PersonPage(Page):
    """Shows one person at a time; without one it asks for whom."""

    def __init__(
        self,
        services: Workplace,
        ways: Ways,
        today: Callable[[], date] = date.today,
        *,
        is_read_only: bool = False,
    ) -> None:
        super().__init__()
        self._services = services
        self._ways = ways
        self._today = today
        self._is_read_only = is_read_only
        self._person: PersonView | None = None
        self._worker = Worker(self)
        self.deeds = PersonDeedDialogs(services, today, self)
        self._picker = Picker(_("Person"), services.desk.find_people)
        self._asking = Text(_("A person"), "title")
        self._name = Text("", "title", wrap=True)
        self._line = Text("", "muted", wrap=True)
        self.twin_banner = Banner()
        self._print = SecondaryButton(_("Print …"), "printer")
        self._edit = SecondaryButton(_("Open the record"), "edit")
        self._more = SecondaryButton(_("Change"))
        self._record = PrimaryButton(_("Record"), "plus")
        self.timeline = TimelineTable(services.desk.register)
        self._state, self._nobody = StateView(), StateView()
        self._nobody.say("user", _("Choose a person, and all that the union did for them is here."))
        self._numbers, self._memberships, self._work = (
            EpisodeCard(title) for title in (_("Numbers"), _("Membership"), _("Work"))
        )
        self._head = QWidget()
        self._body = QWidget()
        self._build()
        self._connect()
        self._show_nobody()

    def _build(self) -> None:
        head = row(self._head, S2)
        words = column(spacing=S1)
        words.addWidget(self._name)
        words.addWidget(self._line)
        head.addLayout(words, 1)
        for button in (self._print, self._more, self._edit, self._record):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._more.setMenu(QMenu(self))
        self._record.setMenu(self._registers_menu())
        side = QWidget()
        cards = column(side, S3)
        for card in (self._memberships, self._work, self._numbers):
            cards.addWidget(card)
        cards.addStretch(1)
        aside = scrolled(side)
        aside.setFixedWidth(scaled(SIDE_WIDTH))
        middle = column(spacing=0)
        middle.addWidget(self.timeline, 1)
        middle.addWidget(self._state, 1)
        body = row(self._body, S4)
        body.addLayout(middle, 1)
        body.addWidget(aside)
        layout = column(self, S3)
        layout.setContentsMargins(S6, S4, S6, S3)
        for part in (self._asking, self._picker, self._head, self.twin_banner):
            layout.addWidget(part)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._nobody, 1)

    def _connect(self) -> None:
        self._picker.finished.connect(self._take_choice)
        self._print.clicked.connect(self.begin_print)
        self._edit.clicked.connect(self._open_record)
        self.twin_banner.acted.connect(self._merge_twin)
        self.timeline.record_wanted.connect(self._ways.record_wanted)
        self.deeds.done.connect(self._after_deed)
        self.deeds.data_wanted.connect(self._ways.data_wanted)
        self._ways.changed.connect(self._note_change)
        self._state.acted.connect(self.on_shown)
        self._worker.broke.connect(self.broke)

    # Showing

    def show_person(self, person_id: int) -> None:
        """Read the person and the timeline anew."""
        try:
            person = self._services.people.person(person_id, self._today())
        except UserError as error:
            self._show_nobody(str(error))
            return
        self._person = person
        for part in (self._asking, self._picker, self._nobody):
            part.hide()
        self._head.show()
        self._body.show()
        self._show_head(person)
        self._show_side(person)
        self.timeline.hide()
        self._state.show()
        self._state.say_loading()
        work = partial(self._read_timeline, person_id)
        job = self._worker.run(work, "timeline")
        job.done.connect(self._show_timeline)
        job.failed.connect(self._state.say_error)

    def _read_timeline(self, person_id: int, _progress: Progress) -> list[TimelineEntry]:
        return self._services.people.timeline(person_id)

    def _show_nobody(self, why: str = "") -> None:
        self._person = None
        self._head.hide()
        self._body.hide()
        for part in (self._asking, self._picker, self._nobody):
            part.show()
        self._picker.set_value(None)
        self.twin_banner.say(why, "warn")

    def _show_head(self, person: PersonView) -> None:
        self._name.setText(person.name)
        parts = (
            _state_words(person),
            person.unit,
            person.job,
            _("born {day}").format(day=day(person.birth_date)) if person.birth_date else "",
            person.sex,
        )
        self._line.setText("  ·  ".join(filter(None, parts)))
        may_change = not self._is_read_only and not person.is_voided
        for button in (self._more, self._record):
            button.setVisible(may_change)
        self.deeds.fill(self._more.menu(), person)
        self._show_banner(person)

    def _show_banner(self, person: PersonView) -> None:
        if person.is_voided:
            words = _("This record is void: {reason}")
            self.twin_banner.say(words.format(reason=person.void_reason), "warn")
        elif person.twins:
            twin = person.twins[0]
            words = _("There is another record that may be the same person: {name} ({note}).")
            note = twin.note or _("nothing else is known")
            action = "" if self._is_read_only else _("Merge them …")
            self.twin_banner.say(words.format(name=twin.name, note=note), "warn", action)
        else:
            self.twin_banner.say("")

    def _show_side(self, person: PersonView) -> None:
        self._memberships.show_lines([_span(each) for each in person.memberships])
        self._work.show_lines([_span(each) for each in person.employments])
        numbers = (
            (_("Identity number"), person.identity_number),
            (_("Card number"), person.card_number),
            (_("Phone"), person.phone),
        )
        self._numbers.show_lines([(value, label) for label, value in numbers if value])

    def _show_timeline(self, entries: list[TimelineEntry]) -> None:
        self.timeline.show_entries(entries)
        self.timeline.setVisible(bool(entries))
        self._state.setVisible(not entries)
        if not entries:
            self._state.say("history", _("Nothing has been recorded for this person yet."))

    # Deeds

    def _after_deed(self, said: str) -> None:
        deed = self._services.desk.last_deed()
        self.said.emit(said, None if deed is None else deed.id)
        self._ways.changed.emit("")

    def _merge_twin(self) -> None:
        if self._person is not None:
            self.deeds.merge(self._person)

    def _open_record(self) -> None:
        if self._person is not None:
            self._ways.record_wanted.emit(self._person.register, self._person.id)

    def _registers_menu(self) -> QMenu:
        """Everything that can be recorded for one person."""
        menu = QMenu(self)
        for register in self._services.desk.registers():
            if register.person_field:
                action = menu.addAction(icon(register.icon, "muted"), _(register.title))
                action.triggered.connect(then(self._record_in, register.key))
        return menu

    def _record_in(self, register: str) -> None:
        if self._person is not None:
            choice = NamedChoice(self._person.id, self._person.name)
            self._ways.record_for_wanted.emit(register, choice)

    def _take_choice(self) -> None:
        person_id = self._picker.value()
        if person_id is not None:
            self.show_person(person_id)

    def _note_change(self, _register: str) -> None:
        if self._person is not None and self.isVisible():
            self.show_person(self._person.id)

    # What the window asks of a page

    def on_shown(self) -> None:
        if self._person is not None:
            self.show_person(self._person.id)
        else:
            self._picker.setFocus()

    def begin_print(self) -> None:
        if self._person is None:
            super().begin_print()
            return
        self.preview = Preview(partial(self._print_to, self._person, self._line.text()), self)
        self.preview.open()

    def _print_to(self, person: PersonView, about: str, path: Path) -> None:
        entries = self._services.people.timeline(person.id)
        print_person(person.name, about, entries, path, self._services.office.own().name)

    def focus_search(self) -> None:
        self._show_nobody()
        self._picker.setFocus()


class EpisodeCard(Card):
    """Short lines under a heading, each with a quiet one below it."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._lines = column(spacing=S2)
        self.content.addLayout(self._lines)

    def show_lines(self, lines: list[tuple[str, str]]) -> None:
        while self._lines.count():
            widget = self._lines.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        for words, note in lines:
            line = QWidget()
            layout = column(line, 0)
            layout.addWidget(Text(words, wrap=True))
            layout.addWidget(Text(note, "small", wrap=True))
            self._lines.addWidget(line)
        self.setVisible(bool(lines))


def _state_words(person: PersonView) -> str:
    if person.is_member:
        if person.joined_on is None:
            return _("Member")
        return _("Member since {day}").format(day=day(person.joined_on))
    if person.was_member:
        words = _("{status}, member until {day}")
        return words.format(status=person.status, day=day(person.left_on))
    return _("No member")


def _span(episode: Episode) -> tuple[str, str]:
    """What it was, and from when until when."""
    title = " · ".join(filter(None, (episode.title, episode.note))) or _("No unit")
    begin = day(episode.first)
    if episode.last is None:
        return title, _("since {day}").format(day=begin) if begin else _("beginning not known")
    return title, _("{first} to {last}").format(first=begin or "…", last=day(episode.last))
