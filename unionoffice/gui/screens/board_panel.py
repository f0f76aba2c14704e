"""One organisation of the board: how it stands, what is remarked, and its versions with changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from unionoffice.core.formatting import DASH, day, moment, number
from unionoffice.core.i18n import _
from unionoffice.exchange import settling_shares, successions
from unionoffice.exchange.board_entries import UNCHECKED, Entry, RemarkView
from unionoffice.exchange.changes import Change, HeldVersion
from unionoffice.exchange.giving_back import RowRemark
from unionoffice.exchange.refusals import RefusedView
from unionoffice.exchange.remarks import CONTRADICTION, NOTE
from unionoffice.gui.screens.board_rows import STATES, state_words
from unionoffice.gui.screens.ways import then
from unionoffice.gui.tokens import S1, S2, S3, S4
from unionoffice.gui.widgets.buttons import IconButton, QuietButton, SecondaryButton
from unionoffice.gui.widgets.cards import IconLabel
from unionoffice.gui.widgets.labels import Line, Text
from unionoffice.gui.widgets.layouts import FlowLayout, column, row, scrolled
from unionoffice.reports.filled import FIGURE_NAMES

MOST_CHANGES = 12
_ICONS = {CONTRADICTION: ("alert-circle", "bad"), NOTE: ("info-circle", "muted")}


class BoardPanel(QFrame):
    """Asks for what is to be done; the page does it."""

    explain_wanted = Signal(object)  # a RemarkView
    ask_again_wanted = Signal(object)
    settle_wanted = Signal(object)  # whose return counts for a body that ended
    give_back_wanted = Signal(str)
    file_wanted = Signal(str)  # the file of what was given back, once more
    letter_wanted = Signal(object)  # the entry
    take_off_wanted = Signal(int)  # the id of a refused file
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self._entry: Entry | None = None
        self._label_of: Callable[[str], str] = str
        self._name = Text("", "heading", wrap=True)
        self._close = IconButton("x", _("Close"))
        self._state_icon = IconLabel("info-circle")
        self._state = Text("", "strong", wrap=True)
        self._due = Text("", "muted", wrap=True)
        self.give_back = SecondaryButton(_("Give back …"), "arrow-back-up")
        self.file = SecondaryButton(_("Write its file again …"), "file-export")
        self.letter = SecondaryButton(_("Letter …"), "mail")
        self.take_off = SecondaryButton(_("Take off the list"), "x")
        self._refused: RefusedView | None = None
        self._remarks = QWidget()
        self._versions = QWidget()
        column(self._remarks, S3)
        column(self._versions, S3)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row()
        head.addWidget(self._name, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        state = row(spacing=S2)
        state.addWidget(self._state_icon)
        state.addWidget(self._state, 1)
        deeds = FlowLayout(spacing=S2)
        for button in (self.give_back, self.file, self.letter, self.take_off):
            deeds.addWidget(button)
        body = QWidget()
        parts = column(body, S3)
        parts.addLayout(state)
        parts.addWidget(self._due)
        parts.addLayout(deeds)
        parts.addWidget(Line())
        parts.addWidget(self._remarks)
        parts.addWidget(self._versions)
        parts.addStretch(1)
        layout = column(self, S3)
        layout.setContentsMargins(S4, S3, S3, S3)
        layout.addLayout(head)
        layout.addWidget(scrolled(body), 1)

    def _connect(self) -> None:
        self._close.clicked.connect(self.closed)
        self.give_back.clicked.connect(self._ask_to_give_back)
        self.file.clicked.connect(self._ask_for_file)
        self.letter.clicked.connect(self._ask_for_letter)
        self.take_off.clicked.connect(self._ask_to_take_off)

    def name_rows(self, label_of: Callable[[str], str]) -> None:
        """How a row's key is called on the form."""
        self._label_of = label_of

    def show_entry(self, entry: Entry) -> None:
        """Say how the body stands; its versions follow when they have been read."""
        if entry.code != self.code:
            self.show_versions(())
        self.code, self._entry, self._refused = entry.code, entry, None
        self._name.setText(entry.name or entry.code)
        _words, icon_name, tone = STATES[entry.state]
        self._state_icon.show_icon(icon_name, tone)
        self._state.setText(state_words(entry))
        self._due.setText(_due_words(entry))
        self.give_back.setVisible(entry.is_in)
        self.file.setVisible(entry.returned_at is not None)
        self.letter.setVisible(entry.to_remind)
        self.take_off.hide()
        layout = _emptied(self._remarks)
        if entry.asked:
            layout.addWidget(Text(_("Given back with"), "section"))
        for asked in entry.asked:
            layout.addWidget(self._asked(asked))
        if entry.is_in:
            layout.addWidget(Text(_("Remarks"), "section"))
        if entry.state == UNCHECKED:
            layout.addWidget(Text(_("Being checked"), "muted"))
        elif entry.is_in and not entry.remarks:
            layout.addWidget(Text(_("Nothing looks wrong."), "muted", wrap=True))
        for view in entry.remarks:
            layout.addWidget(self._remark(view))

    def show_refused(self, file: RefusedView) -> None:
        """Say why a file was refused, and where it lies."""
        self.code, self._entry, self._refused = "", None, file
        self._name.setText(Path(file.file).name)
        self._state_icon.show_icon("alert-circle", "bad")
        self._state.setText(_("Refused"))
        self._due.setText(moment(file.refused_at))
        for button in (self.give_back, self.file, self.letter):
            button.hide()
        self.take_off.show()
        self.show_versions(())
        layout = _emptied(self._remarks)
        layout.addWidget(Text(file.why, "", wrap=True))
        layout.addWidget(Text(file.file, "small", wrap=True))
        hint = _("It leaves the list by itself once its file is put right and taken in.")
        layout.addWidget(Text(hint, "muted", wrap=True))

    def forbid_deeds(self) -> None:
        """Nothing is written in an office that is only read."""
        for button in (self.give_back, self.letter, self.take_off):
            button.setEnabled(False)

    def show_versions(self, versions: Sequence[HeldVersion]) -> None:
        """Every version that is held, with what it changed."""
        layout = _emptied(self._versions)
        if versions:
            layout.addWidget(Text(_("Versions and files"), "section"))
        for version in versions:
            layout.addWidget(self._version(version))

    def _asked(self, asked: RowRemark) -> QWidget:
        part = QWidget()
        words = column(part, S1)
        if asked.row:
            words.addWidget(Text(self._label_of(asked.row), "small", wrap=True))
        words.addWidget(Text(asked.says, "", wrap=True))
        return part

    def _remark(self, view: RemarkView) -> QWidget:
        part = QWidget()
        line = row(part, S2)
        icon_name, tone = _ICONS.get(view.remark.severity, ("alert-triangle", "warn"))
        if view.explanation is not None:
            icon_name, tone = "circle-check", "ok"
        line.addWidget(IconLabel(icon_name, tone), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=S1)
        if view.remark.field:
            words.addWidget(Text(self._label_of(view.remark.field), "small", wrap=True))
        words.addWidget(Text(str(view.remark), "", wrap=True))
        said = view.explanation
        if said is not None:
            told = _("Explained: {note} ({by}, {day})")
            told = told.format(note=said.note, by=said.by, day=said.at)
            words.addWidget(Text(told, "small", wrap=True))
            words.addWidget(self._button(_("Ask again"), self.ask_again_wanted, view))
        elif view.remark.check in (successions.CHECK, settling_shares.CHECK):
            words.addWidget(self._button(_("Settle …"), self.settle_wanted, view))
        elif view.is_open:
            words.addWidget(self._button(_("Explained …"), self.explain_wanted, view))
        line.addLayout(words, 1)
        return part

    def _button(self, text: str, signal: object, view: RemarkView) -> QuietButton:
        button = QuietButton(text)
        button.clicked.connect(then(signal.emit, view))  # type: ignore[attr-defined] # a bound signal
        return button

    def _version(self, version: HeldVersion) -> QWidget:
        part = QWidget()
        words = column(part, S1)
        head = _("Version {number}, received {moment}").format(
            number=number(version.version), moment=moment(version.received_at)
        )
        words.addWidget(Text(head, "strong" if version.is_current else "", wrap=True))
        words.addWidget(Text(version.file, "small", wrap=True))
        for change in version.changes[:MOST_CHANGES]:
            words.addWidget(Text(self._change_words(change), "small", wrap=True))
        if len(version.changes) > MOST_CHANGES:
            more = _("and {count} other figures").format(count=len(version.changes) - MOST_CHANGES)
            words.addWidget(Text(more, "small"))
        return part

    def _change_words(self, change: Change) -> str:
        # The two values stay in one line.
        words = _("{row}, {figure}: {before} → {now}").replace(" → ", "\u00a0→\u00a0")
        return words.format(
            row=self._label_of(change.row),
            figure=_(FIGURE_NAMES[change.figure]),
            before=DASH if change.before is None else number(change.before),
            now=DASH if change.now is None else number(change.now),
        )

    def _ask_to_give_back(self) -> None:
        self.give_back_wanted.emit(self.code)

    def _ask_for_file(self) -> None:
        self.file_wanted.emit(self.code)

    def _ask_for_letter(self) -> None:
        self.letter_wanted.emit(self._entry)

    def _ask_to_take_off(self) -> None:
        if self._refused is not None:
            self.take_off_wanted.emit(self._refused.id)


def _due_words(entry: Entry) -> str:
    told = []
    if entry.due is not None:
        told.append(_("Due on {day}.").format(day=day(entry.due)))
    if entry.returned_at is not None:
        given = day(entry.returned_at.astimezone().date())
        told.append(_("Given back on {day}.").format(day=given))
    if entry.reply_by is not None:
        told.append(_("An answer is asked for by {day}.").format(day=day(entry.reply_by)))
    return " ".join(told) or _("No deadline is set.")


def _emptied(part: QWidget) -> QLayout:
    layout = part.layout()
    assert layout is not None
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    return layout
