"""The same returns by the structure of different days: nothing is lost, nothing counts twice."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from exchange.levels import FORM_ID, YEAR, YEAR_END, AnOffice, Levels, added, help_one_more
from openpyxl import load_workbook
from sqlalchemy import select
from support.command_line import Run
from support.records import add

from unionoffice.core.errors import UserError
from unionoffice.core.periods import Period
from unionoffice.exchange.returns import Returns
from unionoffice.exchange.structures import View
from unionoffice.exchange.successions import Successions
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.model import ReceivedFigure, ReceivedReturn
from unionoffice.reports.corrections import Corrections
from unionoffice.reports.documents import write
from unionoffice.reports.filled import FormFigures
from unionoffice.reports.sheet import sheet
from unionoffice.services.body_tree import Tree
from unionoffice.services.reorganising import NewBody, Plan
from unionoffice.services.structure import Structure

FIRST = date(2026, 1, 10)
ROW = "policy"
ROOT = "TINH"
DISTRICTS, PRIMARIES = 4, 14
REORGANISATIONS = 14


@dataclass
class Book:
    """What a clerk would write down: who stood below whom after each day, and who became whom."""

    above: dict[str, str] = field(default_factory=dict)
    pages: list[tuple[date, dict[str, str]]] = field(default_factory=list)
    died: dict[str, date] = field(default_factory=dict)
    born: dict[str, date] = field(default_factory=dict)
    became: dict[str, list[str]] = field(default_factory=dict)
    came_from: dict[str, list[str]] = field(default_factory=dict)

    def turn(self, day: date) -> None:
        self.pages.append((day, dict(self.above)))

    def on(self, day: date) -> dict[str, str]:
        return next(page for since, page in reversed(self.pages) if since <= day)

    def end(self, code: str, day: date, heirs: list[str], takes: str) -> None:
        self.became[code] = heirs or [self.above[code]]
        self.died[code] = day
        for child in [each for each, above in self.above.items() if above == code]:
            self.above[child] = takes
        del self.above[code]

    def found(self, code: str, above: str, day: date, made_of: list[str]) -> None:
        self.above[code], self.born[code] = above, day
        self.came_from[code] = made_of or [above]

    def top(self, code: str, day: date) -> set[str]:
        """Which bodies directly below the office the figures of a body belong to on a day."""
        page = self.on(day)
        if code == ROOT:
            return {ROOT}
        if code in page:
            while page[code] != ROOT:
                code = page[code]
            return {code}
        is_dead = code in self.died and self.died[code] <= day
        others = self.became[code] if is_dead else self.came_from[code]
        return set().union(*(self.top(other, day) for other in others))


class Federation:
    """A province whose bodies are reorganised by lot, and the clerk's book beside it."""

    def __init__(self, office: AnOffice, seed: int) -> None:
        self.office, self.lot = office, random.Random(seed)
        self.structure, self.book = Structure(office.store), Book()
        self.ids: dict[str, int] = {}
        self.day = FIRST
        for n in range(DISTRICTS):
            self._begin(f"H{n}", "district", ROOT)
        for n in range(PRIMARIES):
            self._begin(f"C{n:02}", "primary", f"H{n % DISTRICTS}")
        self.book.turn(date.min)

    def _begin(self, code: str, level: str, above: str) -> None:
        body = Organisation(code=code, name=code, level=level, parent_code=above)
        if level == "primary":
            body.enrolled_at = datetime.now(UTC)
        (self.ids[code],) = add(self.office.store, body)
        self.book.above[code] = above

    def _some(self, letter: str, count: int = 1) -> list[str]:
        living = sorted(code for code in self.book.above if code.startswith(letter))
        return self.lot.sample(living, min(count, len(living)))

    def reorganise(self) -> None:
        kind = self.lot.choice(("move", "merge", "split", "dissolve", "found", "unite"))
        self.day += timedelta(days=self.lot.randrange(1, 30))
        getattr(self, f"_{kind}")()
        self.book.turn(self.day)

    def _do(self, plan: Plan) -> None:
        self.structure.carry_out(plan)
        for body in self.structure.tree(self.day).bodies.values():
            self.ids.setdefault(body.code, body.id)

    def _new(self, letter: str = "C") -> str:
        return f"{letter}{len(self.ids) + 100}"

    def _move(self) -> None:
        code, target = self._some("C")[0], self._some("H")[0]
        if self.book.above[code] != target:
            self._do(Plan("move", self.day, (self.ids[code],), self.ids[target]))
            self.book.above[code] = target

    def _merge(self) -> None:
        codes = self._some("C", 3)
        self._do(Plan("merge", self.day, tuple(map(self.ids.get, codes)), self.ids[codes[0]]))  # type: ignore[arg-type] # all are known
        for code in codes[1:]:
            self.book.end(code, self.day, codes[:1], codes[0])

    def _unite(self) -> None:
        """Two districts become a new one."""
        codes = self._some("H", 2)
        if len(codes) < 2 or len(self._some("H", 9)) < 3:
            return
        new = self._new("H")
        made = (NewBody(new, new, "district"),)
        self._do(Plan("merge", self.day, tuple(self.ids[each] for each in codes), founded=made))
        self.book.found(new, ROOT, self.day, codes)
        for code in codes:
            self.book.end(code, self.day, [new], new)

    def _split(self) -> None:
        (code,) = self._some("C")
        one, goes_on = self._new(), self.lot.random() < 0.5
        names = [one] if goes_on else [one, f"{one}B"]
        made = tuple(NewBody(name, name) for name in names)
        self._do(Plan("split", self.day, (self.ids[code],), founded=made, goes_on=goes_on))
        for name in names:
            self.book.found(name, self.book.above[code], self.day, [code])
        if not goes_on:
            self.book.end(code, self.day, names, one)

    def _dissolve(self) -> None:
        (code,) = self._some("C")
        heirs = self._some("C") if self.lot.random() < 0.5 else []
        heirs = [each for each in heirs if each != code]
        target = self.ids[heirs[0]] if heirs else None
        self._do(Plan("dissolve", self.day, (self.ids[code],), target))
        self.book.end(code, self.day, heirs, ROOT)

    def _found(self) -> None:
        new, above = self._new(), self._some("H")[0]
        self._do(Plan("found", self.day, target_id=self.ids[above], founded=(NewBody(new, new),)))
        self.book.found(new, above, self.day, [])

    def hand_in(self) -> dict[str, int]:
        """Every primary there ever was hands in another figure; gives them by code."""
        primaries = sorted(code for code in self.ids if code.startswith("C"))
        figures = {code: 1 << place for place, code in enumerate(primaries)}
        rows = [self._a_return(self.ids[code]) for code in figures]
        ids = add(self.office.store, *rows)
        with self.office.store.writing("Figures written") as session:
            for id_, result in zip(ids, figures.values(), strict=True):
                session.add(ReceivedFigure(return_id=id_, row_key=ROW, result=result))
        return figures

    def _a_return(self, body_id: int) -> ReceivedReturn:
        moment = datetime.now(UTC)
        return ReceivedReturn(
            organisation_id=body_id, appendix=self.office.form.id,
            appendix_version=self.office.form.version, period_first=YEAR.first,
            period_last=YEAR.last, version=1, is_current=True, received_at=moment,
            generated_at=moment, sequence=1, manifest_sha256=str(body_id), signed_with="",
            file_name="", content="",
        )  # fmt: skip

    def by(self, day: date) -> FormFigures:
        view = View(structure_on=day)
        return self.office.reporting.figures(self.office.form, YEAR, view=view)


