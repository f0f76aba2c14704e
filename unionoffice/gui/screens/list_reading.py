"""Reading lists, trying what they would do to the office, and bringing them in."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _
from unionoffice.gui.screens.list_rows import ListRows, rows_of
from unionoffice.gui.work import Progress
from unionoffice.services.backup_keeper import IMPORT
from unionoffice.spreadsheets.answers import answered, answered_all, answers_to
from unionoffice.spreadsheets.guessing import guess_register
from unionoffice.spreadsheets.opening import ForeignFile
from unionoffice.spreadsheets.reading import read_file, understand_again
from unionoffice.spreadsheets.readlist import ReadList, SkippedSheet
from unionoffice.spreadsheets.results import ImportOutcome, ListOutcome, Remark
from unionoffice.workplace import Workplace

UNKNOWN_LIST = N_("No register was recognised in {file}. Choose the register, then read it again.")


@dataclass(frozen=True)
class Failed:
    """A file that could not be read, and why."""

    file: Path
    why: str


@dataclass(frozen=True)
class Reading:
    """Lists as they were understood, and what bringing them in would do.

    Lists that lack a column which every row needs have not been tried: `trial` is without them.
    """

    register: str
    lists: tuple[ReadList, ...]
    skipped: tuple[SkippedSheet, ...] = ()
    failed: tuple[Failed, ...] = ()
    create_people: bool = False
    trial: ImportOutcome = field(default_factory=lambda: ImportOutcome(""))
    rows: tuple[ListRows, ...] = ()  # of each list, as the trial leaves them

    @property
    def complete(self) -> list[ReadList]:
        return [each for each in self.lists if not each.missing]

    def tried(self, read: ReadList) -> ListOutcome | None:
        """What the trial says of one list."""
        return next((each for each in self.trial.lists if each.read is read), None)

    def said_of(self, read: ReadList) -> list[Remark]:
        """What the trial remarks on the cells of one list."""
        remarks = (*self.trial.refusals, *self.trial.warnings)
        return [each for each in remarks if (each.file, each.sheet) == (str(read.file), read.sheet)]


class ListWork:
    """Every method may be called in a worker's thread; `progress` stops it when cancelled."""

    def __init__(self, services: Workplace, today: date) -> None:
        self._services = services
        self._today = today

    def read(self, files: Sequence[Path], register: str, progress: Progress) -> Reading:
        """Read every file for a register ("": the one its header speaks of), and try the lists.

        Raises UserError when no file holds a list.
        """
        lists: list[ReadList] = []
        skipped: list[SkippedSheet] = []
        failed: list[Failed] = []
        for file in files:
            progress(0, 0, _("Reading {file} …").format(file=file.name))
            try:
                with ForeignFile(file, lambda: progress.is_cancelled) as foreign:
                    register = register or self._guess(foreign)
                    shape = self._services.shapes.of(register)
                    found = read_file(foreign, shape, self._today, progress=progress)
            except UserError as error:
                failed.append(Failed(file, str(error)))
                continue
            as_before = self._services.corrected_columns.applied
            lists += [as_before(register, each, self._today) for each in found.lists]
            skipped += found.skipped
        if not lists:
            raise UserError("{why}", why=" ".join(each.why for each in failed))
        return self.trial(Reading(register, tuple(lists), tuple(skipped), tuple(failed)), progress)

    def _guess(self, file: ForeignFile) -> str:
        views = [view for view in self._services.desk.registers() if view.can_import]
        shapes = {view.key: self._services.shapes.of(view.key) for view in views}
        titles = {view.key: _(view.title) for view in views}
        found = guess_register(file, shapes, titles, self._today)
        if found is None:
            raise UserError(UNKNOWN_LIST, file=file.path.name)
        return found

    def trial(self, reading: Reading, progress: Progress) -> Reading:
        """Say what bringing the lists in would do, and change nothing."""
        tried = replace(reading, trial=self._tried(reading, progress))
        rows = [rows_of(each, tried.tried(each), tried.said_of(each)) for each in tried.lists]
        return replace(tried, rows=tuple(rows))

    def _tried(self, reading: Reading, progress: Progress) -> ImportOutcome:
        if not reading.complete:
            return ImportOutcome(reading.register)
        progress(0, 0, _("Comparing with the office …"))
        return self._services.importing.bring_in(
            reading.register,
            reading.complete,
            create_people=reading.create_people,
            is_dry_run=True,
            progress=progress,
            is_cancelled=lambda: progress.is_cancelled,
        )

    def map_anew(
        self, reading: Reading, place: int, columns: Mapping[str, str | None], progress: Progress
    ) -> Reading:
        """Understand one list again with corrected columns; the correction is remembered."""
        read = reading.lists[place]
        again = understand_again(
            read, self._services.shapes.of(reading.register), self._today, columns
        )
        if again is None:
            raise UserError(N_("With these columns no row could be read. Choose others."))
        self._services.corrected_columns.keep(reading.register, again)
        shape = self._services.shapes.of(reading.register)
        again = answered_all(again, shape, answers_to(read), self._today)
        return self._with_list(reading, place, again, progress)

    def answer(
        self, reading: Reading, place: int, field: str, value: str, progress: Progress
    ) -> Reading:
        """Take a value that one list does not say for all its rows."""
        column = self._services.shapes.of(reading.register).column(field)
        assert column is not None
        again = answered(reading.lists[place], column, value, self._today)
        return self._with_list(reading, place, again, progress)

    def _with_list(
        self, reading: Reading, place: int, again: ReadList, progress: Progress
    ) -> Reading:
        lists = [*reading.lists]
        lists[place] = again
        return self.trial(replace(reading, lists=tuple(lists)), progress)

    def bring_in(self, reading: Reading, progress: Progress) -> ImportOutcome:
        """Write the lists into the office: all of it, or nothing."""
        progress(0, 0, _("Making and checking the backup …"))
        with contextlib.suppress(UserError):  # said by the half-hourly backup; it stops nothing
            self._services.safety.keep(IMPORT)
        progress(0, 0, _("Bringing in {rows} rows …").format(rows=reading.trial.rows))
        return self._services.importing.bring_in(
            reading.register,
            reading.complete,
            create_people=reading.create_people,
            progress=progress,
            is_cancelled=lambda: progress.is_cancelled,
        )

    def undo(self, outcome: ImportOutcome, _progress: Progress) -> ImportOutcome:
        """Take the whole import back; raises UserError when later deeds stand."""
        self._services.desk.undo(outcome.deed_id)
        return outcome
