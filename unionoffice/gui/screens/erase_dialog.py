"""Before a person is erased: what goes, what stays, where copies are left, and that it is final."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QDialog, QWidget

from unionoffice.core.formatting import day, number
from unionoffice.core.i18n import _, ngettext
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import S2, S3, S6
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row
from unionoffice.services.erasing import Erasure, StillHeld

WIDTH = 560
MOST_SHOWN = 4


class EraseDialog(QDialog):
    """Accepted when the user erases; nothing is done here."""

    def __init__(self, title: str, lines: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.lines = tuple(lines)
        self.erase_button = SecondaryButton(_("Erase for good"), "ban")
        self.cancel_button = PrimaryButton(_("Cancel"))
        layout = column(self, S3, S6)
        layout.addWidget(Text(title, "heading", wrap=True))
        for line in self.lines:
            layout.addWidget(Text(line, wrap=True))
        buttons = row(spacing=S2)
        buttons.addStretch(1)
        buttons.addWidget(self.erase_button)
        buttons.addWidget(self.cancel_button)
        layout.addLayout(buttons)
        self.cancel_button.setDefault(True)
        self.setMinimumWidth(scaled(WIDTH))
        self.erase_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    @classmethod
    def of_one(cls, erasure: Erasure, parent: QWidget) -> EraseDialog:
        title = _("Erase {name}").format(name=erasure.name)
        words = _("{rows} records and {papers} papers are erased, and {deeds} entries reduced.")
        goes = words.format(
            rows=number(erasure.rows), papers=number(erasure.papers), deeds=number(erasure.deeds)
        )
        lines = [goes, *_always(), *_about_mentions(erasure), *_about_files(erasure.still_held)]
        return cls(title, lines, parent)

    @classmethod
    def of_many(cls, count: int, held: Sequence[StillHeld], parent: QWidget) -> EraseDialog:
        words = ngettext("Erase {count} person", "Erase {count} people", count)
        lines = [*_always(), *_about_files(held)]
        return cls(words.format(count=number(count)), lines, parent)


def _always() -> Iterator[str]:
    yield _(
        "Names, numbers, birth dates, texts, results of check-ups and papers go. Days, kinds and "
        "sums stay as those of nobody, so that every figure stays as it is."
    )
    yield _("This cannot be undone, nor can anything that was done before it.")


def _about_mentions(erasure: Erasure) -> Iterator[str]:
    if erasure.mentions:
        words = ngettext(
            "{count} text has the name and stays: others bear it too, or it is the name of a body "
            "or unit, or signed. Look there.",
            "{count} texts have the name and stay: others bear it too, or they are names of bodies "
            "or units, or signed. Look there.",
            len(erasure.mentions),
        )
        yield words.format(count=number(len(erasure.mentions)))


def _about_files(held: Sequence[StillHeld]) -> Iterator[str]:
    """Which files hold the person still, and until when."""
    for file in held[:MOST_SHOWN]:
        if file.goes_on is None:
            yield _("Still in {file}, until you delete it.").format(
                file=file.path.name or file.path
            )
        else:
            words = _("Still in the backup {file}, which goes by itself after {day}.")
            yield words.format(file=file.path.name, day=day(file.goes_on))
    rest = len(held) - MOST_SHOWN
    if rest > 0:
        words = ngettext("And in {count} other file.", "And in {count} other files.", rest)
        yield words.format(count=number(rest))
