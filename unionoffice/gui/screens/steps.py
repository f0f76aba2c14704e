"""The three first steps of a new office, in the place of figures that do not exist yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from unionoffice.core.i18n import _
from unionoffice.gui.screens.ways import Ways, then
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S1, S3, S4
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.cards import Card, IconLabel
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import FlowLayout, column, row
from unionoffice.services.glance import FIRST_LIST, FIRST_RECORDS, FIRST_UNITS, Glance

MARK = 24

Action = tuple[str, str, Callable[[], None]]


class FirstSteps(Card):
    """Each step says what it brings; a step that is done shows it."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self.content.setSpacing(S4)
        self.content.addWidget(Text(_("The first three steps"), "heading"))
        bring_in, record = _("Bring in a list"), _("Record a benefit")
        self._steps = (
            Step(
                1,
                _("Bring in the people"),
                _("Take the list of members as it is in Excel; the units come with it."),
                (
                    (
                        _("Bring in a list"),
                        "file-import",
                        then(ways.list_wanted.emit, FIRST_LIST),
                    ),
                    (_("Enter units"), "sitemap", then(ways.new_wanted.emit, FIRST_UNITS)),
                ),
            ),
            Step(
                2,
                _("Record what the union does"),
                _("Visits, gifts, check-ups, dialogues, activities: one by one or from lists."),
                (
                    (record, "gift", then(ways.new_wanted.emit, FIRST_RECORDS)),
                    (bring_in, "file-import", then(ways.list_wanted.emit, "")),
                ),
            ),
            Step(
                3,
                _("Make the appendix"),
                _("Its figures count themselves; every figure opens into its records."),
                (
                    (
                        _("Open the appendix"),
                        "report-analytics",
                        then(ways.page_wanted.emit, "appendix"),
                    ),
                ),
            ),
        )
        for step in self._steps:
            self.content.addWidget(step)

    def show_glance(self, glance: Glance) -> None:
        done = (glance.people > 0, glance.records > 0, False)
        following = done.index(False)
        for place, step in enumerate(self._steps):
            step.show_state(is_done=done[place], is_next=place == following)


class Step(Card):
    """One step with its buttons; the next one to do is the loud one."""

    def __init__(self, number: int, title: str, note: str, actions: tuple[Action, ...]) -> None:
        super().__init__()
        self._number = Text(str(number), "heading")
        self._mark = IconLabel("circle-check", "ok", 24)
        words = column(spacing=S1)
        words.addWidget(Text(title, "strong"))
        words.addWidget(Text(note, "muted", wrap=True))
        self._loud = PrimaryButton(actions[0][0], actions[0][1])
        self._plain = SecondaryButton(actions[0][0], actions[0][1])
        buttons = FlowLayout(spacing=S3)
        for button in (self._loud, self._plain):
            button.clicked.connect(actions[0][2])
            buttons.addWidget(button)
        for text, icon_name, act in actions[1:]:
            button = SecondaryButton(text, icon_name)
            button.clicked.connect(act)
            buttons.addWidget(button)
        layout = row(spacing=S4)
        for mark in (self._number, self._mark):
            mark.setFixedWidth(scaled(MARK))
            mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        inner = column(spacing=S3)
        inner.addLayout(words)
        inner.addLayout(buttons)
        layout.addLayout(inner, 1)
        self.content.addLayout(layout)

    def show_state(self, *, is_done: bool, is_next: bool) -> None:
        self._mark.setVisible(is_done)
        self._number.setVisible(not is_done)
        self._loud.setVisible(is_next)
        self._plain.setVisible(not is_next)
