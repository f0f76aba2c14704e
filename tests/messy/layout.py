"""From rows to sheets: letterhead, headers of several rows, groups, totals and signatures."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from random import Random

from .cells import Cell, Row, written

LETTERHEADS = {
    "none": (),
    "title": (("{title}",),),
    "state": (
        ("LĐLĐ HUYỆN CHÂU PHÚ", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("CĐCS CÔNG TY TNHH SÔNG HẬU", "", "", "Độc lập - Tự do - Hạnh phúc"),
        (),
        ("{title}",),
        ("(Tính đến ngày 31/12/2018)",),
        (),
    ),
    "school": (
        ("CĐ GIÁO DỤC THÀNH PHỐ", "", "", "", "Mẫu số 03"),
        ("CĐCS TRƯỜNG THCS LÊ LỢI", "", "", "", "(Ban hành kèm theo CV số 12/CĐN)"),
        ("{title}",),
        ("Năm học 2017 - 2018",),
    ),
    "form": (
        ("Đơn vị: Công ty CP Thủy sản An Hòa",),
        ("Địa chỉ: KCN Bình Long, điện thoại 0296 3 888 999",),
        ("{title}",),
        (),
    ),
    "thousands": (("{title}",), ("", "", "", "", "", "ĐVT: nghìn đồng")),
    "ru": (("Первичная профсоюзная организация АО «Швея»",), ("{title}",), ("на 31.12.2018",)),
    "zh": (("某某制衣有限公司工会",), ("{title}",)),
}
ENDINGS = {
    "none": (),
    "total": (("", "Tổng cộng: {count} người"),),
    "counts": (("", "Tổng số: {count}", "Nam: {half}", "Nữ: {half}"),),
    "signed": (
        ("", "Tổng cộng", "{count}"),
        (),
        ("", "", "", "An Giang, ngày 31 tháng 12 năm 2018"),
        ("", "NGƯỜI LẬP BIỂU", "", "TM. BAN CHẤP HÀNH"),
        ("", "(Ký, ghi rõ họ tên)", "", "CHỦ TỊCH"),
        (),
        (),
        ("", "Nguyễn Thị Lập", "", "Trần Văn Chủ"),
    ),
    "list-closes": (
        ("Danh sách này có {count} người./.",),
        ("", "Người lập", "", "Thủ trưởng đơn vị"),
    ),
    "remarks": (
        ("Ghi chú:",),
        ("- Cột 3 ghi theo dạng ngày/tháng/năm",),
        ("- Danh sách gửi về trước ngày 15/12/2018",),
    ),
    "ru": (("Итого: {count} чел.",), ("Председатель ППО", "", "Иванов И. И.")),
    "zh": (("合计：{count}人",), ("制表人：", "", "审核：")),
}  # fmt: skip


@dataclass
class Sheet:
    """A grid of cells with its merged places (row, column, last row, last column, from 0)."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)  # row numbers as a reader sees them, from 1
    hidden: bool = False


@dataclass(frozen=True)
class Shape:
    """One way of keeping a list: `columns` has a line each, `heading / below => how written`."""

    name: str
    register: str
    columns: str
    title: str = "DANH SÁCH"
    above: str = "none"
    below: str = "none"
    group: str = ""  # the wording of a line above each group
    group_by: str = "unit"
    group_ends: str = ""  # the wording of a line below each group
    sheets: bool = False  # a sheet for each group
    file: str = "xlsx"  # suffix, with an encoding behind a colon
    numbered: bool = False  # (1) (2) (3) below the headings
    faults: tuple[tuple[str, Cell], ...] = ()
    fixed: tuple[tuple[str, object], ...] = ()  # what the title tells of every row
    parts: tuple[tuple[tuple[str, object], ...], ...] = ()  # what each numbered column tells
    attendance: bool | None = None  # whether its people came, where no column says it
    language: str = "vi"
    ditto: str = ""  # columns whose repeated values are left out (specs, comma between)
    options: str = ""
    repeat_header: int = 0  # the heading stands again after so many rows

    def parsed(self) -> list[tuple[tuple[str, ...], str]]:
        lines = [line.split("=>") for line in self.columns.strip().splitlines()]
        return [
            (tuple(part.strip().replace("\\n", "\n") for part in head.split(" / ")), spec.strip())
            for head, spec in lines
        ]


