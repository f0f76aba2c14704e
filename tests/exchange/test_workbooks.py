"""Blank forms as workbooks: filled in by hand, collected like packages, refused by the cell."""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from exchange.by_workbook import ALL, FILE, QUARTER, ByWorkbook, Values, fill_in, rewrite
from exchange.levels import YEAR
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from support.command_line import Run

from unionoffice.core.errors import UserError
from unionoffice.core.periods import Period
from unionoffice.exchange.refusals import Place, RefusedFiles
from unionoffice.exchange.returns import Returns
from unionoffice.exchange.workbook_returns import WorkbookReader, sheet_of
from unionoffice.reports.xlsx_page import PAGE_HEIGHT
from unionoffice.store import chain


def test_form_filled_in_by_hand_is_collected_and_summed(books: ByWorkbook) -> None:
    path = fill_in(books.blank(), ALL)
    assert books.statuses(path) == [("accepted", "")]
    assert books.statuses(path) == [("already_held", "")]
    assert books.numbers("strikes") == (None, 10, 4)
    assert books.numbers("all") == (7, None, None)


def test_a_period_changed_in_the_hidden_columns_is_refused(books: ByWorkbook) -> None:
    moved = {"2026-01-01": "2026-04-01", "2026-03-31": "2026-06-30"}

    def change(sheet: Any) -> None:
        for cells in sheet.iter_rows():
            for cell in cells:
                if cell.value in moved:
                    cell.value = moved[cell.value]

    ((status, why),) = books.statuses(fill_in(books.blank(), ALL, change))
    assert status == "refused"
    assert "headed otherwise than for 01/04/2026 to 30/06/2026" in why
    assert books.numbers("strikes", Period(date(2026, 4, 1), date(2026, 6, 30)))[1] == 0


def test_it_is_marked_as_unsigned_on_board_paper_and_json(books: ByWorkbook) -> None:
    books.statuses(fill_in(books.blank(), ALL))
    filled = books.district.reporting.filled(books.quarter, QUARTER)
    assert [(each.organisation, each.origin) for each in filled.figures.sources or ()] == [
        ("T1", "workbook")
    ]
    (reported,) = _returns(books)
    assert reported.origin == "workbook"
    assert "By workbook, unsigned." in [str(each) for each in reported.warnings]


def _returns(books: ByWorkbook) -> Any:
    from unionoffice.exchange.returns import Returns

    return Returns(books.district.store).overview(books.quarter, QUARTER).returns


def test_changed_figures_are_the_next_version_and_undo_brings_the_former_back(
    books: ByWorkbook,
) -> None:
    path = books.blank()
    books.statuses(fill_in(path, ALL))
    books.statuses(fill_in(path, {("meetings", "result"): 6}))
    assert books.numbers("meetings")[0] == 6
    assert [each.version for each in _returns(books)] == [2]
    books.district.undo()
    assert books.numbers("meetings")[0] == 5


def test_what_was_left_empty_is_told_by_its_cells(books: ByWorkbook) -> None:
    ((status, why),) = books.statuses(fill_in(books.blank(), {("meetings", "result"): 5}))
    assert status == "accepted"
    assert why.startswith("Left empty, and so 0:")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({("strikes", "total"): 3, ("strikes", "members"): 4}, "more members (4) than people (3)"),
        ({("meetings", "result"): "=2+3"}, "a formula instead of a number"),
        ({("meetings", "result"): -1}, "stands -1: only whole"),
        ({("meetings", "result"): 1.5}, "stands 1.5: only whole"),
        ({("meetings", "result"): "năm"}, "stands năm: only whole"),
        ({("meetings", "result"): date(2026, 1, 5)}, "only whole numbers"),
        ({("meetings", "result"): 1e15}, "only whole numbers"),
        ({}, "No figure is filled in"),
    ],
)
def test_impossible_cells_are_refused_by_their_names(
    books: ByWorkbook, values: Values, said: str
) -> None:
    ((status, why),) = books.statuses(fill_in(books.blank(), values))
    assert status == "refused"
    assert said in why
    if "cell" in why:
        assert any(f" {letter}" in why for letter in "CDEF")


def _swap_rows(sheet: Any) -> None:
    rows = [cell.row for cell in sheet["A"] if cell.value in ("2", "3")]
    sheet.move_range(f"A{rows[0]}:Z{rows[0]}", rows=40)


def _shift_down(sheet: Any) -> None:
    sheet.insert_rows(1)


def _relabel(sheet: Any) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "Số cuộc họp Ban Chấp hành":
                cell.value = "Số cuộc đình công"


def _other_period(sheet: Any) -> None:
    rewrite(sheet, "last", "2026-02-31")


def _other_form(sheet: Any) -> None:
    rewrite(sheet, "form", "another")


def _other_code(sheet: Any) -> None:
    rewrite(sheet, "code", "T9")


def _other_uid(sheet: Any) -> None:
    rewrite(sheet, "uid", "01ARZ3NDEKTSV4RRFFQ69G5FAV")


