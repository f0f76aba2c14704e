"""Figures of a return that a clerk asks about, each with what is asked; as many as are needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.tokens import S2, S3
from unionoffice.gui.widgets.buttons import QuietButton
from unionoffice.gui.widgets.editors import ChoiceEditor, FieldEditor, TextEditor
from unionoffice.gui.widgets.layouts import column


class AskedFigures(FieldEditor):
    """The value is a list of pairs: the key of the figure, and what is asked about it."""

    grown = Signal()  # there is one line more to be seen

    def __init__(self, label: str, figures: Sequence[tuple[str, str]]) -> None:
        super().__init__(label)
        self._figures = figures
        self.lines: list[tuple[ChoiceEditor, TextEditor]] = []
        self._add = QuietButton(_("Ask about one more figure"), "plus")
        holder = QWidget()
        self._rows = column(holder, S3)
        self._rows.addWidget(self._add)
        self.hide_label()
        self._append()
        self._set_input(self.lines[0][0], holder)
        self._add.clicked.connect(self.add_line)

    def add_line(self) -> None:
        """One more figure to be asked about; the keys go there."""
        self._append()
        self.lines[-1][0].setFocus()
        self.grown.emit()

    def value(self) -> Any:
        said = [(figure.value(), says.value()) for figure, says in self.lines]
        return [(figure, says) for figure, says in said if figure and says]

    def set_value(self, value: Any, name: str = "") -> None:
        while len(self.lines) < len(value):
            self._append()
        for (figure, says), (key, words) in zip(self.lines, value, strict=False):
            figure.set_value(key)
            says.set_value(words)

    def unreadable(self) -> str:
        return next((words for _part, words in self._unsaid()), "")

    def set_problem(self, problem: str) -> None:
        """At the line that it is about: there may be many."""
        for part in (each for line in self.lines for each in line):
            part.set_problem("")
        about = next((part for part, _words in self._unsaid()), None)
        if problem and about is not None:
            about.set_problem(problem)
            about.setFocus()

    @property
    def problem(self) -> str:
        return next((part.problem for line in self.lines for part in line if part.problem), "")

    def _unsaid(self) -> Iterator[tuple[FieldEditor, str]]:
        for figure, says in self.lines:
            if figure.value() and not says.value():
                yield says, _("Say what is asked about this figure.")
            if says.value() and not figure.value():
                yield figure, _("Choose the figure that this is about.")

    def _append(self) -> None:
        label = _("One more figure") if self.lines else self.label_text
        line = ChoiceEditor(label, self._figures), TextEditor(_("What is asked about it"))
        self.lines.append(line)
        pair = column(spacing=S2)
        for part in line:
            pair.addWidget(part)
            part.edited.connect(self.edited)
        self._rows.insertLayout(self._rows.count() - 1, pair)
