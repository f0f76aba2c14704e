"""Which returns stand behind others, as those tell it: who, without the figures."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.exchange.handed_in import these
from unionoffice.registers.returns.following import ReceivedBreakdown

Path = tuple[str, ...]  # the codes from a return that is summed here down to the one meant


class Node(msgspec.Struct, frozen=True):
    """A return behind another without its figures: few are ever asked for theirs."""

    code: str
    name: str
    level: str
    returns: tuple[Node, ...] = ()
    uid: str = ""  # of the office; "" if it came unsigned, or through an older program


class _Tree(msgspec.Struct, frozen=True):
    returns: tuple[Node, ...]


_TREE = msgspec.json.Decoder(_Tree)


def told_below(session: Session, return_ids: Iterable[int]) -> dict[int, tuple[Node, ...]]:
    """By the id of the return, as far as they tell it."""
    packed = session.execute(
        select(ReceivedBreakdown.return_id, ReceivedBreakdown.content).where(
            these(return_ids, ReceivedBreakdown.return_id)
        )
    )
    return {id_: _TREE.decode(zlib.decompress(content)).returns for id_, content in packed}


def walk(nodes: Iterable[Node], above: Path = ()) -> Iterator[tuple[Node, Path]]:
    for node in nodes:
        path = (*above, node.code)
        yield node, path
        yield from walk(node.returns, path)
