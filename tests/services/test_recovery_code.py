"""A chair who forgot the password comes back by a code on paper."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from support.accounts import NAMES, add_everybody, opened_as, sign_in
from support.offices import PRIMARY

from unionoffice.bootstrap import create_encrypted, open_workplace
from unionoffice.services.journal_pages import JournalQuery
from unionoffice.services.sign_in import NotAllowedError, WrongPasswordError
from unionoffice.store.store import open_store
from unionoffice.workplace import Workplace

ANOTHER = "mưa rào tháng bảy"


@pytest.fixture
def office(office_of_everybody: str) -> str:
    return office_of_everybody


@pytest.fixture
def chair(office: str) -> Iterator[Workplace]:
    workplace = opened_as(office, "chair")
    yield workplace
    workplace.close()


@pytest.fixture
def code(office: str) -> str:
    with contextlib.closing(opened_as(office, "chair")) as workplace:
        return workplace.accounts.renew_recovery_code()


def test_sole_chair_comes_back_by_the_code_on_paper_and_sets_a_new_password(
    office: str, code: str
) -> None:
    back = open_workplace(office, sign_in=sign_in("chair", f" {code.lower()} "))
    assert back.accounts.came_by_code
    assert back.store.who == NAMES["chair"]
    back.accounts.set_password(NAMES["chair"], ANOTHER)
    assert not back.accounts.came_by_code
    newest = [each.what for each in back.journal.page(JournalQuery(), 0, 2)]
    assert newest == ["Password set anew", "Signed in by the recovery code"]
    back.close()
    open_workplace(office, sign_in=sign_in("chair", ANOTHER)).close()


def test_code_opens_for_a_chair_only_and_a_new_one_takes_its_place(
    office: str, chair: Workplace
) -> None:
    former = chair.accounts.renew_recovery_code()
    code = chair.accounts.renew_recovery_code()
    chair.close()
    for wrong in (sign_in("clerk", code), sign_in("chair", former), sign_in("chair", code[:-1])):
        with pytest.raises(WrongPasswordError):
            open_workplace(office, sign_in=wrong)
    with contextlib.closing(open_store(office)) as store, store.remembering() as session:
        session.execute(text("UPDATE account_secrets SET wrong_tries = 0, wrong_at = NULL"))
    open_workplace(office, sign_in=sign_in("chair", code)).close()


def test_recovery_key_of_an_encrypted_office_is_proof_enough_and_its_passphrase_is_not(
    tmp_path: Path,
) -> None:
    """Everybody who works in the office knows the passphrase; the key lies with the chair."""
    office = str(tmp_path / "secret.uoffice")
    key = create_encrypted(office, PRIMARY, (), "bốn con trâu ăn cỏ")
    with contextlib.closing(open_workplace(office)) as place:
        add_everybody(place)
    with pytest.raises(WrongPasswordError):
        open_workplace(office, sign_in=sign_in("chair", "bốn con trâu ăn cỏ"))
    with pytest.raises(WrongPasswordError):
        open_workplace(office, sign_in=sign_in("clerk", key))
    with contextlib.closing(open_workplace(office, sign_in=sign_in("chair", key))) as place:
        assert place.accounts.came_by_code


def test_only_a_chair_makes_the_code_and_nobody_finds_it_in_the_office(
    office: str, chair: Workplace
) -> None:
    code = chair.accounts.renew_recovery_code()
    assert chair.accounts.has_recovery_code
    with chair.store.reading() as session:
        settings = " ".join(session.scalars(text("SELECT value FROM settings")))
    assert code not in settings
    assert code.replace("-", "") not in settings
    chair.close()
    with (
        contextlib.closing(opened_as(office, "treasurer")) as place,
        pytest.raises(NotAllowedError),
    ):
        place.accounts.renew_recovery_code()
