"""Asks whether a list that leaves the office takes its sensitive fields along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QMessageBox, QWidget

from unionoffice.core.i18n import _


def ask_what_leaves(
    parent: QWidget, labels: Sequence[str], title: str, go_on_words: str
) -> bool | None:
    """Whether to take these fields along; None where the list shall not be written at all."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setText(_("Some fields of this list are sensitive, and are left out:"))
    box.setInformativeText(", ".join(_(label) for label in labels))
    tick = QCheckBox(_("Write them out too; the journal keeps a note of it"))
    box.setCheckBox(tick)
    stay = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    go_on = box.addButton(go_on_words, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(go_on)
    box.exec()
    return None if box.clickedButton() is stay else tick.isChecked()
