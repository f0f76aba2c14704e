"""What the journal says of rows that came in with a list: what they hold, and no more."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import text

from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.spreadsheets.importing import Importing
from unionoffice.spreadsheets.people_batch import DERIVED
from unionoffice.spreadsheets.reading import read_file
from unionoffice.store.store import Store

HEADER = ("Họ và tên", "Ngày sinh", "Điện thoại", "Số thẻ", "Ngày ra khỏi công đoàn", "Đơn vị")
ROWS = (
    ("Nguyễn Thị Đào", "05/03/1985", "0912345678", "A1", None, "Xưởng 1"),
    ("Trần {Văn} \\ Nam", None, None, None, "01/02/2020", None),
    ("Lê Thị Hoa", "1990", None, "A3", None, "Xưởng 1"),
)


@pytest.mark.parametrize("table", ["people", "memberships", "employments"])
def test_journal_says_what_new_rows_hold_and_no_nulls(
    any_store: Store, tmp_path: Path, table: str
) -> None:
    bring_in(any_store, tmp_path / "list.xlsx")
    with any_store.reading() as session:
        rows = session.execute(text(f"SELECT * FROM {table} ORDER BY id")).mappings().all()
        said = session.execute(
            text("SELECT record_id, after FROM changes WHERE table_name = :table ORDER BY id"),
            {"table": table},
        ).all()
    assert [(row["id"], without_nulls(dict(row))) for row in rows] == [
        (record_id, json.loads(after)) for record_id, after in said
    ]
    assert rows


def bring_in(store: Store, file: Path) -> None:
    book = openpyxl.Workbook()
    for row in (HEADER, *ROWS):
        book.active.append(row)
    book.save(file)
    found = read_file(file, CATALOGUE.list_shape("members"), date(2026, 11, 21))
    Importing(store, CATALOGUE).bring_in("members", found.lists)


def without_nulls(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value is not None and key not in DERIVED}
