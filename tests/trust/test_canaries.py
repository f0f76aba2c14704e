"""Logs, settings and temporary files hold no personal data, whatever was done and went wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import xlsxwriter

CANARIES = ("Canarivogel", "089185999123", "0918999645", "4815162342", "kanari@example.vn")
HEADS = ("Họ và tên", "Ngày sinh", "Số CCCD", "Điện thoại", "Email", "Ghi chú")


def a_list(path: Path, birth_date: str = "12/07/1985") -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADS)
        person = ("Trần Thị Canarivogel", birth_date, *CANARIES[1:3], CANARIES[4], CANARIES[3])
        sheet.write_row(1, 0, person)
    return path


def test_no_canary_is_found_outside_the_office(tmp_path: Path) -> None:
    home, temporary, work = (tmp_path / name for name in ("home", "tmp", "work"))
    for folder in (home, temporary, work):
        folder.mkdir()
    environment = os.environ | {
        "UNIONOFFICE_HOME": str(home),
        "TMPDIR": str(temporary),
        "UNIONOFFICE_LANG": "vi",
    }
    office = work / "office.uoffice"

    def run(*arguments: object, fails: bool = False) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "unionoffice", *map(str, arguments)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode != 0) == fails, done.stderr
        return done.stderr

    period = ("--from", "2026-01-01", "--to", "2026-12-31")
    run("new", office, "--level", "primary", "--code", "T1", "--name", "CĐCS")
    run("import", office, "members", a_list(work / "list.xlsx"))
    run("import", office, "members", a_list(work / "wrong.xlsx", "31/02/1985"), fails=True)
    run("import", office, "members", work / "missing.xlsx", fails=True)
    run("list", office, "members", "--find", CANARIES[0], "--format", "json")
    run(
        "list",
        office,
        "members",
        "--format",
        "xlsx",
        "--out",
        work / "no" / "list.xlsx",
        fails=True,
    )
    run("report", office, "vn-member-benefit", *period, "--out", work / "report.pdf")
    run("held", office, 1, "--out", work / "held.pdf")
    run("erase", office, 1, "--yes", fails=True)
    run("check", office)
    damaged = work / "damaged.uoffice"
    content = bytearray(office.read_bytes())
    content[4096:40960] = os.urandom(36864)
    damaged.write_bytes(content)
    run("list", damaged, "members", "--debug", fails=True)
    files = [each for folder in (home, temporary) for each in folder.rglob("*") if each.is_file()]
    outside = [each for each in files if each.suffix != ".uoffice"]  # backups are the office itself
    assert [
        (str(file), canary)
        for file in outside
        for canary in CANARIES
        for encoding in ("utf-8", "utf-16-le")
        if canary.encode(encoding) in file.read_bytes()
    ] == []
