"""Whether the journal is whole: its chain gone through, and held against what lies elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from unionoffice.core import formatting
from unionoffice.core.i18n import N_, _, ngettext
from unionoffice.services.backup_keeper import BackupKeeper, KeptBackup
from unionoffice.store import chain
from unionoffice.store.chain import ChainState
from unionoffice.store.engine import file_engine, is_url
from unionoffice.store.store import Store, open_store

MOST_SHOWN = 5
_KINDS = {
    chain.CHANGED: N_("deed {number} was changed"),
    chain.REMOVED: N_("a deed before number {number} was removed"),
    chain.UNSEALED: N_("deed {number} has lost its hash"),
    chain.STRAY: N_("changes belong to deed {number}, which does not exist"),
    chain.CUT_OFF: N_("deeds from number {number} on were cut off"),
}


@dataclass(frozen=True)
class Witness:
    """What a backup's note says of the journal: `holds` when the chain leads through it."""

    backup: KeptBackup
    is_missing: bool
    holds: bool


@dataclass(frozen=True)
class Proof:
    """The chain, and the notes of backups that it was held against, the newest first."""

    state: ChainState
    witnesses: tuple[Witness, ...] = ()

    @property
    def is_sound(self) -> bool:
        return self.state.is_unbroken and all(each.holds for each in self.witnesses)


def prove(store: Store) -> Proof:
    """Go through the journal of an open office."""
    with store.reading() as session:
        state = chain.verify(session.connection())
    return Proof(state, () if store.path is None else _witnesses(store.path, state))


def prove_office(office: str) -> Proof:
    """The same for an office that is not open here."""
    if is_url(office):
        store = open_store(office, read_only=True)
        try:
            return prove(store)
        finally:
            store.close()
    engine = file_engine(Path(office), read_only=True)
    try:
        with engine.connect() as connection:
            state = chain.verify(connection)
    finally:
        engine.dispose()
    return Proof(state, _witnesses(Path(office), state))


def _witnesses(office: Path, state: ChainState) -> tuple[Witness, ...]:
    return tuple(_held_against(BackupKeeper(office).all().kept, state))


def _held_against(backups: Iterable[KeptBackup], state: ChainState) -> Iterator[Witness]:
    for backup in backups:
        if backup.chain:
            found = state.links.get(backup.deed_id)
            yield Witness(backup, found is None, found == backup.chain)


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
    return lines + list(_of_witnesses(proof))


def _what(state: ChainState) -> str:
    said = [
        _(_KINDS[fault.kind]).format(number=fault.deed_id) for fault in state.faults[:MOST_SHOWN]
    ]
    return "; ".join(said) + (" …" if state.faults[MOST_SHOWN:] else "")


def _of_witnesses(proof: Proof) -> Iterator[str]:
    """The newest backup that fits, and the newest that does not."""
    fitting = next((each for each in proof.witnesses if each.holds), None)
    if fitting is not None:
        words = _("It leads through the backup of {moment}.")
        yield words.format(moment=formatting.moment(fitting.backup.made_at))
    other = next((each for each in proof.witnesses if not each.holds), None)
    if other is not None:
        words = (
            _(
                "It ends before the backup of {moment}: the office was put back to an earlier "
                "state, or its newest deeds were removed."
            )
            if other.is_missing
            else _("It is another one than in the backup of {moment}: it was written anew.")
        )
        yield words.format(moment=formatting.moment(other.backup.made_at))


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
