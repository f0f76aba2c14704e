"""Bringing understood lists into the office: one transaction, one deed, one undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session, configure_mappers

from unionoffice.core.collecting import uncollected
from unionoffice.core.errors import CancelledError, Problem, UserError
from unionoffice.core.i18n import N_, _
from unionoffice.registerkit.columns import Kind, ListColumn
from unionoffice.registerkit.register import Register
from unionoffice.registers.catalogue import Catalogue
from unionoffice.registers.organisation.model import Unit
from unionoffice.spreadsheets.event_rows import NOT_FILLED, EventRows
from unionoffice.spreadsheets.event_state import EventRow
from unionoffice.spreadsheets.outcomes import Note
from unionoffice.spreadsheets.parts import parts
from unionoffice.spreadsheets.people_batch import Batch, day_texts
from unionoffice.spreadsheets.people_index import NOBODY, Clues, Known, PeopleIndex
from unionoffice.spreadsheets.people_rows import PeopleRows
from unionoffice.spreadsheets.people_state import PEOPLE
from unionoffice.spreadsheets.readlist import ReadList
from unionoffice.spreadsheets.results import Fate, ImportOutcome, ListOutcome
from unionoffice.spreadsheets.row_values import RowValues
from unionoffice.spreadsheets.units_index import UnitsIndex
from unionoffice.store.store import Store

PERSON_KEYS = ("full_name", "birth_date", "identity_number", "card_number")
NO_PERSON = N_("The row names nobody.")
NAME_DIFFERS = N_("The name is written differently here; the person is {name}.")

Progress = Callable[[int, int], None]
ROWS_BETWEEN_WORDS = 500


class _DryRunError(Exception):
    """Ends the transaction of an import that was only tried."""


class Importing:
    """Matches the rows of lists to people and records, and writes what is new."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        configure_mappers()  # now, while the list is still parsed
        self._store = store
        self._catalogue = catalogue

    def bring_in(
        self,
        register_key: str,
        lists: Sequence[ReadList],
        *,
        create_people: bool = False,
        is_dry_run: bool = False,
        progress: Progress | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportOutcome:
        """Bring the lists into a register; all of it or, on any error, nothing.

        `create_people` enters people unknown so far, met in a list of events, as workers. A dry
        run says what would happen and changes nothing. Raises CancelledError when `is_cancelled`
        says so before the end, UserError when a list lacks a column that every row needs.
        """
        register = self._catalogue[register_key]
        labels = {
            each.key: _(each.label) for each in self._catalogue.list_shape(register_key).columns
        }
        for each in lists:
            refuse_if_columns_are_missing(each, labels)
        outcome = ImportOutcome(register_key)
        try:
            with (
                uncollected(),
                self._store.writing(N_("List brought in"), register_key) as session,
            ):
                run = _Run(session, register, self._catalogue, create_people)
                run.report = _Reporter(sum(each.rows for each in lists), progress, is_cancelled)
                for each in lists:
                    outcome.lists.append(run.take(each, outcome))
                if is_dry_run:
                    raise _DryRunError
                run.write()
                touched = outcome.count(Fate.CREATED) + outcome.count(Fate.UPDATED)
                deed_id = self._store.touched(session, touched)
                outcome.deed_id = deed_id if touched else 0
        except _DryRunError:
            pass
        return outcome


class _Reporter:
    """Says how far the import is, and stops it when asked to."""

    def __init__(
        self, total: int, progress: Progress | None, is_cancelled: Callable[[], bool]
    ) -> None:
        self._total = total
        self._progress = progress
        self._is_cancelled = is_cancelled
        self._done = 0

    def more(self, rows: int) -> None:
        while rows > 0:
            step = min(rows, ROWS_BETWEEN_WORDS - self._done % ROWS_BETWEEN_WORDS)
            rows -= step
            self._done += step
            if self._done % ROWS_BETWEEN_WORDS == 0:
                self._say()

    def _say(self) -> None:
        if self._is_cancelled():
            raise CancelledError
        if self._progress is not None:
            self._progress(self._done, self._total)


class _Run:
    """One import while it runs."""

    report: _Reporter

    def __init__(
        self, session: Session, register: Register, catalogue: Catalogue, create_people: bool
    ) -> None:
        self._register = register
        self._is_about_people = register.model.__tablename__ == PEOPLE
        self._index = PeopleIndex.of_office(session)
        self._units = UnitsIndex(session)
        workers = register if self._is_about_people else catalogue["workers"]
        self._people = PeopleRows(session, workers, self._index)
        self._values = RowValues(register, self._units)
        entered = {Unit.__tablename__: self._units.entered}
        self._events = None if self._is_about_people else EventRows(session, register, entered)
        self._create_people = create_people

    def take(self, read: ReadList, outcome: ImportOutcome) -> ListOutcome:
        """Decide over every row of one sheet."""
        result = ListOutcome(
            str(read.file),
            read.sheet,
            read.header_row,
            [
                {"column": each.letter, "header": each.header, "field": each.field}
                for each in read.columns
            ],
            read,
        )
        # What the reader has refused, and what it has repaired.
        result.fates.update((note.row, Fate.REFUSED) for note in read.refusals)
        outcome.refusals.extend(map(result.remark, read.refusals))
        outcome.warnings.extend(map(result.remark, read.warnings))
        taking = self._take_people if self._is_about_people else self._take_events
        for number, (fate, problems) in taking(read, result, outcome):
            result.fates[number] = fate
            for problem in problems:
                shown = self._shown(read, number, problem.field)
                note = Note(number, problem.field, shown, problem)
                outcome.refusals.append(result.remark(note))
        result.decided()
        return result

    def write(self) -> None:
        final = self._people.write()
        if self._events is not None:
            self._events.write(final)

    def _take_people(
        self, read: ReadList, result: ListOutcome, _outcome: ImportOutcome
    ) -> Iterator[tuple[int, tuple[Fate, list[Problem]]]]:
        asked = self._asked(read)
        if asked is not None:
            problem = Problem(asked.key, NOT_FILLED, {"label": _(asked.label)})
            yield from ((number, (Fate.REFUSED, [problem])) for number in read.numbers)
            return
        batch = Batch(self._stored_columns(read), len(read.numbers), read.names)
        self._people.preload(self._met_by_number(batch.columns))
        for some in parts(read.numbers):
            result.fates.update(dict.fromkeys(some, Fate.CREATED))
        taken: set[int] = set()
        done = 0
        for place in self._people.doubtful_places(batch):
            self.report.more(place - done)
            self._people.enter_all(batch, range(done, place))
            self.report.more(1)
            yield read.numbers[place], self._people.bring_in(batch, place, taken)
            done = place + 1
        self.report.more(batch.rows - done)
        self._people.enter_all(batch, range(done, batch.rows))

    def _asked(self, read: ReadList) -> ListColumn | None:
        """The column that has to say to which register a row belongs, and is empty."""
        column = self._register.sorted_by
        if column is None or column.key in read.values or column.key in read.told:
            return None
        return column if any(each.field == column.key for each in read.columns) else None

    def _met_by_number(self, stored: dict[str, list[Any]]) -> list[int]:
        """Ids of the people whose numbers stand in the list, to be read together."""
        index = self._index
        met: list[Known] = []
        for key, known in (("identity_number", index.by_identity), ("card_number", index.by_card)):
            met += [known[number] for number in stored.get(key, ()) if number in known]
        if index.by_name:
            names = stored.get("full_name", ())
            met += [person for name in names if name for person in index.bearers(name)]
        return list(dict.fromkeys(person.id for person in met))

    def _stored_columns(self, read: ReadList) -> dict[str, list[Any]]:
        """The list's columns with every value as the file keeps it; units as ids."""
        stored: dict[str, list[Any]] = {}
        for key, column in read.values.items():
            field = self._register.by_key_in_lists.get(key)
            kind = field.kind if field is not None else Kind.TEXT
            if kind in (Kind.DAY, Kind.PARTIAL_DAY) or key == "birth_date":
                stored[key] = day_texts(column)
            elif kind is Kind.UNIT:
                stored[key] = self._unit_ids(read, column)
            elif kind is Kind.FLAG:
                stored[key] = [None if value is None else int(value) for value in column]
            else:
                stored[key] = column
        sorted_by = self._register.sorted_by
        if sorted_by is not None and sorted_by.key in read.told:
            stored[sorted_by.key] = [read.told[sorted_by.key].value] * len(read.numbers)
        return stored

    def _unit_ids(self, read: ReadList, names: list[str | None]) -> list[int | None]:
        if not read.groups:
            ids: dict[str | None, int | None] = {None: None}
            found: list[int | None] = []
            for some in parts(names):
                for name in dict.fromkeys(some):
                    if name not in ids:
                        ids[name] = self._units.id_of(name) if name else None
                found += map(ids.get, some)
            return found
        around = _groups_around(read)
        return [
            self._units.id_of(name, around(number, name)) if name else None
            for number, name in zip(read.numbers, names, strict=True)
        ]

    def _take_events(
        self, read: ReadList, result: ListOutcome, outcome: ImportOutcome
    ) -> Iterator[tuple[int, tuple[Fate, list[Problem]]]]:
        assert self._events is not None
        rows: list[EventRow] = []
        nobody: set[int] = set()
        doubts = self._values.doubts_in(read)
        names_people = any(key in read.values for key in PERSON_KEYS)
        clue_columns = [
            [None if value is None else str(value) for value in read.values[key]]
            if key in read.values
            else None
            for key in (*PERSON_KEYS, "sex")
        ]
        for place, number in enumerate(read.numbers):
            self.report.more(1)
            if number in nobody:
                continue  # another amount of a row that was refused already
            values, line = self._values.of(read, place)
            person_id: int | None = None
            problems = doubts(values)
            if names_people and not problems:
                clues = _clues(clue_columns, place)
                person_id, problems = self._person(clues, values, (result, outcome, number))
            if problems:
                nobody.add(number)
                yield number, (Fate.REFUSED, problems)
            else:
                rows.append(EventRow(number, values, line, person_id))
        yield from self._events.bring_in(rows).items()

    def _person(
        self, clues: Clues, values: dict[str, Any], where: tuple[ListOutcome, ImportOutcome, int]
    ) -> tuple[int | None, list[Problem]]:
        """Who the row means; people unknown so far are entered when that was asked for."""
        if not any((clues.name, clues.identity, clues.card)):
            lines = self._register.lines
            if lines is not None and values.get("head_total") is not None:
                return None, []
            if self._register.person is not None and not self._register.person.required:
                return None, []
            return None, [Problem("full_name", NO_PERSON)]
        found = self._index.find(clues)
        if found.person is not None:
            if clues.name and clues.name.casefold() != found.person.name.casefold():
                self._warn_of_name(clues.name, found.person.name, where)
            return found.person.id, []
        if self._create_people and found.why == NOBODY and clues.name:
            entered = {
                "full_name": clues.name,
                "birth_date": clues.birth,
                "identity_number": clues.identity,
            }
            return self._people.enter({k: value for k, value in entered.items() if value}), []
        return None, [Problem(found.field, found.why, found.values or {})]

    @staticmethod
    def _warn_of_name(
        written: str, known: str, where: tuple[ListOutcome, ImportOutcome, int]
    ) -> None:
        result, outcome, number = where
        problem = Problem("full_name", NAME_DIFFERS, {"name": known})
        note = Note(number, "full_name", written, problem, known)
        outcome.warnings.append(result.remark(note))

    @staticmethod
    def _shown(read: ReadList, number: int, field: str) -> str:
        """The cell as it stands in the list."""
        index = next((column.index for column in read.columns if column.field == field), None)
        return "" if index is None else read.shown_at(number, index)


def _clues(columns: list[list[Any] | None], place: int) -> Clues:
    name, birth, identity, card, sex = (
        None if column is None else column[place] for column in columns
    )
    return Clues(name, birth, identity, card, sex)


def _groups_around(read: ReadList) -> Callable[[int, str], tuple[str, ...]]:
    """The groups around the group of a row, where the row's unit is the group it stands in."""

    def around(number: int, unit: str) -> tuple[str, ...]:
        group = read.group_over(number)
        return group.parents if group is not None and group.name == unit else ()

    return around


def refuse_if_columns_are_missing(read: ReadList, labels: dict[str, str]) -> None:
    """Raise UserError when a column is missing without which no row could be taken in."""
    if read.missing:
        raise UserError(
            N_("“{sheet}” has no column for: {labels}. Say which column it is."),
            sheet=read.sheet or read.file.name,
            labels=", ".join(labels[key] for key in read.missing if key in labels),
        )
