"""What the main window knows of a page: where it stands in the side bar, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from unionoffice.core.i18n import N_


class Page(QFrame):
    """The base of every page. The main window calls these methods; a page overrides what it can.

    `said` is shown as a toast: a sentence, and a function that undoes the deed or None.
    """

    said = Signal(str, object)
    page_wanted = Signal(str)
    broke = Signal(str)

    def on_shown(self) -> None:
        """The page has come to the front; what it shows may have changed meanwhile."""

    def can_leave(self) -> bool:
        """Whether another page may be opened; a page with something unsaved asks first."""
        return True

    def begin_new(self) -> None:
        """Ctrl+N."""

    def focus_search(self) -> None:
        """Ctrl+F."""

    def begin_import(self) -> None:
        """Ctrl+I."""

    def escape(self) -> None:
        """Esc: close the innermost thing that is open."""


@dataclass(frozen=True)
class PageEntry:
    """One page; `title` is untranslated, `group` a key of GROUPS, `make` is called on first visit.

    `help_page` names the Markdown file of resources/help that F1 opens there.
    """

    key: str
    title: str
    icon: str
    group: str
    make: Callable[[], Page]
    help_page: str = "start"
    words: str = ""  # further words by which Ctrl+K finds the page


# The side bar's groups in their order; the pages without a group stand first, without a heading.
GROUPS: tuple[tuple[str, str], ...] = (
    ("", ""),
    ("people", N_("People")),
    ("care", N_("Care")),
    ("voice", N_("Voice")),
    ("life", N_("Life")),
    ("report", N_("Report")),
    ("office", N_("Office")),
)


@dataclass(frozen=True)
class Arrangement:
    """Which groups of the side bar come first, and which begin folded.

    What the user folds is remembered under `name`.
    """

    name: str = "below"
    order: tuple[str, ...] = tuple(key for key, _heading in GROUPS)
    folded: tuple[str, ...] = ()


BELOW = Arrangement()
# A body that collects works with returns; its own registers are seldom opened, and begin folded.
ABOVE = Arrangement(
    "above",
    order=("", "report", "people", "care", "voice", "life", "office"),
    folded=("people", "care", "voice", "life"),
)
