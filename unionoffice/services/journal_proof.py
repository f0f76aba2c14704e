"""Whether the journal is whole: its chain gone through, and held against what lies elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from unionoffice.core import formatting
from unionoffice.core.i18n import N_, _, ngettext
from unionoffice.services.backup_keeper import BackupKeeper
from unionoffice.store import chain
from unionoffice.store.chain import ChainState
from unionoffice.store.engine import file_engine, is_url
from unionoffice.store.store import Store, open_store

MOST_SHOWN = 5


class _Words(NamedTuple):
    """What is said of the newest witness; untranslated."""

    holds: str
    is_missing: str
    differs: str


_OF_BACKUPS = _Words(
    N_("It leads through the backup of {moment}."),
    N_(
        "It ends before the backup of {moment}: the office was put back to an earlier state, or "
        "its newest deeds were removed."
    ),
    N_("It is another one than in the backup of {moment}: it was written anew."),
)
_OF_PACKAGES = _Words(
    N_("It leads through the package of {moment}."),
    N_(
        "It ends before the package of {moment}: the office was put back to an earlier state, or "
        "its newest deeds were removed."
    ),
    N_("It is another one than when the package of {moment} was made: it was written anew."),
)
_KINDS = {
    chain.CHANGED: N_("deed {number} was changed"),
    chain.REMOVED: N_("a deed before number {number} was removed"),
    chain.UNSEALED: N_("deed {number} has lost its hash"),
    chain.STRAY: N_("changes belong to deed {number}, which does not exist"),
    chain.CUT_OFF: N_("deeds from number {number} on were cut off"),
}


@dataclass(frozen=True)
class Noted:
    """Where the journal ended at a moment, as something else tells that was made then."""

    at: datetime
    deed_id: int
    sha256: str


Ends = Callable[[Connection], Iterable[Noted]]  # what packages say, read where the office is read


@dataclass(frozen=True)
class Witness:
    """What a backup or a package says of the journal: `holds` when the chain leads through it."""

    at: datetime
    is_missing: bool
    holds: bool


@dataclass(frozen=True)
class Proof:
    """The chain, and what it was held against: notes of backups, and packages, newest first."""

    state: ChainState
    backups: tuple[Witness, ...] = ()
    packages: tuple[Witness, ...] = ()

    @property
    def is_unbroken(self) -> bool:
        """Whatever the backups say: one that was restored lets them be ahead of the office."""
        return self.state.is_unbroken and all(each.holds for each in self.packages)

    @property
    def is_sound(self) -> bool:
        return self.is_unbroken and all(each.holds for each in self.backups)


def no_ends(_connection: Connection) -> Iterable[Noted]:
    return ()


def no_ends_of(_files: Sequence[Path]) -> Ends:
    return no_ends


def prove(store: Store, ends: Ends = no_ends) -> Proof:
    """Go through the journal of an open office."""
    with store.reading() as session:
        return _proved(session.connection(), store.path, ends)


def prove_office(office: str, ends: Ends = no_ends) -> Proof:
    """The same for an office that is not open here."""
    if is_url(office):
        store = open_store(office, read_only=True)
        try:
            return prove(store, ends)
        finally:
            store.close()
    engine = file_engine(Path(office), read_only=True)
    try:
        with engine.connect() as connection:
            return _proved(connection, Path(office), ends)
    finally:
        engine.dispose()


def _proved(connection: Connection, office: Path | None, ends: Ends) -> Proof:
    state = chain.verify(connection)
    backups = [] if office is None else BackupKeeper(office).all().kept
    noted = [Noted(each.made_at, each.deed_id, each.chain) for each in backups if each.chain]
    return Proof(state, _held_against(noted, state), _held_against(ends(connection), state))


def _held_against(noted: Iterable[Noted], state: ChainState) -> tuple[Witness, ...]:
    witnesses = []
    for each in noted:
        found = state.links.get(each.deed_id)
        witnesses.append(Witness(each.at, found is None, found == each.sha256))
    return tuple(witnesses)


def sentences(proof: Proof) -> list[str]:
    """What the proof says, line by line."""
    state = proof.state
    if not state.links:
        return [_("The journal is empty.")]
    lines = []
    if state.faults:
        lines.append(_("The journal was tampered with: {what}.").format(what=_what(state)))
    else:
        words = ngettext(
            "The journal is unbroken: {count} deed since {moment}.",
            "The journal is unbroken: {count} deeds since {moment}.",
            len(state.links),
        )
        moment = formatting.moment(_moment(state.begun or state.first_at))
        lines.append(words.format(count=formatting.number(len(state.links)), moment=moment))
    if state.former:
        words = ngettext(
            "{count} deed is older than the chain: nobody can say whether it was changed before.",
            "{count} deeds are older than the chain: nobody can say whether they were changed "
            "before.",
            state.former,
        )
        lines.append(words.format(count=formatting.number(state.former)))
    if state.erased:
        words = ngettext(
            "In {count} deed personal data was erased; the hash of what stood there is kept.",
            "In {count} deeds personal data was erased; the hash of what stood there is kept.",
            state.erased,
        )
        lines.append(words.format(count=formatting.number(state.erased)))
    lines += _of_witnesses(proof.backups, _OF_BACKUPS)
    lines += _of_witnesses(proof.packages, _OF_PACKAGES)
    return lines


def _what(state: ChainState) -> str:
    said = [
        _(_KINDS[fault.kind]).format(number=fault.deed_id) for fault in state.faults[:MOST_SHOWN]
    ]
    return "; ".join(said) + (" …" if state.faults[MOST_SHOWN:] else "")


def _of_witnesses(witnesses: Sequence[Witness], words: _Words) -> Iterator[str]:
    """The newest that fits, and the newest that does not."""
    fitting = next((each for each in witnesses if each.holds), None)
    if fitting is not None:
        yield _(words.holds).format(moment=formatting.moment(fitting.at))
    other = next((each for each in witnesses if not each.holds), None)
    if other is not None:
        said = words.is_missing if other.is_missing else words.differs
        yield _(said).format(moment=formatting.moment(other.at))


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
