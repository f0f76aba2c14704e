"""Sealed files: an envelope that says for whom, around an age file that only they can open.

The envelope is a zip of `envelope.json` and `sealed.age`. What the first says is for the eyes of
those who cannot open the second; whoever can believes only what is signed inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import msgspec
import rfc8785

from unionoffice.core import strict_json
from unionoffice.core.errors import RefusedFileError
from unionoffice.core.i18n import N_
from unionoffice.exchange.archive import Archive, pack
from unionoffice.exchange.manifest import Code, Name, Stamp, Strict
from unionoffice.services.sealing_keys import NotForThisOfficeError, seal, unseal
from unionoffice.store.known_types import known_at_once

FORMAT: Final = 1
ENVELOPE, SEALED = "envelope.json", "sealed.age"
_FIRST_NAME = slice(30, 30 + len(ENVELOPE))  # where the zip has the name of its first member


class Receiver(Strict, frozen=True):
    """For whom it is sealed."""

    code: Code
    name: Name


@known_at_once
class Envelope(Strict, frozen=True):
    """What stands in envelope.json."""

    format: Literal[1]
    receiver: Receiver


@dataclass(frozen=True)
class Opener:
    """Opens what is sealed for one office."""

    own_code: str
    identities: list[str]

    def opened(self, content: bytes) -> bytes:
        """The content, out of its envelope if it has one; raises RefusedFileError."""
        if not is_sealed(content):
            return content
        archive = Archive(content)
        archive.check_names((ENVELOPE, SEALED))
        envelope = _read(bytes(archive.read(ENVELOPE)))
        try:
            return unseal(bytes(archive.read(SEALED)), self.identities)
        except NotForThisOfficeError as error:
            raise self._refusal(envelope.receiver) from error

    def _refusal(self, receiver: Receiver) -> RefusedFileError:
        if receiver.code == self.own_code:
            return RefusedFileError(
                N_(
                    "The file is sealed with a key that this office does not have. "
                    "Give the sender this office's newest card, and ask for the file again."
                )
            )
        return RefusedFileError(
            N_("The file is sealed for “{name}” ({code}); only they can open it."),
            name=receiver.name,
            code=receiver.code,
        )


def is_sealed(content: bytes) -> bool:
    return content[_FIRST_NAME] == ENVELOPE.encode()


def sealed(content: bytes, receiver: Receiver, recipient: str) -> bytes:
    """The content in an envelope for this receiver; no two are alike."""
    envelope = rfc8785.dumps(msgspec.to_builtins(Envelope(FORMAT, receiver)))
    return pack({ENVELOPE: envelope, SEALED: seal(content, recipient)})


def json_schema() -> dict[str, Any]:
    return msgspec.json.schema(Envelope)


def _read(content: bytes) -> Envelope:
    try:
        values = strict_json.parse(content)
        if msgspec.convert(values, Stamp).format > FORMAT:
            raise RefusedFileError(
                N_("The file was sealed by a newer UnionOffice. Install the newer version first.")
            )
        return msgspec.convert(values, Envelope)
    except (ValueError, RecursionError) as error:
        raise RefusedFileError(
            N_("The envelope of the sealed file is damaged. Ask for the file again.")
        ) from error