def _no_mark(sheet: Any) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "unionoffice-form":
                cell.value = None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_swap_rows, "moved or changed"),
        (_shift_down, "Rows were moved"),
        (_relabel, "moved or changed"),
        (_other_period, "is no form of this office"),
        (_other_form, "is not known here"),
        (_other_code, "No organisation with the code T9"),
        (_other_uid, "another organisation now"),
        (_no_mark, "is no form of this office"),
    ],
)
def test_changed_form_is_refused(
    books: ByWorkbook, change: Callable[[Any], None], said: str
) -> None:
    ((status, why),) = books.statuses(fill_in(books.blank(), ALL, change))
    assert status == "refused"
    assert said in why
    assert _returns(books) == ()


def test_refused_form_is_listed_until_it_comes_in_order(books: ByWorkbook) -> None:
    path = books.blank()
    books.statuses(fill_in(path, {("meetings", "result"): "x"}))
    returns = Returns(books.district.store)
    assert [Path(each.file).name for each in returns.overview(books.quarter, QUARTER).refused] == [
        path.name
    ]
    books.statuses(fill_in(path, ALL))
    assert returns.overview(books.quarter, QUARTER).refused == ()


def test_other_workbooks_in_a_folder_are_passed_over(books: ByWorkbook, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.move(fill_in(books.blank(), ALL), folder / "form.xlsx")
    sample = next((FILE.parents[1] / "year-2017").glob("*.xlsx"))
    shutil.copy(sample, folder / "list.xlsx")
    (folder / "~$form.xlsx").write_bytes(b"open")
    assert [status for status, _why in books.statuses(folder)] == ["accepted"]
    assert [status for status, _why in books.statuses(folder / "list.xlsx")] == ["refused"]


def test_body_with_a_key_needs_a_deliberate_choice(books: ByWorkbook) -> None:
    with pytest.raises(UserError, match="hands in signed packages"):
        books.blanks.write(books.quarter, QUARTER, books.folder, ["T2"])
    books.unsigned.allow(["T2"], takes=True)
    (path,) = books.blanks.write(books.quarter, QUARTER, books.folder, ["T2"])
    books.unsigned.allow(["T2"], takes=None)
    ((status, why),) = books.statuses(fill_in(path, ALL))
    assert (status, "has a key" in why) == ("refused", True)
    books.unsigned.allow(["T2"], takes=True)
    assert books.statuses(path) == [("accepted", "")]


def test_signed_package_takes_the_place_of_a_workbook_and_the_board_tells(
    books: ByWorkbook,
) -> None:
    books.unsigned.allow(["T2"], takes=True)
    (path,) = books.blanks.write(books.quarter, QUARTER, books.folder, ["T2"])
    books.statuses(fill_in(path, ALL))
    books.statuses(fill_in(path, {("meetings", "result"): 6}))
    form = books.signing.reporting.forms.open(FILE)
    package = books.signing.sending.send(form, QUARTER, books.folder / "t2.upack").path

    assert books.district.statuses(package) == ["accepted"]
    (reported,) = _returns(books)
    assert (reported.origin, reported.version) == ("package", 1)
    assert any("took the place" in str(each) for each in reported.warnings)
    assert books.numbers("meetings")[0] == 0


def test_the_large_form_goes_the_same_way(books: ByWorkbook) -> None:
    path = books.blank(YEAR)
    values = {
        ("policy", "result"): 2,
        ("policy", "titles"): "- Góp ý A\n- Góp ý B",
        ("charity", "total"): 10,
        ("charity", "members"): 8,
        ("charity.fund", "total"): 9,
        ("charity.fund", "members"): 8,
    }
    ((status, _why),) = books.statuses(fill_in(path, values))
    assert status == "accepted"
    assert books.numbers("charity", YEAR) == (None, 10, 8)
    row = books.district.figures().row("policy")
    assert row is not None
    assert row.titles == ("Góp ý A", "Góp ý B")
    assert books.statuses(fill_in(path, {("charity.fund", "total"): 11}))[0][0] == "refused"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_keeps_what_identifies_the_form(books: ByWorkbook, tmp_path: Path) -> None:
    path = fill_in(books.blank(), ALL)
    out = tmp_path / "saved"
    office = ("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/lo")
    kind = ("--convert-to", "xlsx:Calc MS Excel 2007 XML")
    subprocess.run(
        [*office, *kind, "--outdir", str(out), str(path)],
        check=True,
        capture_output=True,
        timeout=110,
    )
    assert books.statuses(out / path.name) == [("accepted", "")]
    assert books.numbers("strikes") == (None, 10, 4)


def test_only_open_cells_can_be_written_in(books: ByWorkbook) -> None:
    sheet = load_workbook(books.blank()).active
    assert sheet is not None
    assert sheet.protection.sheet
    open_cells = [c for row in sheet.iter_rows() for c in row if not c.protection.locked]
    validated = {str(each.sqref) for each in sheet.data_validations.dataValidation}
    assert {cell.coordinate for cell in open_cells} == validated
    assert len(validated) == 4
    hidden = [letter for letter, each in sheet.column_dimensions.items() if each.hidden]
    assert hidden


@pytest.mark.parametrize("suffix", [".ods", ".xls"])
def test_a_form_saved_in_another_way_is_refused_with_what_to_do(
    books: ByWorkbook, tmp_path: Path, suffix: str
) -> None:
    other = tmp_path / f"form{suffix}"
    other.write_bytes(b"PK")
    (refused,) = books.district.collect(other)
    assert (refused.status, "save it as an Excel workbook" in (refused.why or "")) == (
        "refused",
        True,
    )


def test_on_the_command_line(books: ByWorkbook, run: Run, tmp_path: Path) -> None:
    office = str(books.district.store.path)
    books.district.store.close()
    options = ("--from", "2026-01-01", "--to", "2026-03-31", "--out", str(tmp_path))
    answer = run("blank", office, "h1-quarter", *options)
    assert answer.status == 0
    (path,) = map(Path, answer.out.split())
    collected = run("collect", office, str(fill_in(path, ALL)), "--json")
    assert json.loads(collected.out)["files"][0]["status"] == "accepted"
    report = tmp_path / "sum.json"
    run("report", office, "h1-quarter", *options[:4], "--out", str(report))
    assert json.loads(report.read_text())["sources"] == [
        {"organisation": "T1", "version": 1, "unsigned": "workbook"}
    ]
    allowed = run("allow-workbooks", office, "T2")
    assert (allowed.status, "taken from: T2" in allowed.err) == (0, True)
    refused = run("allow-workbooks", office, "T2", "--off")
    assert (refused.status, "no workbook" in refused.err) == (0, True)
    assert run("allow-workbooks", office, "T9").status == 1


SCRAPS = ("", "=1+1", "T1", "h1-quarter", "total=C", "=C=D", "9" * 400, -1.0, 1e300, True, 46000)

CHANGES = st.tuples(st.integers(), st.integers(), st.sampled_from(SCRAPS))


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(changes=st.lists(CHANGES, max_size=6))
def test_any_broken_sheet_is_refused_with_a_sentence_or_still_whole(
    books: ByWorkbook, changes: list[tuple[int, int, Any]]
) -> None:
    if not books.sheet:
        books.sheet.append(sheet_of(fill_in(books.blank(), ALL)))
    sheet = copy.deepcopy(books.sheet[0])
    for column, row, scrap in changes:
        cells = sheet.columns[column % len(sheet.columns)]
        cells[row % len(cells)] = scrap
    said = ""
    try:
        said = WorkbookReader(books.forms).understood(sheet, "form.xlsx", "").identity.code
    except UserError as error:
        said = str(error)
    assert said


def test_no_page_of_a_blank_form_is_fuller_than_paper(books: ByWorkbook) -> None:
    sheet = load_workbook(books.blank(YEAR)).active
    assert sheet is not None
    ends = [each.id for each in sheet.row_breaks.brk] + [sheet.max_row]
    pages, first = [], 1
    for last in ends:
        rows = range(first, last + 1)
        pages.append(sum(sheet.row_dimensions[row].height or 15 for row in rows))
        first = last + 1
    assert len(pages) == 2
    assert max(pages) <= PAGE_HEIGHT


def test_a_form_that_was_mended_takes_refused_ones_of_other_names_off_the_list(
    books: ByWorkbook,
) -> None:
    blank = books.blank()
    wrong = fill_in(
        Path(shutil.copy(blank, blank.with_name("sai.xlsx"))), {("policy", "result"): -1}
    )
    assert books.statuses(wrong)[0][0] == "refused"
    assert len(RefusedFiles(books.district.store).all()) == 1
    assert books.statuses(fill_in(blank, ALL)) == [("accepted", "")]
    assert RefusedFiles(books.district.store).all() == []


def test_a_form_that_is_refused_stands_on_the_board_that_it_was_made_for(books: ByWorkbook) -> None:
    path = fill_in(books.blank(YEAR), {("policy", "result"): -1})
    assert [status for status, _why in books.statuses(path.rename(path.with_name("a.xlsx")))] == [
        "refused"
    ]
    (refused,) = RefusedFiles(books.district.store).all()
    assert (refused.organisation, refused.place) == ("T1", Place("vn-member-benefit", YEAR))


def test_a_form_held_already_takes_its_refusal_off_the_list_by_a_deed(books: ByWorkbook) -> None:
    path = fill_in(books.blank(), ALL)
    right = path.read_bytes()
    books.statuses(path)
    fill_in(path, {("strikes", "members"): 99})
    assert books.statuses(path)[0][0] == "refused"
    path.write_bytes(right)
    assert books.statuses(path)[0][0] == "already_held"
    assert RefusedFiles(books.district.store).all() == []
    with books.district.store.reading() as session:
        assert chain.verify(session.connection()).is_unbroken
