"""The office itself: who we are, and what the office has chosen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.errors import InvalidRecordError, Problem
from unionoffice.core.i18n import N_
from unionoffice.core.identity import new_uid
from unionoffice.core.text import clean, fold
from unionoffice.registers.organisation.model import LEVELS, Organisation, Setting, Unit
from unionoffice.services.signing_keys import make_key
from unionoffice.services.views import NamedChoice
from unionoffice.store.store import Store

SEALS_BLANKS: Final = "seals_blanks"  # noted once no blank form leaves the office unsealed


@dataclass(frozen=True)
class OwnOrganisation:
    """Who this office is, and how its papers are headed and signed."""

    code: str
    name: str
    level: str  # primary, district, province or national
    parent_code: str = ""
    parent_name: str = ""
    place: str = ""  # of the date line: "An Giang"
    signs_for: str = ""  # "TM. BAN CHẤP HÀNH"; empty: what the form has for this level
    signer_title: str = ""  # "CHỦ TỊCH"
    signer_name: str = ""
    recipients: str = ""  # one per line; empty: what the form has
    uid: str = ""

    @property
    def collects(self) -> bool:
        """Whether the office receives returns from bodies below it."""
        return self.level != "primary"

    @property
    def hands_in(self) -> bool:
        """Whether there is a body above that receives returns of this office."""
        return self.level != LEVELS.keys[-1]


class Office:
    """Questions about, and changes of, the office as a whole."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def found(self, own: OwnOrganisation, units: Sequence[str] = ()) -> None:
        """Enter the organisation of a new, empty office, and its units by their names."""
        check_own(own)
        with self._store.writing(N_("Office founded")) as session:
            organisation = Organisation(uid=new_uid(), is_own=True)
            session.add(organisation)
            _fill(organisation, own)
            make_key(session)
            write_setting(session, SEALS_BLANKS, True)
            session.add_all(Unit(name=name, search_text=fold(name)) for name in units)

    def own(self) -> OwnOrganisation:
        with self._store.reading() as session:
            return own_organisation(session)

    def change(self, own: OwnOrganisation) -> None:
        """Change name, code, level, papers; the identity (`uid`) stays."""
        check_own(own)
        with self._store.writing(N_("Office details changed")) as session:
            _fill(_own(session), own)

    def setting(self, key: str, default: Any = None) -> Any:
        with self._store.reading() as session:
            return read_setting(session, key, default)

    def set_setting(self, key: str, value: Any) -> None:
        """Remember a choice; choices are no records and are not journalled."""
        with self._store.writing(N_("Setting changed")) as session:
            write_setting(session, key, value)


def levels() -> list[NamedChoice]:
    """The levels an organisation can be of: untranslated names, keys as notes."""
    return [NamedChoice(place, choice.label, choice.key) for place, choice in enumerate(LEVELS)]


def own_organisation(session: Session) -> OwnOrganisation:
    """The own organisation as a plain value."""
    own = _own(session)
    names = OwnOrganisation.__dataclass_fields__
    return OwnOrganisation(**{name: getattr(own, name) or "" for name in names})


def _own(session: Session) -> Organisation:
    own = select(Organisation).where(Organisation.is_own == True)  # noqa: E712 - SQL
    # It was founded before all others: thus nobody looks through the rest of a province.
    return session.scalars(own.order_by(Organisation.id).limit(1)).one()


def read_setting(session: Session, key: str, default: Any = None) -> Any:
    row = session.get(Setting, key)
    return default if row is None else json.loads(row.value)


def write_setting(session: Session, key: str, value: Any) -> None:
    session.merge(Setting(key=key, value=json.dumps(value, ensure_ascii=False)))


def _fill(organisation: Organisation, own: OwnOrganisation) -> None:
    for name, value in asdict(own).items():
        if name != "uid":
            text = value.strip() if name == "recipients" else clean(value)
            setattr(organisation, name, text or None)


def check_own(own: OwnOrganisation) -> None:
    """Raise InvalidRecordError when code, name or level are missing."""
    problems = _problems(own)
    if problems:
        raise InvalidRecordError(problems)


def _problems(own: OwnOrganisation) -> list[Problem]:
    problems = []
    if not clean(own.code):
        problems.append(Problem("code", N_("Enter the code of the organisation.")))
    if not clean(own.name):
        problems.append(Problem("name", N_("Enter the name of the organisation.")))
    if own.level not in LEVELS:
        problems.append(Problem("level", N_("Choose the level of the organisation.")))
    return problems
