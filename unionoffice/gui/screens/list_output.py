"""What the table of a register shows, written to a file or printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from unionoffice.core.i18n import _
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.screens.folders import ask_for_name_and_kind, open_folder
from unionoffice.gui.screens.preview import Preview
from unionoffice.gui.screens.sensitive_question import ask_what_leaves
from unionoffice.gui.widgets.busy import BusyOverlay
from unionoffice.gui.work import Progress, Worker
from unionoffice.reports.register_list import print_register
from unionoffice.services.views import Query
from unionoffice.spreadsheets.exporting import written_list
from unionoffice.spreadsheets.writing import write_list
from unionoffice.workplace import Workplace

ROWS_BETWEEN_WORDS = 500


class ListOutput(QObject):
    """Asks what may leave the office and where to, does it, and says where it lies."""

    broke = Signal(str)

    def __init__(self, services: Workplace, window: MainWindow) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._worker = Worker(self)
        self._worker.broke.connect(self.broke)
        self.preview: Preview | None = None

    def stop(self) -> None:
        self._worker.stop()

    def _ask_what_leaves(
        self, key: str, title: str, go_on: str, columns: Sequence[str] | None = None
    ) -> bool | None:
        """Whether sensitive fields go along; None when the user thought better of it."""
        labels = self._services.exporting.sensitive_labels(key, columns)
        return ask_what_leaves(self._window, labels, title, go_on) if labels else False

    def ask_for_export(self, key: str, query: Query, fields: Sequence[str]) -> None:
        """Let the user choose a file and its kind."""
        title = _("Export the list")
        whole = self._ask_what_leaves(key, title, _("Choose the file …"))
        if whole is None:
            return
        path = ask_for_name_and_kind(
            self._window,
            title,
            Path.home() / f"{_(self._services.desk.register(key).title)}.xlsx",
            ((".xlsx", "Excel"), (".csv", "CSV"), (".pdf", "PDF")),
        )
        if path is not None:
            self.export_to(key, query, fields, path, whole=whole)

    def export_to(
        self, key: str, query: Query, fields: Sequence[str], path: Path, *, whole: bool = False
    ) -> None:
        """Write what a register's table shows: every field as a list, or the columns as a PDF.

        Sensitive fields go along in a `whole` list only.
        """

        def work(progress: Progress) -> Path:
            if path.suffix.lower() == ".pdf":
                self._print_to(key, query, fields, path, whole=whole)
                return path
            office = self._services
            if whole:
                office.exporting.note_sensitive(key)
            written = written_list(office, key, query, with_sensitive=whole)
            total = office.desk.totals(key, query).records
            rows = _told(written.rows, total, progress)
            write_list(path, replace(written, rows=rows))
            return path

        job = self._worker.run(work, "export")
        busy = BusyOverlay(self._window.page(key))
        busy.begin(_("Writing {file} …").format(file=path.name))
        busy.cancel_wanted.connect(job.cancel)
        job.progressed.connect(busy.show_progress)
        job.ended.connect(busy.end)
        job.ended.connect(busy.deleteLater)
        job.done.connect(self._say_exported)
        job.failed.connect(self._window.say)

    def print_list(self, key: str, query: Query, fields: Sequence[str]) -> None:
        """Show the columns of the table on paper, to be printed."""
        whole = self._ask_what_leaves(key, _("Print the list"), _("Preview"), fields)
        if whole is not None:
            write = partial(self._print_to, key, query, fields, whole=whole)
            self.preview = Preview(write, self._window)
            self.preview.open()

    def _print_to(
        self, key: str, query: Query, fields: Sequence[str], path: Path, *, whole: bool
    ) -> None:
        office = self._services
        if whole:
            office.exporting.note_sensitive(key)
        shown = office.exporting.open_fields(key, fields, with_sensitive=whole)
        print_register(office.desk, key, query, shown, path, office.office.own().name)

    def _say_exported(self, path: Path) -> None:
        words = _("{file} was written.").format(file=path.name)
        self._window.say(words, partial(open_folder, path.parent), _("Open the folder"))


def _told(rows: Iterable[Sequence[Any]], total: int, progress: Progress) -> Iterator[Sequence[Any]]:
    """The rows one by one, saying now and then how many have passed; stops when cancelled."""
    for done, row in enumerate(rows):
        if done % ROWS_BETWEEN_WORDS == 0:
            progress(done, total)
        yield row
