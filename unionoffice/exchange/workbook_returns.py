"""Reading a form that came back as a workbook: every cell by its place, or refused by its name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unionoffice.core.errors import RefusedFileError, UserError, reason_of
from unionoffice.core.formatting import day
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.core.text import clean
from unionoffice.exchange.checks import LARGEST_FIGURE
from unionoffice.exchange.known_forms import KnownForms
from unionoffice.reports.blank_form import FORMAT, MARK, TITLES, BlankIdentity
from unionoffice.reports.filled import HeadCount, RowFigures
from unionoffice.reports.forms import Form
from unionoffice.reports.sheet import title_of
from unionoffice.reports.typed import summed
from unionoffice.spreadsheets.frames import Cell, RowsFrame, SheetFrame
from unionoffice.spreadsheets.opening import RawSheet, formula_frames

SUFFIX = ".xlsx"
LARGEST_WORKBOOK = 5 * 1024 * 1024
SECONDS = 30
_HIGHEST, _WIDEST = 2000, 60  # rows and columns in which a form can stand
_PLACE = re.compile(r"(result|total|members|titles)=([A-Z]{1,2})")


class NoFormError(RefusedFileError):
    """A workbook that is something else altogether."""


Cells = dict[tuple[str, str], tuple[int, int]]  # row key and figure → row and column, from 0


@dataclass(frozen=True)
class WorkbookReturn:
    """What a workbook says, when all of it is in order; `empty` are the cells left open."""

    identity: BlankIdentity
    form: Form
    period: Period
    rows: tuple[RowFigures, ...]
    empty: tuple[str, ...]
    digest: str


class RefusedWorkbookError(RefusedFileError):
    """A form of ours that was filled in, but not as it should be."""

    def __init__(self, identity: BlankIdentity, error: UserError) -> None:
        super().__init__(error.message, **error.values)
        self.identity = identity


class WorkbookReader:
    """Reads workbooks of the forms that this office knows."""

    def __init__(self, forms: KnownForms) -> None:
        self._forms = forms

    def read(self, path: Path) -> WorkbookReturn:
        """Raises RefusedFileError with one sentence, naming the cell, for the first fault."""
        digest = _digest(path)
        return self.understood(sheet_of(path), path.name, digest)

    def understood(self, sheet: RawSheet, file: str, digest: str) -> WorkbookReturn:
        """What a sheet says; `file` is for the sentences that refuse it."""
        identity, left = _identity(sheet, file)
        try:
            return self._understood(sheet, left, identity, file, digest)
        except RefusedFileError as error:
            raise RefusedWorkbookError(identity, error) from error

    def _understood(
        self, sheet: RawSheet, left: int, identity: BlankIdentity, file: str, digest: str
    ) -> WorkbookReturn:
        form, period = self._form(identity, file)
        cells = _cells(sheet, left, form)
        _check_title(sheet, left, form, period)
        rows, empty = _figures(sheet, form, cells)
        if len(empty) == len([place for key, place in cells.items() if key[1] != TITLES]):
            raise RefusedFileError(N_("No figure is filled in in {file}."), file=file)
        return WorkbookReturn(identity, form, period, summed(form, rows), empty, digest)

    def _form(self, identity: BlankIdentity, file: str) -> tuple[Form, Period]:
        form = self._forms.find(identity.form, identity.version)
        if form is None:
            raise RefusedFileError(
                N_(
                    "The form “{form}” {version} is not known here. "
                    "Collect its form file together with the package."
                ),
                form=identity.form,
                version=identity.version,
            )
        try:
            period = Period.parse(identity.first, identity.last)
        except (ValueError, UserError) as error:
            raise _not_ours(file) from error
        self._forms.check_in_force(form, period.last)
        return form, period


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_WORKBOOK + 1)
    except OSError as error:
        raise UserError(N_("The file cannot be read: {why}."), why=reason_of(error)) from error
    if len(content) > LARGEST_WORKBOOK:
        raise RefusedFileError(N_("{file} is far larger than a form can be."), file=path.name)
    return hashlib.sha256(content).hexdigest()


def sheet_of(path: Path) -> RawSheet:
    """The first visible sheet, as far as a form can reach."""
    sheet: RawSheet | None = None
    for frame in _frames(path):
        if isinstance(frame, SheetFrame):
            if sheet is not None and sheet.columns:
                break
            sheet = None if frame.is_hidden else RawSheet(frame.name)
        elif sheet is not None:
            sheet.add(frame)
    if sheet is None:
        raise _not_ours(path.name)
    return sheet


def _frames(path: Path) -> Iterator[SheetFrame | RowsFrame]:
    try:
        yield from formula_frames(path, seconds=SECONDS)
    except RefusedFileError as error:
        raise NoFormError(error.message, **error.values) from error


def _identity(sheet: RawSheet, file: str) -> tuple[BlankIdentity, int]:
    """What the workbook says of itself, and the first of the hidden columns."""
    place = next(
        (
            (row, column)
            for column, cells in enumerate(sheet.columns[:_WIDEST])
            for row, cell in enumerate(cells[:_HIGHEST])
            if cell == MARK
        ),
        None,
    )
    if place is None:
        raise _not_ours(file)
    row, column = place
    if row != 0:
        raise RefusedFileError(
            N_("Rows were moved in {file}: what belongs in the first stands in row {row}."),
            file=file,
            row=row + 1,
        )
    names = ("", *BlankIdentity.__dataclass_fields__)
    found = {
        _text(_at(sheet, row, column)): _text(_at(sheet, row, column + 1))
        for row in range(len(names))
    }
    values: dict[str, Any] = {name: found.get(name, "") for name in names[1:]}
    told = [value for name, value in values.items() if name != "seal"]
    if not all(told) or not values["version"].isdecimal() or not found[MARK].isdecimal():
        raise _not_ours(file)
    if int(found[MARK][:9]) > FORMAT:
        raise RefusedFileError(
            N_("{file} was made by a newer UnionOffice. Install the newer version first."),
            file=file,
        )
    values["version"] = int(values["version"][:9])
    return BlankIdentity(**values), column


def _cells(sheet: RawSheet, left: int, form: Form) -> Cells:
    """Where each figure stands; raises RefusedFileError where that is not as it was written."""
    cells: Cells = {}
    order = [row.key for row in form.rows()]
    reached = 0
    for row in range(min(sheet.rows, _HIGHEST)):
        key = _text(_at(sheet, row, left + 2))
        if not key:
            continue
        if key not in order or order.index(key) < reached:
            raise _moved(row)
        reached = order.index(key)
        for name, letters in _PLACE.findall(_text(_at(sheet, row, left + 3))):
            if (key, name) in cells:
                raise _moved(row)
            cells[key, name] = (row, _column(letters))
        _check_label(sheet, form, key, row)
    wanted = {
        (row.key, name)
        for row in form.rows()
        for name, figure in row.figures.items()
        if figure.count != "sum" and (name == TITLES or _is_shown(form, row.key, name))
    }
    for key, _name in sorted(wanted.symmetric_difference(cells)):
        raise RefusedFileError(
            N_("The row “{row}” is no longer whole: one of its cells is not where it belongs."),
            row=form.label(key),
        )
    return cells


def _is_shown(form: Form, key: str, name: str) -> bool:
    row = form.row(key)
    words = [text for cell in row.cells.values() for text in cell.values()] if row else []
    return any(f"{{{name}}}" in text for text in words)


def _check_label(sheet: RawSheet, form: Form, key: str, row: int) -> None:
    """The words of the row stand beside its figures, or in the row above where they are high."""
    declared = form.row(key)
    places = ((each, cells) for each in (row, row - 1, row - 2) for cells in sheet.columns)
    found = {_text(cells[each]) for each, cells in places if 0 <= each < len(cells)}
    labels = {clean(label) for label in declared.label.values()} if declared else set()
    if not labels & found:
        raise _moved(row)


def _check_title(sheet: RawSheet, left: int, form: Form, period: Period) -> None:
    """What is hidden must not say another period than whoever filled the form in has read."""
    rows = range(min(sheet.rows, _HIGHEST))
    read = clean(" ".join(_text(_at(sheet, row, column)) for row in rows for column in range(left)))
    titles = (title_of(lines, period.last) for lines in form.title.values())
    if not any(all(clean(line) in read for line in lines) for lines in titles):
        raise RefusedFileError(
            N_(
                "The form is headed otherwise than for {first} to {last}, though it says inside "
                "that it is for these days. Fill in the form anew as it was sent."
            ),
            first=day(period.first),
            last=day(period.last),
        )


def _figures(
    sheet: RawSheet, form: Form, cells: Cells
) -> tuple[tuple[RowFigures, ...], tuple[str, ...]]:
    rows, empty = [], []
    for row in form.rows():
        values: dict[str, Any] = {}
        for name in row.figures:
            place = cells.get((row.key, name))
            if name == TITLES:
                values[name] = tuple(_titles(sheet, place))
                continue
            cell = "" if place is None else _at(sheet, *place)
            if place is not None and cell == "":
                empty.append(_named(*place))
            values[name] = 0 if place is None else _number(cell, place)
        if "total" in row.figures:
            values["by_head_count"] = HeadCount()
        _check_members(row.key, values, cells)
        rows.append(RowFigures(row.key, **values))
    return tuple(rows), tuple(empty)


def _titles(sheet: RawSheet, place: tuple[int, int] | None) -> Iterator[str]:
    text = "" if place is None else str(_at(sheet, *place))
    for line in text.splitlines():
        title = clean(line).lstrip("-–• ")
        if title:
            yield title[:2000]


def _number(cell: Cell, place: tuple[int, int]) -> int:
    """A whole number; an empty cell is 0."""
    if cell == "":
        return 0
    if isinstance(cell, str) and cell.startswith("="):
        raise RefusedFileError(
            N_("In cell {cell} stands a formula instead of a number."), cell=_named(*place)
        )
    if isinstance(cell, str) and cell.strip().isascii() and cell.strip().isdecimal():
        cell = float(cell.strip()[:16])
    if not isinstance(cell, float) or not cell.is_integer() or not 0 <= cell <= LARGEST_FIGURE:
        raise RefusedFileError(
            N_("In cell {cell} stands {value}: only whole numbers from 0 on belong there."),
            cell=_named(*place),
            value=(f"{cell:.15g}" if isinstance(cell, float) else _text(cell))[:50],
        )
    return int(cell)


def _check_members(key: str, values: Mapping[str, Any], cells: Cells) -> None:
    total, members = values.get("total"), values.get("members")
    if isinstance(total, int) and isinstance(members, int) and members > total:
        raise RefusedFileError(
            N_("In cell {cell} there are more members ({members}) than people ({total})."),
            cell=_named(*cells.get((key, "members"), (0, 0))),
            members=members,
            total=total,
        )


def _at(sheet: RawSheet, row: int, column: int) -> Cell:
    if column >= len(sheet.columns) or row >= len(sheet.columns[column]):
        return ""
    return sheet.columns[column][row]


def _text(cell: Cell) -> str:
    return clean(str(cell))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _named(row: int, column: int) -> str:
    """The name of a cell as the workbook shows it: `D12`."""
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return f"{letters}{row + 1}"


def _moved(row: int) -> RefusedFileError:
    return RefusedFileError(
        N_("Row {row} of the form was moved or changed. Fill in the form anew as it was sent."),
        row=row + 1,
    )


def _not_ours(file: str) -> NoFormError:
    return NoFormError(
        N_("{file} is no form of this office to fill in, or what identifies it was taken out."),
        file=file,
    )
