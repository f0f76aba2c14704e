"""Which pages an office has, as its newest glance says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from unionoffice.core.i18n import N_
from unionoffice.gui.page_entries import PageEntry
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


def pages_of(
    glance: Glance, maker_of: Callable[[str], Callable[[], Page]], *, is_file: bool
) -> list[PageEntry]:
    """The pages in their order; `maker_of` gives what makes the page of a key."""

    def page(key: str, title: str, icon: str, group: str, help_page: str) -> PageEntry:
        return PageEntry(key, title, icon, group, maker_of(key), help_page)

    # What a body that does not collect seldom opens stands last.
    seldom = "report" if glance.collects else "office"
    pages = [page(TODAY, N_("Today"), "home", "", "start")]
    if glance.collects:
        pages += [
            page(RETURNS, N_("Returns"), "inbox", "report", "returns"),
            page(COMPARE, N_("Compare"), "chart-line", "report", "compare"),
            page(STRUCTURE, N_("Structure"), "sitemap", "report", "structure"),
        ]
    shelves = [
        page(shelf.key, shelf.title, shelf.icon, shelf.group, "register")
        for shelf in glance.shelves
    ]
    pages += [shelf for shelf in shelves if shelf.group != "office"]
    pages += [
        page(APPENDIX, N_("Appendix"), "report-analytics", "report", "appendix"),
        page(PERSON, N_("A person"), "user", HIDDEN, "register"),
        page(BRING_IN, N_("Bring in a list"), "file-import", "office", "import"),
        page(FORMS, N_("Forms"), "list-details", seldom, "forms"),
        page(PEOPLE_LISTS, N_("Lists of people"), "users", seldom, "lists"),
        page(KEYS, N_("Keys and cards"), "shield-lock", "office", "keys"),
        page(PERSONAL_DATA, N_("Personal data"), "user-check", "office", "personal-data"),
        *(shelf for shelf in shelves if shelf.group == "office"),
        page(JOURNAL, N_("Journal"), "history", "office", "journal"),
    ]
    if is_file:  # a server is backed up by its own tools
        pages.append(page(BACKUPS, N_("Backups"), "database", "office", "backups"))
    pages.append(page(SETTINGS, N_("Settings"), "settings", "office", "passphrase"))
    return pages
