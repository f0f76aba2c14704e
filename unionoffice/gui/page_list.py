"""Which pages an office has, as its newest glance says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from unionoffice.core.i18n import N_
from unionoffice.gui.page_entries import PageEntry, SectionEntry
from unionoffice.gui.page_keys import (
    APPENDIX,
    BACKUPS,
    BRING_IN,
    COMPARE,
    FORMS,
    HIDDEN,
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
from unionoffice.services.glance import Glance

if TYPE_CHECKING:
    from unionoffice.gui.pages import Page

# What else Ctrl+K finds a page by: the words of its deeds, as a user would call them.
RETURNS_WORDS = N_("collect packages, deadlines, reminders, late, missing, consolidate")
COMPARE_WORDS = N_("years, ranking, charts, note")
STRUCTURE_WORDS = N_("organisations, merge, split, rename, dissolve, found")
REPORT_WORDS = N_("report, figures, hand in, package, stick, print, PDF, Word, Excel")
LIST_WORDS = N_("import, Excel, file")
FORM_WORDS = N_("form editor, hand out, rows, indicators")
KEY_WORDS = N_("sign, signature, seal, enrol, lost key")
LAW = N_("erase, delete, consent, requests, retention")
JOURNAL_WORDS = N_("history, changes, who changed what, former value")
BACKUP_WORDS = N_("restore, copy, second place, rescue")
# The sections of the settings.
ORGANISATION = SectionEntry(
    N_("The organisation"), "building", N_("name of the office, signature block, identity card")
)
WINDOW = SectionEntry(
    N_("The window"), "device-desktop", N_("language, colours, dark, light, text size")
)
OFFICE_FILE = SectionEntry(N_("The office file"), "database", N_("folder, backups"))
PASSPHRASE = SectionEntry(N_("Passphrase"), "lock", N_("password, encryption, lock, recovery key"))
ACCOUNTS = SectionEntry(N_("Accounts and roles"), "user", N_("password, rights, sign in"))
RULES = SectionEntry(N_("Rules in force"), "gavel", N_("norms, rates, rule pack"))
SECTIONS = (ORGANISATION, WINDOW, OFFICE_FILE, PASSPHRASE, ACCOUNTS, RULES)


def pages_of(
    glance: Glance, maker_of: Callable[[str], Callable[[], Page]], *, is_file: bool
) -> list[PageEntry]:
    """The pages in their order; `maker_of` gives what makes the page of a key."""

    def page(
        key: str, title: str, icon: str, group: str, help_page: str, words: str = ""
    ) -> PageEntry:
        return PageEntry(key, title, icon, group, maker_of(key), help_page, words)

    # What a body that does not collect seldom opens stands last.
    seldom = "report" if glance.collects else "office"
    pages = [page(TODAY, N_("Today"), "home", "", "start")]
    if glance.collects:
        pages += [
            page(RETURNS, N_("Returns"), "inbox", "report", "returns", RETURNS_WORDS),
            page(COMPARE, N_("Compare"), "chart-line", "report", "compare", COMPARE_WORDS),
            page(STRUCTURE, N_("Structure"), "sitemap", "report", "structure", STRUCTURE_WORDS),
        ]
    shelves = [
        page(shelf.key, shelf.title, shelf.icon, shelf.group, "register")
        for shelf in glance.shelves
    ]
    pages += [shelf for shelf in shelves if shelf.group != "office"]
    pages += [
        page(APPENDIX, N_("Appendix"), "report-analytics", "report", "appendix", REPORT_WORDS),
        page(PERSON, N_("A person"), "user", HIDDEN, "register"),
        page(BRING_IN, N_("Bring in a list"), "file-import", "office", "import", LIST_WORDS),
        page(FORMS, N_("Forms"), "list-details", seldom, "forms", FORM_WORDS),
        page(PEOPLE_LISTS, N_("Lists of people"), "users", seldom, "lists"),
        page(KEYS, N_("Keys and cards"), "shield-lock", "office", "keys", KEY_WORDS),
        page(PERSONAL_DATA, N_("Personal data"), "user-check", "office", "personal-data", LAW),
        *(shelf for shelf in shelves if shelf.group == "office"),
        page(JOURNAL, N_("Journal"), "history", "office", "journal", JOURNAL_WORDS),
    ]
    if is_file:  # a server is backed up by its own tools
        pages.append(page(BACKUPS, N_("Backups"), "database", "office", "backups", BACKUP_WORDS))
    settings = page(SETTINGS, N_("Settings"), "settings", "office", "passphrase")
    sections = tuple(each for each in SECTIONS if is_file or each is not PASSPHRASE)
    return [*pages, settings._replace(sections=sections)]
