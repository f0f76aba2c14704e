"""Lists of people (`.ulist`): sealed and signed, for one purpose, until one day.

A list is a signed file within an envelope: there is no other way to write one.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec

from unionoffice.core import strict_json
from unionoffice.core.errors import RefusedFileError
from unionoffice.core.i18n import N_
from unionoffice.exchange.manifest import Code, DayText, Moment, Name, Stamp, Strict, Uid
from unionoffice.exchange.signed_file import SignedFile, parse_signed
from unionoffice.store.known_types import known_at_once

SUFFIX: Final = ".ulist"
KIND: Final = "list"
FORMAT: Final = 1
MOST_ROWS: Final = 5_000
LONGEST_PURPOSE: Final = 500
LONGEST_CELL: Final = 2_000
MOST_COLUMNS: Final = 60

_Cell = Annotated[str, msgspec.Meta(max_length=LONGEST_CELL)]
_Row = Annotated[tuple[_Cell, ...], msgspec.Meta(min_length=1, max_length=MOST_COLUMNS)]


class Party(Strict, frozen=True):
    """Who gives the list, or who may read it."""

    code: Code
    name: Name
    uid: Uid


@known_at_once
class ListContent(Strict, frozen=True):
    """What is signed: whose list, for whom, for what, until when, and the people on it."""

    format: Literal[1]
    application: Annotated[str, msgspec.Meta(max_length=50)]
    organisation: Party
    receiver: Party
    purpose: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_PURPOSE)]
    expires_on: DayText
    made_at: Moment
    title: Name
    columns: _Row
    rows: Annotated[tuple[_Row, ...], msgspec.Meta(min_length=1, max_length=MOST_ROWS)]

    @property
    def last_day(self) -> date:
        return date.fromisoformat(self.expires_on)


def read_list(content: bytes, path: Path) -> tuple[ListContent, SignedFile]:
    """What was in an opened envelope; whose signature it is the caller must judge.

    Raises RefusedFileError for anything that is no signed list.
    """
    file = parse_signed(content, KIND, path)
    return parse_list(file.content, path.name), file


def parse_list(text: str, name: str) -> ListContent:
    """A list as it stands in a signed file, strictly."""
    try:
        values = strict_json.parse(text)
        if msgspec.convert(values, Stamp).format > FORMAT:
            raise RefusedFileError(
                N_("The file was made by a newer UnionOffice. Install the newer version first.")
            )
        content = msgspec.convert(values, ListContent)
        if {len(row) for row in content.rows} != {len(content.columns)}:
            raise ValueError("rows")
        content.last_day  # noqa: B018 - raises for a day that does not exist
    except (ValueError, RecursionError) as error:
        raise RefusedFileError(
            N_("{file} is no list of people, or it is damaged. Ask for it again."), file=name
        ) from error
    return content


def json_schema() -> dict[str, Any]:
    return msgspec.json.schema(ListContent)
