"""The wordings above the columns, rid of what says nothing of them, and their parts apart."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from unionoffice.spreadsheets.assigned import HeaderCell
from unionoffice.spreadsheets.matching import day_part, sex_part


def without_titles_of_lists(
    headers: list[HeaderCell], is_serial: Callable[[str], bool]
) -> list[HeaderCell]:
    """`Tổ 1` and `Tổ 2`, each over a list that begins `STT | Họ tên`, say nothing of columns."""
    starts = {
        index: header.parents
        for index, (header, right) in enumerate(itertools.pairwise(headers))
        if header.parents and header.parents == right.parents and is_serial(header.own)
    }
    if len({(headers[index].own, headers[index + 1].own) for index in starts}) != 1:
        return headers
    title, own = "", []
    for index, header in enumerate(headers):
        title = starts.get(index, title)
        own.append(HeaderCell(header.own, header.parents.removeprefix(title).strip()))
    return own if len(starts) > 1 else headers


def with_parts_apart(headers: list[HeaderCell]) -> list[HeaderCell]:
    """`Ngày sinh Nam | Ngày sinh Nữ` in one row says what two rows would."""
    apart = list(headers)
    for place in range(len(headers) - 1):
        title, _, part = headers[place].own.rpartition(" ")
        other, _, next_part = headers[place + 1].own.rpartition(" ")
        if headers[place].parents or headers[place + 1].parents or not title or title != other:
            continue
        for kind_of in (sex_part, day_part):
            if (one := kind_of(_bare(part))) and (two := kind_of(_bare(next_part))) and one != two:
                apart[place] = HeaderCell(_bare(part), title)
                apart[place + 1] = HeaderCell(_bare(next_part), title)
    return apart


def _bare(word: str) -> str:
    return word.strip("()[]:-–")
