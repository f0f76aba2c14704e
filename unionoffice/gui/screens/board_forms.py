"""What the small forms of the board ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from unionoffice.core.i18n import _
from unionoffice.core.periods import Period
from unionoffice.exchange.board_entries import Entry
from unionoffice.exchange.giving_back import Asked
from unionoffice.exchange.reminders import LetterDetails
from unionoffice.gui.screens.asked_figures import AskedFigures
from unionoffice.gui.widgets.day_editors import DayEditor
from unionoffice.gui.widgets.editors import (
    ChoiceEditor,
    FieldEditor,
    FlagEditor,
    LongTextEditor,
    TextEditor,
)
from unionoffice.gui.widgets.number_editors import NumberEditor
from unionoffice.reports.filled import FIGURE_NAMES
from unionoffice.reports.forms import Form

LONGEST_LABEL = 48
LONGEST_BEFORE_FIGURE = 36  # so that a closed choice still shows which figure it is
MOST_REMARKS = 6  # that a form can show; the others stand on the board
LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))


@dataclass(frozen=True)
class Collection:
    """The form and days whose collection is on the board."""

    form: Form
    period: Period

    def label(self, row_key: str, language: str) -> str:
        return self.form.label(row_key, language)

    def figures(self, language: str) -> list[tuple[str, str]]:
        """Every figure to choose from: its row and name, and how both are called."""
        longest = LONGEST_BEFORE_FIGURE
        return [
            (f"{row.key} {name}", f"{_short(self.label(row.key, language), longest)} – {_(words)}")
            for row in self.form.rows()
            for name, words in FIGURE_NAMES.items()
            if name in row.figures
        ]


def _short(label: str, longest: int = LONGEST_LABEL) -> str:
    label = label.rstrip(" :;.")
    return label if len(label) <= longest else f"{label[: longest - 1].rstrip()}…"


class GiveBackForm:
    """The remarks of a return to choose from, and room for others."""

    def __init__(
        self, of: Collection, entry: Entry, language: str, contact: str, today: Callable[[], date]
    ) -> None:
        self._of = of
        open_ones = [view.remark for view in entry.remarks if view.is_open][:MOST_REMARKS]
        self.flags: list[FlagEditor] = []
        self._asked: list[Asked] = []
        for remark in open_ones:
            label = of.label(remark.field, language)
            flag = FlagEditor(_short(label) if label else str(remark), str(remark) if label else "")
            flag.set_value(True)
            self.flags.append(flag)
            self._asked.append(Asked(remark.field, remark.figure, str(remark)))
        words = _("Another figure") if self.flags else _("Figure")
        self.others = AskedFigures(words, of.figures(language))
        self.message = LongTextEditor(_("What is asked about the whole"))
        self.reply_by = DayEditor(_("Answer by"), today=today)
        self.contact = TextEditor(_("Whom to turn to"))
        self.contact.set_value(contact)

    @property
    def editors(self) -> dict[str, FieldEditor]:
        chosen: dict[str, FieldEditor] = {
            f"remark{place}": flag for place, flag in enumerate(self.flags)
        }
        return chosen | {
            "others": self.others,
            "message": self.message,
            "reply_by": self.reply_by,
            "contact": self.contact,
        }

    def asked(self) -> list[Asked]:
        """What was chosen and written."""
        asked = [each for each, flag in zip(self._asked, self.flags, strict=True) if flag.value()]
        for chosen, says in self.others.value():
            row, _space, figure = chosen.partition(" ")
            asked.append(Asked(row, figure, says))
        return asked


class LetterForm:
    """What letters have in common, and what files they become."""

    def __init__(self, kept: LetterDetails, today: Callable[[], date]) -> None:
        kinds = (
            ("print", _("One file to print")),
            ("folder", _("A PDF and a Word file for each, into a folder")),
        )
        self.kind = ChoiceEditor(_("Write"), kinds, is_required=True)
        self.kind.set_value("print")
        self.language = ChoiceEditor(_("Language of the letters"), LANGUAGES, is_required=True)
        self.language.set_value(LANGUAGES[0][0])
        self.first = NumberEditor(_("Number of the first letter"), _("Left empty: for the pen."))
        self.sign = TextEditor(_("Sign behind the number"))
        self.sign.set_value(kept.sign)
        self.reply_by = DayEditor(_("To be handed in by"), today=today)
        self.contact = TextEditor(_("Whom to turn to"), _("Board, name, telephone number."))
        self.contact.set_value(kept.contact)

    @property
    def editors(self) -> dict[str, FieldEditor]:
        return {
            "kind": self.kind,
            "language": self.language,
            "first": self.first,
            "sign": self.sign,
            "reply_by": self.reply_by,
            "contact": self.contact,
        }

    def details(self) -> LetterDetails:
        number = self.first.value()
        return LetterDetails(
            self.sign.value() or "",
            None if number is None else int(number),
            self.contact.value() or "",
            self.reply_by.value(),
        )
