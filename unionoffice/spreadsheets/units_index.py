"""Units by name and place in the tree; those that a list names for the first time are entered."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.text import clean, fold
from unionoffice.registers.organisation.model import Unit
from unionoffice.store.bulk import Bulk

Path = tuple[str, ...]


class UnitsIndex:
    """Finds units by name without regard to case, and enters the new ones."""

    def __init__(self, session: Session) -> None:
        self._bulk = Bulk(session)
        self._by_name: dict[str, dict[int | None, int]] = defaultdict(dict)
        self._by_path: dict[Path, int] = {}
        units = select(Unit.id, Unit.name, Unit.parent_id).where(Unit.voided_at.is_(None))
        for id_, name, parent_id in session.execute(units):
            self._by_name[_key(name)].setdefault(parent_id, id_)

    def id_of(self, name: str, parents: Path = ()) -> int:
        """The unit's id; `parents` are the names of the units around it, the outermost first.

        A name alone means the only unit of that name, or the one that stands below no other.
        """
        path = (*parents, name)
        known = self._by_path.get(path)
        if known is None:
            known = self._by_path[path] = self._found_or_entered(name, parents)
        return known

    def _found_or_entered(self, name: str, parents: Path) -> int:
        places = self._by_name[_key(name)]
        parent_id = self.id_of(parents[-1], parents[:-1]) if parents else None
        if parent_id in places:
            return places[parent_id]
        if not parents and len(places) == 1:
            return next(iter(places.values()))
        if None in places:
            return places[None]
        (new_id,) = self._bulk.new_ids("units", 1)
        columns = ("id", "name", "parent_id", "is_state_body", "search_text", "version")
        self._bulk.insert("units", columns, [(new_id, clean(name), parent_id, 0, fold(name), 1)])
        places[parent_id] = new_id
        return new_id


def _key(name: str) -> str:
    # Accents tell units apart (“Tổ Máy”, “Tổ May”); case, spaces and dashes do not.
    return " ".join(clean(name).casefold().replace("–", "-").replace("-", " ").split())
