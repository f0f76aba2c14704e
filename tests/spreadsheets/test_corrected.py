"""Columns corrected once: the office remembers them, wherever it is opened."""

from __future__ import annotations

from pathlib import Path

from support.command_line import Run

from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.organisation.model import Setting
from unionoffice.spreadsheets.corrected import CorrectedColumns
from unionoffice.spreadsheets.reading import understand_again
from unionoffice.spreadsheets.readlist import ReadList
from unionoffice.spreadsheets.shapes import Shapes
from unionoffice.store.store import Store, open_store

from .lists import TODAY, a_workbook, fields, read_one

HEADER = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị")
ROWS = (HEADER, (1, "Nguyễn Thị Đào", "05/03/1985", "Xưởng 1"))
OTHER_ROWS = (HEADER, (1, "Trần Văn Nam", "1990", "Xưởng 2"), (2, "Lê Thị Hoa", "1991", "Kho"))
UNIT = "D"


def corrected(read: ReadList) -> ReadList:
    """The unit's column taken for notes, as the user says."""
    again = understand_again(
        read, CATALOGUE.list_shape("members"), TODAY, read.mapping | {UNIT: "notes"}
    )
    assert again is not None
    return again


def test_next_list_of_the_shape_is_read_as_the_last_was_corrected(
    any_store: Store, tmp_path: Path
) -> None:
    columns = CorrectedColumns(any_store, Shapes(CATALOGUE))
    columns.keep("members", corrected(read_one(a_workbook(tmp_path, ROWS))))

    read = columns.applied("members", read_one(a_workbook(tmp_path, OTHER_ROWS)), TODAY)

    assert read.values["notes"] == ["Xưởng 2", "Kho"]
    assert fields(read)["Họ và tên"] == "full_name"


def test_list_of_another_shape_or_register_is_read_as_ever(store: Store, tmp_path: Path) -> None:
    columns = CorrectedColumns(store, Shapes(CATALOGUE))
    columns.keep("members", corrected(read_one(a_workbook(tmp_path, ROWS))))
    wider = read_one(a_workbook(tmp_path, [(*row, "x") for row in OTHER_ROWS]))
    same = read_one(a_workbook(tmp_path, OTHER_ROWS))

    assert columns.applied("members", wider, TODAY) is wider
    assert columns.applied("workers", same, TODAY) is same


def test_correction_taken_back_is_forgotten(store: Store, tmp_path: Path) -> None:
    columns = CorrectedColumns(store, Shapes(CATALOGUE))
    read = read_one(a_workbook(tmp_path, ROWS))
    columns.keep("members", corrected(read))
    columns.keep("members", read)

    assert columns.applied("members", read, TODAY) is read


def test_correction_that_cannot_be_read_is_passed_over(store: Store, tmp_path: Path) -> None:
    columns = CorrectedColumns(store, Shapes(CATALOGUE))
    read = read_one(a_workbook(tmp_path, ROWS))
    for value in ("no JSON", "[1]", '{"Đơn vị": 3}'):
        with store.remembering() as session:
            session.merge(Setting(key=f"columns_of_lists/members/{read.signature}", value=value))
        assert columns.applied("members", read, TODAY) is read


def test_command_line_knows_what_was_corrected_in_the_window(run: Run, tmp_path: Path) -> None:
    office = tmp_path / "office.uoffice"
    assert run("new", office, "--level", "primary", "--code", "T1", "--name", "May").status == 0
    store = open_store(office)
    read = corrected(read_one(a_workbook(tmp_path, ROWS)))
    CorrectedColumns(store, Shapes(CATALOGUE)).keep("members", read)
    store.close()

    answer = run("import", office, "members", a_workbook(tmp_path, OTHER_ROWS))

    assert answer.status == 0
    assert "Sheet1: the columns were taken as they were corrected before." in answer.err
    listed = run("list", office, "members", "--format", "json").json
    assert sorted((row["full_name"], row["notes"], row["unit"]) for row in listed) == [
        ("Lê Thị Hoa", "Kho", None),
        ("Trần Văn Nam", "Xưởng 2", None),
    ]
