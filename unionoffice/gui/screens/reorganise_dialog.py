"""The assistant for one reorganisation: what is asked, what it would change, and doing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHeaderView, QScrollArea, QWidget

from unionoffice.core.errors import InvalidRecordError, UserError
from unionoffice.core.i18n import N_, _
from unionoffice.core.text import fold
from unionoffice.gui.screen_room import fitting
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S2, S3, S4, S6
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.day_editors import DayEditor
from unionoffice.gui.widgets.editors import ChoiceEditor, FieldEditor, FlagEditor, TextEditor
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.pickers import Picker, UnitsPicker
from unionoffice.services.body_tree import Body, Tree
from unionoffice.services.reorganising import NewBody, Plan
from unionoffice.services.structure import LEVEL_KEYS, Move, Preview, Structure, level_label
from unionoffice.services.views import NamedChoice

WIDTH, HEIGHT, ASKING_WIDTH = 980, 620, 360
MOST_FOUND = 20
# Words, icon, and what becomes of those below.
KINDS = {
    "found": (N_("Found a body …"), "building", N_("A new body begins on this day.")),
    "merge": (
        N_("Merge bodies …"),
        "arrow-right",
        N_("They end on this day; those below them, and their later returns, go to the one."),
    ),
    "split": (
        N_("Split a body …"),
        "columns-3",
        N_("New bodies begin on this day. What was handed in before cannot be divided."),
    ),
    "move": (
        N_("Put below another body …"),
        "sitemap",
        N_("From this day on they stand below the other, with all below them."),
    ),
    "rename": (
        N_("Rename, or change the level …"),
        "edit",
        N_("Earlier papers keep the old name."),
    ),
    "dissolve": (
        N_("Dissolve …"),
        "ban",
        N_("They end on this day. Choose who succeeds them, if anybody does."),
    ),
}
DONE_WORDS = {
    "found": N_("The body was founded."),
    "merge": N_("The bodies were merged."),
    "split": N_("The body was split."),
    "move": N_("The bodies were put below the other."),
    "rename": N_("The body was renamed."),
    "dissolve": N_("The bodies were dissolved."),
}


class ReorganiseDialog(QDialog):
    """Asks at the left, shows at the right what would change; nothing happens before that."""

    done_as = Signal(int, str)

    def __init__(
        self,
        structure: Structure,
        kind: str,
        tree: Tree,
        chosen: Sequence[int],
        day: date,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._structure, self._kind, self._tree = structure, kind, tree
        self._plan: Plan | None = None
        self.editors: dict[str, FieldEditor] = {}
        words, _icon, note = KINDS[kind]
        self.setWindowTitle(_(words).removesuffix(" …"))
        self._note = Text(_(note), "muted", wrap=True)
        self._banner = Banner()
        heads = (_("Body"), _("Before"), _("After"))
        self.changes = SimpleTable(_("What changes"), heads, wide=2)
        self.changes.setWordWrap(True)
        self._effects = Text("", wrap=True)
        here = _("Here you see what would change, before anything does.")
        self._empty = Text(here, "muted", wrap=True)
        self.show_button = SecondaryButton(_("Show what changes"), "eye")
        self.do_button = PrimaryButton(_("Carry it out"))
        self._cancel = SecondaryButton(_("Cancel"))
        self._ask(chosen, day)
        self._build()
        self._connect()

    # Asking

    def _ask(self, chosen: Sequence[int], day: date) -> None:
        kind, ask = self._kind, self.editors
        if kind != "found":
            label = _("Body") if kind in ("split", "rename") else _("Bodies")
            bodies = ask["bodies"] = UnitsPicker(label, self._find)
            bodies.line.setPlaceholderText(_("Type part of the name …"))
            names = "; ".join(self._tree[each].name.replace(";", ",") for each in chosen)
            ask["bodies"].set_value(chosen, names)
        if kind in ("merge", "move", "dissolve", "found"):
            label = {
                "merge": _("Into which one"),
                "move": _("Below which body"),
                "dissolve": _("Succeeded by"),
                "found": _("Below which body"),
            }[kind]
            hint = _("Left empty: a new body, named below.") if kind == "merge" else ""
            ask["target"] = Picker(label, self._find_any, hint)
        if kind in ("found", "merge", "split"):
            ask["code"] = TextEditor(_("Code of the new body"))
            ask["name"] = TextEditor(_("Name of the new body"))
        if kind == "split":
            ask["code2"] = TextEditor(_("Code of the second new body"))
            ask["name2"] = TextEditor(_("Name of the second new body"))
            ask["goes_on"] = FlagEditor(_("The body itself goes on"))
        if kind == "rename":
            ask["name"] = TextEditor(_("New name"))
        if kind in ("found", "merge", "split", "rename"):
            levels = [(key, _(level_label(key))) for key in LEVEL_KEYS[:-1]]
            hint = "" if kind == "found" else _("Left empty: the level stays the same.")
            ask["level"] = ChoiceEditor(_("Level"), levels, hint)
            if kind == "found":
                ask["level"].set_value(LEVEL_KEYS[0])
        ask["day"] = DayEditor(_("First day on which it holds"), is_required=True)
        ask["day"].set_value(day)
        ask["decision_number"] = TextEditor(_("Number of the decision"))
        ask["decided_on"] = DayEditor(_("Day of the decision"))
        ask["issuer"] = TextEditor(_("Who decided"))

    def _usual_level(self) -> str:
        """A new body is of the level of the one it comes from."""
        bodies = self._value("bodies") or ()
        return self._tree[bodies[0]].level if bodies else LEVEL_KEYS[0]

    def _find(self, text: str) -> list[NamedChoice]:
        return [each for each in self._find_any(text) if each.id != self._tree.root.id]

    def _find_any(self, text: str) -> list[NamedChoice]:
        words = fold(text)
        found = (
            NamedChoice(body.id, body.name, body.code)
            for body in self._tree.bodies.values()
            if words in fold(f"{body.code} {body.name}")
        )
        return list(islice(found, MOST_FOUND))

    def _build(self) -> None:
        asking = QWidget()
        asking.setProperty("role", "scrolled")
        fields = column(asking, S3)
        fields.setContentsMargins(0, 0, S4, 0)
        for editor in self.editors.values():
            fields.addWidget(editor)
        fields.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(asking)
        area.setMinimumWidth(asking.minimumSizeHint().width() + S4)
        area.setMaximumWidth(scaled(ASKING_WIDTH))
        shown = column(spacing=S3)
        for part in (self._empty, self.changes, self._effects):
            shown.addWidget(part)
        shown.setStretchFactor(self.changes, 1)
        shown.addStretch(0)
        middle = row(spacing=S4)
        middle.addWidget(area, 2)
        middle.addLayout(shown, 3)
        buttons = row(spacing=S2)
        buttons.addStretch(1)
        for button in (self._cancel, self.show_button, self.do_button):
            buttons.addWidget(button)
        layout = column(self, S4, S6)
        layout.addWidget(Text(self.windowTitle(), "heading", wrap=True))
        layout.addWidget(self._note)
        layout.addWidget(self._banner)
        layout.addLayout(middle, 1)
        layout.addLayout(buttons)
        self.resize(fitting(self, WIDTH, HEIGHT))
        self._forget()
        next(each for each in self.editors.values() if not each.value()).setFocus()

    def _connect(self) -> None:
        self.show_button.clicked.connect(self.show_changes)
        self.do_button.clicked.connect(self.carry_out)
        self._cancel.clicked.connect(self.reject)
        for editor in self.editors.values():
            editor.edited.connect(self._forget)

    # Showing and doing

    def _value(self, name: str) -> Any:
        editor = self.editors.get(name)
        return None if editor is None else editor.value()

    def plan(self) -> Plan:
        """What has been entered so far."""
        founded = []
        for code, name in (("code", "name"), ("code2", "name2")):
            if code in self.editors and (self._value(code) or self._value(name)):
                level = self._value("level") or self._usual_level()
                founded.append(NewBody(self._value(code) or "", self._value(name) or "", level))
        is_rename = self._kind == "rename"
        return Plan(
            self._kind,
            self._value("day"),
            tuple(self._value("bodies") or ()),
            self._value("target"),
            tuple(founded),
            bool(self._value("goes_on")),
            (self._value("name") or "") if is_rename else "",
            (self._value("level") or "") if is_rename else "",
            self._value("decision_number") or "",
            self._value("decided_on"),
            self._value("issuer") or "",
        )

    def show_changes(self) -> None:
        """Try it, show what it would change, and only then let it be carried out."""
        if not self._is_readable():
            return
        plan = self.plan()
        try:
            preview = self._structure.preview(plan)
        except UserError as error:
            self._complain(error)
            return
        self._plan = plan
        self._show(preview)

    def carry_out(self) -> None:
        """Do what was shown."""
        if self._plan is None:
            return
        try:
            deed_id = self._structure.carry_out(self._plan)
        except UserError as error:
            self._complain(error)
            return
        self.accept()
        self.done_as.emit(deed_id, _(DONE_WORDS[self._kind]))

    def _is_readable(self) -> bool:
        for name, editor in self.editors.items():
            missing = _("Fill this in.") if name == "day" and editor.value() is None else ""
            editor.set_problem(editor.unreadable() or missing)
        return not any(editor.problem for editor in self.editors.values())

    def _show(self, preview: Preview) -> None:
        self._banner.hide()
        self._empty.hide()
        self.changes.show_rows([_row(move) for move in preview.moves])
        self.changes.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.changes.show()
        self.changes.resizeRowsToContents()
        self._effects.setText("\n".join(preview.effects))
        self._effects.show()
        self.do_button.setEnabled(True)
        self.do_button.setDefault(True)

    def _forget(self) -> None:
        """What is shown is no longer what was asked."""
        self._plan = None
        self.changes.hide()
        self._effects.hide()
        self._empty.show()
        self._banner.hide()
        self.do_button.setEnabled(False)
        self.show_button.setDefault(True)

    def _complain(self, error: UserError) -> None:
        problems = error.problems if isinstance(error, InvalidRecordError) else []
        for problem in problems:
            editor = self.editors.get(problem.field)
            if editor is None:
                self._banner.say(str(problem), "bad")
            else:
                editor.set_problem(str(problem))
                editor.setFocus()
        if not problems:
            self._banner.say(str(error), "bad")


def _row(move: Move) -> SimpleRow:
    body = move.after or move.before
    assert body is not None
    before, after = _("not there yet"), _("no more")
    if move.before is not None:
        before = _place(move.path_before, move.before, body.name)
    if move.after is not None:
        after = _place(move.path_after, move.after, body.name)
    tone = "ok" if move.before is None else "bad" if move.after is None else "muted"
    shown = {"ok": "circle-check", "bad": "ban"}.get(tone, "arrow-right")
    return SimpleRow((body.name, before, after), shown, tone)


def _place(path: str, body: Body, name: str) -> str:
    """Where it stands; how it is called too where that is not the name beside it."""
    return path if body.name == name else f"{path} › {body.name}"
