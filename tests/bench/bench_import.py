"""How fast a list of 100,000 people × 20 columns comes in, against putting raw cells in a table."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import xlsxwriter
from support.benches import FOLDER, PEOPLE, TODAY, in_turn, report

from unionoffice.core.formatting import show
from unionoffice.demo.people import PeopleMaker, Someone
from unionoffice.demo.workplaces import OWN

HEADERS = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Số CCCD", "Số thẻ đoàn viên",
    "Điện thoại", "Email", "Địa chỉ", "Trình độ học vấn", "Lý luận chính trị", "Đơn vị",
    "Chức danh", "Ngày vào làm", "Ngày vào công đoàn", "Ngày ra khỏi công đoàn", "Tình trạng",
    "Chức vụ công đoàn", "Ghi chú",
)  # fmt: skip

RAW = """
import sqlite3, sys
from python_calamine import CalamineWorkbook
source, target = sys.argv[1:]
rows = CalamineWorkbook.from_path(source).get_sheet_by_index(0).iter_rows()
width = len(next(iter(rows)))
connection = sqlite3.connect(target)
connection.execute(f"CREATE TABLE raw ({', '.join(f'c{n}' for n in range(width))})")
marks = ", ".join("?" * width)
texts = (tuple(x if isinstance(x, (str, float)) else str(x) for x in row) for row in rows)
connection.executemany(f"INSERT INTO raw VALUES ({marks})", texts)
connection.commit()
"""
OURS = """
import gc, sys
from datetime import date
from pathlib import Path
from unionoffice.spreadsheets.opening import ForeignFile

def bring_in(source, target):  # as the command line does it
    gc.set_threshold(50_000)
    with ForeignFile(Path(source)) as opened:
        from unionoffice.bootstrap import open_workplace
        from unionoffice.spreadsheets.reading import read_file
        workplace = open_workplace(target)
        importing = workplace.importing
        found = read_file(opened, workplace.shapes.of("members"), date(2026, 11, 21))
    outcome = importing.bring_in("members", found.lists)
    assert not outcome.refusals, outcome.refusals[:3]
    workplace.close()

bring_in(*sys.argv[1:])
gc.freeze()
"""
EMPTY = """
import sys
from unionoffice.bootstrap import create_office
from unionoffice.services.office import OwnOrganisation
create_office(sys.argv[1], OwnOrganisation("T1", "CĐCS", "primary"))
"""
PEAK = "\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "list.xlsx"
        write_list(source)
        empty = folder / "empty.uoffice"
        run(EMPTY, empty)
        peaks: dict[str, float] = {}

        def limit() -> None:
            target = folder / f"raw{time.monotonic_ns()}.db"
            peaks["limit"] = run(RAW, source, target)
            assert count(target, "raw") == PEOPLE
            target.unlink()

        def ours() -> None:
            target = folder / f"ours{time.monotonic_ns()}.uoffice"
            target.write_bytes(empty.read_bytes())
            peaks["ours"] = run(OURS, source, target)
            target.unlink()

        report(
            f"import of {PEOPLE:,} × {len(HEADERS)} .xlsx (limit: calamine and executemany)",
            *in_turn(limit, ours, 3),
            2.0,
        )
        share = peaks["ours"] / peaks["limit"]
        verdict = "reached" if share <= 1.25 else "MISSED"
        print(
            f"peak memory: limit {peaks['limit']:.0f} MiB, ours {peaks['ours']:.0f} MiB, "
            f"ratio {share:.2f} (target 1.25, {verdict})"
        )


def write_list(path: Path) -> None:
    """The list as offices write it: days as text, numbers that identify as text."""
    people = PeopleMaker(Random("bench"), OWN, TODAY).members(PEOPLE)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, HEADERS)
        for number, someone in enumerate(people, 1):
            sheet.write_row(number, 0, cells(number, someone))


def cells(number: int, someone: Someone) -> list[object]:
    born, left = someone.birth_date, someone.left_on
    return [
        number, someone.full_name, show(born, "vi") if born else "",
        "Nữ" if someone.is_woman else "Nam", someone.ethnicity, someone.identity_number or "",
        someone.card_number or "", someone.phone or "", f"doanvien{number}@example.vn",
        someone.address or "", someone.education or "", "Sơ cấp" if number % 7 == 0 else "",
        someone.unit.name if someone.unit else "", someone.job_title,
        show(someone.employed_on, "vi"), show(someone.joined_on, "vi"),
        show(left, "vi") if left else "", "Nghỉ việc" if left else "", someone.union_role or "",
        f"Hồ sơ số {number}",
    ]  # fmt: skip


def run(script: str, *arguments: Path) -> float:
    """Run a script in a process of its own; its peak memory in MiB.

    Whatever it imports is compiled, as in the built program.
    """
    done = subprocess.run(
        [sys.executable, "-c", script + PEAK, *map(str, arguments)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ
        | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(FOLDER / "pyc")},
    )
    return int(done.stdout.split()[-1]) / 1024


def count(database: Path, table: str) -> int:
    connection = sqlite3.connect(database)
    try:
        (rows,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(rows)
    finally:
        connection.close()


if __name__ == "__main__":
    main()
