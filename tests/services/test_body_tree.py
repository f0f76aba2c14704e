"""The tree of bodies as of a day, and who is expected to hand in for a period."""

from __future__ import annotations

from datetime import date

from unionoffice.core.periods import Period
from unionoffice.services.body_tree import Bodies, Body, Relation, State

OWN = Body(1, "AG", "LĐLĐ tỉnh", "province", None)
YEAR = Period.year(2026)
MID_YEAR = date(2026, 7, 1)


def a_body(
    id_: int,
    above: int = 1,
    *,
    card: bool = False,
    born: date | None = None,
    dead: date | None = None,
) -> Body:
    return Body(id_, f"B{id_:02}", f"Công đoàn {id_}", "primary", above, card, born, dead)


def bodies(*newest: Body, **more: object) -> Bodies:
    return Bodies(OWN, {body.id: body for body in newest}, **more)  # type: ignore[arg-type] # by name


def expected(all_of_them: Bodies, period: Period = YEAR) -> list[int]:
    return [body.id for body in all_of_them.expected(period)]


def test_a_body_with_a_card_hands_in_for_those_below_it() -> None:
    assert expected(bodies(a_body(2, card=True), a_body(3, 2), a_body(4))) == [2, 4]


def test_bodies_hand_in_themselves_where_the_body_above_has_no_card() -> None:
    assert expected(bodies(a_body(2), a_body(3, 2, card=True), a_body(4, 2), a_body(5))) == [
        3,
        4,
        5,
    ]


def test_who_lives_on_the_last_day_is_expected() -> None:
    found = bodies(
        a_body(2, born=MID_YEAR),
        a_body(3, dead=MID_YEAR),
        a_body(4, dead=date(2026, 12, 31)),
        a_body(5, dead=date(2027, 1, 1)),
    )
    assert expected(found) == [2, 5]


def test_a_body_stands_where_it_stood_on_the_day() -> None:
    moved = State(MID_YEAR, "Công đoàn cũ", "primary", 2)
    found = bodies(a_body(2), a_body(3), a_body(4, 3), former={4: (moved,)})

    before, after = found.on(date(2026, 6, 30)), found.on(MID_YEAR)

    assert [body.id for body in before.path(4)] == [1, 2, 4]
    assert [body.id for body in after.path(4)] == [1, 3, 4]
    assert (before[4].name, after[4].name) == ("Công đoàn cũ", "Công đoàn 4")


def test_a_body_whose_body_above_was_merged_goes_along() -> None:
    merged = Relation("merged_into", 2, 3, MID_YEAR)
    found = bodies(a_body(2, dead=MID_YEAR), a_body(3), a_body(4, 2), relations=(merged,))
    assert [body.id for body in found.on(MID_YEAR).path(4)] == [1, 3, 4]


def test_no_body_is_lost_where_bodies_name_each_other_as_above() -> None:
    tree = bodies(a_body(2, 3), a_body(3, 4), a_body(4, 2), a_body(5, 4)).on(MID_YEAR)
    assert sorted(body.id for body in tree.below(1)) == [1, 2, 3, 4, 5]


def test_figures_of_a_body_that_is_no_more_stand_with_its_successor() -> None:
    merged = Relation("merged_into", 4, 5, MID_YEAR)
    found = bodies(
        a_body(2), a_body(3), a_body(4, 2, dead=MID_YEAR), a_body(5, 3), relations=(merged,)
    )
    earlier, later = found.on(YEAR.first), found.on(YEAR.last)
    assert found.branch(4, 1, earlier, YEAR.first) == earlier[2]
    assert found.branch(4, 1, later, YEAR.last) == later[3]


def test_figures_of_a_body_split_between_two_belong_to_neither() -> None:
    split = tuple(Relation("split_into", 4, new, MID_YEAR) for new in (5, 6))
    found = bodies(
        a_body(2),
        a_body(3),
        a_body(4, 2, dead=MID_YEAR),
        a_body(5, 2, born=MID_YEAR),
        a_body(6, 3, born=MID_YEAR),
        relations=split,
    )
    earlier, later = found.on(YEAR.first), found.on(YEAR.last)
    assert found.branch(4, 1, later, YEAR.last) is None
    assert found.branch(5, 1, earlier, YEAR.first) == earlier[2]
    assert found.branch(6, 1, earlier, YEAR.first) == earlier[2]


def test_who_has_handed_in_without_a_card_is_not_passed_over() -> None:
    found = bodies(a_body(2), a_body(3, 2), a_body(4, 2))
    assert [body.id for body in found.expected(YEAR)] == [2]
    assert [body.id for body in found.expected(YEAR, {3})] == [3, 4]
