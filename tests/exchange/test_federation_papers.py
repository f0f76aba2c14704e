"""Papers about a whole collection, and figures held against one another."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader
from support import federation
from support.command_line import Run
from support.federation import Federation, Reporter, usual_form

from unionoffice.bootstrap import open_workplace
from unionoffice.core.errors import CancelledError, UserError
from unionoffice.core.periods import Period
from unionoffice.exchange.board import Board
from unionoffice.exchange.comparing import ORDERS
from unionoffice.exchange.remarks import DOUBT
from unionoffice.exchange.structures import View
from unionoffice.reports.documents import write
from unionoffice.reports.forms import Form
from unionoffice.reports.xlsx import write_xlsx
from unionoffice.reports.xlsx_all import SheetNames
from unionoffice.services.reorganising import Plan
from unionoffice.workplace import Workplace

YEAR, BEFORE = Period.year(2026), Period.year(2025)
ROW, FIGURE = "charity", "total"


@pytest.fixture(scope="session")
def federation_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("federation") / "ag.uoffice"
    federation.make(path, 12)
    return path


@pytest.fixture
def office(federation_file: Path, tmp_path: Path) -> Iterator[Workplace]:
    """Twelve primaries in three districts, over five years; some have not handed in for 2026."""
    path = tmp_path / "ag.uoffice"
    shutil.copyfile(federation_file, path)
    opened = open_workplace(str(path))
    yield opened
    opened.close()


@pytest.fixture
def form(office: Workplace) -> Form:
    return office.reporting.forms.open("vn-member-benefit")


def nobody_asks(_done: int, _total: int, _text: str) -> None:
    """Nobody looks how far it has come."""


def received(office: Workplace, form: Form, period: Period = YEAR) -> list[str]:
    return [each.organisation for each in office.returns.overview(form, period).returns]


def test_the_workbook_has_the_whole_a_table_and_a_sheet_for_each(
    office: Workplace, form: Form, tmp_path: Path
) -> None:
    path = tmp_path / "all.xlsx"
    office.federation_papers.write_workbook(form, YEAR, path, "vi", nobody_asks)
    book = openpyxl.load_workbook(path)
    codes = received(office, form)
    assert len(book.sheetnames) == 2 + len(codes)
    assert [name.split()[0] for name in book.sheetnames[2:]] == codes
    table = book.worksheets[1]
    heads = [cell.value for cell in table[1]]
    assert [table.cell(line, 1).value for line in range(3, 3 + len(codes))] == codes
    whole = office.reporting.figures(form, YEAR)
    for column in range(3, len(heads) + 1):
        own = [table.cell(line, column).value for line in range(3, 3 + len(codes))]
        assert table.cell(2, column).value == sum(own), heads[column - 1]
    row = whole.row(ROW)
    assert row is not None
    assert row.total in [cell.value for cell in table[2]]


def test_every_sheet_takes_as_few_pages_as_the_form_alone(
    office: Workplace, form: Form, tmp_path: Path
) -> None:
    alone, path = tmp_path / "alone.xlsx", tmp_path / "all.xlsx"
    write_xlsx(office.reporting.filled(form, YEAR), alone, "vi")
    office.federation_papers.write_workbook(form, YEAR, path, "vi", nobody_asks)
    fitted = openpyxl.load_workbook(alone).worksheets[0].page_setup.scale
    whole, _table, *sheets = openpyxl.load_workbook(path).worksheets
    assert fitted < 100
    assert {each.page_setup.scale for each in (whole, *sheets)} == {fitted}
    assert {len(each.row_breaks.brk) for each in (whole, *sheets)} == {1}


def test_the_workbook_of_one_body_holds_only_those_below_it(
    office: Workplace, form: Form, tmp_path: Path
) -> None:
    path = tmp_path / "h1.xlsx"
    view = View("H1", YEAR.last)
    office.federation_papers.write_workbook(form, YEAR, path, "vi", nobody_asks, view)
    names = openpyxl.load_workbook(path, read_only=True).sheetnames
    below = office.returns.overview(form, YEAR, View("H1")).returns
    assert len(names) == 3 + len(below)  # with the sub-totals


def test_a_workbook_that_is_stopped_leaves_nothing_behind(
    office: Workplace, form: Form, tmp_path: Path
) -> None:
    def stop(done: int, _total: int, _text: str) -> None:
        if done == 3:
            raise CancelledError

    path = tmp_path / "all.xlsx"
    with pytest.raises(CancelledError):
        office.federation_papers.write_workbook(form, YEAR, path, "vi", stop)
    assert not path.exists()


def test_names_of_sheets_are_what_excel_takes_and_stand_once() -> None:
    names = SheetNames(["Whole"])
    wanted = [
        "T1 A/B: [C]?*\\",
        "t1 a b   c",
        "'quoted'",
        "History",
        "whole",
        "",
        "x" * 50,
        "X" * 50,
    ]
    given = [names.name(each) for each in wanted]
    assert len({each.casefold() for each in given}) == len(wanted)
    for name in given:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert name.casefold() not in ("history", "whole")


def test_names_that_begin_alike_are_told_apart_by_their_ends() -> None:
    names = SheetNames()
    towns = ("Châu Phú", "Tri Tôn")
    given = [
        names.name(f"AG-0{place} Liên đoàn Lao động huyện {town}")
        for place, town in enumerate(towns)
    ]
    assert given == ["AG-00 …Lao động huyện Châu Phú", "AG-01 …Lao động huyện Tri Tôn"]


def test_table_of_all_leads_to_each_sheet_and_each_sheet_back(
    office: Workplace, form: Form, tmp_path: Path
) -> None:
    path = tmp_path / "all.xlsx"
    office.federation_papers.write_workbook(form, YEAR, path, "vi", nobody_asks)
    _whole, table, *sheets = openpyxl.load_workbook(path).worksheets
    leads = [link.location for link in table._hyperlinks]
    bodies = [page for page in sheets if any(page.title in each for each in leads)]
    assert len(bodies) == len(leads)
    for page in bodies:
        (back,) = page._hyperlinks
        assert table.title in back.location


def test_a_workbook_of_nobody_is_refused(office: Workplace, form: Form, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Nobody has handed in"):
        office.federation_papers.write_workbook(
            form, Period.year(1999), tmp_path / "x.xlsx", "vi", nobody_asks
        )


def test_the_note_says_who_is_missing_and_what_was_found_out(
    office: Workplace, form: Form, tmp_path: Path
) -> None:
    board: Board = office.board
    view = board.view(form, YEAR)
    entry, remark = next(
        (entry, each.remark)
        for entry in view.entries
        for each in entry.remarks
        if each.remark.severity == DOUBT
    )
    board.explain(form, YEAR, entry.code, remark, "Đã đối chiếu danh sách")
    row = office.reporting.figures(form, YEAR).row("health")
    assert row is not None
    office.corrections.correct(form.id, row, "members", YEAR, None, 99_999, "Bệnh viện gửi bổ sung")
    note = office.federation_papers.note(form, YEAR, "en")
    text = "\n".join(note.paragraphs)
    missing = view.reported.missing
    assert missing
    assert all(each.name in text for each in missing)
    assert f"{12 - len(missing)} of 12 organisations have reported" in text
    assert "Explained: Đã đối chiếu danh sách." in text
    assert "99,999 members" in text
    assert "Bệnh viện gửi bổ sung" in text
    assert "the year before" in text
    for suffix in (".docx", ".pdf"):
        office.federation_papers.write_note(form, YEAR, tmp_path / f"note{suffix}", "vi")
    written = [each.text for each in Document(str(tmp_path / "note.docx")).paragraphs]
    assert any(missing[0].name in each for each in written)


def test_the_note_says_whose_return_counts_after_a_merger(office: Workplace, form: Form) -> None:
    codes = received(office, form)
    ids = {body.code: body.id for body in office.structure.bodies().newest.values()}
    merged, heir = codes[0], codes[1]
    office.structure.carry_out(Plan("merge", date(2026, 7, 1), (ids[merged],), ids[heir]))
    office.successions.settle(form, YEAR, merged, is_held_by_heirs=True)
    text = "\n".join(office.federation_papers.note(form, YEAR, "vi").paragraphs)
    assert "Không cộng báo cáo này: báo cáo của" in text
    assert "There is no remark" not in text


def test_changes_in_the_note_name_the_bodies_behind_them(office: Workplace, form: Form) -> None:
    note = "\n".join(office.federation_papers.note(form, YEAR, "en").paragraphs)
    assert "Above all:" in note
    without = office.federation_papers.note(form, Period.year(2022), "en").paragraphs
    assert any("no reports of the year before" in each for each in without)


def test_a_figure_over_the_years_is_that_of_the_form(office: Workplace, form: Form) -> None:
    periods = [Period.year(year) for year in (2026, 2024, 2025)]
    found = office.comparing.over_periods(form, ROW, FIGURE, periods, ["", "H1"])
    assert [each.first.year for each in found.periods] == [2024, 2025, 2026]
    whole, district = found.series
    for period, value in zip(found.periods, whole.values, strict=True):
        row = office.reporting.figures(form, period).row(ROW)
        assert row is not None
        assert value.figure == row.total
        assert value.measured("share") == row.share
    below = [
        office.reporting.figures(form, period, view=View("H1", YEAR.last)).row(ROW)
        for period in found.periods
    ]
    assert [value.figure for value in district.values] == [row.total for row in below if row]
    assert all(value.returns <= value.expected for value in whole.values)


def test_figures_in_a_hundred_members_count_only_bodies_that_tell_their_members(
    office: Workplace, form: Form
) -> None:
    found = office.comparing.over_periods(form, ROW, FIGURE, [BEFORE], [""], "per_hundred")
    (value,) = found.series[0].values
    heads = [round(each.members * 1.12) for each in _reporters()]
    assert value.heads == sum(heads)
    assert value.measured("per_hundred") == (
        Decimal(value.figure or 0) * 100 / value.heads
    ).quantize(Decimal("0.1"))


def _reporters() -> list[Reporter]:
    """The same bodies as those of the office, by the same lot."""
    lot = Federation(None, usual_form())  # type: ignore[arg-type] # only its lot is asked
    sizes = [lot._lot.choice((8, 24, 60, 140, 420, 900)) for _place in range(12)]
    return [Reporter(0, "", "", size) for size in sizes]


@pytest.mark.parametrize("order", ORDERS)
def test_a_ranking_falls_from_the_first_to_the_last(
    office: Workplace, form: Form, order: str
) -> None:
    found = office.comparing.ranking(form, ROW, FIGURE, YEAR, order)
    values = [each.by(order) for each in found.ranked if each.place]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=True)
    assert sorted(each.code for each in found.ranked) == received(office, form)
    before = office.comparing.ranking(form, ROW, FIGURE, BEFORE).ranked
    earlier = {each.code: each.figure for each in before}
    assert all(each.before == earlier[each.code] for each in found.ranked)
    assert {each.is_small for each in found.ranked} == {True, False}


def test_a_ranking_of_the_bodies_directly_below_adds_up_to_the_whole(
    office: Workplace, form: Form
) -> None:
    found = office.comparing.ranking(form, ROW, FIGURE, YEAR, of_parts=True)
    row = office.reporting.figures(form, YEAR).row(ROW)
    assert row is not None
    assert {each.code for each in found.ranked} == {"H1", "H2", "H3"}
    assert sum(each.figure or 0 for each in found.ranked) == row.total


def test_a_figure_that_a_row_does_not_have_is_refused(office: Workplace, form: Form) -> None:
    with pytest.raises(UserError, match="has no figure"):
        office.comparing.ranking(form, "policy", "members", YEAR)


def test_sub_totals_stand_behind_the_printed_form(
    office: Workplace, form: Form, tmp_path: Path
) -> None:
    filled = office.reporting.filled(form, YEAR, None, View("", YEAR.last))
    write(filled, tmp_path / "form.pdf", "en")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "form.pdf").pages]
    text = " ".join(pages[-1].split())
    assert "Figures by body" in text
    assert filled.figures.structure is not None
    for part in filled.figures.structure.parts:
        assert part.name in text
        row = next(row for row in part.rows if row.key == ROW)
        assert f"{row.total:,}" in text


def test_the_paper_of_a_body_below_stands_under_this_office(office: Workplace, form: Form) -> None:
    filled = office.reporting.filled(form, YEAR, None, View("H1"))
    assert filled.figures.organisation.name == "LĐLĐ huyện Châu Phú"
    assert filled.letterhead.upper_body == "LĐLĐ tỉnh An Giang"


def test_papers_are_written_from_the_command_line(
    federation_file: Path, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "ag.uoffice"
    shutil.copyfile(federation_file, path)
    days = ("vn-member-benefit", "--from", "2026-01-01", "--to", "2026-12-31")
    for command, name in (("workbook", "all.xlsx"), ("note", "note.docx")):
        target = tmp_path / name
        assert run(command, str(path), *days, "--out", str(target)).status == 0
        assert target.stat().st_size > 1_000