def parents(tree: Tree) -> dict[str, str]:
    return {
        body.code: tree[body.parent_id].code
        for body in tree.below(tree.root.id)
        if body.parent_id is not None
    }


@pytest.mark.parametrize("seed", range(12))
def test_reorganisations_by_lot_keep_all_figures_and_every_body_once(
    levels: Levels, seed: int
) -> None:
    federation = Federation(levels.office(ROOT, "province"), seed)
    for _ in range(REORGANISATIONS):
        federation.reorganise()
    figures = federation.hand_in()
    days = [YEAR.first, *(day for day, _page in federation.book.pages[1:]), date(2028, 1, 1)]
    for day in days:
        assert parents(federation.structure.tree(day)) == federation.book.on(day)
        counted = Counter[str]()
        for code, figure in figures.items():
            tops = federation.book.top(code, day) - {ROOT}
            counted[next(iter(tops)) if len(tops) == 1 else ""] += figure
        found = federation.by(day)
        assert found.row(ROW).result == sum(figures.values())  # type: ignore[union-attr] # it is there
        assert found.structure is not None
        sums = {part.code: part.rows[0].result for part in found.structure.parts}
        assert sums == dict(counted)
        assert sum(part.returns for part in found.structure.parts) == len(figures)


def test_a_return_that_one_from_above_has_summed_counts_once(levels: Levels) -> None:
    province, district = levels.office(ROOT, "province"), levels.office("H1", "district", ROOT)
    first, second = levels.primaries("T1", "T2")
    district.enrol(first)
    province.enrol(district, first, second)
    district.collect(first.send())
    assert province.statuses(district.send(), first.send(), second.send()) == ["accepted"] * 3
    assert added([province.figures()]) == added([first.figures(), second.figures()])
    assert [source.organisation for source in province.figures().sources or ()] == ["H1", "T2"]
    structure = Structure(province.store)
    bodies = {body.code: body.id for body in structure.bodies().newest.values()}
    structure.carry_out(Plan("move", date(2026, 7, 1), (bodies["T1"],)))
    assert [source.organisation for source in province.figures().sources or ()] == ["H1", "T2"]
    assert not province.figures().missing  # what was not summed has come all the same


