"""The pages of an open office: made when first visited, and joined with one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from unionoffice.core.i18n import _
from unionoffice.exchange import handouts
from unionoffice.exchange.mending import ToMend
from unionoffice.gui.doors import Doors, Opened
from unionoffice.gui.look import Look
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.memory import Memory
from unionoffice.gui.page_keys import (
    APPENDIX,
    BACKUPS,
    BRING_IN,
    COMPARE,
    FORMS,
    JOURNAL,
    KEYS,
    PEOPLE_LISTS,
    PERSON,
    PERSONAL_DATA,
    RETURNS,
    SETTINGS,
    STRUCTURE,
    TODAY,
)
from unionoffice.gui.page_rights import right_of, say_why
from unionoffice.gui.pages import Page
from unionoffice.gui.questions import ask_whether_to_take_back
from unionoffice.gui.register_page import RegisterPage
from unionoffice.gui.screens import bring_in, from_above, returns
from unionoffice.gui.screens.appendix import AppendixPage
from unionoffice.gui.screens.backups import BackupsPage
from unionoffice.gui.screens.bring_in import BringInPage
from unionoffice.gui.screens.compare import ComparePage
from unionoffice.gui.screens.dropped_files import DroppedFiles, Taker
from unionoffice.gui.screens.folders import ask_for_files
from unionoffice.gui.screens.forms import FormsPage
from unionoffice.gui.screens.from_above import FromAbove
from unionoffice.gui.screens.journal import JournalPage
from unionoffice.gui.screens.keys import KeysPage
from unionoffice.gui.screens.list_output import ListOutput
from unionoffice.gui.screens.list_sealing import ListSealing
from unionoffice.gui.screens.paper_files import give_dialogs
from unionoffice.gui.screens.pasting import Pasting
from unionoffice.gui.screens.people_lists import PeopleListsPage
from unionoffice.gui.screens.person import PersonPage
from unionoffice.gui.screens.personal_data import PersonalDataPage
from unionoffice.gui.screens.returns import ReturnsPage
from unionoffice.gui.screens.settings import SettingsPage
from unionoffice.gui.screens.structure import StructurePage
from unionoffice.gui.screens.taking_back import TakingBack
from unionoffice.gui.screens.ways import Ways, then
from unionoffice.gui.widgets.command import Command
from unionoffice.services.rights import Right
from unionoffice.services.views import DeedView, Filter, NamedChoice, Query

MOST_FOUND = 8
OFFICE_SUFFIX, PACKAGE_SUFFIX = ".uoffice", ".upack"


class DeskPages(QObject):
    """Knows every page by its key; leads from one to the other by the ways."""

    restore_wanted = Signal(object)  # Path of the backup
    office_wanted = Signal(str)

    def __init__(
        self,
        office: Opened,
        path: Path,
        doors: Doors,
        look: Look,
        memory: Memory,
        ways: Ways,
    ) -> None:
        super().__init__()
        self._workplace = office.workplace
        self._is_read_only = bool(office.holder)
        self._path = path
        self._doors = doors
        self._look = look
        self._memory = memory
        self._ways = ways
        self._window: MainWindow | None = None
        self._back: TakingBack | None = None
        self._registers: dict[str, RegisterPage] = {}
        self._screens: dict[str, Callable[[], Page]] = {
            PERSON: self._person,
            APPENDIX: self._appendix,
            RETURNS: self._returns,
            FORMS: self._forms,
            KEYS: self._keys,
            PEOPLE_LISTS: self._people_lists,
            STRUCTURE: self._structure,
            COMPARE: self._compare,
            BRING_IN: self._bring_in,
            JOURNAL: self._journal,
            PERSONAL_DATA: self._personal_data,
            BACKUPS: self._backups,
            SETTINGS: self._settings,
        }

    def make(self, key: str) -> Page:
        """The page with this key: a screen made by hand, or that of a register.

        What is not for the role of whoever is at work is greyed out, and the page says why.
        """
        page = self._screens[key]() if key in self._screens else self._register(key)
        why = self._workplace.accounts.why_not(right_of(key), key)
        if why:
            say_why(page, why)
        return page

    def _only_reads(self, page: str) -> bool:
        accounts = self._workplace.accounts
        return self._is_read_only or not accounts.may(right_of(page), page)

    def join(self, window: MainWindow) -> None:
        """From now on the pages of this window lead to one another."""
        self._window = window
        self.output = ListOutput(self._workplace, window)
        self.output.broke.connect(window.page(TODAY).broke)
        window.set_search(self._find)
        ways = self._ways
        ways.page_wanted.connect(window.show_page)
        ways.register_wanted.connect(self._show_filtered)
        ways.record_wanted.connect(self._show_record)
        ways.new_wanted.connect(self._begin_new)
        ways.record_for_wanted.connect(self._begin_new_for)
        ways.person_wanted.connect(self._show_person)
        ways.list_wanted.connect(self._begin_list)
        ways.data_wanted.connect(self._show_data_of)
        ways.changed.connect(self._mark_stale)
        self._back = TakingBack(self._workplace.desk, window)
        self._back.undone.connect(self._say_undone)
        self._back.said.connect(window.say)
        self._back.ended.connect(self._mark_all_stale)
        window.taking_back_wanted.connect(self._back.begin)
        self._back.broke.connect(window.page(TODAY).broke)
        if not self._is_read_only:
            self.pasting = Pasting(self._workplace.desk, partial(self._shown, BRING_IN), window)
            self._await_files_from_above(window)

    def _await_files_from_above(self, window: MainWindow) -> None:
        self.from_above = FromAbove(self._workplace, self._ways, window)
        self.from_above.said.connect(window.say)
        self.from_above.mending_wanted.connect(self._show_request)
        self.from_above.worker.broke.connect(window.page(TODAY).broke)
        self.dropped = DroppedFiles(window, self._takers())
        words = _("Open a file from abo&ve …")
        window.add_command("exchange", words, self.from_above.ask, "download")
        words = _("Hand a check-&up on …")
        window.add_command("exchange", words, self.from_above.hand_on, "stethoscope")

    def _takers(self) -> dict[str, Taker]:
        """Who takes files of which suffix, wherever on the window they are dropped."""
        takers: dict[str, Taker] = dict.fromkeys(
            bring_in.SUFFIXES, partial(self._take_files, BRING_IN)
        )
        takers |= dict.fromkeys(from_above.SUFFIXES, self.from_above.take)
        takers[handouts.SUFFIX] = partial(self._take_files, FORMS)
        takers[OFFICE_SUFFIX] = self._take_office
        if self._workplace.office.own().collects:
            suffixes = (PACKAGE_SUFFIX, *returns.CARDS)
            takers |= dict.fromkeys(suffixes, partial(self._take_files, RETURNS))
        return takers

    def _take_files(self, key: str, files: Sequence[Path]) -> None:
        page = self._shown(key)
        if page is not None and not self._only_reads(key):
            page.take_files(files)

    def _take_office(self, files: Sequence[Path]) -> None:
        self.office_wanted.emit(str(files[0]))

    def _show_request(self, asked: ToMend) -> None:
        page = self._shown(APPENDIX)
        if isinstance(page, AppendixPage):
            page.show_request(asked)

    def stop(self) -> None:
        """The window closes: nobody waits for what is still under way."""
        if self._window is not None:
            self.output.stop()

    # Making

    def _register(self, key: str) -> RegisterPage:
        desk = self._workplace.desk
        page = RegisterPage(desk, desk.register(key), self._memory)
        page.records_changed.connect(self._ways.changed)
        page.person_wanted.connect(self._ways.person_wanted)
        page.import_wanted.connect(self._ways.list_wanted)
        page.export_wanted.connect(self.output.ask_for_export)
        page.print_wanted.connect(self.output.print_list)
        give_dialogs(page.panel.papers)
        if self._workplace.giving.can_give(key) and not self._only_reads(PEOPLE_LISTS):
            page.offer_sealing()
            page.sealing_wanted.connect(self._seal)
        if self._only_reads(key):
            page.allow_only_reading()
        self._registers[key] = page
        return page

    def _person(self) -> Page:
        return PersonPage(self._workplace, self._ways, is_read_only=self._only_reads(PERSON))

    def _appendix(self) -> Page:
        return AppendixPage(
            self._workplace, self._ways, self._memory, is_read_only=self._only_reads(APPENDIX)
        )

    def _keys(self) -> Page:
        return KeysPage(self._workplace, self._ways, is_read_only=self._only_reads(KEYS))

    def _people_lists(self) -> Page:
        return PeopleListsPage(
            self._workplace, self._ways, is_read_only=self._only_reads(PEOPLE_LISTS)
        )

    def _returns(self) -> Page:
        return ReturnsPage(
            self._workplace, self._ways, self._memory, is_read_only=self._only_reads(RETURNS)
        )

    def _forms(self) -> Page:
        return FormsPage(self._workplace, self._ways, is_read_only=self._only_reads(FORMS))

    def _structure(self) -> Page:
        return StructurePage(
            self._workplace, self._ways, self._memory, is_read_only=self._only_reads(STRUCTURE)
        )

    def _compare(self) -> Page:
        return ComparePage(self._workplace, self._ways)

    def _bring_in(self) -> Page:
        return BringInPage(self._workplace, self._ways, is_read_only=self._only_reads(BRING_IN))

    def _personal_data(self) -> Page:
        return PersonalDataPage(
            self._workplace, self._ways, is_read_only=self._only_reads(PERSONAL_DATA)
        )

    def _journal(self) -> Page:
        return JournalPage(self._workplace, self._ways, is_read_only=self._only_reads(JOURNAL))

    def _backups(self) -> Page:
        page = BackupsPage(
            self._workplace,
            self._ways,
            self._path,
            self._back_up,
            is_read_only=self._only_reads(BACKUPS),
        )
        if not self._workplace.accounts.may(Right.RESTORE):
            page.list.forbid_restoring()
        page.restore_wanted.connect(self.restore_wanted)
        return page

    def _back_up(self, target: Path) -> str:
        self._workplace.accounts.require(Right.BACK_UP)
        return self._doors.back_up(str(self._path), target)

    def _settings(self) -> Page:
        is_file = "://" not in str(self._path)
        page = SettingsPage(
            self._workplace,
            self._ways,
            self._look,
            self._memory,
            self._path if is_file else None,
            is_read_only=self._only_reads(SETTINGS),
        )
        if self._window is not None:
            page.language_chosen.connect(self._window.language_chosen)
        return page

    # Leading

    def _shown(self, key: str) -> Page | None:
        """The page, shown; None when the one that is open holds on to something unsaved."""
        if self._window is None or not self._window.show_page(key):
            return None
        return self._window.page(key)

    def _show_filtered(self, key: str, filters: Sequence[Filter]) -> None:
        page = self._shown(key)
        if isinstance(page, RegisterPage):
            page.show_only(*filters)

    def _show_record(self, key: str, record_id: int) -> None:
        page = self._shown(key)
        if isinstance(page, RegisterPage):
            page.open_record(record_id)

    def _begin_new(self, key: str) -> None:
        page = self._shown(key)
        if page is not None:
            page.begin_new()

    def _begin_new_for(self, key: str, person: NamedChoice) -> None:
        page = self._shown(key)
        field = self._workplace.desk.register(key).person_field
        if isinstance(page, RegisterPage) and field:
            draft = self._workplace.desk.blank(key)
            draft.values[field] = person.id
            draft.names[field] = person.name
            page.open_new(draft)

    def _show_person(self, person_id: int) -> None:
        page = self._shown(PERSON)
        if isinstance(page, PersonPage):
            page.show_person(person_id)

    def _show_data_of(self, person_id: int) -> None:
        page = self._shown(PERSONAL_DATA)
        if isinstance(page, PersonalDataPage):
            page.show_person(person_id)

    def _begin_list(self, register: str) -> None:
        page = self._shown(BRING_IN)
        if isinstance(page, BringInPage):
            page.begin(register)

    def _mark_stale(self, _register: str) -> None:
        """Records of one register show in others too (names, units): all but the open page."""
        current = self._window.current_key if self._window is not None else ""
        for key, page in self._registers.items():
            if key != current:
                page.mark_stale()

    def _find(self, text: str) -> list[Command]:
        people = self._workplace.desk.find_people(text, MOST_FOUND)
        return [
            Command(each.name, "user", then(self._show_person, each.id), each.note)
            for each in people
        ]

    # Deeds of the whole window

    def undo_last(self) -> None:
        """Take back the newest deed, and say which it was; one of many records is asked about."""
        if self._back is not None and self._window is not None:
            self._back.then(partial(self._undo_newest, self._back, self._window))

    def _undo_newest(self, back: TakingBack, window: MainWindow) -> None:
        deed = self._workplace.desk.last_deed()
        if deed is None:
            window.say(_("There is nothing to undo."))
        elif deed.records == 1 or ask_whether_to_take_back(
            window, self._deed_words(deed), deed.records
        ):
            back.begin(deed.id)

    def last_deed(self) -> str:
        """What would be taken back, in words; "" when there is nothing."""
        deed = self._workplace.desk.last_deed()
        return "" if deed is None else self._deed_words(deed)

    def _deed_words(self, deed: DeedView) -> str:
        titles = {each.key: each.title for each in self._workplace.desk.registers()}
        title = titles.get(deed.register)
        return _(deed.what) if title is None else f"{_(deed.what)} – {_(title)}"

    def _mark_all_stale(self) -> None:
        # Where nothing could be undone either: then something else has been done meanwhile.
        for page in self._registers.values():
            page.mark_stale()
        self._ways.changed.emit("")

    def _say_undone(self, deed: DeedView) -> None:
        self._say(_("“{deed}” was undone.").format(deed=_(deed.what)))

    def ask_for_office(self) -> Path | None:
        if self._window is None:
            return None
        title, kind = _("Open another office"), _("Office file")
        return next(iter(ask_for_files(self._window, title, kind, (OFFICE_SUFFIX,))), None)

    def _seal(self, key: str, query: Query, fields: Sequence[str]) -> None:
        if self._window is not None:
            self.sealing = ListSealing(self._workplace, self._window)
            self.sealing.done.connect(self._say)
            self.sealing.begin(key, query, fields)

    def _say(self, sentence: str) -> None:
        if self._window is not None:
            self._window.say(sentence)
