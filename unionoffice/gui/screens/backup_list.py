"""The backups of an office, what each holds, and what would change if it were restored."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from unionoffice.core.formatting import moment, number
from unionoffice.core.i18n import _, ngettext
from unionoffice.gui.screens.folders import ask_where_to_write
from unionoffice.gui.screens.secret_dialog import SecretDialog
from unionoffice.gui.screens.simple_table import SimpleRow, SimpleTable
from unionoffice.gui.theme import scaled
from unionoffice.gui.tokens import CONTROL_HEIGHT, PANEL_WIDTH, S2, S3
from unionoffice.gui.widgets.buttons import SecondaryButton
from unionoffice.gui.widgets.cards import Card
from unionoffice.gui.widgets.labels import Text
from unionoffice.gui.widgets.layouts import FlowLayout, column, row, scrolled
from unionoffice.gui.widgets.states import StateView
from unionoffice.gui.work import Progress, Worker
from unionoffice.services.backup_keeper import REASONS, KeptBackup, copy_and_compare
from unionoffice.services.rescue import Comparison, Rescue

DEEDS_NAMED = 3
KIB, MIB = 1024, 1024 * 1024


@dataclass(frozen=True)
class Looked:
    """One backup, looked into: whether its bytes are what they were, and how it compares.

    There is nothing to compare in one that is damaged or locked.
    """

    backup: KeptBackup
    is_sound: bool
    is_locked: bool
    comparison: Comparison | None


class BackupList(QWidget):
    """Backups at the left, the newest first; the chosen one at the right."""

    restore_wanted = Signal(object)  # KeptBackup
    said = Signal(str, str)  # what became of a copy, and its tone
    broke = Signal(str)

    def __init__(self, rescue: Rescue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rescue = rescue
        self._worker = Worker(self)
        self._looked: Looked | None = None
        self._can_restore = True
        heads = (_("Made"), _("Why"), _("Number of people"), _("Size"))
        self.table = SimpleTable(_("Backups"), heads, wide=1, numbers=(2, 3), spare=(3, 2))
        self.counts = SimpleTable(
            _("What is in it"), (_("Register"), _("Now"), _("Backup")), 0, (1, 2)
        )
        self._title = Text("", "section", wrap=True)
        self.verdict = Text("", wrap=True)
        self.restore = SecondaryButton(_("Restore this backup …"), "restore")
        self.copy = SecondaryButton(_("Save a copy …"), "copy")
        self.unlock = SecondaryButton(_("Enter its passphrase …"), "lock-open")
        self._state = StateView()
        self._build()
        self._connect()

    def _build(self) -> None:
        inside = QWidget()
        words = column(inside, S3)
        words.setContentsMargins(0, 0, S2, 0)
        words.addWidget(self._title)
        words.addWidget(self.verdict)
        words.addWidget(self.counts)
        words.addStretch(1)
        buttons = FlowLayout(spacing=S2)
        buttons.addWidget(self.unlock)
        buttons.addWidget(self.restore)
        buttons.addWidget(self.copy)
        self._panel = Card()
        self._panel.content.addWidget(scrolled(inside), 1)
        self._panel.content.addLayout(buttons)
        self._panel.setFixedWidth(scaled(PANEL_WIDTH))
        layout = row(self, S3)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._panel)
        layout.addWidget(self._state, 1)
        self._state.say_loading()
        self._show_parts(has_backups=False)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.restore.clicked.connect(self._ask_to_restore)
        self.copy.clicked.connect(self._ask_to_copy)
        self.unlock.clicked.connect(self._ask_to_unlock)
        self._worker.broke.connect(self.broke)

    def forbid_restoring(self) -> None:
        """Somebody else writes in the office: looking is all that can be done."""
        self._can_restore = False

    def reload(self) -> None:
        job = self._worker.run(self._read, "list")
        job.done.connect(self._show)
        job.failed.connect(self._say_failed)

    def stop(self) -> None:
        self._worker.stop()

    @property
    def chosen(self) -> Looked | None:
        return self._looked

    def _read(self, _progress: Progress) -> tuple[KeptBackup, ...]:
        return self._rescue.backups()

    def _show(self, backups: tuple[KeptBackup, ...]) -> None:
        """An older one that is being looked at stays chosen; else it is the newest."""
        shown, place = self.table.content.rows, self.table.currentIndex().row()
        chosen = shown[place].data if place > 0 else None
        self._looked = None
        self.table.show_rows([_row(each) for each in backups])
        self._show_parts(has_backups=bool(backups))
        if backups:
            self.table.selectRow(backups.index(chosen) if chosen in backups else 0)
        else:
            self._state.say("database", _("The program has made no backup of this office yet."))

    def _say_failed(self, sentence: str) -> None:
        self._show_parts(has_backups=False)
        self._state.say("alert-circle", sentence)

    def _show_parts(self, *, has_backups: bool) -> None:
        self.table.setVisible(has_backups)
        self._panel.setVisible(has_backups)
        self._state.setVisible(not has_backups)

    # The chosen one

    def _choose(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid():
            return
        backup: KeptBackup = self.table.content.rows[index.row()].data
        words = _("Backup of {moment}")
        self._title.setText(words.format(moment=moment(backup.made_at)))
        self.verdict.setText(_("Looking into the backup …"))
        self.verdict.set_tone("")
        self.counts.hide()
        self._set_buttons(None)
        job = self._worker.run(partial(self._look, backup), "look")
        job.done.connect(self._show_looked)
        job.failed.connect(self._show_unreadable)

    def _look(self, backup: KeptBackup, _progress: Progress) -> Looked:
        if not self._rescue.is_sound(backup):
            return Looked(backup, is_sound=False, is_locked=False, comparison=None)
        is_locked = self._rescue.is_locked(backup.path)
        comparison = None if is_locked else self._rescue.compare(backup.path)
        return Looked(backup, is_sound=True, is_locked=is_locked, comparison=comparison)

    def _show_unreadable(self, sentence: str) -> None:
        self.verdict.setText(sentence)
        self.verdict.set_tone("bad")

    def _show_looked(self, looked: Looked) -> None:
        self._looked = looked
        self._set_buttons(looked)
        if looked.is_locked:
            self.verdict.setText(
                _("This backup is encrypted with a passphrase that the office had then.")
            )
            self.verdict.set_tone("warn")
        elif looked.comparison is None:
            self._show_unreadable(
                _("This backup is damaged: it is not what was written. Take another one.")
            )
        else:
            self._show_comparison(looked.comparison)

    def _show_comparison(self, comparison: Comparison) -> None:
        self.verdict.setText(_change_in_words(comparison))
        self.verdict.set_tone("warn" if comparison.lost_count else "")
        rows = [
            SimpleRow(
                (
                    _(each.title),
                    "?" if each.now is None else number(each.now),
                    number(each.then),
                )
            )
            for each in comparison.counts
        ]
        self.counts.show_rows(rows)
        self.counts.show()
        self.counts.setFixedHeight((len(rows) + 1) * scaled(CONTROL_HEIGHT) + S2)

    def _set_buttons(self, looked: Looked | None) -> None:
        can_be_read = looked is not None and looked.comparison is not None
        self.restore.setEnabled(can_be_read and self._can_restore)
        self.copy.setEnabled(looked is not None and looked.is_sound)
        self.unlock.setVisible(looked is not None and looked.is_locked)

    def _ask_to_unlock(self) -> None:
        if self._looked is not None and unlock_backup(self._rescue, self._looked.backup.path, self):
            self._choose()

    def _ask_to_restore(self) -> None:
        if self._looked is not None:
            self.restore_wanted.emit(self._looked.backup)

    # Copies

    def _ask_to_copy(self) -> None:
        if self._looked is None:
            return
        backup = self._looked.backup
        path = ask_where_to_write(
            self, _("Save a copy"), Path.home() / backup.name, _("Office file"), ".uoffice"
        )
        if path is not None:
            self.save_copy(backup, path)

    def save_copy(self, backup: KeptBackup, path: Path) -> None:
        """Copy a backup elsewhere, and read the copy back."""
        job = self._worker.run(partial(_copy, backup, path), "copy")
        job.done.connect(self._say_copied)
        job.failed.connect(self._say_not_copied)

    def _say_copied(self, path: Path) -> None:
        words = _("{file} was written, and read back to be sure.")
        self.said.emit(words.format(file=path), "ok")

    def _say_not_copied(self, sentence: str) -> None:
        self.said.emit(sentence, "bad")


def unlock_backup(rescue: Rescue, backup: Path, parent: QWidget) -> bool:
    """Ask for the passphrase of an encrypted backup; False when nobody knows it."""

    def deed(secret: str, _new: str) -> None:
        rescue.unlock(backup, secret)

    dialog = SecretDialog(
        _("This backup is encrypted"),
        _("Enter the passphrase that the office had on that day, or its recovery key."),
        _("Unlock"),
        deed,
        parent,
        asks_present=True,
    )
    return bool(dialog.exec() == SecretDialog.DialogCode.Accepted)


def _copy(backup: KeptBackup, path: Path, _progress: Progress) -> Path:
    copy_and_compare(backup, path)
    return path


def _row(backup: KeptBackup) -> SimpleRow:
    cells = (
        moment(backup.made_at),
        _(REASONS.get(backup.reason, backup.reason)),
        number(backup.rows.get("people", 0)),
        size_in_words(backup.size),
    )
    return SimpleRow(cells, "database", "muted", backup)


def _change_in_words(comparison: Comparison) -> str:
    """What restoring would take back, with the newest deeds by name."""
    if not comparison.is_readable:
        return _("The backup is sound. The office as it is cannot be read.")
    if not comparison.lost_count:
        return _("The backup is sound, and nothing has been done since it was made.")
    words = ngettext(
        "The backup is sound. Restoring it takes back {count} deed done since:",
        "The backup is sound. Restoring it takes back {count} deeds done since:",
        comparison.lost_count,
    )
    lines = [words.format(count=number(comparison.lost_count))]
    lines += [f"– {_(deed.what)}, {moment(deed.at)}" for deed in comparison.lost[:DEEDS_NAMED]]
    if comparison.lost_count > DEEDS_NAMED:
        lines.append("– …")
    return "\n".join(lines)


def size_in_words(size: int) -> str:
    if size < MIB:
        return _("{size} KB").format(size=number(max(1, size // KIB)))
    return _("{size} MB").format(size=number(Decimal(size) / MIB, digits=1))
