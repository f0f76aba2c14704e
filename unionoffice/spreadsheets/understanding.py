"""Understanding one sheet: header, rows and values, block by block while the file is still read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from unionoffice.core.i18n import N_
from unionoffice.registerkit.columns import Kind, ListShape
from unionoffice.spreadsheets.above import (
    take_what_stands_above,
    titles_above,
    unit_of_money_above,
    year_above,
)
from unionoffice.spreadsheets.afterthoughts import take_afterthoughts
from unionoffice.spreadsheets.assigned import Assigned
from unionoffice.spreadsheets.carried_down import CarriedDown
from unionoffice.spreadsheets.collecting import ValueCollector
from unionoffice.spreadsheets.columns import (
    ColumnReader,
    SeveralColumns,
    SexByColumn,
    reader_of,
)
from unionoffice.spreadsheets.days import MDY, order_told_by
from unionoffice.spreadsheets.decoding import SheetDecoder
from unionoffice.spreadsheets.frames import ROWS_PER_FRAME
from unionoffice.spreadsheets.gathering import RowGatherer
from unionoffice.spreadsheets.group_titles import take_what_groups_tell
from unionoffice.spreadsheets.headers import (
    HEADER_DEPTH,
    SAMPLE,
    HeaderFinder,
    Layout,
    begins_list,
)
from unionoffice.spreadsheets.matching import OTHER, Vocabulary, header_key
from unionoffice.spreadsheets.merged_down import MergedDown
from unionoffice.spreadsheets.names import plain_text
from unionoffice.spreadsheets.opening import RawSheet
from unionoffice.spreadsheets.outcomes import Note, noted
from unionoffice.spreadsheets.readers import SEX, Circumstances
from unionoffice.spreadsheets.readlist import LeftOut, ReadColumn, ReadList, letter_of
from unionoffice.spreadsheets.rows import RowKind, RowSorter
from unionoffice.spreadsheets.settled_ticks import settle_ticks, warn_of_nobody_there
from unionoffice.spreadsheets.shifted import shifted_rows
from unionoffice.spreadsheets.spreading import RecordsByColumn, headed, spread_records
from unionoffice.spreadsheets.struck import struck_rows
from unionoffice.spreadsheets.terms import with_terms
from unionoffice.spreadsheets.told_beside import take_days_within, take_what_stands_beside
from unionoffice.spreadsheets.uncounted import uncounted

ENCODING_CONVERTED = N_("Old Vietnamese letters (TCVN3, VNI) were converted to Unicode.")
MAY_HAVE_SIGNED = N_(
    "This is a person without a number, or somebody who signed the list. Number whom you mean."
)
COUNTED_AS_TOLD = N_("The amounts are counted in what this line says.")
ENOUGH_FOR_HEADER = HEADER_DEPTH + SAMPLE


@dataclass(frozen=True)
class Request:
    """What a list is read for: its register's columns, the day of reading, the user's mapping."""

    shape: ListShape
    today: date
    mapping: Mapping[str, str | None] | None = None


def vocabulary_of(request: Request) -> Vocabulary:
    """The words of the register's lists, and the headers that the user has explained."""
    told = {
        header_key(header): (field or OTHER) for header, field in (request.mapping or {}).items()
    }
    own = {header: field.partition(".")[0] for header, field in told.items() if len(header) > 2}
    return Vocabulary(request.shape, own)


