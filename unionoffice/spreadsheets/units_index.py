"""Units by name; those that a list names for the first time are entered."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.text import clean, fold
from unionoffice.registers.organisation.model import Unit
from unionoffice.store.bulk import Bulk


class UnitsIndex:
    """Finds units by name without regard to case, and collects the new ones."""

    def __init__(self, session: Session) -> None:
        units = select(Unit.id, Unit.name).where(Unit.voided_at.is_(None))
        self._ids = {_key(name): id_ for id_, name in session.execute(units)}
        self._bulk = Bulk(session)
        self._by_text: dict[str, int] = {}

    def id_of(self, name: str) -> int:
        """The unit's id; a name never met before becomes a unit."""
        known = self._by_text.get(name)
        if known is None:
            known = self._by_text[name] = self._found_or_entered(name)
        return known

    def _found_or_entered(self, name: str) -> int:
        key = _key(name)
        if key not in self._ids:
            (new_id,) = self._bulk.new_ids("units", 1)
            columns = ("id", "name", "is_state_body", "search_text", "version")
            self._bulk.insert("units", columns, [(new_id, clean(name), 0, fold(name), 1)])
            self._ids[key] = new_id
        return self._ids[key]


def _key(name: str) -> str:
    # Accents tell units apart (“Tổ Máy”, “Tổ May”); case, spaces and dashes do not.
    return " ".join(clean(name).casefold().replace("–", "-").replace("-", " ").split())
