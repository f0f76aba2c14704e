"""What reads lists, filled-in workbooks, codes and keys, with a good example for each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import xlsxwriter
from exchange.levels import YEAR, YEAR_END, AnOffice
from python_calamine import PasswordError
from trust.readers import Reader

from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import UserError
from unionoffice.core.money import to_stored
from unionoffice.core.paper_code import digest_beginning
from unionoffice.exchange.blanks import Blanks
from unionoffice.exchange.workbook_returns import WorkbookReader
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.organisation.model import Organisation
from unionoffice.spreadsheets.amounts import amount_of_text, plain_decimal, whole_number
from unionoffice.spreadsheets.child import FAULTS
from unionoffice.spreadsheets.days import NoDayError, day_of_text
from unionoffice.spreadsheets.frames import Cell, Frame, RowsFrame, SheetFrame
from unionoffice.spreadsheets.importing import Importing
from unionoffice.spreadsheets.opening import RawSheet
from unionoffice.spreadsheets.readlist import ReadList
from unionoffice.spreadsheets.sparse import sparse_frames
from unionoffice.spreadsheets.textfiles import html_frames, text_frames
from unionoffice.spreadsheets.understanding import Request, understand
from unionoffice.spreadsheets.workbooks import TooBigError
from unionoffice.store.key_record import read_record
from unionoffice.store.wrapping import new_keys, read_recovery

TODAY = date(2026, 11, 21)
Frames = Callable[[Path], Iterator[Frame]]
LISTS = {
    "members": (
        ("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "Ngày vào đoàn", "Đơn vị"),
        ("1", "Nguyễn Thị Ánh", "Nữ", "05/03/1985", "089185000001", "2015", "Phân xưởng Cắt"),
        ("2", "Đặng Hữu Lộc", "x", "7-11-90", "89090000002", "03/2016", "Tổ Cơ điện"),
        ("3", "Trần Văn Ửng", "Nam", "33216", "1.23457E+11", "01/02/03", ""),
    ),
    "benefits": (
        ("STT", "Họ và tên", "Ngày sinh", "Ngày chi", "Số tiền", "Nội dung"),
        ("1", "Nguyễn Thị Ánh", "05/03/1985", "3/2/2017", "500.000 đ", "thăm ốm"),
        ("2", "Lê A", "1990", "12-13-2017", "1,5 triệu", ""),
    ),
    "activities": (
        ("Tên hoạt động", "Ngày", "Họ và tên", "Có mặt", "Số người"),
        ("Hội thao", "01/06/2017", "Nguyễn Thị Ánh", "x", "120"),
        ("Hội thao", "01/06/2017", "Lê A", "v", "1.200"),
    ),
}
OLD_LETTERS = "Hä vµ tªn;Ngµy sinh;§¬n vÞ\nNguyÔn ThÞ ¸nh;05/03/1985;Ph©n x­ëng C¾t\n"
ANY_LETTERS = (
    OLD_LETTERS.encode("latin-1"),
    "ФИО;Дата рождения\nЁлкин;05.03.1985\n".encode("cp1251"),
    "序号,姓名\n1,张伟\n".encode("gb18030"),
    "Họ và tên\n".encode("utf-16"),
)


class ListReaders:
    """Lists go all the way into an office; where a child reads, its readers are called here."""

    def __init__(self, office: AnOffice, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._office = office
        self._folder = folder
        self._importing = Importing(office.store, CATALOGUE)

    def all(self) -> Iterator[Reader]:
        for register, rows in LISTS.items():
            yield Reader(
                f"list of {register} as text",
                self._brought_in(register, text_frames),
                tuple("\n".join(map(mark.join, rows)).encode() for mark in ";\t"),
                (UserError, *FAULTS, TooBigError),
            )
        yield Reader(
            "list in any letters",
            self._brought_in("members", text_frames),
            ANY_LETTERS,
            (UserError, *FAULTS, TooBigError),
        )
        yield Reader(
            "list as a page",
            self._brought_in("members", html_frames),
            (_page(LISTS["members"]),),
            (UserError, *FAULTS, TooBigError),
        )
        yield Reader(
            "list as a workbook",
            self._brought_in("members", sparse_frames),
            (_workbook(LISTS["members"]),),
            (UserError, *FAULTS, TooBigError, PasswordError),
        )
        yield Reader("cells of a list", self._cells, (_cells(LISTS["members"]),), is_json=True)
        yield self._blank()
        yield from self._codes()

    def _brought_in(self, register: str, frames: Frames) -> Callable[[bytes], object]:
        path = self._folder / "list"

        def read(content: bytes) -> None:
            path.write_bytes(content)
            for sheet in _sheets(frames(path)):
                self._bring_in(register, sheet)

        return read

    def _bring_in(self, register: str, sheet: RawSheet) -> None:
        shape = CATALOGUE.list_shape(register)
        found = understand(sheet, Request(shape, TODAY), Path("list"))
        if found is not None:
            self._write(register, found)

    def _write(self, register: str, found: ReadList) -> None:
        self._importing.bring_in(register, [found], create_people=True)

    def _cells(self, content: bytes) -> None:
        """Cells as another program may give them: any text, number or truth anywhere."""
        try:
            columns = json.loads(content)
        except (ValueError, RecursionError):
            return
        if not isinstance(columns, list):
            return
        sheet = RawSheet("Sheet1")
        sheet.add(RowsFrame(0, [_plain(each) for each in columns if isinstance(each, list)]))
        self._bring_in("members", sheet)

    def _blank(self) -> Reader:
        store, form = self._office.store, self._office.form
        with store.writing("test") as session:
            session.add(Organisation(code="T9", name="CĐCS Chợ", level="primary", founded_on=None))
        (path,) = Blanks(store, lambda: YEAR_END).write(form, YEAR, self._folder, ["T9"])
        (sheet, *_rest) = _sheets(sparse_frames(path, with_formulas=True))
        reader = WorkbookReader(self._office.reporting.forms)

        def read(content: bytes) -> None:
            try:
                columns = json.loads(content)
            except (ValueError, RecursionError):
                return
            if isinstance(columns, list):
                filled = RawSheet("Sheet1")
                cells = [_plain(each) for each in columns if isinstance(each, list)]
                filled.add(RowsFrame(0, cells))
                reader.understood(filled, "any.xlsx", "0" * 64)

        return Reader(
            "filled-in workbook", read, (json.dumps(sheet.columns).encode(),), is_json=True
        )

    def _codes(self) -> Iterator[Reader]:
        _record, _key, recovery = new_keys("một cụm từ bí mật")
        wrong = (UserError, UnicodeDecodeError)

        def typed(read: Callable[[str], object]) -> Callable[[bytes], object]:
            return lambda content: read(content.decode("utf-8"))

        yield Reader("recovery key", typed(read_recovery), (recovery.encode(),), wrong)
        code = (b"7K3M-9QPX", b"UNIONOFFICE:RETURN:" + b"A0" * 32)
        yield Reader("paper code", typed(digest_beginning), code, (*wrong, ValueError))
        days = tuple(text.encode() for text in ("05/03/1985", "tháng 3 năm 1985", "31-12-99"))
        reading = typed(lambda text: day_of_text(text, "dmy", TODAY, True))
        yield Reader("day", reading, days, (*wrong, NoDayError))
        iso = typed(PartialDate.parse)
        yield Reader("ISO day", iso, (b"1985-03-21", b"1985"), (*wrong, ValueError))
        sums = tuple(text.encode() for text in ("1.500.000 đ", "1,5 triệu", "2e6", "(500)"))
        money = typed(lambda text: to_stored(amount_of_text(text)))
        yield Reader("amount", money, sums, (*wrong, ValueError))
        yield Reader("number", typed(plain_decimal), sums, (*wrong, ValueError))
        yield Reader("whole number", typed(whole_number), (b"1.200", b"12"), (*wrong, ValueError))

        def keys(content: bytes) -> None:
            path = self._folder / "any.uoffice"
            path.write_bytes(content)
            read_record(path)

        yield Reader("keys of an office", keys, (b"UOKEYS",))


def _sheets(frames: Iterable[Frame]) -> Iterator[RawSheet]:
    sheet = RawSheet("")
    for frame in frames:
        if isinstance(frame, SheetFrame):
            sheet = RawSheet(frame.name, frame.is_hidden, frame.height, frame.merged)
        elif isinstance(frame, RowsFrame):
            sheet.add(frame)
    yield sheet


def _plain(cells: list[object]) -> list[Cell]:
    return [_cell(each) for each in cells]


def _cell(value: object) -> Cell:
    """What a frame can hold: a whole number in it is always the ordinal of a day."""
    match value:
        case bool() | float() | str():
            return value
        case int():
            return value if 1 <= value <= date.max.toordinal() else str(value)[:4000]
    return ""


def _cells(rows: Iterable[tuple[str, ...]]) -> bytes:
    return json.dumps(list(zip(*rows, strict=True)), ensure_ascii=False).encode()


def _page(rows: Iterable[tuple[str, ...]]) -> bytes:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<html><table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>".encode()


def _workbook(rows: Iterable[tuple[str, ...]]) -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return stream.getvalue()
