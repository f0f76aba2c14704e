"""Lists of people as offices keep them: a clean one, a messy one, one of before Unicode."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from unionoffice.core.files import written_whole
from unionoffice.core.formatting import show
from unionoffice.demo.people import Someone
from unionoffice.demo.workplaces import DISTRICT_NAME, Body
from unionoffice.registerkit.columns import Kind
from unionoffice.spreadsheets.legacy import TCVN3, decoded
from unionoffice.spreadsheets.writing import WrittenColumn, WrittenList, write_list

_SEXES = {"male": "Nam", "female": "Nữ"}
_STATUSES = {
    "active": None, "left": "Nghỉ việc", "transferred": "Chuyển đi", "retired": "Nghỉ hưu",
}  # fmt: skip
_LIST_FONT = ".VnTime"
# The reader's own table backwards: how each letter stands in a text of the font .VnTime.
_AS_TCVN3 = {
    letter: chr(code)
    for code in range(0xFF, 0xA0, -1)
    if len(letter := decoded(chr(code), TCVN3)) == 1 and not letter.isascii()
}
_MEMBERS = (
    ("Họ và tên", Kind.NAME, "full_name"),
    ("Ngày sinh", Kind.PARTIAL_DAY, "birth_date"),
    ("Giới tính", Kind.TEXT, "sex"),
    ("Dân tộc", Kind.TEXT, "ethnicity"),
    ("Số CCCD", Kind.IDENTITY_NUMBER, "identity_number"),
    ("Số thẻ đoàn viên", Kind.CARD_NUMBER, "card_number"),
    ("Điện thoại", Kind.PHONE, "phone"),
    ("Địa chỉ", Kind.TEXT, "address"),
    ("Trình độ học vấn", Kind.TEXT, "education"),
    ("Đơn vị", Kind.UNIT, "unit"),
    ("Chức danh", Kind.TEXT, "job_title"),
    ("Ngày vào làm", Kind.DAY, "employed_on"),
    ("Ngày vào công đoàn", Kind.DAY, "joined_on"),
    ("Ngày ra khỏi công đoàn", Kind.DAY, "left_on"),
    ("Tình trạng", Kind.TEXT, "status"),
    ("Chức vụ công đoàn", Kind.TEXT, "union_role"),
)


def write_members(path: Path, body: Body, people: Sequence[Someone], today: date) -> None:
    """A clean list: one header row, one column for each thing."""
    columns = [WrittenColumn("STT", Kind.NUMBER, 6)]
    columns += [WrittenColumn(header, kind) for header, kind, _key in _MEMBERS]
    rows = (
        [number, *[_shown(someone, key) for _header, _kind, key in _MEMBERS]]
        for number, someone in enumerate(people, 1)
    )
    title = f"Danh sách đoàn viên {body.name}, tính đến ngày {show(today, 'vi')}"
    write_list(path, WrittenList(title, columns, rows, "Đoàn viên"), "vi")


def write_messy(path: Path, body: Body, people: Sequence[Someone], today: date) -> None:
    """A list with letterhead, a header of two rows, capitals, and the units as rows of groups."""
    with written_whole(path) as partial, xlsxwriter.Workbook(str(partial)) as book:
        sheet = book.add_worksheet("Trích ngang")
        bold = book.add_format({"font_name": "Times New Roman", "bold": True, "align": "center"})
        _letterhead(sheet, bold, body, today)
        for column, header in ((0, "TT"), (1, "Họ, tên"), (4, "Số CCCD"), (5, "Ngày gia nhập CĐ"),
                               (6, "Ghi chú")):  # fmt: skip
            sheet.merge_range(6, column, 7, column, header, bold)
        sheet.merge_range(6, 2, 6, 3, "Ngày, tháng, năm sinh", bold)
        sheet.write_row(7, 2, ("Nam", "Nữ"), bold)
        row = 8
        for place, unit in enumerate(dict.fromkeys(each.unit for each in people if each.unit), 1):
            sheet.merge_range(row, 0, row, 6, f"{_roman(place)}. {unit.name}", bold)
            beneath = [each for each in people if each.unit == unit]
            for number, someone in enumerate(beneath, 1):
                sheet.write_row(row + number, 0, _messy_row(number, someone))
            row += len(beneath) + 1
        sheet.write(row + 1, 1, f"Tổng cộng: {len(people)} đoàn viên", bold)
        sheet.write(row + 3, 5, "TM. BAN CHẤP HÀNH", bold)
        sheet.write(row + 4, 5, "CHỦ TỊCH", bold)
        sheet.set_column(1, 5, 22)


def write_before_unicode(path: Path, people: Sequence[Someone]) -> None:
    """A list in the font .VnTime, whose letters are other letters until they are decoded."""
    with written_whole(path) as partial, xlsxwriter.Workbook(str(partial)) as book:
        sheet = book.add_worksheet("DS")
        font = book.add_format({"font_name": _LIST_FONT, "font_size": 12})
        headers = ("TT", "Họ, tên", "Ngày sinh", "Giới tính", "Số CMND", "Đơn vị", "Ngày vào CĐ")
        sheet.write_row(0, 0, [as_tcvn3(header) for header in headers], font)
        writable = (each for each in people if _has_letters(each.full_name))
        for number, someone in enumerate(writable, 1):
            unit = someone.unit.name if someone.unit else ""
            cells = (
                str(number), someone.full_name, _day(someone.birth_date), _SEXES[someone.sex],
                someone.identity_number or "", unit, _day(someone.joined_on),
            )  # fmt: skip
            sheet.write_row(number, 0, [as_tcvn3(cell) for cell in cells], font)
        sheet.set_column(1, 6, 20)


def as_tcvn3(text: str) -> str:
    """The text as it was typed before Unicode."""
    return "".join(_AS_TCVN3.get(letter, letter) for letter in text)


def _has_letters(text: str) -> bool:
    # The font has no capitals with tones: such names were typed in another font.
    return all(letter.isascii() or letter in _AS_TCVN3 for letter in text)


def _letterhead(sheet: Any, bold: Any, body: Body, today: date) -> None:
    sheet.write(0, 0, DISTRICT_NAME.upper(), bold)
    sheet.write(0, 5, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold)
    sheet.write(1, 0, body.name.upper(), bold)
    sheet.write(1, 5, "Độc lập - Tự do - Hạnh phúc", bold)
    sheet.write(3, 0, "DANH SÁCH TRÍCH NGANG ĐOÀN VIÊN CÔNG ĐOÀN", bold)
    sheet.write(4, 0, f"(Tính đến ngày {show(today, 'vi')})", bold)


def _messy_row(number: int, someone: Someone) -> list[Any]:
    born = _day(someone.birth_date)
    identity = someone.identity_number
    return [
        number,
        f"  {someone.full_name.upper()} ",
        "" if someone.is_woman else born,
        born if someone.is_woman else "",
        # Excel has taken every third number for a number, and its leading zero with it.
        int(identity) if identity and number % 3 == 0 else identity or "",
        _day(someone.joined_on),
        "thiếu giấy tờ" if not identity else "",
    ]


def _shown(someone: Someone, key: str) -> Any:
    value = getattr(someone, key)
    match key:
        case "sex":
            return _SEXES[value]
        case "status":
            return _STATUSES[value]
        case "unit":
            return value.name if value else None
        case _:
            return value


def _day(day: Any) -> str:
    return "" if day is None else show(day, "vi")


def _roman(number: int) -> str:
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[(number - 1) % 10]
