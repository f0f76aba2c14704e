"""Reorganisations: founded, merged, split, moved, renamed and dissolved, on a day, with undo."""

from __future__ import annotations

from datetime import date

import pytest
from support.records import add

from unionoffice.core.errors import InvalidRecordError
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.organisation.model import Organisation
from unionoffice.services.body_tree import Tree
from unionoffice.services.desk import Desk
from unionoffice.services.office import Office, OwnOrganisation
from unionoffice.services.reorganising import NewBody, Plan
from unionoffice.services.structure import Structure
from unionoffice.store.store import Store

DAY, BEFORE = date(2026, 7, 1), date(2026, 6, 30)
Ids = dict[str, int]


@pytest.fixture
def structure(any_store: Store) -> Structure:
    Office(any_store).change(OwnOrganisation("AG", "LĐLĐ tỉnh An Giang", "province"))
    return Structure(any_store)


@pytest.fixture
def ids(structure: Structure, any_store: Store) -> Ids:
    """Two districts with two primaries each."""
    bodies = [
        Organisation(code=code, name=f"Công đoàn {code}", level=level, parent_code=above)
        for code, level, above in (
            ("H1", "district", None),
            ("H2", "district", "AG"),
            ("C1", "primary", "H1"),
            ("C2", "primary", "H1"),
            ("C3", "primary", "H2"),
            ("C4", "primary", "H2"),
        )
    ]
    found = add(any_store, *bodies)
    return {body.code: id_ for body, id_ in zip(bodies, found, strict=True)}


def drawn(tree: Tree, body_id: int | None = None) -> str:
    """A tree in one line: AG(H1(C1 C2) H2(C3 C4))."""
    body = tree.root if body_id is None else tree[body_id]
    below = " ".join(drawn(tree, child.id) for child in tree.children(body.id))
    return f"{body.code}({below})" if below else body.code


TWO = (("C8", "primary"), ("C9", "primary"))
WHOLE = "AG(H1(C1 C2) H2(C3 C4))"


@pytest.mark.parametrize(
    ("kind", "bodies", "target", "founded", "after"),
    [
        ("move", ("C1", "C2"), "H2", (), "AG(H1 H2(C1 C2 C3 C4))"),
        ("move", ("C1",), "", (), "AG(C1 H1(C2) H2(C3 C4))"),
        ("merge", ("C1", "C3"), "C3", (), "AG(H1(C2) H2(C3 C4))"),
        ("merge", ("H1", "H2"), "H2", (), "AG(H2(C1 C2 C3 C4))"),
        ("merge", ("C1", "C2"), "", (("C9", "primary"),), "AG(H1(C9) H2(C3 C4))"),
        ("split", ("C1",), "", TWO, "AG(H1(C2 C8 C9) H2(C3 C4))"),
        ("dissolve", ("H1",), "", (), "AG(C1 C2 H2(C3 C4))"),
        ("dissolve", ("H1",), "H2", (), "AG(H2(C1 C2 C3 C4))"),
        ("found", (), "H1", (("C9", "primary"),), "AG(H1(C1 C2 C9) H2(C3 C4))"),
    ],
)
def test_the_tree_changes_on_the_day_and_can_be_put_back(
    structure: Structure,
    any_store: Store,
    ids: Ids,
    kind: str,
    bodies: tuple[str, ...],
    target: str,
    founded: tuple[tuple[str, str], ...],
    after: str,
) -> None:
    plan = Plan(
        kind,
        DAY,
        tuple(ids[code] for code in bodies),
        ids.get(target),
        tuple(NewBody(code, f"Công đoàn {code}", level) for code, level in founded),
    )
    preview = structure.preview(plan)
    assert (drawn(preview.before), drawn(preview.after)) == (WHOLE, after)
    assert drawn(structure.tree(DAY)) == WHOLE

    deed = structure.carry_out(plan)

    assert drawn(structure.tree(BEFORE)) == WHOLE
    assert drawn(structure.tree(DAY)) == after
    Desk(any_store, CATALOGUE).undo(deed)
    assert drawn(structure.tree(DAY)) == WHOLE


