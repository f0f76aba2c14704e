"""Which right the deeds of a page ask for, and how a page says that they are not for somebody."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout

from unionoffice.core.i18n import _
from unionoffice.gui.page_keys import (
    APPENDIX,
    BACKUPS,
    BRING_IN,
    FORMS,
    JOURNAL,
    KEYS,
    PEOPLE_LISTS,
    PERSON,
    PERSONAL_DATA,
    RETURNS,
    SETTINGS,
    STRUCTURE,
)
from unionoffice.gui.pages import Page
from unionoffice.gui.widgets.banner import Banner
from unionoffice.services.rights import Right

_RIGHTS = {
    PERSON: Right.RECORDS,
    APPENDIX: Right.FIGURES,
    RETURNS: Right.COLLECT,
    FORMS: Right.FORMS,
    KEYS: Right.KEYS,
    PEOPLE_LISTS: Right.SEND,
    STRUCTURE: Right.STRUCTURE,
    BRING_IN: Right.BRING_IN,
    JOURNAL: Right.RECORDS,
    PERSONAL_DATA: Right.ERASE,
    BACKUPS: Right.BACK_UP,
    SETTINGS: Right.OFFICE,
}


def right_of(page: str) -> Right:
    """What somebody has to be allowed to do more on a page than read; registers are the rest."""
    return _RIGHTS.get(page, Right.RECORDS)


def say_why(page: Page, why: str) -> Banner:
    """Say above a page why its deeds are greyed out."""
    banner = Banner()
    banner.say(_("Here you only read. {why}").format(why=why))
    layout = page.layout()
    if isinstance(layout, QBoxLayout):
        layout.insertWidget(0, banner)
    return banner
