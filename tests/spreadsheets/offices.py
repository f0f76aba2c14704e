"""An office that keeps its list in its own way: every choice is drawn by lot from a seed."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from unionoffice.registerkit.columns import ListShape
from unionoffice.spreadsheets.opening import RawSheet
from unionoffice.spreadsheets.readlist import ReadList
from unionoffice.spreadsheets.understanding import Request, understand
from unionoffice.spreadsheets.workbooks import plain_cells

SURNAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Châu", "Tô", "Néang",
)  # fmt: skip
MIDDLE = ("Hữu", "Đức", "Minh", "Ngọc", "Kim", "Bích", "Thúy", "Quốc", "Thanh", "Hoàng")
GIVEN = (
    "An", "Ánh", "Bảo", "Cẩm", "Cường", "Dũng", "Đào", "Đạt", "Gấm", "Hằng", "Khôi", "Lộc", "Mỹ",
    "Nghĩa", "Oanh", "Phước", "Quý", "Ửng", "Yến", "Ý", "Khoa",
)  # fmt: skip
UNITS = (
    "Phân xưởng May 1", "Phân xưởng May 2", "Tổ Cơ điện", "Kho - Vận tải", "Văn phòng",
    "Phòng Kế toán", "Tổ Hoàn thiện", "Chuyền 5", "Ban Giám đốc", "Khoa Nội",
)  # fmt: skip
HEADERS: dict[str, tuple[str, ...]] = {
    "full_name": (
        "Họ và tên", "HỌ VÀ TÊN", "Họ, tên", "Họ tên đoàn viên", "Họ và tên ĐV", "HO_TEN",
        "Họ và tên CNVCLĐ", "Họ Và Tên (in hoa)", "Họ và tên đoàn viên công đoàn", "Họ tên NLĐ",
        "Tên đoàn viên", "Họ & tên", "Họ tên (ghi đầy đủ)",
    ),
    "sex": ("Giới tính", "GT", "Nam/Nữ", "Phái", "GIOI_TINH"),
    "birth_date": (
        "Ngày sinh", "Ngày, tháng, năm sinh", "NGÀY THÁNG NĂM SINH", "Sinh ngày", "NGAY_SINH",
        "Ngày/tháng/năm sinh", "Ngày sinh\n(dd/mm/yyyy)", "Năm sinh", "Ng.sinh",
        "Ngày tháng năm sinh (ghi theo CCCD)", "Ngày sinh (theo CCCD)",
    ),
    "identity_number": (
        "Số CCCD", "CCCD", "CMND/CCCD", "Số CMND hoặc CCCD", "Căn cước công dân", "Số ĐDCN",
        "Số thẻ CCCD", "Số CCCD/ĐDCN", "SO_CCCD", "Số CCCD (12 số)", "CCCD/Hộ chiếu",
        "Số định danh cá nhân/CCCD", "Số giấy CMND/CCCD",
    ),
    "card_number": (
        "Số thẻ", "Số thẻ đoàn viên", "Số thẻ ĐV", "Mã số đoàn viên", "Số thẻ CĐ",
        "Số thẻ đoàn viên công đoàn", "Mã đoàn viên", "Thẻ đoàn viên số",
    ),
    "phone": (
        "SĐT", "Số điện thoại", "Điện thoại", "ĐT", "Điện thoại liên hệ", "Di động", "Số ĐT",
        "Số điện thoại liên lạc", "SĐT (Zalo)", "Số điện thoại cá nhân",
    ),
    "unit": (
        "Đơn vị", "Bộ phận", "Phòng/ban", "Tổ công đoàn", "Đơn vị công tác", "ĐV", "Tổ/Phòng",
        "Đơn vị/Bộ phận công tác", "Tổ CĐ", "Bộ phận làm việc", "Phòng, ban, phân xưởng",
        "CĐ bộ phận", "Tên đơn vị công tác", "Nơi làm việc",
    ),
    "job_title": (
        "Chức vụ", "Chức danh", "Nghề nghiệp", "Công việc", "Chức vụ chuyên môn",
        "Chức vụ/Công việc đang đảm nhận", "Chức danh nghề nghiệp", "Vị trí việc làm",
        "Nghề nghiệp/Công việc",
    ),
    "joined_on": (
        "Ngày vào công đoàn", "Ngày gia nhập CĐ", "Vào CĐ", "Ngày kết nạp", "Ngày vào CĐVN",
        "Ngày gia nhập Công đoàn Việt Nam", "Thời gian gia nhập CĐ", "Ngày, tháng, năm vào CĐ",
        "Ngày tháng năm gia nhập công đoàn", "Ngày gia nhập", "Ngày kết nạp vào Công đoàn",
        "Tháng/năm kết nạp CĐ", "Ngày được kết nạp ĐV",
    ),
    "employed_on": (
        "Ngày vào làm", "Ngày vào công ty", "Ngày tuyển dụng", "Vào làm", "Ngày vào làm việc",
        "Ngày bắt đầu làm việc tại công ty", "Ngày nhận việc",
    ),
    "notes": ("Ghi chú", "GHI CHÚ"),
}  # fmt: skip


def a_day(lot: random.Random, first: int, last: int) -> date:
    return date(first, 1, 1) + timedelta(days=lot.randrange((last - first) * 365))


def a_late_day(lot: random.Random) -> str:
    return a_day(lot, 2012, 2022).strftime("%d/%m/%Y")


# Columns that offices keep beside: none of them may be taken for a field above.
STRANGERS: dict[str, str | Callable[[random.Random], Any]] = {
    "Nơi cấp": "CA An Giang",
    "Ngày cấp": a_late_day,
    "Số sổ BHXH": lambda lot: f"89{lot.randrange(10**8):08d}",
    "Quê quán": "Châu Phú, An Giang",
    "Tuổi": lambda lot: float(lot.randrange(20, 60)),
    "Mã NV": lambda lot: f"NV{lot.randrange(1000):04d}",
    "Ngày vào Đoàn": a_late_day,
    "Ký nhận": "",
    "Họ tên con": "Lê Văn Tí",
    "Họ và tên vợ/chồng": "Trần Thị Bé",
    "Ngày tháng năm sinh của con": a_late_day,
    "Ngày vào Đảng": a_late_day,
    "Số thẻ BHYT": lambda lot: f"DN489{lot.randrange(10**10):010d}",
    "Số tài khoản ngân hàng": lambda lot: f"0{lot.randrange(10**12):012d}",
    "Dân tộc": "Kinh",
    "Trình độ chuyên môn": "Đại học",
    "Chức vụ công đoàn": "Tổ trưởng",
    "SĐT người thân": "0912345678",
    "Ngày ký HĐLĐ": a_late_day,
    "Mã số thuế": lambda lot: f"8{lot.randrange(10**9):09d}",
    "Số QĐ kết nạp": "15/QĐ-CĐCS",
    "Địa chỉ thường trú": "Khóm 3, phường Mỹ Xuyên, An Giang",
}


@dataclass
class Office:
    """One office's list: the cells of its sheet, and the people who must come out of it."""

    seed: int
    rows: list[list[Any]] = field(default_factory=list)
    people: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lot = random.Random(self.seed)
        self._choose_columns()
        self._write_letterhead()
        self._write_header()
        self._write_people()
        self._write_footer()

    def _choose_columns(self) -> None:
        lot = self.lot
        self.day_style = lot.choice(("text", "real", "serial", "mixed", "dots", "words", "short"))
        self.birth_under_sex = lot.random() < 0.3
        self.tick_sex = not self.birth_under_sex and lot.random() < 0.3
        self.grouped = lot.random() < 0.5
        self.group_marker_apart = lot.random() < 0.5
        self.capitals = lot.random() < 0.3
        self.numbers_lost = lot.random() < 0.4
        self.split_name = lot.random() < 0.2
        optional = ("identity_number", "card_number", "phone", "job_title", "joined_on",
                    "employed_on", "notes")  # fmt: skip
        chosen = ["sex", *(name for name in optional if lot.random() < 0.6)]
        if self.birth_under_sex:
            chosen.remove("sex")
        if not self.grouped:
            chosen.append("unit")
        rest = [*chosen, *(name for name in STRANGERS if lot.random() < 0.12)]
        lot.shuffle(rest)
        self.columns = ["#", "full_name", "birth_date", *rest]
        if lot.random() < 0.1:
            self.columns.remove("#")

    def _write_letterhead(self) -> None:
        if self.lot.random() < 0.7:
            letterhead: list[list[Any]] = [
                ["LĐLĐ HUYỆN CHÂU PHÚ", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                ["CĐCS CÔNG TY TNHH MAY SÔNG HẬU", "", "", "Độc lập - Tự do - Hạnh phúc"],
                [],
                ["DANH SÁCH ĐOÀN VIÊN CÔNG ĐOÀN NĂM 2026"],
                ["(Kèm theo Công văn số 15/CV-CĐ ngày 05/03/2026)"],
                [],
            ]
            self.rows += letterhead[: self.lot.randrange(2, 7)]

    def _write_header(self) -> None:
        lot = self.lot
        top: list[str] = []
        below: list[str] = []

        def head(text: str, *children: str) -> None:
            top.extend([text, *[""] * (len(children) - 1)])
            below.extend(children or ("",))

        for column in self.columns:
            if column == "#":
                head(lot.choice(("STT", "TT", "Số TT", "Stt")))
            elif column == "full_name" and self.split_name:
                head(lot.choice(("Họ", "Họ và tên lót", "Họ và chữ đệm")))
                head("Tên")
            elif column == "birth_date" and self.birth_under_sex:
                head(lot.choice(HEADERS[column]), "Nam", "Nữ")
            elif column == "sex" and self.tick_sex:
                head("Giới tính", "Nam", "Nữ")
            else:
                head(lot.choice(HEADERS.get(column, (column,))))
        self.header_row = len(self.rows) + 1
        self.rows.append(top)
        if any(below):
            self.rows.append(below)
        if lot.random() < 0.2:
            self.rows.append([f"({place})" for place in range(1, len(top) + 1)])

    def _write_people(self) -> None:
        lot, number = self.lot, 0
        for place, unit in enumerate(lot.sample(UNITS, 3), 1):
            if self.grouped:
                self._write_group(place, unit)
            for _ in range(lot.randrange(2, 7)):
                number += 1
                person = self._person(unit)
                self.people.append(person)
                self.rows.append(self._row(number, person))
            if self.grouped and lot.random() < 0.2:
                self.rows.append(["", "Cộng:"] if self.columns[0] == "#" else ["Cộng:"])
            if lot.random() < 0.1:
                self.rows.append([])

    def _write_group(self, place: int, unit: str) -> None:
        roman = ("I", "II", "III")[place - 1]
        count = self.lot.choice(("", " (5 người)", ": 5 đoàn viên"))
        if self.group_marker_apart and self.columns[0] == "#":
            self.rows.append([roman, unit + count])
        else:
            self.rows.append([f"{roman}. {unit}{count}"])

    def _person(self, unit: str) -> dict[str, Any]:
        lot = self.lot
        sex = lot.choice(("male", "female"))
        birth = a_day(lot, 1960, 2005)
        middle = lot.choice(("Văn" if sex == "male" else "Thị", lot.choice(MIDDLE)))
        century = (birth.year // 100 - 19) * 2 + (sex == "female")
        joined = a_day(lot, 2006, 2025)
        return {
            "full_name": f"{lot.choice(SURNAMES)} {middle} {lot.choice(GIVEN)}",
            "sex": sex,
            "birth_date": birth,
            "identity_number": f"089{century}{birth.year % 100:02d}{lot.randrange(10**6):06d}",
            "card_number": f"{lot.randrange(1, 10)}{lot.randrange(10**9):09d}",
            "phone": f"09{lot.randrange(10**8):08d}",
            "unit": unit,
            "job_title": lot.choice(("Công nhân", "Tổ trưởng", "Kế toán", "Nhân viên", "Giám đốc")),
            "joined_on": joined,
            "employed_on": joined - timedelta(days=100),
            "notes": lot.choice((None, None, "Nghỉ thai sản")),
        }

    def _row(self, number: int, person: dict[str, Any]) -> list[Any]:
        row: list[Any] = []
        for column in self.columns:
            row += self._cells(column, number, person)
        return row

    def _cells(self, column: str, number: int, person: dict[str, Any]) -> list[Any]:
        if column == "#":
            return [float(number)]
        if column in STRANGERS:
            stranger = STRANGERS[column]
            return [stranger if isinstance(stranger, str) else stranger(self.lot)]
        value = person[column]
        if column == "full_name":
            return self._name(value)
        is_man = person["sex"] == "male"
        if column == "birth_date" and self.birth_under_sex:
            return [self._day(value), ""] if is_man else ["", self._day(value)]
        if column == "sex":
            ticks = ["x", ""] if is_man else ["", "x"]
            return ticks if self.tick_sex else ["Nam" if is_man else "Nữ"]
        if isinstance(value, date):
            return [self._day(value)]
        if column in ("identity_number", "phone") and self.numbers_lost:
            return [float(value)]
        return ["" if value is None else value]

    def _name(self, name: str) -> list[str]:
        lot = self.lot
        if self.capitals:
            name = name.upper()
        if lot.random() < 0.1:
            name = unicodedata.normalize("NFD", name)
        if lot.random() < 0.1:
            name = f"  {name} ".replace(" ", "  ")
        if not self.split_name:
            return [name]
        words = name.split()
        return [" ".join(words[:-1]), words[-1]]

    def _day(self, day: date) -> Any:
        style = self.day_style
        if style == "mixed":
            style = self.lot.choice(("text", "real", "serial", "dots", "short"))
        match style:
            case "real":
                return day
            case "serial":
                return float((day - date(1899, 12, 30)).days)
            case "dots":
                return f"{day.day}.{day.month}.{day.year}"
            case "words":
                return f"ngày {day.day} tháng {day.month} năm {day.year}"
            case "short":
                return f"{day.day}/{day.month}/{day.year}"
        return day.strftime("%d/%m/%Y")

    def _write_footer(self) -> None:
        blank = [""] * (len(self.columns) // 2)
        footers: list[list[Any]] = [
            ["", f"Tổng cộng: {len(self.people)} đoàn viên"],
            [],
            [*blank, "Châu Phú, ngày 30 tháng 10 năm 2026"],
            ["", "NGƯỜI LẬP BIỂU", *blank, "TM. BAN CHẤP HÀNH"],
            [*blank, "CHỦ TỊCH"],
            [],
            ["", "Lê Thị Thu", *blank, "Phan Thị Kim Yến"],
        ]
        if self.lot.random() < 0.8:
            self.rows += footers[self.lot.randrange(3) :]

    def read(self, shape: ListShape, today: date) -> ReadList | None:
        """The list, understood from its cells as the child would send them."""
        width = max(map(len, self.rows))
        squared = [[*row, *[""] * (width - len(row))] for row in self.rows]
        columns = [plain_cells(column) for column in zip(*squared, strict=True)]
        sheet = RawSheet("Sheet1", columns=columns, rows=len(squared), height=len(squared))
        return understand(sheet, Request(shape, today), Path("list.xlsx"))

    @property
    def fields(self) -> list[str]:
        """What the list tells of everybody."""
        return sorted({name for name in (*self.columns, "sex", "unit") if name in HEADERS})
