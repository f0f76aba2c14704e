"""The returns that a federation's figures were summed from, down to the primaries.

They travel beside the figures, in a file of their own: which organisation, which version, how much
in which row. Nobody's name is among them. Where they are too many, the lowest levels stay behind.

What came as a package is told by the identity of its office, which stays when its code and name
change, and by its content digest, with which the code on its paper begins.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Final, Literal

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.errors import RefusedFileError
from unionoffice.core.i18n import N_
from unionoffice.exchange.handed_in import these
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.following import ReceivedBreakdown
from unionoffice.registers.returns.model import ReceivedFigure, ReceivedReturn
from unionoffice.reports.figures_document import Number, decode_strictly
from unionoffice.reports.forms import Level

MOST_RETURNS: Final = 10_000
LARGEST: Final = 12 * 1024 * 1024
DEEPEST: Final = 8  # there are four levels; a body may sum another of its own level

Code = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Name = Annotated[str, msgspec.Meta(max_length=2000)]
Version = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Uid = Annotated[str, msgspec.Meta(pattern=r"^([0-9A-HJKMNP-TV-Z]{26})?$")]
Digest = Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{64})?$")]


class _Strict(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    """What is nothing is left out; what is unknown is refused."""


class PartRow(_Strict, frozen=True):
    """What one return has in one row; rows in which it has nothing are left out."""

    key: Code
    result: Number = 0
    total: Number = 0
    members: Number = 0
    head_total: Number = 0
    head_members: Number = 0
    by_hand: bool = False


class PartReturn(_Strict, frozen=True):
    """One return, and those that it was summed from."""

    code: Code
    name: Name
    level: Level
    version: Version
    unsigned: Literal["", "workbook", "typed"] = ""
    rows: tuple[PartRow, ...] = ()
    returns: tuple[PartReturn, ...] = ()
    uid: Uid = ""  # of the office; "" if it came unsigned, or through an older program
    content_sha256: Digest = ""

    def row(self, key: str) -> PartRow:
        return next((row for row in self.rows if row.key == key), PartRow(key))


class Breakdown(_Strict, frozen=True):
    """All returns behind one package. `cut`: lower levels were left out, there are too many."""

    returns: tuple[PartReturn, ...]
    cut: bool = False


class _CorrectedRow(msgspec.Struct, frozen=True):
    key: str
    corrected: dict[str, Any] = {}


class _CorrectedRows(msgspec.Struct, frozen=True):
    """The two fields that are wanted of a return; the rest is passed over."""

    rows: tuple[_CorrectedRow, ...]


_DECODER = msgspec.json.Decoder(Breakdown)
_CORRECTED = msgspec.json.Decoder(_CorrectedRows)


def json_schema() -> dict[str, Any]:
    return msgspec.json.schema(Breakdown)


def to_bytes(breakdown: Breakdown) -> bytes:
    """As it travels; without its lowest levels as long as it is too large."""
    depth = _depth(breakdown.returns)
    content = msgspec.json.encode(breakdown)
    while depth and (_count(breakdown.returns) > MOST_RETURNS or len(content) > LARGEST):
        depth -= 1
        breakdown = Breakdown(_shortened(breakdown.returns, depth), cut=True)
        content = msgspec.json.encode(breakdown)
    return content


def read_breakdown(content: bytes, sources: Mapping[str, int]) -> Breakdown:
    """Strictly; `sources` are the returns that the figures name, by code with their version.

    Raises RefusedFileError for anything else than the returns behind just these figures.
    """
    try:
        breakdown = decode_strictly(content, _DECODER)
        _check(breakdown.returns)
    except (ValueError, RecursionError) as error:
        raise RefusedFileError(
            N_("The returns behind the figures are damaged. Ask for the package again."),
            why=error,
        ) from error
    told = {each.code: each.version for each in breakdown.returns}
    if told != sources and not (breakdown.cut and not told):
        raise RefusedFileError(
            N_("The returns behind the figures are not those that the figures were summed from.")
        )
    return breakdown


def packed(content: bytes) -> bytes:
    """As an office keeps it."""
    return zlib.compress(content, 6)


def kept_breakdown(session: Session, return_id: int) -> Breakdown | None:
    """What a return told of the returns behind it; None if it came without."""
    content = session.scalar(
        select(ReceivedBreakdown.content).where(ReceivedBreakdown.return_id == return_id)
    )
    return None if content is None else _DECODER.decode(zlib.decompress(content))


def breakdown_of(session: Session, return_ids: Iterable[int]) -> Breakdown:
    """What stands behind a sum of these returns."""
    ids = list(return_ids)
    if len(ids) > MOST_RETURNS:
        return Breakdown((), cut=True)  # not even the highest level would travel
    rows = _rows(session, ids)
    found = session.execute(
        select(
            ReceivedReturn.id,
            Organisation.code,
            Organisation.name,
            Organisation.level,
            ReceivedReturn.version,
            ReceivedReturn.origin,
            Organisation.uid,
            ReceivedReturn.content_sha256,
        )
        .join(Organisation, Organisation.id == ReceivedReturn.organisation_id)
        .where(these(ids))
        .order_by(Organisation.code)
    ).all()
    is_cut = False
    returns = []
    for id_, code, name, level, version, origin, uid, content_sha256 in found:
        kept = kept_breakdown(session, id_)
        is_cut = is_cut or (kept is not None and kept.cut)
        below = () if kept is None else kept.returns
        is_signed = origin == "package"
        # Whom no card enrolled has an identity that this office made up itself.
        identity = (uid, content_sha256 or "") if is_signed else ("", "")
        unsigned = "" if is_signed else origin
        part: Any = PartReturn  # the choices come from the database as plain text
        returns.append(part(code, name, level, version, unsigned, rows[id_], below, *identity))
    return Breakdown(tuple(returns), is_cut)


def _rows(session: Session, return_ids: Sequence[int]) -> Mapping[int, tuple[PartRow, ...]]:
    by_hand = _by_hand(session, return_ids)
    found = session.execute(
        select(
            ReceivedFigure.return_id,
            ReceivedFigure.row_key,
            ReceivedFigure.result,
            ReceivedFigure.total,
            ReceivedFigure.members,
            ReceivedFigure.head_total,
            ReceivedFigure.head_members,
        )
        .where(these(return_ids, ReceivedFigure.return_id))
        .order_by(ReceivedFigure.return_id, ReceivedFigure.row_key)
    )
    rows: dict[int, tuple[PartRow, ...]] = defaultdict(tuple)
    for return_id, key, *numbers in found:
        result, total, members, head_total, head_members = (number or 0 for number in numbers)
        is_by_hand = key in by_hand.get(return_id, ())
        row = PartRow(key, result, total, members, head_total, head_members, is_by_hand)
        if row != PartRow(key):
            rows[return_id] += (row,)
    return rows


def _by_hand(session: Session, return_ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    found = session.execute(
        select(ReceivedReturn.id, ReceivedReturn.content).where(
            these(return_ids), ReceivedReturn.content.contains('"corrected"', autoescape=True)
        )
    )
    return {
        id_: frozenset(row.key for row in _CORRECTED.decode(content).rows if row.corrected)
        for id_, content in found
    }


def _check(returns: Sequence[PartReturn], depth: int = 1) -> None:
    """Raise ValueError for what cannot be: twice the same, a primary that sums others."""
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
    if len({each.code for each in returns}) != len(returns):
        raise ValueError("an organisation stands there twice")
    uids = [each.uid for each in returns if each.uid]
    if len(set(uids)) != len(uids):
        raise ValueError("an office stands there twice")
    for each in returns:
        if len({row.key for row in each.rows}) != len(each.rows):
            raise ValueError(f"{each.code}: a row stands there twice")
        if any(row.members > row.total > 0 for row in each.rows):
            raise ValueError(f"{each.code}: members > total")
        if each.level == "primary" and each.returns:
            raise ValueError(f"{each.code}: a primary with returns")
        _check(each.returns, depth + 1)


def _all(returns: Iterable[PartReturn]) -> Iterator[PartReturn]:
    for each in returns:
        yield each
        yield from _all(each.returns)


def _count(returns: Iterable[PartReturn]) -> int:
    return sum(1 for _each in _all(returns))


def _depth(returns: Sequence[PartReturn]) -> int:
    return 1 + max(_depth(each.returns) for each in returns) if returns else 0


def _shortened(returns: Sequence[PartReturn], depth: int) -> tuple[PartReturn, ...]:
    if depth == 0:
        return ()
    return tuple(
        msgspec.structs.replace(each, returns=_shortened(each.returns, depth - 1))
        for each in returns
    )