def test_figures_of_one_body_have_its_own_missing_and_no_correction_of_the_whole(
    levels: Levels,
) -> None:
    province = levels.office(ROOT, "province")
    districts = [Organisation(code=code, name=code, level="district") for code in ("H1", "H2")]
    add(province.store, *districts)
    first, *others = levels.primaries("T1", "T2", "T3", parents=["H1", "H1", "H2"])
    province.enrol(first, *others)
    province.collect(first.send())
    health = province.figures().row("health")
    assert health is not None
    Corrections(province.store).correct(FORM_ID, health, "members", YEAR, None, 7, "Đợt khám tỉnh")

    def of(code: str) -> FormFigures:
        return province.reporting.figures(province.form, YEAR, view=View(code))

    assert [added([each])["health"] for each in (province.figures(), of("H1"), of("H2"))] == [
        (0, 0, 7),
        (0, 0, 1),
        (0, 0, 0),
    ]
    missing = [[each.code for each in of(code).missing] for code in ("", "H1", "H2")]
    assert missing == [["T2", "T3"], ["T2"], ["T3"]]


def test_any_body_of_the_tree_has_its_own_figures(levels: Levels) -> None:
    province = levels.office(ROOT, "province")
    first, second, third = levels.primaries("T1", "T2", "T3")
    add(province.store, Organisation(code="H1", name="Huyện", level="district"))
    province.enrol(first, second, third)
    structure = Structure(province.store)
    bodies = {body.code: body.id for body in structure.bodies().newest.values()}
    structure.carry_out(Plan("move", date(2026, 7, 1), (bodies["T3"],)))
    province.collect(*(each.send() for each in (first, second, third)))

    def of(view: View) -> FormFigures:
        return province.reporting.figures(province.form, YEAR, view=view)

    assert added([of(View("H1"))]) == added([first.figures(), second.figures()])
    assert of(View("H1")).organisation.name == "Huyện"
    assert added([of(View("H1", YEAR.first))]) == added([province.figures()])
    with pytest.raises(UserError, match="no body with the code"):
        of(View("H9"))


def test_a_body_hands_in_for_the_days_of_its_life(levels: Levels) -> None:
    province = levels.office(ROOT, "province")
    first, second = levels.primaries("T1", "T2", parents=[ROOT, ROOT])
    province.enrol(first, second)
    structure = Structure(province.store)
    bodies = {body.code: body.id for body in structure.bodies().newest.values()}
    structure.carry_out(Plan("merge", YEAR.first, (bodies["T1"], bodies["T2"]), bodies["T2"]))

    (refused,) = province.collect(first.send())

    assert refused.status == "refused"
    assert "In its place: Công đoàn T2" in (refused.why or "")
    assert province.statuses(second.send()) == ["accepted"]
    assert province.overview().expected == 1
    help_one_more(first, date(2025, 3, 1))
    assert province.statuses(first.send("2025.upack", Period.year(2025))) == ["accepted"]


def _merged(levels: Levels) -> tuple[AnOffice, AnOffice, AnOffice]:
    """A province, and two primaries below it of which T2 became the heir of T1 in July."""
    province = levels.office(ROOT, "province")
    first, second = levels.primaries("T1", "T2", parents=[ROOT, ROOT])
    province.enrol(first, second)
    structure = Structure(province.store)
    bodies = {body.code: body.id for body in structure.bodies().newest.values()}
    structure.carry_out(Plan("merge", date(2026, 7, 1), (bodies["T1"],), bodies["T2"]))
    return province, first, second


def test_a_successor_that_hands_in_beside_its_predecessor_is_asked_about(levels: Levels) -> None:
    province, first, second = _merged(levels)
    province.collect(first.send(), second.send())
    assert added([province.figures()]) == added([first.figures(), second.figures()])
    assert Successions(province.store).unsettled(province.form, YEAR) == ["T1"]
    merged, heir = _said(province)
    assert "“Công đoàn T2” succeeds it and has handed in too. Both are summed" in merged
    assert "“Công đoàn T1”, which ended on 01/07/2026, has handed in for 01/01/2026 to" in heir


def test_an_heir_that_was_voided_after_it_handed_in_is_asked_about_no_more(
    levels: Levels,
) -> None:
    province, first, second = _merged(levels)
    province.collect(first.send(), second.send())
    with province.store.writing("test") as session:
        heir = session.scalars(select(Organisation).where(Organisation.code == "T2")).one()
        heir.voided_at = YEAR_END
    assert not any("succeeds it" in words for words in _said(province))
    assert added([province.figures()]) == added([first.figures()])


