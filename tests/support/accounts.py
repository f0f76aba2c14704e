"""An office with one account of every role, and ways in."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from support.offices import PRIMARY
from unionoffice.bootstrap import create_office, open_workplace
from unionoffice.services.who import SignIn
from unionoffice.workplace import Workplace

PASSWORD = "lúa chín vàng đồng"
NAMES = {"chair": "Nguyễn Thị Lan", "treasurer": "Minh", "clerk": "Hoa", "auditor": "Kiểm"}
OpenAs = Callable[[str], Workplace]


def make_office_of_everybody(place: str) -> None:
    """A primary office with one account of each role, in a file or on a server."""
    create_office(place, PRIMARY)
    with contextlib.closing(open_workplace(place)) as workplace:
        add_everybody(workplace)


def add_everybody(workplace: Workplace) -> None:
    """One account of each role, the chair's first."""
    for role, name in NAMES.items():
        workplace.accounts.add(name, role, PASSWORD)


def sign_in(role: str, password: str = PASSWORD) -> SignIn:
    return SignIn(NAMES[role], password)


def opened_as(office: str, role: str) -> Workplace:
    return open_workplace(office, sign_in=sign_in(role))
