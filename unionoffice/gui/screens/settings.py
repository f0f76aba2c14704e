"""Settings: who the office is, how the window looks, and the care of the file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider

from unionoffice.core.errors import InvalidRecordError, UserError
from unionoffice.core.file_names import file_stem
from unionoffice.core.formatting import number
from unionoffice.core.i18n import LANGUAGE_NAMES, _, current_language
from unionoffice.gui.look import Look, Theme
from unionoffice.gui.memory import Memory
from unionoffice.gui.page_keys import BACKUPS
from unionoffice.gui.page_list import (
    ACCOUNTS,
    OFFICE_FILE,
    ORGANISATION,
    PASSPHRASE,
    RULES,
    WINDOW,
)
from unionoffice.gui.pages import Page
from unionoffice.gui.screens.accounts_card import AccountsCard
from unionoffice.gui.screens.folders import ask_for_name_and_kind, open_folder
from unionoffice.gui.screens.own_form import OwnForm
from unionoffice.gui.screens.rules_card import RulesCard
from unionoffice.gui.screens.secrecy_card import SecrecyCard
from unionoffice.gui.screens.ways import Ways, then
from unionoffice.gui.tokens import LARGEST_TEXT, S2, S3, S4, S6, SMALLEST_TEXT
from unionoffice.gui.widgets.banner import Banner
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.cards import Card
from unionoffice.gui.widgets.editors import ChoiceEditor
from unionoffice.gui.widgets.labels import ElidedText, Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.gui.widgets.sections import Sections
from unionoffice.services.office import levels
from unionoffice.services.rights import Right
from unionoffice.workplace import Workplace

TEXT_STEP = 5


class SettingsPage(Page):
    """What concerns the office is saved with its button; what concerns the window, at once."""

    language_chosen = Signal(str)

    def __init__(
        self,
        services: Workplace,
        ways: Ways,
        look: Look,
        memory: Memory,
        office: Path | None,
        *,
        is_read_only: bool = False,
    ) -> None:
        super().__init__()
        self.setMinimumWidth(0)
        self._services = services
        self._ways = ways
        self._look = look
        self._memory = memory
        self._office = office
        self._folder: Path | None = None
        self._done = Banner(is_closable=True)
        self.sections = Sections(_("Settings"))
        self.form = OwnForm(levels(), with_signature=True)
        self.save = PrimaryButton(_("Save"), "device-floppy")
        self._card = SecondaryButton(_("Write the identity card …"), "id")
        self.language = ChoiceEditor(_("Language"), [*LANGUAGE_NAMES.items()], is_required=True)
        self.theme = ChoiceEditor(
            _("Colours"),
            [
                (Theme.SYSTEM.value, _("As the computer")),
                (Theme.LIGHT.value, _("Light")),
                (Theme.DARK.value, _("Dark")),
            ],
            is_required=True,
        )
        self.text_size = QSlider(Qt.Orientation.Horizontal)
        self._size_words = Text("", "muted")
        self.backups = SecondaryButton(_("Backups …"), "database")
        self._show_folder = SecondaryButton(_("Open the folder"), "folder-open")
        self.rules = RulesCard(services.norms)
        self.secrecy = SecrecyCard(services, memory)
        self.secrecy.setEnabled(services.accounts.may(Right.ENCRYPT))
        self.accounts = AccountsCard(
            services.accounts, services.office.own().name, is_read_only=services.store.is_read_only
        )
        self._build()
        self._show_values()
        self._connect()
        for part in (self.save, self.form, self.rules):
            part.setEnabled(not is_read_only)

    def show_section(self, title: str) -> None:
        self.sections.show_section(title)

    def _build(self) -> None:
        for section, part in (
            (ORGANISATION, self._own_card()),
            (WINDOW, self._look_card()),
            (OFFICE_FILE, self._file_card()),
            (PASSPHRASE, self.secrecy),
            (ACCOUNTS, self.accounts),
            (RULES, self.rules),
        ):
            if section is not PASSPHRASE or self._services.secrecy.can_encrypt:
                self.sections.add(_(section.title), section.icon, part)
        layout = column(self, S3)
        layout.setContentsMargins(S6, S4, S6, S3)
        layout.addWidget(ElidedText(_("Settings"), "title"))
        layout.addWidget(self._done)
        layout.addWidget(self.sections, 1)

    def _own_card(self) -> Card:
        card = Card(_("The organisation"))
        card.content.setSpacing(S3)
        card.content.addWidget(self.form)
        buttons = row(spacing=S2)
        buttons.addWidget(self.save)
        buttons.addWidget(self._card)
        buttons.addStretch(1)
        card.content.addLayout(buttons)
        return card

    def _look_card(self) -> Card:
        card = Card(_("The window"))
        card.content.setSpacing(S3)
        choices = row(spacing=S4)
        choices.addWidget(self.language, 1)
        choices.addWidget(self.theme, 1)
        card.content.addLayout(choices)
        size = row(spacing=S3)
        label = Text(_("Text size"), "label")
        self.text_size.setRange(SMALLEST_TEXT, LARGEST_TEXT)
        self.text_size.setSingleStep(TEXT_STEP)
        self.text_size.setPageStep(2 * TEXT_STEP)
        self.text_size.setAccessibleName(_("Text size"))
        size.addWidget(label)
        size.addWidget(self.text_size, 1)
        size.addWidget(self._size_words)
        card.content.addLayout(size)
        return card

    def _file_card(self) -> Card:
        card = Card(_("The office file"))
        card.content.setSpacing(S3)
        words = _("Everything is in this one file: {file}")
        shown = str(self._office) if self._office is not None else _("on the server")
        card.content.addWidget(Text(words.format(file=shown), wrap=True))
        card.content.addWidget(
            Text(
                _("Keep a backup on another disk or stick, at least every two weeks."),
                "muted",
                wrap=True,
            )
        )
        buttons = row(spacing=S2)
        buttons.addWidget(self.backups)
        buttons.addWidget(self._show_folder)
        buttons.addStretch(1)
        card.content.addLayout(buttons)
        for button in (self.backups, self._show_folder):
            button.setVisible(self._office is not None)
        return card

    def _show_values(self) -> None:
        self.form.show_own(self._services.office.own())
        self.language.set_value(current_language())
        self.theme.set_value(self._look.theme.value)
        self.text_size.setValue(self._look.text_size)
        self._show_size(self._look.text_size)

    def _connect(self) -> None:
        self.save.clicked.connect(self.save_own)
        self._card.clicked.connect(self._ask_for_card)
        self.language.finished.connect(self._choose_language)
        self.theme.finished.connect(self._choose_theme)
        self.text_size.valueChanged.connect(self._choose_size)
        self.backups.clicked.connect(then(self._ways.page_wanted.emit, BACKUPS))
        self._show_folder.clicked.connect(self._open_office_folder)
        self._done.acted.connect(self._open_folder)
        self.rules.changed.connect(then(self._ways.changed.emit, ""))
        self._look.changed.connect(self._follow_look)

    # The organisation

    def save_own(self) -> None:
        """Save name, code, papers; says under a field what is wrong with it."""
        try:
            self._services.office.change(self.form.own())
        except InvalidRecordError as error:
            self.form.complain(error.problems)
        except UserError as error:
            self._done.say(str(error), "bad")
        else:
            self.form.complain(())
            self.said.emit(_("Saved."), None)
            self._ways.changed.emit("")

    def _ask_for_card(self) -> None:
        proposal = Path.home() / f"{file_stem(self._services.office.own().code)}.ucard"
        kinds = ((".ucard", _("Identity card")), (".pdf", _("Card on paper")))
        path = ask_for_name_and_kind(self, _("Write the identity card"), proposal, kinds)
        if path is not None:
            self.write_card(path)

    def write_card(self, path: Path) -> None:
        """Write the card by which the body above enrols this organisation."""
        try:
            self._services.cards.write(path)
        except UserError as error:
            self._done.say(str(error), "bad")
        else:
            words = _("{file} was written. Give it to the body above, once.")
            self._say_done(words.format(file=path.name), path.parent)

    # The window

    def _choose_language(self) -> None:
        language = self.language.value()
        if language and language != current_language():
            self.language_chosen.emit(language)

    def _choose_theme(self) -> None:
        value = self.theme.value()
        if value:
            self._look.set_theme(Theme(value))
            self._memory.keep("theme", value)

    def _choose_size(self, per_cent: int) -> None:
        self._show_size(per_cent)
        self._look.set_text_size(per_cent)
        self._memory.keep("text_size", self._look.text_size)

    def _show_size(self, per_cent: int) -> None:
        self._size_words.setText(f"{number(per_cent)} %")

    def _follow_look(self) -> None:
        self.text_size.blockSignals(True)
        self.text_size.setValue(self._look.text_size)
        self.text_size.blockSignals(False)
        self._show_size(self._look.text_size)
        self.theme.set_value(self._look.theme.value)

    # The file

    def _say_done(self, sentence: str, folder: Path) -> None:
        self._folder = folder
        self._done.say(sentence, "ok", _("Open the folder"))

    def _open_folder(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)

    def _open_office_folder(self) -> None:
        if self._office is not None:
            open_folder(self._office.parent)
