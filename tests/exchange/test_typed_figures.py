"""Figures that are typed in: entered with a source, printed with it, summed, undone, sent."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pypdf
import pytest
from exchange.levels import AnOffice, Levels, fill
from openpyxl import load_workbook
from support.command_line import Run

from unionoffice.core.errors import InvalidRecordError, RefusedFileError, UserError
from unionoffice.core.periods import Period
from unionoffice.exchange.reporting import Reporting
from unionoffice.exchange.returns import Returns
from unionoffice.exchange.structures import View
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.reports.as_json import as_json, from_json
from unionoffice.reports.checklist import checks_of
from unionoffice.reports.corrections import Corrections
from unionoffice.reports.documents import write
from unionoffice.reports.filled import RowFigures
from unionoffice.reports.forms import Form, parse_form
from unionoffice.reports.typed import TypedFigures
from unionoffice.store.store import Store

FILE = Path(__file__).parents[1] / "data" / "forms" / "typed.toml"
QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))


class Typing:
    """An office with the form of the federation open."""

    def __init__(self, store: Store) -> None:
        self.reporting = Reporting(store, CATALOGUE)
        self.form: Form = self.reporting.forms.open(FILE)
        self.typed = TypedFigures(store)

    def row(self, key: str) -> RowFigures:
        row = self.reporting.figures(self.form, QUARTER).row(key)
        assert row is not None
        return row

    def type_in(self, key: str, figure: str, value: int, source: str = "Sổ họp") -> None:
        self.typed.type_in(self.form, self.row(key), figure, QUARTER, None, value, source)


@pytest.fixture
def typing(store: Store) -> Typing:
    return Typing(store)


def test_typed_figure_stands_and_is_summed_with_what_is_counted(levels: Levels) -> None:
    office = levels.office("T1")
    fill(office, 1, 3)
    typing = Typing(office.store)
    typing.type_in("meetings", "result", 5)

    assert typing.row("meetings").result == 5
    assert typing.row("policy").result == 4
    assert typing.row("all").result == 9


def test_corrected_sum_stands_and_says_what_was_added_up(levels: Levels) -> None:
    district = levels.office("H1", "district")
    office = levels.office("T1", parent="H1")
    fill(office, 1, 3)
    typing = Typing(office.store)
    typing.type_in("meetings", "result", 5)
    district.enrol(office)
    district.collecting.collect([FILE])
    office.sending.send(typing.form, QUARTER, office.folder / "T1.upack")
    assert district.statuses(office.folder / "T1.upack") == ["accepted"]
    for each in (office, district):
        here = Typing(each.store)
        Corrections(each.store).correct(
            here.form.id, here.row("all"), "result", QUARTER, None, 12, "Đếm lại"
        )
        row = here.row("all")
        assert (row.result, row.corrections[0].computed) == (12, 4 + 5)


def test_a_sum_that_was_set_by_hand_goes_up_as_the_paper_says(levels: Levels) -> None:
    district = levels.office("H1", "district")
    offices = levels.primaries("T1", "T2")
    district.enrol(*offices)
    district.collecting.collect([FILE])
    for office, policies, meetings in zip(offices, (1, 2), (5, 7), strict=True):
        fill(office, 1, policies)
        typing = Typing(office.store)
        typing.type_in("meetings", "result", meetings)
        if office.code == "T1":
            Corrections(office.store).correct(
                typing.form.id, typing.row("all"), "result", QUARTER, None, 20, "Đếm lại"
            )
        said = typing.row("all").result
        assert said == (20 if office.code == "T1" else typing.row("policy").result + meetings)
        office.sending.send(typing.form, QUARTER, office.folder / f"{office.code}.upack")
        assert district.statuses(office.folder / f"{office.code}.upack") == ["accepted"]
    here = Typing(district.store)
    on_papers = 20 + Typing(offices[1].store).row("all").result
    assert here.row("all").result == on_papers
    behind = here.reporting.evidence(here.form, "all", QUARTER)
    assert sum(each.result for each in behind) == on_papers

    parts = here.reporting.figures(
        here.form, QUARTER, view=View(structure_on=QUARTER.last)
    ).structure
    sums = [next(row.result for row in part.rows if row.key == "all") for part in parts.parts]
    assert sum(sums) == on_papers

    Corrections(district.store).correct(
        here.form.id, here.row("meetings"), "result", QUARTER, None, 13, "Đếm lại"
    )
    assert here.row("all").result == on_papers + 13 - (5 + 7)


def test_typed_figure_is_undone_like_any_deed(levels: Levels) -> None:
    office = levels.office("T1")
    typing = Typing(office.store)
    typing.type_in("meetings", "result", 5)
    typing.type_in("meetings", "result", 6)
    assert typing.row("meetings").result == 6
    office.undo()
    assert typing.row("meetings").result == 5
    typing.typed.withdraw(typing.form, "meetings", "result", QUARTER, None)
    assert typing.row("meetings").typed_in("result") is None


@pytest.mark.parametrize(
    ("figure", "value", "source", "field"),
    [("members", 3, "", "source"), ("members", -1, "x", "value"), ("members", 11, "x", "value")],
)
def test_impossible_figures_are_refused(
    typing: Typing, figure: str, value: int, source: str, field: str
) -> None:
    typing.type_in("strikes", "total", 10)
    with pytest.raises(InvalidRecordError) as error:
        typing.type_in("strikes", figure, value, source)
    assert [problem.field for problem in error.value.problems] == [field]


def test_counted_figure_is_not_typed_in(typing: Typing) -> None:
    with pytest.raises(UserError, match="counted from records"):
        typing.type_in("policy", "result", 5)


def test_what_is_not_typed_in_yet_is_pointed_out(typing: Typing) -> None:
    filled = typing.reporting.filled(typing.form, QUARTER)
    (check,) = (each for each in checks_of(filled, date(2026, 5, 1)) if each.kind == "not_typed")
    assert (check.count, check.rows) == (3, ("meetings", "strikes"))


def test_source_is_printed_in_every_document(typing: Typing, tmp_path: Path) -> None:
    typing.type_in("meetings", "result", 5, "Sổ nghị quyết")
    filled = typing.reporting.filled(typing.form, QUARTER)
    for suffix in (".pdf", ".xlsx", ".docx", ".json"):
        write(filled, tmp_path / f"form{suffix}", "vi")

    printed = pypdf.PdfReader(tmp_path / "form.pdf").pages[0].extract_text()
    assert "Sổ nghị quyết" in printed
    sheet = load_workbook(tmp_path / "form.xlsx").active
    assert sheet is not None
    assert any("Sổ nghị quyết" in str(cell.value) for row in sheet.rows for cell in row)
    rows = json.loads((tmp_path / "form.json").read_text())["rows"]
    (meetings,) = (row for row in rows if row["key"] == "meetings")
    assert meetings["typed"]["result"]["source"] == "Sổ nghị quyết"


def test_figures_in_json_come_back_and_lies_about_them_do_not(typing: Typing) -> None:
    typing.type_in("meetings", "result", 5)
    figures = typing.reporting.figures(typing.form, QUARTER)
    content = as_json(figures)
    assert [row.typed and row.typed[0].value for row in from_json(content).rows][1] == 5
    content["rows"][1]["result"] = 6
    with pytest.raises(RefusedFileError, match="were not made by this program"):
        from_json(content)


def test_federation_sums_what_its_offices_typed_in(levels: Levels) -> None:
    district = levels.office("H1", "district")
    offices = levels.primaries("T1", "T2")
    district.enrol(*offices)
    district.collecting.collect([FILE])
    packages = [_sent(office, number) for number, office in enumerate(offices, 1)]

    assert district.statuses(*packages) == ["accepted", "accepted"]
    form = district.reporting.forms.open("h1-quarter")
    figures = district.reporting.figures(form, QUARTER)
    strikes = figures.row("strikes")
    assert strikes is not None
    assert (strikes.total, strikes.members) == (30, 3)
    write(district.reporting.on_paper(form, figures), district.folder / "sum.pdf", "en")
    printed = pypdf.PdfReader(district.folder / "sum.pdf").pages[0].extract_text()
    assert "Typed in by the organisations below" in printed


def _sent(office: AnOffice, number: int) -> Path:
    typing = Typing(office.store)
    typing.type_in("strikes", "total", 10 * number)
    typing.type_in("strikes", "members", number)
    path = office.folder / f"{office.code}.upack"
    office.sending.send(typing.form, QUARTER, path)
    return path


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('{ count = "typed" }', '{ count = "typed", indicator = "policy" }', "does not say which"),
        ('rows = ["policy", "meetings"]', 'rows = ["policy", "nothing"]', "cannot add up"),
        ('rows = ["policy", "meetings"]', "rows = []", "adds up nothing"),
        ("due_days = 10", "due_days = -1", "0 to 366 days"),
        ("version = 1", "version = 1\naccepts = [1]", "no older one"),
    ],
)
def test_form_that_contradicts_itself_is_refused(was: str, becomes: str, said: str) -> None:
    content = FILE.read_text(encoding="utf-8").replace(was, becomes, 1)
    with pytest.raises(RefusedFileError, match=said):
        parse_form(content.encode(), "form.toml", {"policy"})


def test_on_the_command_line(levels: Levels, run: Run) -> None:
    office = levels.office("T1")
    path = str(office.store.path)
    office.store.close()
    days = ("--from", "2026-01-01", "--to", "2026-03-31")
    typed = run("type-in", path, str(FILE), "meetings", "5", *days, "--source", "Sổ họp")
    assert (typed.status, "5 in this period" in typed.err) == (0, True)
    assert "turns: 5" in run("trace", path, str(FILE), "meetings", *days).out
    refused = run("type-in", path, str(FILE), "policy", "5", *days, "--source", "x")
    assert (refused.status, "counted from records" in refused.err) == (1, True)


def test_sending_and_the_board_tell_of_figures_nobody_typed_in(
    levels: Levels, run: Run, tmp_path: Path
) -> None:
    district, primary = levels.office("H1", "district"), levels.office("T1", parent="H1")
    for office in (district, primary):
        office.reporting.forms.keep_made(FILE.read_text(encoding="utf-8"))
    district.enrol(primary)
    typing = Typing(primary.store)
    typing.type_in("meetings", "result", 5)
    path, package = str(primary.store.path), tmp_path / "t1.upack"
    primary.store.close()
    days = ("--from", QUARTER.first, "--to", QUARTER.last)
    answer = run("send", path, "h1-quarter", *days, "--out", package)
    assert answer.status == 0
    label = typing.form.label("strikes", "en")
    assert f"Nobody has typed in “{label}”: it is sent as 0." in answer.err
    assert typing.form.label("meetings", "en") not in answer.err

    assert district.statuses(package) == ["accepted"]
    (told,) = Returns(district.store).overview(typing.form, QUARTER).returns
    open_rows = {each.field for each in told.warnings if each.check == "not_typed"}
    assert "strikes" in open_rows
    assert "meetings" not in open_rows
