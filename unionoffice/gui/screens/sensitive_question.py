"""Asks whether a list that leaves the office takes its sensitive fields along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from unionoffice.core.i18n import _
from unionoffice.gui.widgets.message_box import MessageBox


def ask_what_leaves(
    parent: QWidget, labels: Sequence[str], title: str, go_on_words: str
) -> bool | None:
    """Whether to take these fields along; None where the list shall not be written at all."""
    box = MessageBox(
        parent,
        title,
        _("Some fields of this list are sensitive, and are left out:"),
        ", ".join(_(label) for label in labels),
    )
    tick = QCheckBox(_("Write them out too; the journal keeps a note of it"))
    box.setCheckBox(tick)
    return tick.isChecked() if box.ask(go_on_words, is_offered=True) else None
