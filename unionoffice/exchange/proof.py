"""Whether a package is what its organisation sent: its signature, and its place in the chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from unionoffice.core.errors import RefusedFileError
from unionoffice.core.formatting import day as shown
from unionoffice.core.i18n import N_
from unionoffice.exchange.package import Package
from unionoffice.services.signing_keys import fingerprint, is_signed


class Trust(NamedTuple):
    """A key of an organisation below, and until when it is believed."""

    public_key: str
    replaced_at: datetime | None
    revoked_on: date | None


def signing_key(package: Package, keys: Iterable[Trust], today: date) -> str:
    """The trusted public key that signed the package; raises RefusedFileError when none did."""
    manifest = package.manifest
    code = manifest.organisation.code
    by_fingerprint = {fingerprint(key.public_key): key for key in keys}
    if not by_fingerprint:
        raise RefusedFileError(
            N_(
                "{code} was enrolled by a card without a key, so nobody can tell whether the "
                "package is its own. Ask the organisation for its new card."
            ),
            code=code,
        )
    key = by_fingerprint.get(manifest.key)
    if key is None:
        raise RefusedFileError(
            N_(
                "The package is signed with the key {key}, which is not the one enrolled for "
                "{code}. If the organisation has a new key, ask for its new card."
            ),
            key=manifest.key,
            code=code,
        )
    check_trust(key, code, manifest.generated_at, today)
    if not is_signed(package.signed, package.signature, key.public_key):
        raise RefusedFileError(
            N_(
                "The signature of the package is forged, or the package was changed after it was "
                "signed. Ask {code} itself for it."
            ),
            code=code,
        )
    return key.public_key


def check_trust(key: Trust, code: str, made_at: datetime, today: date) -> None:
    """Raise RefusedFileError where a key proves nothing that was made at this moment."""
    if key.revoked_on is not None and key.revoked_on <= today:
        raise RefusedFileError(
            N_(
                "The package is signed with a key of {code} that was revoked on {day}. "
                "Ask the organisation to send it again with its new key."
            ),
            code=code,
            day=shown(key.revoked_on),
        )
    if key.replaced_at is not None and made_at > key.replaced_at:
        raise RefusedFileError(
            N_(
                "The package was made after {day}, when another key took the place of the one it "
                "is signed with. Ask {code} to send it again with its new key."
            ),
            code=code,
            day=shown(key.replaced_at.astimezone().date()),
        )


@dataclass(frozen=True, slots=True)
class Link:
    """One package in the chain of all that an organisation signed with one key."""

    organisation_id: int
    key: str
    sequence: int
    previous: str | None
    digest: str


class Chains:
    """What is held of the chains of the organisations below.

    A new key begins a new chain: by it an office goes on that was restored from a backup, and so
    has forgotten what it sent last.
    """

    def __init__(self) -> None:
        self._links: dict[tuple[int, str], dict[int, Link]] = defaultdict(dict)

    def add(self, link: Link) -> None:
        self._links[link.organisation_id, link.key][link.sequence] = link

    def check(self, link: Link, code: str) -> None:
        """Raise RefusedFileError for a package that does not fit those that are held.

        One that is missing between them says nothing against it.
        """
        held = self._links[link.organisation_id, link.key]
        if link.sequence in held and held[link.sequence].digest != link.digest:
            raise RefusedFileError(
                N_(
                    "Package {number} of {code} is here already with other content. If that "
                    "office was restored from a backup, let it make a new key and send its new "
                    "card."
                ),
                number=link.sequence,
                code=code,
            )
        before, after = held.get(link.sequence - 1), held.get(link.sequence + 1)
        if (before is not None and before.digest != link.previous) or (
            after is not None and after.previous != link.digest
        ):
            raise forked(link.sequence, code)


def forked(number: int, code: str) -> RefusedFileError:
    return RefusedFileError(
        N_(
            "Package {number} of {code} does not follow from those that are here: two copies of "
            "that office seem to send. Ask which one is right, and let it make a new key and "
            "send its new card."
        ),
        number=number,
        code=code,
    )
