"""One record beside the table: read, written, saved by leaving, voided with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from unionoffice.core.errors import ChangedMeanwhileError, InvalidRecordError, Problem, UserError
from unionoffice.core.formatting import moment
from unionoffice.core.i18n import _
from unionoffice.gui.change_words import words_of_changes
from unionoffice.gui.history_view import HistoryView
from unionoffice.gui.papers_view import PapersView
from unionoffice.gui.protocols import RecordService
from unionoffice.gui.questions import ask_for_reason, ask_whether_to_drop
from unionoffice.gui.record_form import RecordForm, as_problem, capitalised
from unionoffice.gui.tokens import S1, S2, S3, S4
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import (
    DangerButton,
    IconButton,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
)
from unionoffice.gui.widgets.labels import ElidedText, Line, Text
from unionoffice.gui.widgets.layouts import column, row, scrolled
from unionoffice.registerkit.columns import Kind
from unionoffice.services.views import Draft, FieldView, HistoryEntry, RegisterView

WORDED = frozenset({Kind.NAME, Kind.TEXT, Kind.LONG_TEXT})


class RecordPanel(QFrame):
    """Open it with `open_record` or `open_new`; `try_leave` before showing anything else."""

    saved = Signal(int, int)  # record, deed
    taken_out = Signal(int, int, bool)  # record, deed, voided (or restored)
    step_wanted = Signal(int)
    person_wanted = Signal(int)
    closed = Signal()

    def __init__(
        self,
        service: RecordService,
        register: RegisterView,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._register = register
        self._record_id: int | None = None
        self._is_voided = False
        self._only_reads = False
        self._touched: set[str] = set()
        self._singular = Text("", "small")
        self._title = ElidedText("", "heading")
        self._state = Banner()
        self._form = RecordForm(register, service, today)
        self._history = HistoryView(self._ask_history, all_fields(register))
        self.papers = PapersView(service, register.key)
        self._area = self._build_area()
        self._save = PrimaryButton(_("Save"), "device-floppy")
        self._revert = SecondaryButton(_("Drop the changes"))
        self._void = DangerButton(_("Void …"), "ban")
        self._person = QuietButton(_("Everything about this person"), "user")
        self._previous = IconButton("chevron-up", _("Previous record"))
        self._next = IconButton("chevron-down", _("Next record"))
        self._close = IconButton("x", _("Close"))
        self._build()
        self._connect()

    def _build_area(self) -> QScrollArea:
        content = QWidget()
        parts = column(content, 0)
        parts.addWidget(self._form)
        parts.addWidget(self.papers)
        parts.addWidget(self._history)
        parts.addStretch(1)
        return scrolled(content)

    def _build(self) -> None:
        self.setObjectName("record_panel")
        words = column(spacing=0)
        words.addWidget(self._singular)
        words.addWidget(self._title)
        head = row(spacing=S1)
        head.setContentsMargins(S4, S3, S2, S2)
        head.addLayout(words, 1)
        for button in (self._previous, self._next, self._close):
            head.addWidget(button)
        foot = row(spacing=S2)
        foot.setContentsMargins(S4, S3, S4, S3)
        foot.addWidget(self._save)
        foot.addWidget(self._revert)
        foot.addStretch(1)
        foot.addWidget(self._void)
        links = row()
        links.setContentsMargins(S2, 0, S4, 0)
        links.addWidget(self._person)
        links.addStretch(1)
        notice = column()
        notice.setContentsMargins(S4, S3, S4, 0)
        notice.addWidget(self._state)
        layout = column(self, 0)
        layout.addLayout(head)
        layout.addLayout(links)
        layout.addWidget(Line())
        layout.addLayout(notice)
        layout.addWidget(self._area, 1)
        layout.addWidget(Line())
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._form.edited.connect(self._follow)
        self._form.field_finished.connect(self._check)
        self._save.clicked.connect(self.save)
        self._revert.clicked.connect(self.revert)
        self._void.clicked.connect(self._ask_to_void)
        self._state.acted.connect(self._restore)
        self._person.clicked.connect(self._announce_person)
        self._previous.clicked.connect(self._go_up)
        self._next.clicked.connect(self._go_down)
        self._close.clicked.connect(self.close_panel)
        for keys, deed in (
            ("Ctrl+S", self.save),
            ("Alt+Up", self._go_up),
            ("Alt+Down", self._go_down),
        ):
            QShortcut(QKeySequence(keys), self, deed, context=Qt.ShortcutContext.WindowShortcut)

    # Opening and closing

    @property
    def form_area(self) -> QScrollArea:
        """Where the form scrolls."""
        return self._area

    def allow_only_reading(self) -> None:
        """From now on records are only looked at."""
        self._only_reads = True

    @property
    def record_id(self) -> int | None:
        return self._record_id

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    @property
    def is_changed(self) -> bool:
        return self.is_open and self._form.is_changed

    def open_record(self, record_id: int) -> None:
        self._show(self._service.draft(self._register.key, record_id), record_id)

    def open_new(self, draft: Draft | None = None) -> None:
        """An empty form, or one that is filled in already."""
        self._show(draft or self._service.blank(self._register.key), None)
        self._form.focus_first()

    def read_again(self) -> None:
        """The record may be another now, or gone; what is being typed stays."""
        if self.is_changed:
            self.papers.reload()
        elif self.is_open and self._record_id is not None:
            try:
                self.open_record(self._record_id)
            except UserError:
                self.hide()

    def close_panel(self) -> None:
        if self.try_leave():
            self.hide()
            self.closed.emit()

    def try_leave(self) -> bool:
        """Save what was changed. If it cannot be saved, ask; False means stay here."""
        if not self.is_changed or self.save():
            return True
        if ask_whether_to_drop(self):
            self.revert()
            return True
        self._form.focus_first()
        return False

    def _show(self, draft: Draft, record_id: int | None) -> None:
        self._record_id = record_id
        self._is_voided = draft.is_voided
        self._touched = set()
        is_read_only = draft.is_voided or self._only_reads
        self._form.show_draft(draft, is_read_only=is_read_only)
        self.papers.show_record(record_id, is_read_only=is_read_only)
        self._history.fold()
        self._history.setVisible(record_id is not None)
        self._show_head(draft)
        self._show_state(draft)
        self._area.verticalScrollBar().setValue(0)
        self.show()
        self._follow()

    def _show_head(self, draft: Draft) -> None:
        singular = capitalised(_(self._register.singular))
        name = draft.names.get(self._register.person_field, "") or first_words(
            self._register, draft
        )
        is_new = self._record_id is None
        self._singular.setText(_("New") if is_new else singular)
        self._title.setText(singular if is_new else name or singular)
        self.setAccessibleName(self._title.text())
        person = draft.values.get(self._register.person_field)
        self._person.setVisible(not is_new and person is not None)
        for button in (self._previous, self._next):
            button.setVisible(not is_new)

    def _show_state(self, draft: Draft) -> None:
        words = ""
        if draft.is_voided:
            words = _("This record is voided: {reason}").format(reason=draft.void_reason)
        can_restore = bool(words) and not self._only_reads
        self._state.say(words, "warn", _("Restore") if can_restore else "")
        may_write = not draft.is_voided and not self._only_reads
        self._void.setVisible(self._record_id is not None and may_write)
        self._save.setVisible(may_write)
        self._revert.setVisible(may_write)

    # Writing

    def save(self) -> bool:
        """Save what stands in the form; problems are shown at their fields."""
        if not self.is_open or self._is_voided:
            return True
        unreadable = self._form.unreadable()
        if unreadable:
            self._complain(self._problems(unreadable))
            return False
        try:
            saved = self._service.save(self._register.key, self._form.draft(), self._record_id)
        except InvalidRecordError as error:
            self._complain(error.problems)
            return False
        except ChangedMeanwhileError:
            self._take_over_changes()
            return False
        except UserError as error:
            self._complain([as_problem("", str(error))])
            return False
        self.open_record(saved.id)
        self._form.say_warnings(saved.warnings)
        self.saved.emit(saved.id, saved.deed_id)
        return True

    def _take_over_changes(self) -> None:
        """Somebody else was quicker: show their changes under what was typed here, and say so."""
        if self._record_id is None:
            return
        theirs = self._service.draft(self._register.key, self._record_id)
        before = self._form.rebase(theirs)
        self._is_voided = theirs.is_voided
        self._show_state(theirs)
        last = self._service.history(self._register.key, self._record_id)[0]
        words = [
            _(
                "{who} saved this record at {moment}, while you were writing. What you typed still "
                "stands here; what else was changed you see as it is now. Save to keep yours."
            ).format(who=last.who, moment=moment(last.at))
        ]
        words += words_of_changes(self._register, before, theirs)
        self._form.say_warnings([as_problem("", line) for line in words])
        self._follow()

    def revert(self) -> None:
        """Show the record again as it is kept."""
        if self._record_id is None:
            self._show(self._service.blank(self._register.key), None)
        else:
            self.open_record(self._record_id)

    def _complain(self, problems: Sequence[Problem]) -> None:
        self._form.show_problems(problems)
        self._form.focus_first()

    def _check(self, field: str) -> None:
        self._touched.add(field)
        problems = self._problems(self._form.unreadable())
        self._form.show_problems(problems, self._touched)

    def _problems(self, unreadable: Sequence[Problem]) -> list[Problem]:
        """What cannot be read, and what does not hold of the fields that can."""
        known = {problem.field for problem in unreadable}
        found = self._service.check(self._register.key, self._form.draft(), self._record_id)
        return [*unreadable, *(problem for problem in found if problem.field not in known)]

    def _follow(self) -> None:
        changed = self._form.is_changed
        self._save.setEnabled(changed)
        self._revert.setEnabled(changed)

    def _ask_to_void(self) -> None:
        reason = ask_for_reason(self)
        if reason and self._record_id is not None:
            deed = self._service.void(self._register.key, self._record_id, reason)
            self._form.show_draft(Draft({}))
            self.taken_out.emit(self._record_id, deed, True)

    def _restore(self) -> None:
        if self._record_id is not None:
            deed = self._service.restore(self._register.key, self._record_id)
            self.open_record(self._record_id)
            self.taken_out.emit(self._record_id, deed, False)

    def _ask_history(self) -> list[HistoryEntry]:
        if self._record_id is None:
            return []
        return self._service.history(self._register.key, self._record_id)

    def _announce_person(self) -> None:
        person = self._form.draft().values.get(self._register.person_field)
        if person is not None:
            self.person_wanted.emit(person)

    def _go_up(self) -> None:
        self.step_wanted.emit(-1)

    def _go_down(self) -> None:
        self.step_wanted.emit(1)


def all_fields(register: RegisterView) -> tuple[FieldView, ...]:
    """The fields of a record and of the rows that belong to it."""
    return register.fields + (register.lines.fields if register.lines is not None else ())


def first_words(register: RegisterView, draft: Draft) -> str:
    """What a record without a person is called: the first text that it has."""
    texts = (draft.values.get(field.key) for field in register.fields if field.kind in WORDED)
    return next((text for text in texts if text), "")
