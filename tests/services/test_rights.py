"""Which role does what: every deed for every role, at the gate and through the services."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.accounts import NAMES, PASSWORD, add_everybody, make_office_of_everybody, opened_as
from support.offices import PRIMARY
from support.sources import ROOT

from unionoffice.bootstrap import create_office, open_workplace
from unionoffice.core.errors import UserError
from unionoffice.registers.accounts.model import ROLES
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.rights import MATRIX, OWN, RIGHT_OF, Right
from unionoffice.services.rights import NAMES as RIGHT_NAMES
from unionoffice.services.sign_in import NotAllowedError
from unionoffice.services.structure import DEED_NAMES
from unionoffice.workplace import Workplace

PROGRAM = ROOT / "unionoffice"
# Made before anybody can have an account, or by the maker of samples alone.
BEFORE_ACCOUNTS = {"Office founded", "Sample records entered"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("rights") / "office.uoffice")
    make_office_of_everybody(path)
    return path


@pytest.fixture(params=list(ROLES.keys))
def someone(request: pytest.FixtureRequest, office: str) -> Iterator[Workplace]:
    """The office, open for each role in turn."""
    workplace = opened_as(office, request.param)
    yield workplace
    workplace.close()


def role_of(workplace: Workplace) -> str:
    assert workplace.accounts.present is not None
    return workplace.accounts.present.role


def deeds_in_the_sources() -> set[str]:
    """Every text marked in the place where a deed is begun."""
    found = set(DEED_NAMES.values())
    for path in PROGRAM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr == "writing" and node.args and isinstance(node.args[0], ast.Call):
                (text,) = node.args[0].args
                assert isinstance(text, ast.Constant)
                found.add(text.value)
    return found


def test_every_right_has_a_name_and_a_line_in_the_matrix() -> None:
    assert set(MATRIX) == set(RIGHT_NAMES) == set(Right)
    assert all("chair" in roles for roles in MATRIX.values())


def test_every_deed_of_the_program_has_its_place() -> None:
    placed = {*RIGHT_OF, *OWN, *BEFORE_ACCOUNTS}
    assert deeds_in_the_sources() - placed == set(), "place them in services/rights.py"


def test_an_auditor_writes_nothing_into_the_office() -> None:
    assert {right for right, roles in MATRIX.items() if "auditor" in roles} == {Right.WRITE_OUT}


def test_the_gate_asks_for_every_deed_of_every_role(someone: Workplace) -> None:
    role = role_of(someone)
    for deed, right in RIGHT_OF.items():
        assert passes(someone, deed, "members") == (role in MATRIX[right]), deed
    for deed in OWN:
        assert passes(someone, deed, "")
    assert passes(someone, "A deed that nobody knows", "") == (role == "chair")


def test_registers_of_money_are_kept_by_those_who_answer_for_it(someone: Workplace) -> None:
    for register in CATALOGUE:
        right = Right.MONEY if register.is_of_money else Right.RECORDS
        allowed = role_of(someone) in MATRIX[right]
        assert passes(someone, "Record entered", register.key) == allowed, register.key
        assert someone.accounts.may(Right.RECORDS, register.key) == allowed


def passes(workplace: Workplace, deed: str, register: str) -> bool:
    try:
        with workplace.store.writing(deed, register):
            raise _GoBackError
    except NotAllowedError:
        return False
    except _GoBackError:
        return True


class _GoBackError(Exception):
    """The deed was let through, and is not to be kept."""


def save_a(register: str, **values: Any) -> Callable[[Workplace], object]:
    def deed(workplace: Workplace) -> None:
        draft = workplace.desk.blank(register)
        draft.values |= values
        workplace.desk.save(register, draft, None)

    return deed


# One real deed of a service for every right; what it answers beside a refusal does not matter.
DEEDS: dict[Right, Callable[[Workplace], object]] = {
    Right.RECORDS: save_a("members", full_name="Trần Văn An"),
    Right.MONEY: save_a("benefits", given_on=date(2026, 3, 1), kind="gift"),
    Right.BRING_IN: lambda office: office.importing.bring_in("members", []),
    Right.BACK_UP: lambda office: office.safety.remind_after(20),
    Right.SEND: lambda office: office.store.gate.require(Right.SEND),
    Right.OFFICE: lambda office: office.office.change(office.office.own()),
    Right.KEYS: lambda office: office.cards.renew_key(),
    Right.ENCRYPT: lambda office: office.secrecy.change_passphrase(PASSWORD, PASSWORD),
    Right.ACCOUNTS: lambda office: office.accounts.unlock(NAMES["clerk"]),
}


@pytest.mark.parametrize("right", list(DEEDS), ids=str)
def test_services_refuse_what_is_not_for_the_role(someone: Workplace, right: Right) -> None:
    if role_of(someone) in MATRIX[right]:
        try:
            DEEDS[right](someone)
        except NotAllowedError:
            pytest.fail("refused")
        except UserError:
            pass  # let through, and then wrong for another reason
        return
    with pytest.raises(NotAllowedError, match="not for the role"):
        DEEDS[right](someone)


@pytest.mark.parametrize("deed", ["add", "change", "remove", "set_password", "let_see"])
def test_only_the_chair_keeps_accounts(office: str, deed: str) -> None:
    deeds: dict[str, Callable[[Workplace], object]] = {
        "add": lambda place: place.accounts.add("Mới", "chair", PASSWORD),
        "change": lambda place: place.accounts.change(NAMES["clerk"], role="chair"),
        "remove": lambda place: place.accounts.remove(NAMES["auditor"]),
        "set_password": lambda place: place.accounts.set_password(NAMES["chair"], PASSWORD),
        "let_see": lambda place: place.accounts.let_see(["clerk"]),
    }
    for role in ("treasurer", "clerk", "auditor"):
        workplace = opened_as(office, role)
        before = workplace.accounts.all()
        with pytest.raises(NotAllowedError):
            deeds[deed](workplace)
        assert workplace.accounts.all() == before
        workplace.close()


def test_nobody_undoes_what_he_may_not_do(tmp_path: Path) -> None:
    path = str(tmp_path / "office.uoffice")
    create_office(path, PRIMARY)
    chair = open_workplace(path)
    save_a("members", full_name="Trần Văn An")(chair)
    draft = chair.desk.blank("loans")
    person = chair.desk.find_people("Tran")[0].id
    draft.values |= {"person": person, "amount": 5_000_000, "lent_on": date(2026, 3, 1)}
    chair.desk.save("loans", draft, None)
    add_everybody(chair)
    chair.close()

    clerk = opened_as(path, "clerk")
    last = clerk.desk.last_deed()
    assert last is not None
    with pytest.raises(NotAllowedError):
        clerk.desk.undo(last.id)
    clerk.close()

    treasurer = opened_as(path, "treasurer")
    treasurer.desk.undo(last.id)
    treasurer.close()


def test_a_refusal_says_what_it_is_for_and_who_may(office: str) -> None:
    clerk = opened_as(office, "clerk")
    assert clerk.accounts.why_not(Right.SEND) == (
        "Sending returns and lists: not for the role “Clerk”. It is for: Chair."
    )
    assert clerk.accounts.why_not(Right.RECORDS) == ""
    clerk.close()
