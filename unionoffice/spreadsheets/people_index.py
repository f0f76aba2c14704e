"""Finding the person a row of a list means among everybody the office knows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.i18n import N_
from unionoffice.core.text import fold
from unionoffice.core.wordings import Wording
from unionoffice.registers.people.model import Membership, Person

NOBODY = N_("Nobody by this name or number is known. Enter the person first.")
SEVERAL = N_("Several people bear this name. Add the birth date or a number.")
OTHERS_NUMBER = N_("This number belongs to {name}. Check the number or the name.")
CONTRADICTION = N_("{name} is known with another number or birth date. Check the row.")

_WHOLE_DAY = len("1985-03-21")
_WHOLE_NUMBER = 12  # digits; two of these that differ are two people
_SLIPS = 2  # letters by which two folded names may differ to be one name typed twice


@dataclass(slots=True)
class Known:
    """What tells one person from another; texts as they are stored."""

    id: int
    name: str
    folded: str
    birth: str | None = None
    identity: str | None = None
    cards: tuple[str, ...] = ()
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class Clues:
    """What a row says about who it means."""

    name: str | None
    birth: str | None = None
    identity: str | None = None
    card: str | None = None
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Who it is, or why nobody could be named; `candidates` are those it could be."""

    person: Known | None = None
    field: str = ""
    why: str = ""
    values: dict[str, Any] | None = None
    candidates: tuple[Known, ...] = ()


class PeopleIndex:
    """Everybody by number and by name; people entered meanwhile are added."""

    def __init__(self) -> None:
        self.by_identity: dict[str, Known] = {}
        self.by_card: dict[str, Known] = {}
        self.by_name: dict[str, list[Known]] = {}
        self.unnumbered: set[str] = set()  # names of which somebody has no 12-digit number

    @classmethod
    def of_office(cls, session: Session) -> PeopleIndex:
        index = cls()
        cards: dict[int, tuple[str, ...]] = {}
        numbers = select(Membership.person_id, Membership.card_number).where(
            Membership.card_number.is_not(None)
        )
        for person_id, card in session.execute(numbers):
            cards[person_id] = (*cards.get(person_id, ()), str(card))
        everybody = select(
            Person.id,
            Person.full_name,
            Person.name_folded,
            Person.birth_date,
            Person.identity_number,
            Person.sex,
        ).where(Person.voided_at.is_(None))
        for id_, name, folded, birth, identity, sex in session.execute(everybody):
            birth_text = None if birth is None else str(birth)
            index.add(Known(id_, name, folded, birth_text, identity, cards.get(id_, ()), sex))
        return index

    def add(self, person: Known) -> None:
        self.by_name.setdefault(person.folded, []).append(person)
        if not is_whole_number(person.identity):
            self.unnumbered.add(person.folded)
        self.note_numbers(person)

    def is_plainly_new(self, folded: str, identity: str | None, card: str | None) -> bool:
        """Nobody known can be meant: unknown numbers, and a name that all bear with other ones.

        The quick answer to what `find` would say, for the many rows that are about new people.
        """
        return (
            identity not in self.by_identity
            and card not in self.by_card
            and (
                folded not in self.by_name
                or (is_whole_number(identity) and folded not in self.unnumbered)
            )
        )

    def bearers(self, name: str) -> list[Known]:
        """Everybody of this name, accents aside."""
        return self.by_name.get(fold(name), [])

    def note_numbers(self, person: Known) -> None:
        """Make a person findable by numbers that have become known."""
        if person.identity:
            self.by_identity.setdefault(person.identity, person)
        for card in person.cards:
            self.by_card.setdefault(card, person)

    def find(self, clues: Clues, taken: Collection[int] = ()) -> Found:
        """By identity number, else card number, else name with birth date, else an only name.

        A number that belongs to somebody of quite another name, and a name whose only bearer has
        another number or birth date, name nobody: a wrong person is worse than none. Those in
        `taken` were meant by other rows of a list of people: a mere name does not mean them again.
        """
        for key, number, index in (
            ("identity_number", clues.identity, self.by_identity),
            ("card_number", clues.card, self.by_card),
        ):
            person = index.get(number) if number else None
            if person is not None:
                if clues.name and self._is_somebody_else(clues, person):
                    return Found(None, key, OTHERS_NUMBER, {"name": person.name})
                return Found(person)
        return self._by_name(clues, taken)

    def _is_somebody_else(self, clues: Clues, person: Known) -> bool:
        """Whether the row names another person than the one who has its number."""
        assert clues.name
        if not names_agree(clues.name, person):
            return True
        born = clues.birth if clues.birth and len(clues.birth) == _WHOLE_DAY else None
        others = [other for other in self.bearers(clues.name) if other is not person]
        if person.folded != fold(clues.name):
            return bool(others)
        return born is not None and any(other.birth == born != person.birth for other in others)

    def _by_name(self, clues: Clues, taken: Collection[int]) -> Found:
        if not clues.name:
            return Found(None, "full_name", NOBODY)
        bearers = self.by_name.get(fold(clues.name))
        if not bearers:
            return Found(None, "full_name", NOBODY)
        born = clues.birth if clues.birth and len(clues.birth) == _WHOLE_DAY else None
        possible = [
            person
            for person in bearers
            if (
                is_spelt_alike(clues.name, person.name)
                or (born is not None and person.birth == born and person.id not in taken)
            )
            and is_compatible(clues, person)
            and (person.id not in taken or (born is not None and person.birth == born))
        ]
        if clues.birth:
            possible = [person for person in possible if person.birth == clues.birth] or possible
        if len(possible) == 1:
            return Found(possible[0])
        exact = [person for person in possible if person.name == clues.name]
        if len(exact) == 1:
            return Found(exact[0])
        if possible:
            return Found(None, "full_name", SEVERAL, candidates=tuple(possible))
        if len(bearers) == 1 and is_spelt_alike(clues.name, bearers[0].name):
            return Found(None, "full_name", CONTRADICTION, {"name": bearers[0].name})
        return Found(None, "full_name", NOBODY)


