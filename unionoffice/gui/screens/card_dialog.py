"""Before cards are taken in: what stands on them, to be compared with their papers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from unionoffice.core.i18n import _
from unionoffice.exchange.cards import SeenCard
from unionoffice.gui.screen_room import fitting
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.tokens import S2, S4, S6
from unionoffice.gui.widgets.buttons import PrimaryButton, SecondaryButton
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column, row

WIDTH, HEIGHT = 860, 380


class CardDialog(QDialog):
    """Shows whose cards they are and their fingerprints; accepted, they are taken in."""

    def __init__(self, cards: Sequence[SeenCard], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Enrol cards"))
        heads = (_("Organisation"), _("Code"), _("Fingerprint of the key"), _("Remarks"))
        self.table = SimpleTable(_("Identity cards"), heads, wide=3)
        self.table.show_rows([_row(card) for card in cards])
        self.take = PrimaryButton(_("Take in"), "check")
        self._cancel = SecondaryButton(_("Cancel"))
        note = _(
            "Compare each fingerprint with the one on the paper of the card, or by telephone: "
            "from now on whatever is signed with this key counts as that organisation's."
        )
        layout = column(self, S4, S6)
        layout.addWidget(Text(_("Are these the right cards?"), "heading", wrap=True))
        layout.addWidget(Text(note, "muted", wrap=True))
        layout.addWidget(self.table, 1)
        buttons = row(spacing=S2)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.take)
        layout.addLayout(buttons)
        self.take.setDefault(True)
        self.take.setEnabled(any(not card.why for card in cards))
        self.resize(fitting(self, WIDTH, HEIGHT))
        self.take.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)


def _row(card: SeenCard) -> SimpleRow:
    if card.why:
        return SimpleRow((Path(card.file).name, "", "", card.why), "alert-circle", "bad")
    remark = ""
    if card.brings_new_key:
        remark = _("Another key than the one enrolled ({known}).").format(
            known=card.known_fingerprint
        )
    elif not card.fingerprint:
        remark = _("The card bears no key: the packages cannot be proved.")
    tone = "warn" if remark else "ok"
    icon_name = "alert-triangle" if remark else "id"
    return SimpleRow((card.name, card.code, card.fingerprint, remark), icon_name, tone)