class Understanding:
    """One sheet being understood; `take` is called after every block added to `raw`."""

    def __init__(
        self,
        raw: RawSheet,
        vocabulary: Vocabulary,
        request: Request,
        file: Path,
        start: int = 0,
    ) -> None:
        self._raw = raw
        self._vocabulary = vocabulary
        self._request = request
        self._file = file
        self._is_decided = False
        self._merged: MergedDown | None = None
        self._work: _Work | None = None
        self._done = self._start = start  # the row with which what is still to be read begins
        self.results: list[ReadList] = []

    def take(self, is_last: bool = False) -> None:
        """Understand what has come since the last call."""
        while True:
            if not self._is_decided:
                if self._raw.rows < self._start + ENOUGH_FOR_HEADER and not is_last:
                    return
                self._decide()
            if self._work is None:
                return
            while self._done < self._raw.rows and self._work.next_header is None:
                end = min(self._done + ROWS_PER_FRAME, self._raw.rows)
                if self._merged is not None:
                    self._merged.fill(self._done, end)
                self._work.read_rows(self._done, end)
                self._done = end
            if self._work.next_header is None:
                break
            self._begin_another(self._work.next_header)
        if is_last:
            self._finish()

    @property
    def result(self) -> ReadList | None:
        """The first list, or None when the sheet holds none."""
        return self.results[0] if self.results else None

    def _begin_another(self, header: int) -> None:
        """A list is complete, and below it begins another one with a header of its own."""
        self._done = header
        self._finish()
        assert self._work is not None
        read = self._work.list
        last = max((*read.numbers, *read.refused_rows), default=read.first_row - 1)
        read.left_out = [each for each in read.left_out if each.row <= last]
        read.groups = [each for each in read.groups if each.row <= last]
        self._start, self._work, self._is_decided = last, None, False

    def _decide(self) -> None:
        self._is_decided = True
        decoder = SheetDecoder(self._raw, ENOUGH_FOR_HEADER)
        decoder.decode_up_to(self._raw.rows)
        finder = HeaderFinder(self._vocabulary, self._raw.columns, self._raw.merged, self._start)
        layout = finder.find()
        if layout is None or not layout.fields:
            return
        if self._request.mapping is not None:
            _apply_mapping(layout, self._request.mapping, self._request.shape)
        self._merged = MergedDown(self._raw, layout, self._request.shape)
        self._begin(layout, decoder, {})

    def _begin(self, layout: Layout, decoder: SheetDecoder, orders: dict[str, str]) -> None:
        read = self._new_list(layout, decoder.encoding)
        self._work = _Work(
            self._raw, read, layout, self._request, self._vocabulary, decoder, orders
        )
        self._done = layout.bottom + 1

    def _new_list(self, layout: Layout, encoding: str | None) -> ReadList:
        shape = self._request.shape
        missing = shape.required - layout.fields
        if shape.means_people and (
            layout.fields & {"identity_number", "card_number"} or not shape.needs_person
        ):
            missing -= {shape.name.key} if shape.name is not None else set()
        unclear = uncounted(layout, shape, self._raw, self._request.mapping or {})
        missing |= unclear.keys()
        columns = [
            ReadColumn(c.index, letter_of(c.index), c.header, c.field, c.part)
            for c in layout.columns
        ]
        read = ReadList(
            self._file, self._raw.name, layout.top + 1, layout.bottom + 2, columns, self._raw,
            missing=tuple(c.key for c in shape.columns if c.key in missing), encoding=encoding,
            part_from=self._start + 1,
            unclear=tuple(letter for letters in unclear.values() for letter in letters),
        )  # fmt: skip
        for row in range(self._start + 1, layout.top + 1):
            text = " · ".join(filter(None, read.shown(row)))
            if text:
                read.left_out.append(LeftOut(row, RowKind.HEADER, text))
        return read

    def _finish(self) -> None:
        assert self._work is not None
        turned = self._work.fields_month_first()
        if turned:
            # These columns are written month first after all: once more from the top.
            work, end = self._work, self._done
            self._begin(work.layout, work.decoder, dict.fromkeys(turned, MDY))
            work = self._work
            for start in range(self._done, end, ROWS_PER_FRAME):
                work.read_rows(start, min(start + ROWS_PER_FRAME, end))
            self._done = end
        self._work.finish()
        if self._merged is not None and self._merged.once:
            taken = set(self._work.list.numbers)
            self._work.list.warnings.extend(n for n in self._merged.once if n.row in taken)
        request = self._request
        take_what_groups_tell(self._work.list, request.shape, request.today)
        take_what_stands_above(self._work.list, request.shape, self._vocabulary, request.today)
        take_days_within(self._work.list, request.shape, request.today)
        self.results.append(self._work.list)


