"""The manifest of a package: who reports what, and which files belong to it.

A later format may add members (a signature, a sealed part) and fields; it then has a higher
number, and this program refuses it with a sentence instead of half understanding it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final, Literal

import msgspec
import rfc8785

from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period as Days
from unionoffice.reports.figures_document import decode_strictly
from unionoffice.reports.forms import Level

FORMAT: Final = 1
MANIFEST = "manifest.json"
FIGURES = "figures.json"
REPORT = "report.pdf"
MEMBERS = (FIGURES, MANIFEST, REPORT)  # in the order in which they stand in the file

Code = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
Uid = Annotated[str, msgspec.Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{26}$")]
Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
DayText = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Version = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Size = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
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


class Manifest(Strict, frozen=True, gc=False):
    """What stands in manifest.json."""

    format: Literal[1]
    application: Annotated[str, msgspec.Meta(max_length=50)]
    organisation: Sender
    appendix: Appendix
    period: Period
    version: Version
    generated_at: Moment
    files: dict[Literal["figures.json", "report.pdf"], FileEntry]


_DECODER = msgspec.json.Decoder(Manifest)
_STAMPS = msgspec.json.Decoder(Stamp)


def read_manifest(content: bytes) -> Manifest:
    """The manifest, strictly. Raises RefusedFileError for anything else, or a newer format."""
    try:
        if _STAMPS.decode(content).format > FORMAT:
            raise RefusedFileError(
                N_("The package was made by a newer UnionOffice. Install the newer version first.")
            )
        manifest = decode_strictly(content, _DECODER)
        manifest.period.days()
    except RefusedFileError:
        raise
    except (ValueError, RecursionError, UserError) as error:
        raise RefusedFileError(
            N_("What the package says of itself is damaged ({why}). Ask for it again."), why=error
        ) from error
    return manifest


def to_bytes(manifest: Manifest) -> bytes:
    """Canonical JSON (RFC 8785): the same manifest is the same bytes wherever it is written."""
    return rfc8785.dumps(msgspec.to_builtins(manifest))


def json_schema() -> dict[str, Any]:
    return msgspec.json.schema(Manifest)
