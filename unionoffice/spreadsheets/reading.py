"""Reading lists: the one door for whoever wants rows out of a file from an office."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from unionoffice.core.collecting import uncollected
from unionoffice.core.errors import Problem, RefusedFileError
from unionoffice.core.i18n import N_
from unionoffice.core.text import fold
from unionoffice.registerkit.columns import ListShape
from unionoffice.spreadsheets.beside import list_beside
from unionoffice.spreadsheets.frames import SheetFrame
from unionoffice.spreadsheets.names import looks_like_unit
from unionoffice.spreadsheets.opening import ForeignFile, IsCancelled, Progress, RawSheet
from unionoffice.spreadsheets.outcomes import noted
from unionoffice.spreadsheets.readlist import ReadList, SkippedSheet
from unionoffice.spreadsheets.titles import group_of
from unionoffice.spreadsheets.understanding import (
    Request,
    Understanding,
    understand,
    vocabulary_of,
)

HIDDEN = N_("The sheet “{sheet}” is hidden and was left out.")
NO_LIST_HERE = N_("The sheet “{sheet}” is no list of this register and was left out.")
EMPTY_SHEET = N_("The sheet “{sheet}” is empty.")
UNIT_FROM_SHEET = N_("The unit was taken from the name of the sheet.")
NO_SHEET = N_("{file} has no sheet “{sheet}”. Its sheets are: {sheets}.")
NO_LIST = N_(
    "No list was found in {file}: no row names the columns, such as “Họ và tên” and “Ngày sinh”."
)
_GENERIC_SHEET = re.compile(
    r"^(?:sheet|trang(?: tính)?|лист|工作表|danh sách.*|ds.*|list.*|data|mẫu.*|table|bảng.*|tờ|đv|"
    r"đoàn viên.*|members?|список.*|thành viên.*|tổng hợp.*|tong hop.*|export|cập nhật.*|"
    # What tells the lists of one office apart:
    r"nam|nữ|đợt|lần|quý|tháng|năm|t|q|mới|cũ|bổ sung|kết nạp(?: mới)?|tăng|giảm|chính thức|"
    r"thử việc|biên chế|thời vụ|hợp đồng|trích ngang|nghỉ (?:hưu|việc)|\d+)\s*[\dIVX/.()_-]*$"
    # A word for units that names none of them:
    r"|^(?:tổ|phòng(?: ban)?|ban|khoa|đội|nhóm|ca|đơn vị|bộ phận|(?:phân )?xưởng|chuyền|цех|отдел|"
    r"участок|department|unit|team)$",
    re.IGNORECASE,
)
_UNIT_LINE = re.compile(
    r"^(?:tổ công đoàn|công đoàn bộ phận|bộ phận|phân xưởng|phòng ban|phòng|tổ|khoa|xưởng|цех|"
    r"отдел|подразделение|车间|部门)\s*[:：]\s*(?P<name>\S.{1,80})$",
    re.IGNORECASE,
)
# "Đơn vị: Công ty X" names the office itself, "Đơn vị: Phân xưởng 1" one of its units.
_OWN_UNIT = re.compile(
    r"^đơn vị\s*[:：]\s*(?:phân xưởng|xưởng|px|tổ|đội|phòng|khoa|chuyền|bộ phận|kho|ban)\b",
    re.IGNORECASE,
)


@dataclass
class ReadFile:
    """Everything that was found in one file."""

    file: Path
    lists: list[ReadList] = field(default_factory=list)
    skipped: list[SkippedSheet] = field(default_factory=list)


def read_file(
    file: Path | ForeignFile,
    shape: ListShape,
    today: date,
    *,
    sheet: str | None = None,
    mapping: Mapping[str, str | None] | None = None,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> ReadFile:
    """Read every list of a register in one file, which may have been opened already.

    Raises RefusedFileError (one sentence) for a file that holds none, CancelledError when told to
    stop. `progress(done, total)` counts rows; the total is an estimate.
    """
    request = Request(shape, today, mapping)
    with uncollected():
        if isinstance(file, ForeignFile):
            found = _read(file, request, sheet, progress)
        else:
            with ForeignFile(file, is_cancelled) as foreign:
                found = _read(foreign, request, sheet, progress)
    _take_lists_beside(found, request)
    _take_units_from_sheets(found, shape)
    return found


def _read(
    foreign: ForeignFile, request: Request, sheet: str | None, progress: Progress | None
) -> ReadFile:
    path = foreign.path
    vocabulary = vocabulary_of(request)
    vocabulary.prepare()  # while the child still parses
    found = ReadFile(path)
    names: list[str] = []
    current: Understanding | None = None
    raw = RawSheet("")
    for frame in foreign.frames():
        if isinstance(frame, SheetFrame):
            _close(current, raw, found)
            names.append(frame.name)
            raw = RawSheet(frame.name, frame.is_hidden, frame.height, frame.merged, frame.width)
            raw.from_1904 = frame.from_1904
            wanted = sheet in (None, frame.name) and (not frame.is_hidden or sheet == frame.name)
            current = Understanding(raw, vocabulary, request, path) if wanted else None
            if frame.is_hidden and sheet in (None, frame.name):
                problem = Problem("", HIDDEN, {"sheet": frame.name})
                found.skipped.append(SkippedSheet(path, frame.name, problem))
                current = None
        elif current is not None:
            raw.add(frame)
            current.take()
            if progress is not None:
                progress(raw.rows, max(raw.height, raw.rows))
    _close(current, raw, found)
    if sheet is not None and sheet not in names:
        raise RefusedFileError(NO_SHEET, file=path.name, sheet=sheet, sheets=", ".join(names))
    if not found.lists:
        raise RefusedFileError(NO_LIST, file=path.name)
    return found


def understand_again(
    read: ReadList, shape: ListShape, today: date, mapping: Mapping[str, str | None]
) -> ReadList | None:
    """The same sheet with a corrected mapping; the file is not opened again."""
    request = Request(shape, today, mapping)
    return understand(read.raw, request, read.file, start=read.part_from - 1)


def _close(current: Understanding | None, raw: RawSheet, found: ReadFile) -> None:
    if current is None:
        return
    current.take(is_last=True)
    found.lists.extend(current.results)
    if not current.results:
        message = NO_LIST_HERE if raw.rows else EMPTY_SHEET
        problem = Problem("", message, {"sheet": raw.name})
        found.skipped.append(SkippedSheet(found.file, raw.name, problem))


def _take_lists_beside(found: ReadFile, request: Request) -> None:
    vocabulary = vocabulary_of(request)
    for read in tuple(found.lists):
        beside = list_beside(read, request, vocabulary)
        if beside is not None:
            found.lists.insert(found.lists.index(read) + 1, beside)


def _take_units_from_sheets(found: ReadFile, shape: ListShape) -> None:
    """A unit per sheet: its name stands on the tab or above the list, and nowhere else."""
    unit = shape.unit
    if unit is None:
        return
    names = Counter(read.sheet for read in found.lists)
    for read in found.lists:
        values = read.values.get(unit)
        if values is None:
            continue
        if any(value is not None for value in values):
            _take_unit_of_first_list(read, values)
            continue
        name = _unit_above(read)
        if name is None and not _GENERIC_SHEET.match(read.sheet.strip()):
            is_telling = len(names) > 1 or looks_like_unit(read.sheet)
            name = group_of([read.sheet]).name if is_telling and read.sheet else None
        if name:
            read.values[unit] = [name] * len(values)
            note = noted(read.header_row, unit, read.sheet, UNIT_FROM_SHEET, name)
            read.warnings.insert(0, note)


def _take_unit_of_first_list(read: ReadList, values: list[Any]) -> None:
    """Lists below each other, each under its unit: the first one's stands above the header."""
    first = read.groups[0].row if read.groups else 0
    heads = {label for text in read.shown(first) if (label := _label_of(text))} if first else set()
    before = [place for place, number in enumerate(read.numbers) if number < first]
    if not heads or any(values[place] is not None for place in before):
        return
    name = _unit_above(read, heads | {"don vi"})
    for place in before:
        values[place] = name


def _label_of(text: str) -> str:
    label, colon, name = text.partition(":")
    return fold(label) if colon and name.strip() else ""


def _unit_above(read: ReadList, labels: Collection[str] = ()) -> str | None:
    """The unit named above the header, behind one of these words or one that only units have."""
    for row in range(1, read.header_row):
        for text in read.shown(row):
            match = _UNIT_LINE.match(text) or _OWN_UNIT.match(text) or _label_of(text) in labels
            if match and "…" not in text and ".." not in text:
                return group_of([text]).name
    return None
