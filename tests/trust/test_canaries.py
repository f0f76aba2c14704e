"""Logs, settings and temporary files hold no personal data, whatever was done and went wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import xlsxwriter

CANARIES = ("Canarivogel", "089185999123", "0918999645", "4815162342", "kanari@example.vn")
ONE_BY_ONE = """
import json, sys
from unionoffice.bootstrap import main
statuses = [main(deed) for deed in json.loads(sys.argv[1])]
print()
print(json.dumps(statuses))
"""
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
    office, damaged = work / "office.uoffice", work / "damaged.uoffice"
    form = ("vn-member-benefit", "--from", "2026-01-01", "--to", "2026-12-31")
    nowhere = work / "no" / "list.xlsx"

    def run(*deeds: tuple[object, ...]) -> list[bool]:
        """Whether each of the deeds succeeds, all in one process that nobody of the tests is in."""
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                ONE_BY_ONE,
                json.dumps([[str(each) for each in deed] for deed in deeds]),
            ],
            env=os.environ
            | {
                "UNIONOFFICE_HOME": str(home),
                "TMPDIR": str(temporary),
                "UNIONOFFICE_LANG": "vi",
            },
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return [status == 0 for status in json.loads(done.stdout.splitlines()[-1])]

    assert (
        run(
            ("new", office, "--level", "primary", "--code", "T1", "--name", "CĐCS"),
            ("import", office, "members", a_list(work / "list.xlsx")),
            ("list", office, "members", "--find", CANARIES[0], "--format", "json"),
            ("report", office, *form, "--out", work / "report.pdf"),
            ("held", office, 1, "--out", work / "held.pdf"),
            ("check", office),
        )
        == [True] * 6
    )
    content = bytearray(office.read_bytes())
    content[4096:40960] = os.urandom(36864)
    damaged.write_bytes(content)
    assert (
        run(
            ("import", office, "members", a_list(work / "wrong.xlsx", "31/02/1985")),
            ("import", office, "members", work / "missing.xlsx"),
            ("list", office, "members", "--format", "xlsx", "--out", nowhere),
            ("erase", office, 1, "--yes"),
            ("list", damaged, "members", "--debug"),
        )
        == [False] * 5
    )
    files = [each for folder in (home, temporary) for each in folder.rglob("*") if each.is_file()]
    outside = [each for each in files if each.suffix != ".uoffice"]  # backups are the office itself
    assert canaries_in([office]) == set(CANARIES)
    assert outside
    assert canaries_in(outside) == set()


def canaries_in(files: list[Path]) -> set[str]:
    return {
        canary
        for file in files
        for canary in CANARIES
        for encoding in ("utf-8", "utf-16-le")
        if canary.encode(encoding) in file.read_bytes() + str(file).encode()
    }
