"""Where the pages stand in the side bar; apart from them, so that the first picture is quick."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from unionoffice.core.i18n import N_

if TYPE_CHECKING:
    from unionoffice.gui.pages import Page


class SectionEntry(NamedTuple):
    """A section of a long page, found by Ctrl+K too; texts are untranslated."""

    title: str
    icon: str
    words: str


class PageEntry(NamedTuple):
    """One page; `title` is untranslated, `group` a key of GROUPS, `make` is called on first visit.

    `help_page` names the Markdown file of resources/help that F1 opens there.
    """

    key: str
    title: str
    icon: str
    group: str
    make: Callable[[], "Page"]
    help_page: str = "start"
    words: str = ""  # further words by which Ctrl+K finds the page, untranslated
    sections: tuple[SectionEntry, ...] = ()


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
# A group whose pages are hidden stands by its icon where the bar shows icons alone.
GROUP_ICONS = {
    "people": "users",
    "care": "heart-handshake",
    "voice": "speakerphone",
    "life": "confetti",
    "report": "report-analytics",
    "office": "briefcase",
}
USUAL_ORDER = tuple(key for key, _heading in GROUPS)


class Arrangement(NamedTuple):
    """Which groups of the side bar come first, and which begin folded.

    What the user folds is remembered under `name`.
    """

    name: str = "below"
    order: tuple[str, ...] = USUAL_ORDER
    folded: tuple[str, ...] = ()

    @property
    def memory_key(self) -> str:
        return f"folded_groups_{self.name}"


BELOW = Arrangement()
# A body that collects works with returns; its own registers are seldom opened, and begin folded.
ABOVE = Arrangement(
    "above",
    order=("", "report", "people", "care", "voice", "life", "office"),
    folded=("people", "care", "voice", "life"),
)
