"""Papers behind records: kept in the office, given back byte by byte, undone like any deed."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.offices import OfficeMaker
from support.records import a_benefit, a_member, add

from unionoffice.core.errors import UserError
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services import papers
from unionoffice.services.desk import Desk
from unionoffice.services.papers import opened_folder
from unionoffice.services.views import Filter, Query
from unionoffice.store.store import Store

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 20


@pytest.fixture
def store(offices: OfficeMaker, tmp_path: Path) -> Store:
    return offices.make(tmp_path / "office.uoffice")


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, CATALOGUE)


@pytest.fixture
def visit(store: Store) -> int:
    hang = a_member()
    add(store, hang)
    return add(store, a_benefit(hang))[0]


@pytest.fixture
def decision(tmp_path: Path) -> Path:
    file = tmp_path / "Quyết định 12.pdf"
    file.write_bytes(PDF)
    return file


def test_paper_comes_back_byte_by_byte(
    desk: Desk, visit: int, decision: Path, tmp_path: Path
) -> None:
    desk.add_papers("benefits", visit, [decision])
    (paper,) = desk.papers("benefits", visit)
    desk.save_paper(paper.id, tmp_path / "back.pdf")
    assert (paper.name, paper.suffix, paper.size) == ("Quyết định 12", ".pdf", len(PDF))
    assert (tmp_path / "back.pdf").read_bytes() == PDF


def test_adding_and_taking_off_are_undone(desk: Desk, visit: int, decision: Path) -> None:
    added = desk.add_papers("benefits", visit, [decision])
    taken_off = desk.remove_paper("benefits", desk.papers("benefits", visit)[0].id)
    assert desk.papers("benefits", visit) == []
    desk.undo(taken_off)
    assert [paper.name for paper in desk.papers("benefits", visit)] == ["Quyết định 12"]
    assert desk.open_paper(desk.papers("benefits", visit)[0].id).read_bytes() == PDF
    desk.undo(added)
    assert desk.papers("benefits", visit) == []


def test_same_paper_is_kept_once(desk: Desk, visit: int, decision: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.pdf"
    again.write_bytes(PDF)
    desk.add_papers("benefits", visit, [decision, again])
    desk.add_papers("benefits", visit, [again])
    assert len(desk.papers("benefits", visit)) == 1


def test_records_without_papers_are_listed(
    store: Store, desk: Desk, visit: int, decision: Path
) -> None:
    (other,) = add(store, a_benefit(a_member("Lê Văn Sáu")))
    desk.add_papers("benefits", visit, [decision])

    def found(operator: str) -> list[int]:
        query = Query(filters=(Filter("papers_count", operator),))
        return [row.id for row in desk.page("benefits", query, ("papers_count",), 0, 10)]

    assert found("empty") == [other]
    assert found("not_empty") == [visit]
    rows = desk.page("benefits", Query(order_by="papers_count"), ("papers_count",), 0, 10)
    assert [row.cells for row in rows] == [(0,), (1,)]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("trick.exe", b"MZ", "not kept here"),
        ("trick.pdf", b"MZ this is no PDF", "not what its name says"),
        ("empty.png", b"", "empty or damaged"),
    ],
)
def test_what_is_no_paper_is_refused_and_nothing_is_taken(
    desk: Desk, visit: int, decision: Path, tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    with pytest.raises(UserError, match=why):
        desk.add_papers("benefits", visit, [decision, bad])
    assert desk.papers("benefits", visit) == []


def test_too_large_a_paper_is_refused(
    desk: Desk, visit: int, decision: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "MOST_BYTES", 100)
    with pytest.raises(UserError, match="20 MB"):
        desk.add_papers("benefits", visit, [decision])


def test_name_of_a_paper_leaves_no_folder(desk: Desk, visit: int, tmp_path: Path) -> None:
    file = tmp_path / "..:evil*name.txt"
    file.write_text("x")
    desk.add_papers("benefits", visit, [file])
    copy = desk.open_paper(desk.papers("benefits", visit)[0].id)
    assert copy.is_relative_to(opened_folder())
    assert copy.name == ".._evil_name.txt"


def test_copies_to_look_at_are_forgotten(desk: Desk, visit: int, decision: Path) -> None:
    desk.add_papers("benefits", visit, [decision])
    copy = desk.open_paper(desk.papers("benefits", visit)[0].id)
    assert copy.exists()
    desk.forget_opened()
    assert not copy.exists()


def test_a_paper_is_taken_off_by_its_own_register_alone(
    desk: Desk, visit: int, decision: Path
) -> None:
    """Who keeps the members may not reach the papers of money by naming another register."""
    desk.add_papers("benefits", visit, [decision])
    (paper,) = desk.papers("benefits", visit)
    with pytest.raises(UserError, match="no longer there"):
        desk.remove_paper("members", paper.id)
    assert desk.papers("benefits", visit) == [paper]
