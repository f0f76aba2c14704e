"""Who changed what in one record, and when; folded until it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from unionoffice.core import formatting
from unionoffice.core.formatting import DASH, moment
from unionoffice.core.i18n import _
from unionoffice.gui.field_kinds import shower_for
from unionoffice.gui.tokens import S1, S2, S4
from unionoffice.gui.widgets.buttons import QuietButton
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import column
from unionoffice.services.views import FieldChange, FieldView, HistoryEntry

MOST_CHANGES = 50  # of one deed: a list of many people would fill the form


class HistoryView(QWidget):
    """Asks for the history only when it is unfolded."""

    def __init__(
        self,
        ask: Callable[[], Sequence[HistoryEntry]],
        fields: Iterable[FieldView],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._showers = {field.label: shower_for(field) for field in fields}
        self._ask = ask
        self._button = QuietButton(_("History"), "chevron-right")
        self._button.setCheckable(True)
        self._entries = QWidget()
        self._rows = column(self._entries, S2)
        layout = column(self, S2)
        layout.setContentsMargins(S4 - S2, 0, S4, S4)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._entries)
        self._rows.setContentsMargins(S2, 0, 0, 0)
        self._button.toggled.connect(self._unfold)
        self._entries.hide()

    def fold(self) -> None:
        """Close it, as when another record is shown."""
        self._button.setChecked(False)

    def _unfold(self, is_open: bool) -> None:
        self._button.show_icon("chevron-down" if is_open else "chevron-right")
        self._clear()
        if is_open:
            entries = self._ask()
            for _deed, parts in groupby(entries, lambda entry: (entry.at, entry.who, entry.what)):
                self._show(list(parts))
            if not entries:
                self._rows.addWidget(Text(_("Nothing has been changed yet."), "small"))
        self._entries.setVisible(is_open)

    def _show(self, parts: Sequence[HistoryEntry]) -> None:
        """One deed, with all that it changed in the record and its rows."""
        entry = parts[0]
        head = _("{when} · {who} · {what}")
        words = head.format(when=moment(entry.at), who=entry.who, what=_(entry.what))
        self._rows.addWidget(Text(words, "strong", wrap=True))
        changes = [change for part in parts for change in part.changes]
        for change in changes[:MOST_CHANGES]:
            words = self._words(change)
            if words:
                self._rows.addWidget(Text(words, "muted", wrap=True))
        self._rows.addSpacing(S1)

    def _words(self, change: FieldChange) -> str:
        """`Amount: 300.000 → 500.000`; nothing when both look the same."""
        show = self._showers.get(change.label, formatting.show)
        before, after = show(change.before) or DASH, show(change.after) or DASH
        if before == after:
            return ""
        words = _("{field}: {before} → {after}")
        return words.format(field=_(change.label), before=before, after=after)

    def _clear(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
