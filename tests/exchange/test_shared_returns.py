"""A primary that two districts have summed counts once, or a clerk says in which of them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from exchange.levels import YEAR, AnOffice, Levels, added, fill, help_one_more
from exchange.test_structures import ROOT
from sqlalchemy import delete
from support.command_line import Run

from unionoffice.core.errors import UserError
from unionoffice.exchange.background import with_background
from unionoffice.exchange.board import Board
from unionoffice.exchange.consolidation import shared_in
from unionoffice.exchange.deadlines import Deadlines
from unionoffice.exchange.federation_papers import FederationPapers
from unionoffice.exchange.returns import Returns
from unionoffice.exchange.settling_shares import SharedReturns
from unionoffice.exchange.shared_returns import Key, SameOffice
from unionoffice.exchange.structures import View
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.following import ReceivedBreakdown, SettledShare
from unionoffice.reports.as_json import as_json
from unionoffice.reports.corrections import Corrections
from unionoffice.reports.filled import FormFigures
from unionoffice.reports.sheet import sheet


@dataclass
class Province:
    """T1 went from H1 to H2 in mid-year, and both have collected its return; T2 stands below H2."""

    office: AnOffice
    old: AnOffice
    new: AnOffice
    moved: AnOffice
    other: AnOffice

    def hand_in(self) -> None:
        """Both districts take in what their primaries have now, and send it up."""
        assert set(self.old.statuses(self.moved.send())) <= {"accepted", "already_held"}
        self.hand_in_anew()

    def hand_in_anew(self) -> None:
        """Only the new district takes in what its primaries have now."""
        self.new.collect(self.moved.send(), self.other.send())
        self.office.collect(self.old.send(), self.new.send())

    def remarks(self) -> str:
        filled = self.office.reporting.filled(self.office.form, YEAR)
        return " ".join(sheet(filled, "en").remarks)

    def said(self) -> list[str]:
        return [" ".join(map(str, each.warnings)) for each in self.office.overview().returns]

    def counted_once(self) -> dict[str, tuple[int, int, int]]:
        """By an independent sum over the primaries."""
        return added([self.moved.figures(), self.other.figures()])


def correct(office: AnOffice, value: int) -> None:
    """Set the people visited by hand."""
    row = office.figures().row("charity.fund.visit")
    assert row is not None
    corrections = Corrections(office.store)
    corrections.correct(office.form.id, row, "total", YEAR, None, value, "Đếm lại")


@pytest.fixture
def province(levels: Levels) -> Province:
    office = levels.office(ROOT, "province")
    old, new = levels.office("H1", "district", ROOT), levels.office("H2", "district", ROOT)
    moved, other = levels.primaries("T1", "T2", parents=["", ""])
    old.enrol(moved)
    new.enrol(moved, other)
    office.enrol(old, new)
    return Province(office, old, new, moved, other)


def test_the_same_return_in_two_districts_counts_once(province: Province, levels: Levels) -> None:
    province.hand_in()
    office = province.office
    assert added([office.figures()]) == province.counted_once()
    assert "Summed in several returns, and counted once: Công đoàn T1 (H1, H2)" in (
        province.remarks()
    )
    assert all("counts once, with that of H1" in each for each in province.said())
    (shared,) = as_json(office.figures())["shared"]
    assert (shared["organisation"], shared["counted_in"]) == ("T1", "H1")
    nation = levels.office("VN", "national")
    nation.enrol(office)
    assert nation.statuses(office.send()) == ["accepted"]
    assert added([nation.figures()]) == province.counted_once()


def test_evidence_and_sub_totals_add_up_to_what_is_counted(province: Province) -> None:
    province.hand_in()
    office = province.office
    for key in ("policy", "charity.fund.visit", "spiritual", "health"):
        row = office.figures().row(key)
        assert row is not None
        behind = list(office.reporting.evidence(office.form, key, YEAR))
        for name in ("result", "total", "members"):
            numbers = [getattr(each, name) for each in behind]
            assert sum(number or 0 for number in numbers) == (row.number(name) or 0)
        (off,) = (each for each in behind if "counted once, with H1" in each.name)
        assert (off.organisation, off.version) == ("", 0)  # a line of its own, and no return
    view = View(structure_on=YEAR.last)
    structure = office.reporting.figures(office.form, YEAR, view=view).structure
    assert structure is not None
    parts = {part.code: part for part in structure.parts}
    sums = {
        row.key: tuple(row.number(name) or 0 for name in ("result", "total", "members"))
        for row in parts["H2"].rows
    }
    assert sums == added([province.other.figures()])


def test_the_view_of_one_body_leaves_out_what_counts_with_another(province: Province) -> None:
    province.hand_in()
    office = province.office

    def seen(code: str) -> FormFigures:
        return office.reporting.figures(office.form, YEAR, view=View(code))

    assert added([seen("H2")]) == added([province.other.figures()])
    assert added([seen("H1")]) == added([province.moved.figures()])
    assert added([seen("H1"), seen("H2")]) == added([office.figures()])
    behind = list(office.reporting.evidence(office.form, "policy", YEAR, view=View("H2")))
    assert sum(each.result or 0 for each in behind) == (seen("H2").row("policy").result or 0)


def test_the_note_and_what_travels_tell_of_it(province: Province) -> None:
    province.hand_in()
    office = province.office
    board = Board(office.store, Returns(office.store), Deadlines(office.store))
    papers = FederationPapers(office.store, office.reporting, board)
    note = "\n".join(papers.note(office.form, YEAR, "en").paragraphs)
    assert "- Summed in several returns, and counted once: Công đoàn T1 (H1, H2)." in note
    # The members of T1 are registered with both, and how many they are neither tells.
    said = "How many members are registered in all is left out"
    assert said in note
    assert said in province.remarks()
    assert with_background(office.store, office.form, office.figures()).registered_members is None


def test_nothing_is_said_of_registered_members_where_they_can_be_added_up(
    province: Province,
) -> None:
    province.old.collect(province.moved.send())
    province.office.collect(province.old.send())
    office = province.office
    assert with_background(office.store, office.form, office.figures()).registered_members
    assert "registered in all" not in province.remarks()


def test_a_word_on_a_body_elsewhere_is_none_on_another_with_its_code(levels: Levels) -> None:
    nation = levels.office("VN", "national")
    provinces = [levels.office(code, "province", "VN") for code in ("P1", "P2")]
    nation.enrol(*provinces)
    old = levels.office("T1", "primary")
    fill(old, helped=2, members=1)
    for each in provinces:
        each.enrol(old)
        each.collect(old.send(f"{each.code}.upack"))
        help_one_more(old)  # so that they differ, and a clerk has to say
    nation.collect(*(each.send() for each in provinces))
    with nation.store.reading() as session:
        (shared,) = shared_in(session, nation.form, YEAR)
    assert shared.is_open
    assert shared.mark == "primary/T1/cong doan t1"
    SharedReturns(nation.store).settle(nation.form, YEAR, "T1", "P2")
    assert [each.keeper for each in nation.figures().shared] == ["P2"]
    with nation.store.writing("test") as session:  # as it was kept for a body of its own tree
        session.query(SettledShare).one().code = "T1"
    assert [each.keeper for each in nation.figures().shared] == [""]


def test_it_counts_with_whom_it_stands_below_by_now(province: Province) -> None:
    with province.office.store.writing("Body entered") as session:
        session.add(Organisation(code="T1", name="T1", level="primary", parent_code="H2"))
    province.hand_in()
    assert [each.keeper for each in province.office.figures().shared] == ["H2"]
    assert added([province.office.figures()]) == province.counted_once()


def test_other_figures_of_it_are_settled_by_a_clerk_before_anything_is_sent(
    province: Province, run: Run
) -> None:
    province.hand_in()
    help_one_more(province.moved)
    province.hand_in_anew()
    office = province.office
    twice = added([province.old.figures(), province.new.figures()])
    assert added([office.figures()]) == twice
    assert "Counted several times, as it is not settled yet" in province.remarks()
    assert all("with different figures, and counts in each" in each for each in province.said())
    with pytest.raises(UserError, match="have summed the return of T1"):
        office.send()

    settling = SharedReturns(office.store)
    with pytest.raises(UserError, match="have not summed that of T2"):
        settling.settle(office.form, YEAR, "T2", "H2")
    with pytest.raises(UserError, match="H7 has not"):
        settling.settle(office.form, YEAR, "T1", "H7")
    settling.settle(office.form, YEAR, "T1", "H2")
    assert added([office.figures()]) == province.counted_once()
    assert all("with that of H2. Settled by" in each for each in province.said())
    office.send()

    settling.settle(office.form, YEAR, "T1", "")
    assert added([office.figures()]) == twice
    assert all("different bodies, and each counts" in each for each in province.said())
    assert "several" not in province.remarks()
    office.undo()
    assert added([office.figures()]) == province.counted_once()

    path, days = str(office.store.path), ("--from", YEAR.first, "--to", YEAR.last)
    office.store.close()
    form = ("vn-member-benefit", "T1", *days)
    settled = run("settle", path, *form, "--in-all")
    assert (settled.status, "Settled for T1" in settled.err) == (0, True)
    assert run("settle", path, *form, "--in", "H2").status == 0
    assert run("settle", path, *form, "--in", "H2", "--apart").status == 2
    assert run("settle", path, *form).status == 2


def test_what_was_set_by_hand_above_it_cannot_be_taken_apart(province: Province) -> None:
    province.old.collect(province.moved.send())
    correct(province.old, 9)
    province.hand_in()
    # The other district did nothing but add: its share is taken off there.
    assert [each.keeper for each in province.office.figures().shared] == ["H1"]
    numbers = province.office.numbers("charity.fund.visit")
    assert numbers[1] == 9 + (province.other.numbers("charity.fund.visit")[1] or 0)

    correct(province.new, 20)
    province.hand_in_anew()
    assert all("cannot be taken apart" in each for each in province.said())
    with pytest.raises(UserError, match="have summed the return of T1"):
        province.office.send()


def test_where_the_returns_behind_were_not_told_it_is_named_and_not_taken_off(
    province: Province,
) -> None:
    province.hand_in()
    with province.office.store.writing("Breakdown lost") as session:
        session.execute(delete(ReceivedBreakdown))
    twice = added([province.old.figures(), province.new.figures()])
    assert added([province.office.figures()]) == twice
    assert all("T1 is summed in the returns of H1, H2" in each for each in province.said())
    SharedReturns(province.office.store).settle(province.office.form, YEAR, "T1", "")
    province.office.send()


def rename(office: AnOffice, code: str, name: str) -> None:
    with office.store.writing("Name changed") as session:
        own = session.query(Organisation).filter_by(is_own=True).one()
        own.code, own.name = code, name


def test_an_office_with_a_new_code_and_name_is_the_same_and_counts_once(
    province: Province, levels: Levels
) -> None:
    """As when districts are merged in mid-year: only its identity stays what it was."""
    province.old.collect(province.moved.send())
    rename(province.moved, "N1", "Công đoàn Mới")
    province.new.enrol(province.moved)
    province.hand_in_anew()
    office = province.office
    assert added([office.figures()]) == province.counted_once()
    assert "counted once: Công đoàn Mới (N1) = Công đoàn T1 (H1, H2)" in province.remarks()
    assert all("Công đoàn Mới (N1) = Công đoàn T1 (T1)" in each for each in province.said())

    help_one_more(province.moved)
    province.hand_in_anew()
    assert all("with different figures, and counts in each" in each for each in province.said())
    SharedReturns(office.store).settle(office.form, YEAR, "T1", "H2")
    assert added([office.figures()]) == province.counted_once()

    nation = levels.office("VN", "national")
    nation.enrol(office)
    nation.collect(office.send())
    assert added([nation.figures()]) == province.counted_once()


def test_who_hands_in_by_a_new_code_what_a_district_has_summed_counts_once(
    province: Province,
) -> None:
    """From below a district it came to stand right below the province."""
    office, moved = province.office, province.moved
    province.old.collect(moved.send())
    rename(moved, "N1", "Công đoàn Mới")
    office.enrol(moved)
    office.collect(province.old.send(), moved.send())
    assert added([office.figures()]) == added([moved.figures()])
    assert "a return from above has its figures already" in " ".join(province.said())


def test_who_hands_in_under_the_code_of_a_body_elsewhere_counts(province: Province) -> None:
    """The district gave the code T2 to somebody else than the province did."""
    office = province.office
    rename(province.moved, "T2", "Công đoàn Khác")
    province.old.enrol(province.moved)
    province.old.collect(province.moved.send())
    office.enrol(province.other)
    office.collect(province.old.send(), province.other.send())
    assert added([office.figures()]) == province.counted_once()
    view = View(structure_on=YEAR.last)
    structure = office.reporting.figures(office.form, YEAR, view=view).structure
    assert structure is not None
    assert {part.code for part in structure.parts} == {"H1", "T2"}


def test_namesakes_with_equal_figures_are_not_taken_for_one_without_asking(levels: Levels) -> None:
    nation = levels.office("VN", "national")
    provinces = [levels.office(code, "province", "VN") for code in ("P1", "P2")]
    nation.enrol(*provinces)
    primaries = [levels.office("T1", "primary", office.code) for office in provinces]
    for office, primary in zip(provinces, primaries, strict=True):
        office.enrol(primary)
        office.collect(primary.send(f"{office.code}-1.upack"))
    nation.collect(*(office.send() for office in provinces))
    assert nation.figures().shared == ()  # neither has any figures, so nothing counts twice
    for office, primary in zip(provinces, primaries, strict=True):
        help_one_more(primary)
        office.collect(primary.send(f"{office.code}-2.upack"))
    nation.collect(*(office.send() for office in provinces))
    assert added([nation.figures()]) == added(each.figures() for each in primaries)
    with pytest.raises(UserError, match="have summed the return of T1"):
        nation.send()


def test_a_code_given_out_by_two_provinces_is_not_one_body(levels: Levels) -> None:
    nation = levels.office("VN", "national")
    provinces = [levels.office(code, "province", "VN") for code in ("P1", "P2")]
    nation.enrol(*provinces)
    primaries = []
    for place, office in enumerate(provinces):
        primary = levels.office("T1", "primary", office.code)
        primaries.append(primary)
        help_one_more(primary)
        with primary.store.writing("Name changed") as session:
            session.query(Organisation).filter_by(is_own=True).one().name = f"Công đoàn số {place}"
        office.enrol(primary)
        office.collect(primary.send(f"{place}.upack"))
    nation.collect(*(office.send() for office in provinces))
    assert added([nation.figures()]) == added(each.figures() for each in primaries)
    assert nation.figures().shared == ()


def test_a_district_that_two_provinces_hold_counts_once_with_all_below_it(levels: Levels) -> None:
    nation = levels.office("VN", "national")
    provinces = [levels.office(code, "province", "VN") for code in ("P1", "P2")]
    district = levels.office("H1", "district")
    first, second = levels.primaries("T1", "T2")
    district.enrol(first, second)
    district.collect(first.send(), second.send())
    nation.enrol(*provinces)
    for office in provinces:
        office.enrol(district)
        office.collect(district.send())
    nation.collect(*(office.send() for office in provinces))
    assert added([nation.figures()]) == added([first.figures(), second.figures()])
    assert [each.code for each in nation.figures().shared] == ["H1"]


def test_codes_of_one_office_stay_one_whatever_was_seen_before() -> None:
    """One office with two codes, seen twice, was set up anew and had a third one before."""
    first, second, earlier = (Key("primary", code, "") for code in ("T1", "T2", "T0"))
    same = SameOffice()
    for key, uid in (
        *((first, "a"), (second, "a"), (second, "a")),
        *((earlier, "b"), (first, "b"), (second, "b")),
    ):
        same.note(key, uid)
    assert same.of(first) == same.of(second) == same.of(earlier)