def lay_out(shape: Shape, rows: list[Row], lot: Random) -> list[Sheet]:
    """The sheets of one file; each row is told what its cells say."""
    by = [(key, list(found)) for key, found in groupby(rows, lambda row: row.group)]
    if shape.sheets:
        sheets = [_sheet(shape, [(key, found)], lot, key) for key, found in by]
    else:
        sheets = [_sheet(shape, by, lot, "Sheet1")]
    if "spare-sheets" in shape.options:
        sheets.append(Sheet("Ghi chú", [["Người lập: Cô Lan"], ["Cập nhật hằng quý"]]))
    if "women-again" in shape.options:
        women = [row for row in rows if row.person and row.person.sex == "female"]
        sheets.append(_sheet(shape, [("", women)], lot, "Nữ"))
    if "summary-first" in shape.options:
        units = sorted({row.group or str(row.told.get("unit")) for row in rows})
        counted: list[list[Cell]] = [[n, unit, 7, 3] for n, unit in enumerate(units, 1)]
        head: list[list[Cell]] = [["TỔNG HỢP"], ["STT", "Đơn vị", "Tổng số ĐV", "Trong đó nữ"]]
        sheets.insert(0, Sheet("Tổng hợp", [*head, *counted, ["", "Cộng", 28, 12]]))
    if "hidden-copy" in shape.options:
        old = Sheet("Cũ", [list(row) for row in sheets[0].rows], hidden=True)
        sheets.append(Sheet("cũ", old.rows[: len(old.rows) // 2], hidden=True))
    return sheets


def _sheet(shape: Shape, groups: list[tuple[str, list[Row]]], lot: Random, name: str) -> Sheet:
    sheet = Sheet(name.replace("/", "-")[:30])
    columns = shape.parsed()
    count = sum(len(rows) for _, rows in groups)
    gaps = {"title": shape.title.format(group=name), "count": count, "half": count // 2}
    for line in LETTERHEADS[shape.above]:
        sheet.rows.append([part.format(**gaps) or None for part in line])
    _head(sheet, shape, columns)
    number = since = 0
    last: dict[int, tuple[Cell, int]] = {}
    for place, (key, rows) in enumerate(groups):
        if shape.group and not shape.sheets:
            line: list[Cell] = [None] * len(columns)
            roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[place % 10]
            line["group-in-second" in shape.options] = shape.group.format(
                roman=roman, letter="ABCDEFGHIJ"[place % 10], n=place + 1, key=key, count=len(rows)
            )
            if "group-merged" in shape.options:
                sheet.merged.append((len(sheet.rows), 0, len(sheet.rows), len(columns) - 1))
            sheet.rows.append(line)
            number = 0 if "number-anew" in shape.options else number
        for row in rows:
            if shape.repeat_header and since == shape.repeat_header:
                _head(sheet, shape, columns)
                since = 0
            since += 1
            number += 1
            row.number = number
            cells = [written(row, spec, lot) for _, spec in columns]
            for part, fixed in zip(row.parts, shape.parts, strict=False):
                part.told.update((*shape.fixed, *fixed))
            row.told.update(shape.fixed)
            if shape.group or shape.sheets:
                row.told.update(_told_by_group(row, shape))
            if row.fault:
                sheet.refused.add(len(sheet.rows) + 1)
            _leave_out_repeated(sheet, shape, cells, last)
            sheet.rows.append(cells)
            if "blank-lines" in shape.options and lot.random() < 0.1:
                sheet.rows.append([])
        if shape.group_ends:
            sheet.rows.append([None, shape.group_ends.format(count=len(rows), key=key)])
    for end in ENDINGS[shape.below]:
        sheet.rows.append([part.format(**gaps) or None for part in end])
    if "shifted" in shape.options:
        _shift(sheet)
    return sheet


def _leave_out_repeated(
    sheet: Sheet, shape: Shape, cells: list[Cell], last: dict[int, tuple[Cell, int]]
) -> None:
    """What stands above already is merged with it, marked as the same, or simply left out."""
    row = len(sheet.rows)
    for column, (_, spec) in enumerate(shape.parsed()):
        if not spec or spec not in shape.ditto.split(","):
            continue
        above, since = last.get(column, (None, row))
        if above != cells[column]:
            last[column] = (cells[column], row)
            continue
        cells[column] = "nt" if "nt" in shape.options.split() else None
        if "merged-ditto" in shape.options:
            sheet.merged = [each for each in sheet.merged if each[:2] != (since, column)]
            sheet.merged.append((since, column, row, column))


def _told_by_group(row: Row, shape: Shape) -> dict[str, object]:
    if shape.group_by == "unit":
        return {"unit": row.group}
    return {name: row.entry[name] for name in shape.group_by.split(",")}


def _head(sheet: Sheet, shape: Shape, columns: list[tuple[tuple[str, ...], str]]) -> None:
    """The headings, merged as offices do it: equal neighbours across, lonely ones down."""
    depth = max(len(parts) for parts, _ in columns)
    top = len(sheet.rows)
    lines: list[list[Cell]] = [[None] * len(columns) for _ in range(depth)]
    for column, (parts, _) in enumerate(columns):
        for level, part in enumerate(parts):
            is_new = not column or columns[column - 1][0][: level + 1] != parts[: level + 1]
            if is_new or level == len(parts) - 1:
                lines[level][column] = part
    for column, (parts, _) in enumerate(columns):
        if len(parts) < depth:
            sheet.merged.append((top + len(parts) - 1, column, top + depth - 1, column))
        for level in range(len(parts) - 1):
            if lines[level][column] is None:
                continue
            last = column
            while last + 1 < len(columns) and (
                columns[last + 1][0][: level + 1] == parts[: level + 1]
            ):
                last += 1
            if last > column:
                sheet.merged.append((top + level, column, top + level, last))
    sheet.rows.extend(lines)
    if shape.numbered:
        sheet.rows.append([f"({n})" for n in range(1, len(columns) + 1)])


def _shift(sheet: Sheet) -> None:
    """The list begins in column B, below two empty rows."""
    sheet.rows = [[], [], *([None, *row] for row in sheet.rows)]
    sheet.merged = [(a + 2, b + 1, c + 2, d + 1) for a, b, c, d in sheet.merged]
    sheet.refused = {row + 2 for row in sheet.refused}
