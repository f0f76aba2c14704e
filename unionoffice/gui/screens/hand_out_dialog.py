"""What a federation hands out in one signed file: forms, and rules from three sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _
from unionoffice.exchange.handouts import SUFFIX, read_pack
from unionoffice.gui.rule_words import rules_in_words
from unionoffice.gui.screens.folders import ask_for_files, ask_where_to_write
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S1, S2
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import IconButton, PrimaryButton, QuietButton, SecondaryButton
from unionoffice.gui.widgets.editors import FlagEditor
from unionoffice.gui.widgets.growing_dialog import GrowingDialog
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, hide_unless, row
from unionoffice.registerkit.norms import Pack
from unionoffice.workplace import Workplace

WIDTH = 560


class HandOutDialog(GrowingDialog):
    """Accepted once the file is written; `path` says where."""

    def __init__(
        self, services: Workplace, form: tuple[str, int], name: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Hand out"))
        self._services = services
        self._form = form
        self.path: Path | None = None
        self.packs: dict[Path, Pack] = {}
        chosen = _("The form that is chosen: {form}, version {version}")
        self.form = FlagEditor(chosen.format(form=name, version=form[1]))
        # What travels with the program need not be handed out.
        self.form.set_value(form in self._made_here())
        self.all_forms = FlagEditor(_("All forms that were made or taken in here"))
        norms = services.norms
        own, above = norms.own(), [value for pack in norms.from_above() for value in pack.values]
        none_yet = _("None yet; they are entered in the settings, under “Rules in force”.")
        self.own = FlagEditor(
            _("The rules that this office has entered"), rules_in_words(own) or none_yet
        )
        self.own.setEnabled(bool(own))
        self.from_above = FlagEditor(
            _("The rules that came from the body above"), rules_in_words(above)
        )
        hide_unless(bool(above), self.from_above)
        self.add = QuietButton(_("Add rule packs …"), "plus")
        self._listed = column(spacing=S2)
        self._banner = Banner()
        self.write = PrimaryButton(_("Write the file …"), "send")
        self._cancel = SecondaryButton(_("Cancel"))
        self._build()
        self.add.clicked.connect(self._ask_for_packs)
        self.write.clicked.connect(self._ask_where)
        self._cancel.clicked.connect(self.reject)
        self.form.setFocus()

    def _build(self) -> None:
        note = _("One signed file; the offices below open it, and report by it from then on.")
        self.content.addWidget(Text(_("Hand out"), "heading"))
        self.content.addWidget(Text(note, "muted", wrap=True))
        self.content.addWidget(self._banner)
        self.content.addLayout(_group(_("Forms"), self.form, self.all_forms))
        rules = _group(_("Rules"), self.own, self.from_above)
        rules.addLayout(self._listed)
        adding = row(spacing=S2)
        adding.addWidget(self.add)
        adding.addStretch(1)
        rules.addLayout(adding)
        self.content.addLayout(rules)
        self.content.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.write)
        self.write.setDefault(True)
        self.setMinimumWidth(scaled(WIDTH))
        self.fit()

    def _ask_for_packs(self) -> None:
        self.take(ask_for_files(self, _("Add rule packs"), _("Rule packs"), (".toml",)))

    def take(self, files: Sequence[Path]) -> None:
        """Put rule packs beside those that are listed; one that is none says why."""
        self._banner.say("")
        for file in files:
            try:
                pack = read_pack(file)
                if pack.id in {each.id for each in self.packs.values()}:
                    raise UserError(
                        N_("The rules “{id}” are in the list already; take them off first."),
                        id=pack.id,
                    )
            except UserError as error:
                self._banner.say(str(error), "bad")
            else:
                self.packs[file] = pack
                self._listed.addWidget(_PackLine(file, pack, self._take_off))

    def _take_off(self, line: _PackLine) -> None:
        del self.packs[line.file]
        line.hide()
        line.deleteLater()
        self.add.setFocus()

    def _ask_where(self) -> None:
        proposal = Path.home() / f"{self._file_name()}{SUFFIX}"
        path = ask_where_to_write(self, _("Hand out"), proposal, _("Forms and rules"), SUFFIX)
        if path is not None:
            self.attempt(path)

    def _made_here(self) -> list[tuple[str, int]]:
        known = self._services.reporting.forms.all()
        return [(each.id, each.version) for each in known if not each.is_bundled]

    def _file_name(self) -> str:
        form_id, version = self._form
        return f"{form_id}-{version}" if self.form.value() else "quy-dinh"

    def attempt(self, path: Path) -> None:
        """Write what is ticked and listed, or say what is in the way."""
        forms = self._made_here() if self.all_forms.value() else []
        try:
            self._services.handouts.write(
                path,
                [*forms, self._form] if self.form.value() else forms,
                [*self.packs],
                with_own_rules=self.own.value(),
                with_rules_from_above=self.from_above.value(),
            )
        except UserError as error:
            self._banner.say(str(error), "bad")
        else:
            self.path = path
            self.accept()


class _PackLine(QFrame):
    """One rule pack: its name, what it says, and the way to take it off."""

    def __init__(self, file: Path, pack: Pack, take_off: Callable[[_PackLine], None]) -> None:
        super().__init__()
        self.file = file
        self._take_off = take_off
        name = next(iter(pack.name.values()))
        words = _("“{name}”, version {version} ({file})")
        head = Text(words.format(name=name, version=pack.version, file=file.name), wrap=True)
        layout = row(self, spacing=S2)
        said = column(spacing=S1)
        said.addWidget(head)
        said.addWidget(Text(rules_in_words(pack.values), "muted", wrap=True))
        layout.addLayout(said, 1)
        off = IconButton("x", _("Take “{name}” off").format(name=name))
        off.clicked.connect(self._announce)
        layout.addWidget(off, 0, Qt.AlignmentFlag.AlignTop)

    def _announce(self) -> None:
        self._take_off(self)


def _group(title: str, *parts: QWidget) -> QVBoxLayout:
    box = column(spacing=S2)
    box.addWidget(Text(title, "section"))
    for part in parts:
        box.addWidget(part)
    return box
