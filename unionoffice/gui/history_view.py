"""Who changed what in one record, and when; folded until it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from unionoffice.core.formatting import DASH, moment, show
from unionoffice.core.i18n import _
from unionoffice.gui.icons import icon
from unionoffice.gui.tokens import S1, S2, S4
from unionoffice.gui.widgets.buttons import QuietButton
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column
from unionoffice.services.views import FieldChange, HistoryEntry


class HistoryView(QWidget):
    """Asks for the history only when it is unfolded."""

    def __init__(
        self, ask: Callable[[], Sequence[HistoryEntry]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ask = ask
        self._button = QuietButton(_("History"), "chevron-right")
        self._button.setCheckable(True)
        self._entries = QWidget()
        self._rows = column(self._entries, S2)
        layout = column(self, S2)
        layout.setContentsMargins(S4 - S2, 0, S4, S4)
        top = column(spacing=0)
        top.addWidget(self._button)
        layout.addLayout(top)
        layout.addWidget(self._entries)
        self._rows.setContentsMargins(S2, 0, 0, 0)
        self._button.toggled.connect(self._unfold)
        self._entries.hide()

    def fold(self) -> None:
        """Close it, as when another record is shown."""
        self._button.setChecked(False)

    def _unfold(self, is_open: bool) -> None:
        self._button.setIcon(icon("chevron-down" if is_open else "chevron-right", "accent"))
        self._clear()
        if is_open:
            entries = self._ask()
            for entry in entries:
                self._show(entry)
            if not entries:
                self._rows.addWidget(Text(_("Nothing has been changed yet."), "small"))
        self._entries.setVisible(is_open)

    def _show(self, entry: HistoryEntry) -> None:
        head = _("{when} · {who} · {what}")
        words = head.format(when=moment(entry.at), who=entry.who, what=_(entry.what))
        self._rows.addWidget(Text(words, "strong", wrap=True))
        for change in entry.changes:
            self._rows.addWidget(Text(change_words(change), "muted", wrap=True))
        self._rows.addSpacing(S1)

    def _clear(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()


def change_words(change: FieldChange) -> str:
    """`Amount: 300.000 → 500.000`."""
    return _("{field}: {before} → {after}").format(
        field=_(change.label), before=show(change.before) or DASH, after=show(change.after) or DASH
    )
