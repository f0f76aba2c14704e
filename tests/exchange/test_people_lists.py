"""Lists of people: only sealed, for a purpose, until a day, and never what concerns health."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from exchange.levels import YEAR_END, AnOffice, Levels
from sqlalchemy import text

from unionoffice.core.errors import InvalidRecordError, UserError
from unionoffice.exchange.envelope import Receiver, sealed
from unionoffice.exchange.giving import Giving
from unionoffice.exchange.list_file import KIND, read_list
from unionoffice.exchange.received_lists import ReceivedLists
from unionoffice.exchange.signed_file import signed
from unionoffice.exchange.upper_body import UpperBodies
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.held_data import HeldData
from unionoffice.services.records import Records
from unionoffice.services.sealing_keys import identities, unseal
from unionoffice.services.signing_keys import office_key
from unionoffice.services.views import Filter, Query

UNTIL = date(2027, 3, 31)
COLUMNS = ("full_name", "birth_date")
PURPOSE = "Xét hỗ trợ nhà ở Mái ấm Công đoàn"


@pytest.fixture
def district(levels: Levels) -> AnOffice:
    return levels.office("H1", "district")


@pytest.fixture
def primary(levels: Levels, district: AnOffice) -> AnOffice:
    (_one, office) = levels.primaries("T0", "T1")
    district.enrol(office)
    UpperBodies(office.store).take(district.card())
    return office


def test_who_stands_on_a_list_given_out_is_not_undone(primary: AnOffice) -> None:
    giving(primary).give("members", Query(), COLUMNS, PURPOSE, UNTIL, primary.folder / "a.ulist")
    entered = primary.deeds.deeds()[-1]  # the members, who stand on the list
    while primary.deeds.last_deed() != entered:
        primary.undo()
    before = primary.deeds.deeds()
    with pytest.raises(UserError, match="no longer be undone"):
        primary.undo()
    assert primary.deeds.deeds() == before


def giving(office: AnOffice) -> Giving:
    return Giving(office.store, Records(office.store, CATALOGUE), lambda: YEAR_END)


def receiving(office: AnOffice, day: date = date(2027, 1, 2)) -> ReceivedLists:
    return ReceivedLists(office.store, lambda: datetime(day.year, day.month, day.day, tzinfo=UTC))


def give(office: AnOffice, query: Query | None = None) -> Path:
    path = office.folder / "list.ulist"
    giving(office).give("members", query or Query(), COLUMNS, PURPOSE, UNTIL, path)
    return path


def journal(office: AnOffice) -> str:
    with office.store.reading() as session:
        rows = session.execute(text("SELECT before, after FROM changes")).all()
        deeds = session.execute(text("SELECT what FROM deeds ORDER BY id")).scalars().all()
    return f"{rows} {deeds}"


def test_a_list_is_read_where_it_was_sealed_for_until_its_day(
    district: AnOffice, primary: AnOffice
) -> None:
    path = give(primary)
    lists = receiving(district)
    assert [each.status for each in lists.take([path])] == ["accepted"]
    assert [each.status for each in lists.take([path])] == ["already_held"]
    (view,) = lists.received()
    assert (view.organisation, view.purpose, view.rows) == ("Công đoàn T1", PURPOSE, 2)
    opened = receiving(district, UNTIL).open(view.id)
    assert sorted(row[0] for row in opened.rows) == ["Đoàn viên 0", "Đoàn viên 1"]
    assert opened.columns == ("Full name", "Date of birth")


def test_only_the_chosen_people_are_on_it(district: AnOffice, primary: AnOffice) -> None:
    path = give(primary, Query(filters=(Filter("full_name", "contains", "viên 1"),)))
    lists = receiving(district)
    lists.take([path])
    opened = lists.open(lists.received()[0].id)
    assert [row[0] for row in opened.rows] == ["Đoàn viên 1"]


def test_after_its_day_the_names_are_gone_and_the_journal_says_so(
    district: AnOffice, primary: AnOffice
) -> None:
    receiving(district).take([give(primary)])
    path = district.store.path
    assert path is not None
    after = receiving(district, date(2027, 4, 1))
    with pytest.raises(UserError, match="can be read no longer"):
        after.open(1)
    (view,) = after.received()
    assert view.removed_at is not None
    assert "Đoàn viên 1" not in journal(district)
    assert "List of people removed after its last day" in journal(district)
    assert "Đoàn viên 1".encode() not in path.read_bytes()
    assert after.remove_expired() == 0


def test_names_are_removed_before_their_day_when_they_are_needed_no_longer(
    district: AnOffice, primary: AnOffice
) -> None:
    lists = receiving(district)
    lists.take([give(primary)])
    lists.remove(1)
    with pytest.raises(UserError, match="can be read no longer"):
        lists.open(1)


def test_nothing_of_a_list_is_legible_on_its_way(primary: AnOffice) -> None:
    content = give(primary).read_bytes()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.namelist() == ["envelope.json", "sealed.age"]
        assert PURPOSE not in archive.read("envelope.json").decode()
    assert "Đoàn viên".encode() not in content


def test_what_was_given_out_is_remembered_without_names(primary: AnOffice) -> None:
    give(primary)
    (given,) = giving(primary).given()
    assert (given.purpose, given.receiver, given.rows) == (PURPOSE, "Công đoàn H1", 2)
    with primary.store.reading() as session:
        kept = session.execute(text("SELECT * FROM given_lists")).all()
        on_it = session.execute(text("SELECT * FROM given_people ORDER BY person_id")).all()
    assert "Đoàn viên" not in repr(kept)
    assert [each.list_id for each in on_it] == [1, 1]


def test_a_person_is_told_of_the_lists_that_they_were_on(primary: AnOffice) -> None:
    give(primary, Query(filters=(Filter("full_name", "contains", "viên 1"),)))
    with primary.store.reading() as session:
        people = session.execute(text("SELECT id, full_name FROM people ORDER BY id")).all()

    def told(name: str) -> list[str]:
        (person_id,) = [each.id for each in people if each.full_name == name]
        held = HeldData(primary.store, CATALOGUE).of(person_id)
        return [line.value for line in held.lines if line.part == "Lists handed out"]

    (said,) = told("Đoàn viên 1")
    assert said.endswith("The person was on it.")
    assert told("Đoàn viên 0") == []


@pytest.mark.parametrize("field", ["ethnicity", "political_theory", "party_joined_on"])
def test_what_is_sensitive_never_goes(primary: AnOffice, field: str) -> None:
    path = primary.folder / "list.ulist"
    with pytest.raises(UserError, match="never leaves the office by name"):
        giving(primary).give("members", Query(), ("full_name", field), PURPOSE, UNTIL, path)
    assert not path.exists()


@pytest.mark.parametrize("register", list(CATALOGUE), ids=lambda register: register.key)
def test_results_of_check_ups_are_on_no_list(primary: AnOffice, register: Any) -> None:
    offers = giving(primary)
    if offers.can_give(register.key):
        view = Records(primary.store, CATALOGUE).register(register.key)
        assert "result_class" not in {field.key for field in view.table_fields}
        assert "follow_up" not in {field.key for field in view.table_fields}
    else:
        path = primary.folder / "list.ulist"
        with pytest.raises(UserError, match="one person in every row"):
            offers.give(register.key, Query(), (), PURPOSE, UNTIL, path)
    assert not offers.can_give("checkups")


@pytest.mark.parametrize(
    ("purpose", "until", "field"),
    [
        (" ", UNTIL, "purpose"),
        (PURPOSE, None, "expires_on"),
        (PURPOSE, YEAR_END.date(), "expires_on"),
        (PURPOSE, date(2029, 1, 1), "expires_on"),
    ],
)
def test_a_list_has_a_purpose_and_a_day(
    primary: AnOffice, purpose: str, until: date | None, field: str
) -> None:
    path = primary.folder / "list.ulist"
    with pytest.raises(InvalidRecordError) as caught:
        giving(primary).give("members", Query(), COLUMNS, purpose, until, path)
    assert [problem.field for problem in caught.value.problems] == [field]
    assert giving(primary).given() == []


def test_an_empty_list_and_one_without_a_receiver_are_refused(
    levels: Levels, primary: AnOffice
) -> None:
    nobody = Query(filters=(Filter("full_name", "contains", "Không ai"),))
    with pytest.raises(UserError, match="Nobody is on this list"):
        give(primary, nobody)
    with pytest.raises(UserError, match="card of the body above is not here"):
        give(levels.primaries("T9")[0])


# Hostile files


def content_of(district: AnOffice, path: Path) -> tuple[dict[str, Any], str]:
    with zipfile.ZipFile(path) as archive, district.store.reading() as session:
        plain = unseal(archive.read("sealed.age"), identities(session))
    content, file = read_list(plain, path)
    return json.loads(file.content), content.title


def remade(
    district: AnOffice, office: AnOffice, change: Callable[[dict[str, Any]], object]
) -> Path:
    """A list that its office has signed, with other things on it."""
    path = give(office)
    values, _title = content_of(district, path)
    change(values)
    plain = signed(KIND, values, office_key(office.store)).encode()
    return sealed_again(district, path, plain)


def sealed_again(district: AnOffice, path: Path, plain: bytes) -> Path:
    recipient = district.cards.own().recipient
    assert recipient is not None
    path.write_bytes(sealed(plain, Receiver(district.code, "H"), recipient))
    return path


def why(district: AnOffice, path: Path) -> str:
    (taken,) = receiving(district).take([path])
    assert taken.status == "refused"
    assert receiving(district).received() == []
    return taken.why or ""


CHANGES: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda said: said.update(more=1), "damaged"),
    (lambda said: said.update(format=2), "newer UnionOffice"),
    (lambda said: said.update(purpose=""), "damaged"),
    (lambda said: said.pop("expires_on"), "damaged"),
    (lambda said: said.update(expires_on="2027-02-30"), "damaged"),
    (lambda said: said.update(expires_on="2026-12-31"), "expired on"),
    (lambda said: said["rows"].append(["x"]), "damaged"),
    (lambda said: said.update(rows=[["x", "y"]] * 5_001), "damaged"),
    (lambda said: said.update(rows=[["x" * 2_001, "y"]]), "damaged"),
    (lambda said: said["receiver"].update(uid=said["organisation"]["uid"]), "was made for"),
    (
        lambda said: said["organisation"].update(uid=said["receiver"]["uid"]),
        "is not expected to hand in here",
    ),
]


@pytest.mark.parametrize(("change", "reason"), CHANGES)
def test_a_list_must_be_exact(
    district: AnOffice,
    primary: AnOffice,
    change: Callable[[dict[str, Any]], object],
    reason: str,
) -> None:
    assert reason in why(district, remade(district, primary, change))


def test_a_list_that_is_not_sealed_is_refused(district: AnOffice, primary: AnOffice) -> None:
    path = give(primary)
    values, _title = content_of(district, path)
    path.write_text(signed(KIND, values, office_key(primary.store)))
    assert "only if they are sealed" in why(district, path)


def test_a_list_of_another_key_or_kind_is_refused(
    levels: Levels, district: AnOffice, primary: AnOffice
) -> None:
    path = give(primary)
    values, _title = content_of(district, path)
    stranger = office_key(levels.primaries("T9")[0].store)
    for kind, key, reason in (
        (KIND, stranger, "not the one enrolled"),
        ("forms", office_key(primary.store), "changed after it was signed"),
    ):
        plain = signed(kind, values, key).encode()
        assert reason in why(district, sealed_again(district, path, plain))


def test_a_revoked_key_gives_no_lists(district: AnOffice, primary: AnOffice) -> None:
    path = give(primary)
    district.keys.revoke("T1", "Mất máy")
    assert "revoked" in why(district, path)


def test_a_list_for_another_office_stays_closed(
    levels: Levels, district: AnOffice, primary: AnOffice
) -> None:
    other = levels.office("H2", "district")
    other.card()
    assert "sealed for “Công đoàn H1”" in why(other, give(primary))


def test_a_package_never_takes_a_list_in(district: AnOffice, primary: AnOffice) -> None:
    path = give(primary).rename(primary.folder / "list.upack")
    (file,) = district.collect(path)
    assert file.status == "refused"


def test_a_list_is_written_only_if_the_receiver_can_read_it(primary: AnOffice) -> None:
    path = primary.folder / "a.ulist"
    with pytest.raises(InvalidRecordError):
        giving(primary).give("members", Query(), COLUMNS, "x" * 501, UNTIL, path)
    assert not path.exists()
    giving(primary).give("members", Query(), COLUMNS, "x" * 500, UNTIL, path)
    assert path.exists()