class _Work:
    """The work on one sheet whose header is known."""

    def __init__(
        self,
        raw: RawSheet,
        read: ReadList,
        layout: Layout,
        request: Request,
        vocabulary: Vocabulary,
        decoder: SheetDecoder,
        orders: dict[str, str],
    ) -> None:
        self.list = read
        self.layout = layout
        self.decoder = decoder
        self._raw = raw
        self._orders = orders
        self._request = request
        counted = unit_of_money_above(raw, layout.top)
        context = Circumstances(
            "",
            request.today,
            has_1904_epoch=raw.from_1904,
            year=year_above(raw, layout.top, read.part_from - 1),
            unit=counted[1] if counted is not None else "",
        )
        self._readers = _readers(layout, request.shape, orders, context)
        ticked = request.shape.ticked
        if counted is not None:
            for each in request.shape.columns:
                if each.kind is Kind.MONEY and each.key in layout.fields:
                    read.warn(counted[0], each.key, counted[1], COUNTED_AS_TOLD)
        self._gatherer = RowGatherer(
            RowSorter(request.shape, layout),
            None if ticked is None else ticked.ticked,
            partial(begins_list, vocabulary),
        )
        titles = titles_above(raw, layout.top, read.part_from - 1)
        self._carried = CarriedDown(request.shape, layout, request.today, context.year, titles)
        self._collector = ValueCollector(read, request.shape, self._readers)

    @property
    def next_header(self) -> int | None:
        """The row, from 0, in which another list begins below this one."""
        return self._gatherer.next_header

    def read_rows(self, start: int, end: int) -> None:
        self.decoder.decode_up_to(end)
        block = [column[start:end] for column in self._raw.columns]
        kept = self._gatherer.gather(block, start)
        if len(kept.places) != end - start:
            block = [[column[place] for place in kept.places] for column in block]
        numbers = [start + place + 1 for place in kept.places]
        self._carried.fill(block, numbers, kept.units)
        self._collector.collect(block, numbers, kept.units)

    def fields_month_first(self) -> list[str]:
        """Fields whose days turned out to be written month first, if that is news."""
        if self._orders:
            return []
        return [
            reader.field
            for reader in self._readers
            if isinstance(reader, ColumnReader) and reader.wants_other_order
        ]

    def finish(self) -> None:
        ending = self._gatherer.finish()
        if ending.signatures or ending.doubtful:
            self._collector.drop(ending.signatures | ending.doubtful)
        self._collector.finish()
        read = self.list
        read.refusals.extend(self._doubtful(row) for row in ending.doubtful)
        columns, shape = self.layout.columns, self._request.shape
        self._refuse(shifted_rows(read, self.layout) + struck_rows(read, self.layout, shape))
        self._refuse(take_afterthoughts(read, columns, shape, self._request.today))
        take_what_stands_beside(read, columns, shape)
        read.groups = self._gatherer.groups
        self._refuse(settle_ticks(read, columns, shape))
        warn_of_nobody_there(read, shape)
        for reader in self._readers:
            if isinstance(reader, RecordsByColumn):
                spread_records(read, reader, shape)
                read.lacks_no_more(reader.tells)
        read.left_out.extend(self._gatherer.left_out)
        for row in ending.signatures:
            text = " · ".join(filter(None, read.shown(row)))
            read.left_out.append(LeftOut(row, RowKind.FOOTER, text))
        read.warnings.extend(self._conversions())
        if self._carried.notes:
            taken = set(read.numbers)
            read.warnings.extend(note for note in self._carried.notes if note.row in taken)
        read.left_out.sort(key=lambda left: left.row)
        read.refusals.sort(key=lambda note: note.row)
        read.warnings.sort(key=lambda note: note.row)

    def _refuse(self, notes: list[Note]) -> None:
        """Take back rows that were read, for these reasons."""
        if notes:
            self._collector.drop({note.row for note in notes})
            self.list.refusals.extend(notes)

    def _doubtful(self, row: int) -> Note:
        kinds = self._request.shape.kinds
        mapped = [c for c in self.layout.columns if c.field]
        column = next((c for c in mapped if kinds[c.field or ""] is Kind.NAME), mapped[0])
        shown = self.list.shown_at(row, column.index)
        return noted(row, column.field or "", shown, MAY_HAVE_SIGNED)

    def _conversions(self) -> list[Note]:
        if not self._raw.converted:
            return []
        field_at = {column.index: column.field for column in self.layout.columns}
        taken = set(self.list.numbers)
        notes = []
        for (row, column), before in self._raw.converted.items():
            field = field_at.get(column)
            if field and row + 1 in taken:
                now = plain_text(self._raw.columns[column][row])
                notes.append(noted(row + 1, field, before, ENCODING_CONVERTED, now))
        return notes


def _readers(
    layout: Layout, shape: ListShape, orders: dict[str, str], context: Circumstances
) -> list[ColumnReader | SeveralColumns]:
    by_field: dict[str, list[Assigned]] = {}
    of_records = headed(layout.columns)
    for column in layout.columns:
        if column.field and column not in of_records:
            by_field.setdefault(column.field, []).append(column)
    readers: list[ColumnReader | SeveralColumns] = []
    ends = {each.until for each in shape.columns}
    for key, assigned in by_field.items():
        column_of_shape = shape.column(key)
        if column_of_shape is not None:
            order = orders.get(key) or order_told_by(assigned[0].header)
            own = replace(context, order=order, is_end=key in ends)
            readers.append(reader_of(column_of_shape, assigned, own))
    if of_records:
        readers.append(RecordsByColumn(shape, of_records, context))
    births, sex = by_field.get("birth_date", []), shape.column("sex")
    if sex is not None and "sex" not in by_field and births[:1] and births[0].part in SEX:
        readers.append(SexByColumn(sex, births, context))
    return with_terms(readers, {each.key: each.since for each in shape.columns if each.since})


def _apply_mapping(layout: Layout, mapping: Mapping[str, str | None], shape: ListShape) -> None:
    """The user's word over what was guessed: by header, else by the column's letter."""
    by_header = {header_key(key): value for key, value in mapping.items()}
    for column in layout.columns:
        letter, header = letter_of(column.index), header_key(column.header)
        if header and header in by_header:
            wanted = by_header[header]
        elif letter in mapping:
            wanted = mapping[letter]
        else:
            continue
        field, _, part = (wanted or "").partition(".")
        for other in layout.columns:
            if field and other.field == field and other.part == part:
                other.field, other.part = None, ""
        column.field = field if shape.column(field) else None
        column.part = part if column.field else ""
        column.is_serial = False


def understand(
    raw: RawSheet,
    request: Request,
    file: Path,
    vocabulary: Vocabulary | None = None,
    start: int = 0,
) -> ReadList | None:
    """Understand a sheet that has been read already, for instance with a corrected mapping."""
    understanding = Understanding(raw, vocabulary or vocabulary_of(request), request, file, start)
    understanding.take(is_last=True)
    return understanding.result
