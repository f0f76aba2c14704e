"""Units by name and place in the tree; those that a list names for the first time are entered."""

from __future__ import annotations

import re
from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.text import clean, fold
from unionoffice.registers.organisation.model import Organisation, Unit
from unionoffice.store.bulk import Bulk

Path = tuple[str, ...]

_ABBREVIATED = {
    "px": "phân xưởng", "p.": "phòng", "bp": "bộ phận", "cty": "công ty", "xn": "xí nghiệp",
    "nm": "nhà máy", "tt": "trung tâm",
}  # fmt: skip
_UNION_OF = re.compile(r"^\s*(?:cđcs|công đoàn cơ sở|công đoàn|nghiệp đoàn)\s+", re.IGNORECASE)
_JOINED = re.compile(r"\s+(?:và|&|\+|and|и|және)\s+|[和及与]", re.IGNORECASE)


class UnitsIndex:
    """Finds units by name without regard to case, and enters the new ones."""

    def __init__(self, session: Session) -> None:
        self._bulk = Bulk(session)
        self._by_name: dict[str, dict[int | None, int]] = defaultdict(dict)
        self._by_path: dict[Path, int] = {}
        self.entered: set[int] = set()
        units = select(Unit.id, Unit.name, Unit.parent_id).where(Unit.voided_at.is_(None))
        for id_, name, parent_id in session.execute(units):
            self._by_name[_key(name)].setdefault(parent_id, id_)
        own = select(Organisation.name).where(Organisation.is_own == True)  # noqa: E712 - SQL
        self._own = {_key(_UNION_OF.sub("", name)) for name in session.scalars(own)}

    def id_of(self, name: str, parents: Path = ()) -> int:
        """The unit's id; `parents` are the names of the units around it, the outermost first.

        A name alone means the only unit of that name, or the one that stands below no other.
        """
        path = (*parents, name)
        known = self._by_path.get(path)
        if known is None:
            known = self._by_path[path] = self._found_or_entered(name, parents)
        return known

    def ids_of(self, name: str) -> tuple[int, ...]:
        """The unit of this name, or the known ones that it joins: “Tổ May và Tổ Cắt”."""
        if not self._by_name.get(_key(name)):
            pieces = _JOINED.split(name)
            if len(pieces) > 1 and all(self._by_name.get(_key(piece)) for piece in pieces):
                return tuple(map(self.id_of, pieces))
        return (self.id_of(name),)

    def is_whole(self, name: str) -> bool:
        """Whether a name is not that of a unit, but of the enterprise whose union this is."""
        return not self._by_name.get(_key(name)) and _key(_UNION_OF.sub("", name)) in self._own

    def known(self, name: str) -> tuple[int, ...]:
        """The unit of this name, if there is one; nothing is entered."""
        return (self.id_of(name),) if self._by_name.get(_key(name)) else ()

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
        self.entered.add(new_id)
        return new_id


def _key(name: str) -> str:
    # Accents tell units apart (“Tổ Máy”, “Tổ May”); case, spaces and dashes do not.
    first, *others = clean(name).casefold().replace("–", "-").replace("-", " ").split() or [""]
    return " ".join((_ABBREVIATED.get(first, first), *others))
