"""Accounts: who comes in, who does not, and what never stands in the open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from support.accounts import NAMES, PASSWORD, add_everybody, opened_as, sign_in
from support.offices import PRIMARY

from unionoffice.bootstrap import account_names, create_office, open_workplace
from unionoffice.core.errors import UserError
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.accounts import Accounts
from unionoffice.services.journal_pages import JournalQuery
from unionoffice.services.sign_in import (
    LONGEST_WAIT,
    MOST_TRIES,
    WrongPasswordError,
    waiting_time,
)
from unionoffice.services.who import SignIn, SignInNeededError
from unionoffice.store.store import Store, open_store
from unionoffice.workplace import Workplace

ANOTHER = "mưa rào tháng bảy"


@pytest.fixture(params=["office_of_everybody", "postgresql_office_of_everybody"])
def office(request: pytest.FixtureRequest) -> str:
    """An office with an account of every role, once in a file and once on a server."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def chair(office: str) -> Iterator[Workplace]:
    workplace = opened_as(office, "chair")
    yield workplace
    workplace.close()


class Clock:
    """A clock that a test winds."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, span: timedelta) -> None:
        self.now += span


@pytest.fixture
def door(office: str) -> Iterator[Store]:
    store = open_store(office)
    yield store
    store.close()


def try_wrong(store: Store, role: str, clock: Clock, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPasswordError):
            Accounts(store, CATALOGUE, clock).enter(sign_in(role, "không phải"))
        clock.wait(LONGEST_WAIT)


def test_an_office_without_accounts_is_open_to_everybody(store: Store) -> None:
    accounts = Accounts(store, CATALOGUE)
    accounts.enter(None)
    assert accounts.present is None
    assert accounts.sees_sensitive
    assert accounts.may("keys")


def test_the_first_account_is_the_chairs_and_at_work_at_once(store: Store) -> None:
    accounts = Accounts(store, CATALOGUE)
    accounts.enter(None)
    with pytest.raises(UserError, match="has to be the chair's"):
        accounts.add("Hoa", "clerk", PASSWORD)

    accounts.add("  Lan ", "chair", PASSWORD)

    assert accounts.present is not None
    assert (accounts.present.name, accounts.present.role) == ("Lan", "chair")
    assert store.who == "Lan"


def test_nobody_comes_in_without_saying_who(office: str) -> None:
    with pytest.raises(SignInNeededError) as refused:
        open_workplace(office)
    assert sorted(refused.value.names) == sorted(NAMES.values())


def test_the_name_is_taken_whatever_its_case_and_accents(office: str) -> None:
    workplace = open_workplace(office, sign_in=SignIn("nguyen thi LAN", PASSWORD))
    assert workplace.accounts.present is not None
    assert workplace.store.who == NAMES["chair"]
    workplace.close()


def test_what_is_done_stands_in_the_journal_under_the_account(office: str) -> None:
    workplace = opened_as(office, "clerk")
    draft = workplace.desk.blank("members")
    draft.values["full_name"] = "Trần Văn An"
    saved = workplace.desk.save("members", draft, None)
    assert workplace.desk.history("members", saved.id)[0].who == NAMES["clerk"]
    workplace.close()


@pytest.mark.parametrize(
    "given", [SignIn("Hoa", "không phải"), SignIn("Nobody", PASSWORD), SignIn("Hoa", "")]
)
def test_wrong_names_and_passwords_say_the_same(office: str, given: SignIn) -> None:
    with pytest.raises(WrongPasswordError, match=r"^Name or password is wrong\.$"):
        open_workplace(office, sign_in=given)


def test_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    waits = [waiting_time(tries).total_seconds() for tries in range(1, 14)]
    assert waits == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_whoever_tries_too_soon_has_to_wait_even_with_the_right_password(door: Store) -> None:
    clock = Clock()
    for _ in range(3):
        with pytest.raises(WrongPasswordError):
            Accounts(door, CATALOGUE, clock).enter(sign_in("clerk", "không phải"))
    with pytest.raises(UserError, match="Wait 3 s"):
        Accounts(door, CATALOGUE, clock).enter(sign_in("clerk"))

    clock.wait(timedelta(seconds=3))
    Accounts(door, CATALOGUE, clock).enter(sign_in("clerk"))


def test_a_clock_that_was_put_back_does_not_lengthen_the_wait(door: Store) -> None:
    clock = Clock()
    try_wrong(door, "clerk", clock, 3)
    clock.now = datetime(1970, 1, 1, tzinfo=UTC)
    with pytest.raises(UserError, match="Wait 3 s"):
        Accounts(door, CATALOGUE, clock).enter(sign_in("clerk"))


def test_ten_wrong_tries_lock_an_account_until_the_chair_unlocks_it(door: Store) -> None:
    clock = Clock()
    try_wrong(door, "clerk", clock, MOST_TRIES)
    clock.wait(timedelta(days=30))
    with pytest.raises(UserError, match="this account is locked"):
        Accounts(door, CATALOGUE, clock).enter(sign_in("clerk"))

    chair = Accounts(door, CATALOGUE, clock)
    chair.enter(sign_in("chair"))
    assert [each.name for each in chair.all() if each.is_locked] == ["Hoa"]
    chair.unlock("Hoa")

    Accounts(door, CATALOGUE, clock).enter(sign_in("clerk"))


def test_the_only_chair_is_slowed_down_but_never_locked_out(door: Store) -> None:
    clock = Clock()
    try_wrong(door, "chair", clock, MOST_TRIES + 3)
    Accounts(door, CATALOGUE, clock).enter(sign_in("chair"))


def test_a_password_set_anew_lifts_the_lock_out(door: Store) -> None:
    clock = Clock()
    try_wrong(door, "clerk", clock, MOST_TRIES)
    chair = Accounts(door, CATALOGUE, clock)
    chair.enter(sign_in("chair"))
    chair.set_password("Hoa", ANOTHER)
    Accounts(door, CATALOGUE, clock).enter(sign_in("clerk", ANOTHER))


def test_the_own_password_is_changed_by_the_one_of_until_now(office: str) -> None:
    clerk = opened_as(office, "clerk")
    with pytest.raises(WrongPasswordError):
        clerk.accounts.change_own_password("không phải", ANOTHER)
    with pytest.raises(UserError, match="At least 8"):
        clerk.accounts.change_own_password(PASSWORD, "ngắn")
    clerk.accounts.change_own_password(PASSWORD, ANOTHER)
    clerk.close()

    open_workplace(office, sign_in=sign_in("clerk", ANOTHER)).close()


def test_the_last_chair_stays(chair: Workplace) -> None:
    accounts, name = chair.accounts, NAMES["chair"]
    for deed in (
        lambda: accounts.remove(name),
        lambda: accounts.change(name, role="clerk"),
        lambda: accounts.change(name, is_active=False),
    ):
        with pytest.raises(UserError, match="The last chair stays"):
            deed()

    accounts.change("Minh", role="chair")
    accounts.remove(name)
    assert [each.name for each in accounts.all() if each.role == "chair"] == ["Minh"]


def test_a_closed_account_comes_in_no_more_and_is_not_offered(
    chair: Workplace, office: str
) -> None:
    chair.accounts.change("Hoa", is_active=False)
    chair.close()
    with pytest.raises(UserError, match="account is closed"):
        opened_as(office, "clerk")
    if "://" not in office:
        assert "Hoa" not in account_names(office)


@pytest.mark.parametrize("name", ["", "   ", "…", "a" * 61])
def test_names_that_are_none_are_refused(chair: Workplace, name: str) -> None:
    with pytest.raises(UserError, match="60 letters at most"):
        chair.accounts.add(name, "clerk", PASSWORD)


def test_two_accounts_never_share_a_name(chair: Workplace) -> None:
    with pytest.raises(UserError, match="already"):
        chair.accounts.add("HOA", "clerk", PASSWORD)


def test_who_loses_the_role_meanwhile_does_nothing_more(postgresql_url: str) -> None:
    create_office(postgresql_url, PRIMARY)
    first = open_workplace(postgresql_url)
    second = open_workplace(postgresql_url)
    add_everybody(first)
    draft = second.desk.blank("members")
    draft.values["full_name"] = "Trần Văn An"
    with pytest.raises(UserError, match="has accounts now"):
        second.desk.save("members", draft, None)
    second.close()

    clerk = opened_as(postgresql_url, "clerk")
    first.accounts.change("Hoa", role="auditor")
    with pytest.raises(UserError, match="not for the role"):
        clerk.desk.save("members", draft, None)
    first.accounts.change("Hoa", is_active=False)
    with pytest.raises(UserError, match="Your account was closed"):
        clerk.desk.save("members", draft, None)
    first.close()
    clerk.close()


def test_no_password_stands_anywhere_in_the_office(office: str, chair: Workplace) -> None:
    with chair.store.reading() as session:
        kept = session.scalars(text("SELECT password_hash FROM account_secrets")).all()
        journal = " ".join(
            f"{before} {after}"
            for before, after in session.execute(text("SELECT before, after FROM changes"))
        )
    assert len(kept) == 4 == len(set(kept))
    assert all(each.startswith("$argon2id$v=19$m=") for each in kept)
    assert "Hoa" in journal
    assert "argon2" not in journal
    assert PASSWORD not in journal
    if "://" not in office:
        assert PASSWORD.encode() not in Path(office).read_bytes()


def test_the_journal_shows_who_gave_whom_which_role(chair: Workplace) -> None:
    chair.accounts.change("Hoa", role="auditor", is_active=False)
    (newest, *_rest) = chair.journal.page(JournalQuery(), 0, 1)
    told = [
        (each.record, each.label, each.before, each.after)
        for each in chair.journal.fields_of(newest.id)
    ]
    assert told == [
        ("Hoa", "Role", "Clerk", "Auditor, only reads"),
        ("Hoa", "Can sign in", "Yes", "No"),
    ]


def test_a_password_shows_in_no_text_made_of_a_sign_in() -> None:
    assert PASSWORD not in repr(sign_in("chair"))
