"""Reading a list of 100,000 rows and 20 columns against calamine's bare iteration of it.

Run by `make bench`, or alone: python tests/bench/bench_reading.py [ROWS]
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter

import xlsxwriter

from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.spreadsheets.reading import read_file

RUNS = 5
TODAY = date(2026, 11, 21)
HEADERS = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Số thẻ đoàn viên", "Điện thoại",
    "Email", "Địa chỉ", "Đơn vị", "Chức vụ", "Chức vụ công đoàn", "Ngày vào công đoàn",
    "Ngày vào làm", "Trình độ", "Lý luận chính trị", "Ngày vào Đảng", "Dân tộc", "Tôn giáo",
    "Ghi chú",
)  # fmt: skip
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ")
MIDDLE = ("Văn", "Thị", "Hữu", "Đức", "Minh", "Ngọc", "Kim", "Bích", "Thúy", "Quốc", "Thanh")
GIVEN = ("An", "Ánh", "Bảo", "Cẩm", "Cường", "Dũng", "Đào", "Đạt", "Diễm", "Gấm", "Giang", "Hằng")
ITERATION = """
import sys
from python_calamine import CalamineWorkbook
for row in CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows():
    pass
"""


def make_list(path: Path, rows: int) -> None:
    """A list of invented people as an office would keep it."""
    lot = random.Random(1)
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Danh sách")
    sheet.write_row(0, 0, HEADERS)
    for row in range(1, rows + 1):
        for column, cell in enumerate(_person(lot, row)):
            if isinstance(cell, datetime):
                sheet.write_datetime(row, column, cell, day)
            elif cell != "":
                sheet.write(row, column, cell)
    book.close()


def _person(lot: random.Random, row: int) -> list[object]:
    birth = datetime(1960, 1, 1) + timedelta(days=lot.randrange(16000))
    sex = lot.randrange(2)
    century = (birth.year // 100 - 19) * 2 + sex
    joined = datetime(2004, 1, 1) + timedelta(days=lot.randrange(7000))
    return [
        row, " ".join(map(lot.choice, (SURNAMES, MIDDLE, MIDDLE, GIVEN))),
        birth, ("Nam", "Nữ")[sex],
        f"089{century}{birth.year % 100:02d}{lot.randrange(10**6):06d}",
        f"89{lot.randrange(10**8):08d}", f"09{lot.randrange(10**8):08d}", f"nv{row}@congty.vn",
        f"Số {row % 977} đường Nguyễn Huệ, khóm {row % 13}, phường Mỹ Xuyên, An Giang",
        f"Phân xưởng {row % 80}", "Công nhân", "" if row % 7 else "Tổ trưởng", joined,
        joined - timedelta(days=90), "Đại học", "Sơ cấp", "" if row % 9 else joined, "Kinh",
        "Không", "" if row % 50 else "Nghỉ thai sản",
    ]  # fmt: skip


def seconds(deed: Callable[[], object]) -> float:
    begun = perf_counter()
    deed()
    return perf_counter() - begun


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    shape = CATALOGUE.list_shape("members")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        make_list(path, rows)
        bare = [sys.executable, "-c", ITERATION, str(path)]
        limits, ours = [], []
        for _ in range(RUNS):
            limits.append(seconds(lambda: subprocess.run(bare, check=True)))
            ours.append(seconds(lambda: read_file(path, shape, TODAY)))
    limit, mine = statistics.median(limits), statistics.median(ours)
    print(f"read {rows} rows: limit {limit:.2f} s, ours {mine:.2f} s, ratio {mine / limit:.2f}")


if __name__ == "__main__":
    main()
