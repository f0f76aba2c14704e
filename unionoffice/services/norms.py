"""The rules in force in this office: those of the program, of the federation, and its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from unionoffice.core.errors import InvalidRecordError, Problem, UserError
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean
from unionoffice.core.toml_text import toml_text
from unionoffice.registerkit.norms import (
    LONGEST_TEXT,
    NORMS,
    InForce,
    Norm,
    Norms,
    Pack,
    Value,
    bundled_packs,
    parse_pack,
)
from unionoffice.registers.organisation.model import Setting
from unionoffice.services.office import own_organisation, read_setting, write_setting
from unionoffice.store.store import Store

HANDED_OUT = "rules:"  # the settings that keep packs of the federation, by their ids
OWN_GIVEN = "own_rules_given"  # the setting that keeps what of that was handed out last
OWN = "own_rules"  # the setting that keeps what the office has entered


@dataclass(frozen=True)
class NormView:
    """One rule as the settings show it; `in_force` is None where nobody has said a value."""

    norm: Norm
    in_force: InForce | None
    earlier: tuple[InForce, ...]


class NormService:
    """Shows the rules, and lets the office enter values of its own."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def views(self, day: date) -> list[NormView]:
        """Every rule the program knows, as it stands on that day."""
        with self._store.reading() as session:
            norms = norms_of(session)
        views = []
        for norm in NORMS.values():
            found = norms.in_force(norm.key, day)
            others = tuple(each for each in norms.history(norm.key) if each is not found)
            views.append(NormView(norm, found, others))
        return views

    def enter(
        self, key: str, number: Decimal, first: date | None, document: str, article: str = ""
    ) -> None:
        """Let the office's own value stand from a day on; one of the same day is replaced.

        Choices of the office are settings and not journalled: what they were before is entered
        again. Raises InvalidRecordError for a value that cannot be, or without its source.
        """
        problems = _problems(NORMS[key], number, document, article)
        if problems:
            raise InvalidRecordError(problems)
        value = Value(key, number, first, None, clean(document), clean(article))
        with self._store.writing(N_("Rule entered")) as session:
            kept = [each for each in _own_values(session) if (each.key, each.first) != (key, first)]
            write_setting(session, OWN, msgspec.to_builtins([*kept, value]))

    def own(self) -> tuple[Value, ...]:
        """What the office itself has entered."""
        with self._store.reading() as session:
            return tuple(_own_values(session))

    def from_above(self) -> tuple[Pack, ...]:
        """The packs that the body above has handed out to this office."""
        with self._store.reading() as session:
            return tuple(parse_pack(text.encode(), "rules") for text in texts_from_above(session))

    def withdraw(self, key: str) -> None:
        """Forget what the office itself has entered for a rule."""
        with self._store.writing(N_("Rule withdrawn")) as session:
            kept = [each for each in _own_values(session) if each.key != key]
            write_setting(session, OWN, msgspec.to_builtins(kept))


def norms_of(session: Session) -> Norms:
    """The rules as this office has them."""
    handed = session.scalars(_from_above())
    own = Pack("own", 1, {}, tuple(_own_values(session)))
    return Norms(
        [
            *(("program", pack) for pack in _bundled()),
            *(("federation", _parsed(text)) for text in handed),
            ("office", own),
        ]
    )


def texts_from_above(session: Session) -> list[str]:
    """The packs that were handed out to this office, as their files."""
    handed = session.scalars(_from_above().order_by(Setting.key))
    return [str(msgspec.json.decode(stored)) for stored in handed]


def _from_above() -> Select[Any]:
    return select(Setting.value).where(Setting.key.startswith(HANDED_OUT))


def own_pack(store: Store) -> Pack:
    """What this office has entered, as a pack for others; each giving counts its version up.

    Raises UserError where nothing was entered.
    """
    with store.writing(N_("Rules handed out")) as session:
        values = tuple(_own_values(session))
        if not values:
            raise UserError(N_("This office has entered no rules of its own to hand out."))
        own = own_organisation(session)
        given = read_setting(session, OWN_GIVEN, {"version": 0})
        stored = msgspec.to_builtins(values)
        if given.get("values") != stored:
            given = {"version": given["version"] + 1, "values": stored}
            write_setting(session, OWN_GIVEN, given)
        return Pack(f"own-{own.uid.lower()}", given["version"], {"vi": clean(own.name)}, values)


def pack_text(pack: Pack) -> str:
    """The pack as the file that it would be."""
    values = [
        {
            "key": each.key,
            "value": each.value,
            "from": each.first,
            "to": each.last,
            "document": each.document,
            "article": each.article,
        }
        for each in pack.values
    ]
    head = {"id": pack.id, "version": pack.version, "name": pack.name}
    return toml_text({**head, "value": values})


def _own_values(session: Session) -> list[Value]:
    return msgspec.convert(read_setting(session, OWN, []), list[Value])


@lru_cache(maxsize=1)
def _bundled() -> tuple[Pack, ...]:
    return tuple(bundled_packs())


@lru_cache(maxsize=16)
def _parsed(stored: str) -> Pack:
    text: Any = msgspec.json.decode(stored)
    return parse_pack(str(text).encode(), "rules")


def _problems(norm: Norm, number: Decimal, document: str, article: str) -> list[Problem]:
    problems = []
    if not (number.is_finite() and 0 <= number <= norm.largest):
        problems.append(Problem("number", N_("This value cannot be.")))
    if not clean(document):
        problems.append(Problem("document", N_("Say which document the value stands in.")))
    for field, text in (("document", document), ("article", article)):
        if len(text) > LONGEST_TEXT:
            problems.append(Problem(field, N_("These words are too long.")))
    return problems
