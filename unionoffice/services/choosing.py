"""Finding somebody or something to refer to, as one types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from unionoffice.core import formatting
from unionoffice.core.text import sought_words
from unionoffice.registers.catalogue import Catalogue
from unionoffice.registers.organisation.model import Unit
from unionoffice.registers.people.model import Employment, Person
from unionoffice.services.views import NamedChoice
from unionoffice.store.store import Store


class Choosing:
    """People, units and records by the beginning of what one types, accents aside."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._catalogue = catalogue

    def find_people(self, text: str, limit: int = 20) -> list[NamedChoice]:
        """People whose name or numbers hold every typed word, in the order of names."""
        words = [Person.search_text.contains(word, autoescape=True) for word in sought_words(text)]
        with self._store.reading() as session:
            found = session.execute(
                select(Person.id, Person.full_name, Person.birth_date, Unit.name)
                .outerjoin(
                    Employment,
                    (Employment.person_id == Person.id) & (Employment.is_current == True),  # noqa: E712
                )
                .outerjoin(Unit, Unit.id == Employment.unit_id)
                .where(Person.voided_at.is_(None), *words)
                .order_by(Person.name_key, Person.id)
                .limit(limit)
            )
            return [
                NamedChoice(id_, name, " · ".join(filter(None, (formatting.day(birth), unit))))
                for id_, name, birth, unit in found
            ]

    def find_units(self, text: str, limit: int = 50) -> list[NamedChoice]:
        words = [Unit.search_text.contains(word, autoescape=True) for word in sought_words(text)]
        with self._store.reading() as session:
            parents = {row.id: row.name for row in session.execute(select(Unit.id, Unit.name))}
            found = session.execute(
                select(Unit.id, Unit.name, Unit.parent_id)
                .where(Unit.voided_at.is_(None), *words)
                .order_by(Unit.name, Unit.id)
                .limit(limit)
            )
            return [
                NamedChoice(id_, name, parents.get(parent, "") if parent else "")
                for id_, name, parent in found
            ]

    def find_records(self, register_key: str, text: str, limit: int = 20) -> list[NamedChoice]:
        """Records of a register that others refer to, newest first."""
        register = self._catalogue[register_key]
        model: Any = register.model
        name = register.names
        if name is None:
            return []
        words = [model.search_text.contains(word, autoescape=True) for word in sought_words(text)]
        day = register.event.attribute if register.event is not None else name.attribute
        with self._store.reading() as session:
            found = session.execute(
                select(model.id, name.attribute, day)
                .where(model.voided_at.is_(None), *words)
                .order_by(*register.order_by)
                .limit(limit)
            )
            return [
                NamedChoice(id_, text_ or "–", formatting.show(when) if when != text_ else "")
                for id_, text_, when in found
            ]

    def names_of_records(self, keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """What records are called, by register and id; those that have no name are left out."""
        by_register: dict[str, set[int]] = {}
        for register_key, id_ in keys:
            by_register.setdefault(register_key, set()).add(id_)
        found: dict[tuple[str, int], str] = {}
        with self._store.reading() as session:
            for register_key, ids in by_register.items():
                name = self._catalogue[register_key].names
                if name is None:
                    continue
                model: Any = self._catalogue[register_key].model
                rows = session.execute(
                    select(model.id, name.attribute).where(model.id.in_(sorted(ids)))
                )
                found |= {(register_key, id_): text for id_, text in rows if text}
        return found