def test_a_clerk_settles_whether_an_heir_holds_the_figures_of_who_was_merged(
    levels: Levels, run: Run
) -> None:
    province, first, second = _merged(levels)
    province.collect(first.send())
    settling = Successions(province.store)
    assert settling.unsettled(province.form, YEAR) == []
    settling.settle(province.form, YEAR, "T1", is_held_by_heirs=True)
    # What no heir holds yet is not lost.
    assert added([province.figures()]) == added([first.figures()])

    province.collect(second.send())
    assert added([province.figures()]) == added([second.figures()])
    assert [each.organisation for each in province.figures().sources or ()] == ["T2"]
    overview = province.overview()
    assert (overview.expected, len(overview.returns), overview.missing) == (2, 2, ())
    merged, heir = _said(province)
    assert "It is not summed: the return of “Công đoàn T2” counts for it as well" in merged
    assert "Counts for “Công đoàn T1” as well, which ended on 01/07/2026" in heir
    assert province.numbers("policy") == second.numbers("policy")

    settling.settle(province.form, YEAR, "T1", is_held_by_heirs=False)
    assert added([province.figures()]) == added([first.figures(), second.figures()])
    merged, heir = _said(province)
    assert "Counts for 01/01/2026 to 30/06/2026, beside the return of “Công đoàn T2”" in merged
    assert "itself. Settled by" in heir
    province.undo()
    assert added([province.figures()]) == added([second.figures()])
    with pytest.raises(UserError, match="No body with the code T2 has ended"):
        settling.settle(province.form, YEAR, "T2", is_held_by_heirs=True)

    office = str(province.store.path)
    province.store.close()
    days = ("--from", YEAR.first, "--to", YEAR.last)
    assert run("settle", office, "vn-member-benefit", "T1", *days, "--apart").status == 0
    board = run("returns", office, "vn-member-benefit", *days, "--json").json["board"]
    assert [each["state"] for each in board] == ["valid", "valid"]
    sent = run("send", office, "vn-member-benefit", *days, "--out", f"{office}.upack")
    assert (sent.status, "Settle whose" in sent.err) == (0, False)


def _said(office: AnOffice) -> list[str]:
    return [" ".join(map(str, each.warnings)) for each in office.overview().returns]


def test_the_sheet_of_sub_totals_fits_a_page_and_its_rows_their_words(
    levels: Levels, tmp_path: Path
) -> None:
    province = levels.office(ROOT, "province")
    first, second = levels.primaries("T1", "T2", parents=[ROOT, ROOT])
    province.enrol(first, second)
    province.collect(first.send(), second.send())
    filled = province.reporting.filled(province.form, YEAR, view=View(structure_on=YEAR.last))
    path = tmp_path / "form.xlsx"
    write(filled, path, "vi")

    sheet = load_workbook(path).worksheets[1]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    long_ones = [row for row in range(2, sheet.max_row + 1) if len(sheet.cell(row, 1).value) > 60]
    assert long_ones
    assert all(sheet.row_dimensions[row].height > 15 for row in long_ones)


def test_a_split_body_whose_return_belongs_to_nobody_is_named_on_the_form(levels: Levels) -> None:
    province = levels.office(ROOT, "province")
    (old,) = levels.primaries("T1", parents=[ROOT])
    province.enrol(old)
    structure = Structure(province.store)
    (body_id,) = structure.bodies().newest
    parts = (NewBody("T8", "Công đoàn T8"), NewBody("T9", "Công đoàn T9"))
    structure.carry_out(Plan("split", date(2027, 1, 1), (body_id,), founded=parts))
    province.collect(old.send())

    def remarks(day: date) -> str:
        view = View(structure_on=day)
        filled = province.reporting.filled(province.form, YEAR, view=view)
        return " ".join(sheet(filled, "en").remarks)

    assert "below no single body of this structure: Công đoàn T1" in remarks(date(2027, 1, 1))
    assert "single body" not in remarks(date(2026, 12, 31))


def test_the_returns_of_one_body_and_those_below_it(levels: Levels) -> None:
    province = levels.office(ROOT, "province")
    first, second, third = levels.primaries("T1", "T2", "T3")
    add(province.store, Organisation(code="H1", name="Huyện", level="district"))
    province.enrol(first, second, third)
    structure = Structure(province.store)
    bodies = {body.code: body.id for body in structure.bodies().newest.values()}
    structure.carry_out(Plan("move", date(2026, 7, 1), (bodies["T3"],)))
    province.collect(first.send(), third.send())
    below = Returns(province.store).overview(province.form, YEAR, View("H1"))
    assert (below.expected, [each.organisation for each in below.returns]) == (2, ["T1"])
    assert [each.code for each in below.missing] == ["T2"]
