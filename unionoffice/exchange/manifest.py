"""The manifest of a package: who reports what, and which files belong to it.

It is signed with the office's key, and names the manifest of the package that the office sent
before: what was sent stands in one chain. A later format may add members (a sealed part) and
fields; it then has a higher number, and this program refuses it with a sentence instead of half
understanding it.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from datetime import datetime
from typing import Annotated, Any, Final, Literal

import msgspec
import rfc8785

from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period as Days
from unionoffice.reports.figures_document import decode_strictly
from unionoffice.reports.forms import Level

# 2 told neither of registered members nor of campaigns, 3 had no returns behind the figures,
# 4 did not say where the journal of the office ended, 5 knew the returns behind by code alone.
FORMAT: Final = 6
OF_PRIMARIES: Final = 5  # without returns behind it a package is what it was: all can read it
MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"  # Ed25519 over the bytes of the manifest, bare
FIGURES = "figures.json"
REPORT = "report.pdf"
RETURNS = "returns.json"  # only of a federation: what its figures were summed from
MEMBERS = (FIGURES, MANIFEST, SIGNATURE, REPORT)  # in the order in which they stand in the file

Code = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
Uid = Annotated[str, msgspec.Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{26}$")]
Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
DayText = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Version = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Size = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A shape in which something comes from outside; fields that it does not have are refused."""


class Stamp(msgspec.Struct, frozen=True):
    """The one field that every format has, whatever else a newer one brings."""

    format: int


class Sender(Strict, frozen=True):
    """The organisation that reports."""

    code: Code
    name: Name
    level: Level
    uid: Uid
    parent_code: Code | None


class Appendix(Strict, frozen=True):
    id: Code
    version: Version


class Period(Strict, frozen=True):
    first: DayText = msgspec.field(name="from")
    last: DayText = msgspec.field(name="to")

    def days(self) -> Days:
        """Raises ValueError or UserError for days that do not exist or are swapped."""
        return Days.parse(self.first, self.last)


class FileEntry(Strict, frozen=True):
    size: Size
    sha256: Digest
    rows: Size | None  # of figures; None where there are none to count


class JournalEnd(Strict, frozen=True):
    """The newest deed in the journal of the office that sends, and its hash.

    Whoever keeps the package can prove later that the journal was written anew: its chain then no
    longer leads through this hash.
    """

    deed: Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]
    sha256: Digest


class Manifest(Strict, frozen=True):
    """What stands in manifest.json, written as canonical JSON (RFC 8785).

    The code on the paper of the package is the first forty bits, in Crockford's base 32, of the
    SHA-256 of this manifest without the entry "report.pdf" among its files; the QR code beside it
    has all of them, in hexadecimal, after "UNIONOFFICE:RETURN:".
    """

    format: Literal[2, 3, 4, 5, 6]
    application: Annotated[str, msgspec.Meta(max_length=50)]
    organisation: Sender
    appendix: Appendix
    period: Period
    version: Version
    sequence: Version  # of all packages of the organisation, whatever they report
    previous: Digest | None  # of the manifest that was sent before; None in the first
    key: Annotated[str, msgspec.Meta(max_length=100)]  # the fingerprint of what signed it
    generated_at: Moment
    files: dict[Literal["figures.json", "report.pdf", "returns.json"], FileEntry]
    journal: JournalEnd | None = None


_DECODER = msgspec.json.Decoder(Manifest)
# Inside a text of canonical JSON a quotation mark never stands bare: this is the entry itself.
_PAPER = re.compile(rb',"report\.pdf":\{"rows":null,"sha256":"[0-9a-f]{64}","size":\d+\}')
_STAMPS = msgspec.json.Decoder(Stamp)


def read_manifest(content: bytes) -> Manifest:
    """The manifest, strictly. Raises RefusedFileError for anything else, or a newer format."""
    try:
        manifest = decode_strictly(content, _DECODER)
        manifest.period.days()
        if (manifest.sequence == 1) != (manifest.previous is None):
            raise ValueError("previous")
    except (ValueError, RecursionError, UserError) as error:
        with contextlib.suppress(ValueError, RecursionError):
            _check_format(_STAMPS.decode(content).format)
        raise RefusedFileError(
            N_("What the package says of itself is damaged. Ask for it again."), why=error
        ) from error
    return manifest


def _check_format(number: int) -> None:
    if number > FORMAT:
        raise RefusedFileError(
            N_("The package was made by a newer UnionOffice. Install the newer version first.")
        )
    if number == 1:
        raise RefusedFileError(
            N_(
                "The package was made by an older UnionOffice and is not signed. "
                "Ask for it again, made by the newer version."
            )
        )


def content_sha256(manifest: bytes) -> str | None:
    """The content digest of a package with this manifest; None if it is not written canonically."""
    content, papers = _PAPER.subn(b"", manifest)
    return hashlib.sha256(content).hexdigest() if papers == 1 else None


def to_bytes(manifest: Manifest) -> bytes:
    """Canonical JSON (RFC 8785): the same manifest is the same bytes wherever it is written."""
    return rfc8785.dumps(msgspec.to_builtins(manifest))


def json_schema() -> dict[str, Any]:
    return msgspec.json.schema(Manifest)