def is_whole_number(identity: str | None) -> bool:
    return identity is not None and len(identity) == _WHOLE_NUMBER


def is_spelt_alike(name: str, other: str) -> bool:
    """Equal with all accents, wherever a tone is set, or one of them typed without any.

    Lê Thị Anh is not Lê Thị Ánh; hỏi and ngã sound alike to half the country and are one here.
    """
    return name == other or name.isascii() or other.isascii() or _spelt(name) == _spelt(other)


def _spelt(name: str) -> str:
    return Wording.of(name).marked.replace("3", "2")


def names_agree(name: str, person: Known) -> bool:
    """Equal but for accents, order, initials, a middle name left out or a slip of the typist."""
    one, other = fold(name), person.folded
    if one == other:
        return True
    words, known = one.split(), other.split()
    if sorted(words) == sorted(known) or _abbreviates(words, known) or _abbreviates(known, words):
        return True
    return _distance(one.replace(" ", ""), other.replace(" ", "")) <= min(_SLIPS, len(other) // 5)


def _abbreviates(short: list[str], whole: list[str]) -> bool:
    """Whether a name leaves out middle names of the other, or gives them as initials."""
    if len(short) < 2 or len(short) > len(whole) or not any(len(word) > 1 for word in short):
        return False
    rest = iter(whole)
    if short[0] != whole[0] or not _stands_for(short[-1], whole[-1]):
        return False
    return all(any(_stands_for(word, each) for each in rest) for word in short)


def _stands_for(word: str, whole: str) -> bool:
    return word == whole or (len(word) == 1 and whole.startswith(word))


def _distance(one: str, other: str) -> int:
    """How many letters have to be put in, left out or changed to make one text the other."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        corner, row[0] = row[0], place
        for column, known in enumerate(other, 1):
            best = min(row[column] + 1, row[column - 1] + 1, corner + (letter != known))
            corner, row[column] = row[column], best
    return row[-1]


def is_compatible(clues: Clues, person: Known) -> bool:
    """Nothing the row says contradicts what is known of the person."""
    return (
        days_agree(clues.birth, person.birth)
        and identities_agree(clues.identity, person.identity)
        and (not clues.card or not person.cards or clues.card in person.cards)
        and (not clues.sex or not person.sex or clues.sex == person.sex)
    )


def days_agree(one: str | None, other: str | None) -> bool:
    """Equal as far as both are known: `1985` agrees with `1985-03-21`."""
    return not one or not other or one.startswith(other) or other.startswith(one)


def identities_agree(one: str | None, other: str | None) -> bool:
    """Equal, unknown, or the old 9-digit and the new 12-digit number of the same person."""
    return not one or not other or one == other or {len(one), len(other)} == {9, 12}
