"""What all returns come to, against the year before: on the first page of a federation."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from unionoffice.core.formatting import DASH, number, percent, share
from unionoffice.core.i18n import N_, _
from unionoffice.gui.page_keys import APPENDIX, COMPARE
from unionoffice.gui.screens.ways import Ways, then
from unionoffice.gui.tokens import S2, S6
from unionoffice.gui.widgets.buttons import SecondaryButton
from unionoffice.gui.widgets.cards import Card
from unionoffice.gui.widgets.labels import Line, Text
from unionoffice.gui.widgets.layouts import row
from unionoffice.services.glance import SummedForm, SummedRow

UNITS = {"result": N_("turns"), "total": N_("people"), "members": N_("members")}
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SummedCard(Card):
    """One line for each main row of the form, and the ways to what stands behind it."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self._shown: SummedForm | None = None
        self._title = Text("", "heading", wrap=True)
        self._lines = QWidget()
        self._buttons = row(spacing=S2)
        for words, page in ((_("Open the appendix"), APPENDIX), (_("Compare"), COMPARE)):
            button = SecondaryButton(words)
            button.clicked.connect(then(ways.page_wanted.emit, page))
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self.content.addWidget(self._title)
        self.content.addWidget(self._lines)
        self.content.addLayout(self._buttons)

    def show_sums(self, summed: SummedForm | None) -> None:
        """Show them, or nothing at all."""
        self.setVisible(summed is not None)
        if summed is None or summed == self._shown:
            return
        self._shown = summed
        self._title.setText(_("Consolidated so far: {about}").format(about=summed.about))
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(S6)
        grid.setVerticalSpacing(S2)
        grid.setColumnStretch(0, 1)
        year = summed.last.year
        for place, words in enumerate(("", str(year), str(year - 1), _("Change"))):
            grid.addWidget(Text(words, "label"), 0, place, RIGHT)
        for place, each in enumerate(summed.rows):
            grid.addWidget(Line(), 2 * place + 1, 0, 1, 4)
            grid.addWidget(Text(_label(each), wrap=True), 2 * place + 2, 0)
            cells = (("strong", _figure(each.now)), ("muted", _figure(each.before)))
            for column, (role, words) in enumerate((*cells, ("", _change(each))), 1):
                grid.addWidget(Text(words, role), 2 * place + 2, column, RIGHT)
        former, self._lines = self._lines, lines
        self.content.replaceWidget(former, lines)
        former.hide()
        former.deleteLater()


def _label(each: SummedRow) -> str:
    return _("{label} ({unit})").format(label=each.label, unit=_(UNITS[each.figure]))


def _figure(value: int | None) -> str:
    return DASH if value is None else number(value)


def _change(each: SummedRow) -> str:
    """With its sign; in per cent where there was anything to compare with."""
    if each.now is None or each.before is None:
        return DASH
    change = each.now - each.before
    if not change:
        return _("the same")
    sign = "+" if change > 0 else "−"
    if not each.before:
        return f"{sign}{number(abs(change))}"
    return f"{sign}{percent(share(abs(change), each.before))}"
