"""A torn office gives up what is left of it, into a new file that passes every check."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from support.offices import OfficeMaker
from support.records import a_member, add

from unionoffice.core.errors import DamagedFileError, UserError
from unionoffice.core.files import sha256_of
from unionoffice.store.backups import look_at
from unionoffice.store.salvage import proposed_place, salvage
from unionoffice.store.store import open_store

pytestmark = pytest.mark.slow

PAGE = 4096
PEOPLE = 300


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("salvage")
    path = folder / "office.uoffice"
    store = OfficeMaker(folder).make(path)
    people = [a_member(f"Nguyễn Văn Thứ {number}") for number in range(PEOPLE)]
    add(store, *people)
    store.close()
    return path


@pytest.fixture
def torn(good: Path, tmp_path: Path) -> Path:
    path = tmp_path / "torn.uoffice"
    path.write_bytes(good.read_bytes())
    return path


def tear(path: Path, *pages: int) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE : page * PAGE] = b"\xa5" * PAGE
    path.write_bytes(content)


def names_in(path: Path) -> set[str]:
    connection = dbapi2.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return {row[0] for row in connection.execute("SELECT full_name FROM people")}
    finally:
        connection.close()


def root_page_of(path: Path, table: str) -> bytes:
    connection = dbapi2.connect(f"{path.as_uri()}?mode=ro", uri=True)
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)
    ).fetchone()
    connection.close()
    page = path.read_bytes()[(root - 1) * PAGE : root * PAGE]
    assert page[0] == 5, "an interior page is expected"
    return page


def rightmost_page_of(path: Path, table: str) -> int:
    return int.from_bytes(root_page_of(path, table)[8:12], "big")


def leaf_pages_of(path: Path, table: str) -> list[int]:
    """Pages that hold rows of a table, found by looking for its b-tree from its root."""
    page = root_page_of(path, table)
    cells = int.from_bytes(page[3:5], "big")
    places = (int.from_bytes(page[12 + 2 * n : 14 + 2 * n], "big") for n in range(cells))
    return [int.from_bytes(page[place : place + 4], "big") for place in places]


def test_sound_office_comes_out_whole(good: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.uoffice"

    salvaged = salvage(good, target)

    assert salvaged.missing == 0
    assert names_in(target) == names_in(good)
    assert look_at(target).complaint == ""
    open_store(target).close()


def test_torn_page_costs_its_own_rows_and_no_others(good: Path, torn: Path) -> None:
    lost_page = leaf_pages_of(good, "people")[2]
    tear(torn, lost_page)
    before = sha256_of(torn)
    target = torn.with_name("new.uoffice")

    salvaged = salvage(torn, target)

    left = names_in(target)
    assert left < names_in(good)
    assert len(left) > PEOPLE * 0.8
    assert salvaged.lost["people"] >= PEOPLE - len(left)
    assert look_at(target).complaint == ""
    assert sha256_of(torn) == before
    open_store(target).close()


def test_lines_of_people_who_are_gone_are_left_out_too(good: Path, torn: Path) -> None:
    tear(torn, leaf_pages_of(good, "people")[1])
    target = torn.with_name("new.uoffice")

    salvaged = salvage(torn, target)

    assert salvaged.lost["memberships"] > 0
    assert salvaged.saved["memberships"] == len(names_in(target))


def test_torn_first_bytes_are_put_back(good: Path, torn: Path) -> None:
    content = bytearray(torn.read_bytes())
    content[:16] = b"\0" * 16
    torn.write_bytes(content)
    with pytest.raises(DamagedFileError):
        open_store(torn)
    target = torn.with_name("new.uoffice")

    assert salvage(torn, target).missing == 0
    assert names_in(target) == names_in(good)


def test_any_torn_page_leaves_a_sound_new_file_or_a_plain_refusal(good: Path, torn: Path) -> None:
    chance = random.Random(81)
    whole = good.read_bytes()
    names = names_in(good)
    came_out = 0
    for attempt in range(25):
        torn.write_bytes(whole)
        tear(torn, chance.randrange(1, len(whole) // PAGE + 1))
        target = torn.with_name(f"new-{attempt}.uoffice")
        try:
            salvage(torn, target)
        except UserError:
            assert not target.exists()
            continue
        came_out += 1
        assert look_at(target).complaint == ""
        assert names_in(target) <= names
        open_store(target).close()
    assert came_out >= 20


def test_nothing_readable_is_said_and_leaves_no_file(tmp_path: Path) -> None:
    empty = tmp_path / "empty.uoffice"
    empty.write_bytes(b"\0" * 5 * PAGE)
    with pytest.raises(DamagedFileError, match="can be read"):
        salvage(empty, tmp_path / "new.uoffice")
    assert [path.name for path in tmp_path.iterdir()] == ["empty.uoffice"]


def test_what_stands_at_the_target_is_never_overwritten(good: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.uoffice"
    target.write_text("kept")
    with pytest.raises(UserError, match="already exists"):
        salvage(good, target)
    assert target.read_text() == "kept"
    assert proposed_place(tmp_path / "office.uoffice").parent == tmp_path


def test_a_torn_number_of_a_row_does_not_keep_the_rescue_busy_for_ever(
    torn: Path, tmp_path: Path
) -> None:
    content = bytearray(torn.read_bytes())
    start = (rightmost_page_of(torn, "people") - 1) * PAGE
    cells = int.from_bytes(content[start + 3 : start + 5], "big")
    place = start + 8 + 2 * (cells - 1)
    cell = start + int.from_bytes(content[place : place + 2], "big")
    number = cell + (2 if content[cell] & 0x80 else 1)
    content[number : number + 9] = b"\xbf" + b"\xff" * 8
    torn.write_bytes(content)

    salvaged = salvage(torn, tmp_path / "new.uoffice")

    assert salvaged.lost["people"] >= 1
    assert salvaged.saved["people"] == PEOPLE - 1