def test_a_renamed_body_bears_its_old_name_until_the_day(structure: Structure, ids: Ids) -> None:
    structure.carry_out(Plan("rename", DAY, (ids["H1"],), name="Công đoàn phường Long Xuyên"))
    assert structure.tree(BEFORE)[ids["H1"]].name == "Công đoàn H1"
    assert structure.tree(DAY)[ids["H1"]].name == "Công đoàn phường Long Xuyên"


def test_several_reorganisations_on_one_day_are_one_change(structure: Structure, ids: Ids) -> None:
    structure.carry_out(Plan("rename", DAY, (ids["C1"],), name="Tên mới"))
    structure.carry_out(Plan("move", DAY, (ids["C1"],), ids["H2"]))
    assert drawn(structure.tree(BEFORE)) == WHOLE
    assert drawn(structure.tree(DAY)) == "AG(H1(C2) H2(C1 C3 C4))"


@pytest.mark.parametrize(
    ("kind", "bodies", "target", "field"),
    [
        ("move", ("H1",), "C1", "target"),
        ("move", ("H1",), "H1", "target"),
        ("move", ("H1",), "H2", "level"),
        ("move", ("C1",), "H1", "target"),
        ("merge", ("H1", "C1"), "C1", "target"),
        ("merge", ("C1",), "C1", "bodies"),
        ("dissolve", ("H1",), "C1", "target"),
        ("split", ("C1",), "", "code"),
        ("move", (), "H1", "bodies"),
        ("rename", ("C1",), "", "name"),
        ("found", (), "H1", "code"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    structure: Structure, ids: Ids, kind: str, bodies: tuple[str, ...], target: str, field: str
) -> None:
    plan = Plan(kind, DAY, tuple(ids[code] for code in bodies), ids.get(target))
    with pytest.raises(InvalidRecordError) as refusal:
        structure.carry_out(plan)
    assert [problem.field for problem in refusal.value.problems] == [field]
    assert drawn(structure.tree(DAY)) == WHOLE


def test_what_was_changed_already_is_not_changed_before_that_day(
    structure: Structure, ids: Ids
) -> None:
    structure.carry_out(Plan("rename", DAY, (ids["C1"],), name="Tên mới"))
    with pytest.raises(InvalidRecordError, match="changed on"):
        structure.carry_out(Plan("move", BEFORE, (ids["C1"],), ids["H2"]))
    structure.carry_out(Plan("dissolve", DAY, (ids["C2"],)))
    with pytest.raises(InvalidRecordError, match="does not exist"):
        structure.carry_out(Plan("move", DAY, (ids["C2"],), ids["H2"]))


def test_history_tells_decisions_and_other_bodies(structure: Structure, ids: Ids) -> None:
    decision = {"decision_number": "12/QĐ-LĐLĐ", "issuer": "LĐLĐ tỉnh"}
    structure.carry_out(Plan("merge", DAY, (ids["C1"], ids["C2"]), ids["C2"], **decision))  # type: ignore[arg-type] # by name
    (gone,), (stays,) = structure.history(ids["C1"]), structure.history(ids["C2"])
    assert (gone.kind, gone.other, gone.is_other) == ("merged_into", "Công đoàn C2", False)
    assert (stays.body, stays.is_other, stays.decision) == (
        "Công đoàn C1",
        True,
        "12/QĐ-LĐLĐ, LĐLĐ tỉnh",
    )


def test_the_preview_says_what_is_expected_afterwards(structure: Structure, ids: Ids) -> None:
    effects = structure.preview(Plan("dissolve", DAY, (ids["H1"],))).effects
    assert any("no longer waited for: Công đoàn H1" in each for each in effects)
    assert any("newly expected: Công đoàn C1; Công đoàn C2" in each for each in effects)


def test_a_body_dissolved_together_with_the_one_above_goes_nowhere_before(
    structure: Structure, ids: Ids
) -> None:
    structure.carry_out(Plan("dissolve", DAY, (ids["H1"], ids["C1"])))
    assert drawn(structure.tree(DAY)) == "AG(C2 H2(C3 C4))"
    assert [each.kind for each in structure.history(ids["C1"])] == ["dissolved"]
