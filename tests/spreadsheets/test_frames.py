"""What passes between the child that reads a file and the program: the same cells, or nothing."""

from __future__ import annotations

import io
from array import array
from typing import Any

import msgspec
import pytest

from unionoffice.spreadsheets.frames import Decoder, Frame, RowsFrame, read_frames, write_frame

UNITS = ["Xưởng 1", "", "Xưởng 2", "Xưởng 1"] * 300


def sent(*frames: RowsFrame) -> list[bytes]:
    stream = io.BytesIO()
    for frame in frames:
        write_frame(stream, frame)
    stream.seek(0)
    return list(read_frames(stream))


def received(*frames: RowsFrame) -> list[Frame]:
    decoder = Decoder()
    return [decoder.decode(body) for body in sent(*frames)]


@pytest.mark.parametrize(
    "cells",
    [
        UNITS,
        [f"Nguyễn Thị {number}" for number in range(1200)],
        [f"Nguyễn Thị {number // 3}" for number in range(1200)],
        ["", *[f"Hồ sơ {number % 7}" for number in range(1199)]],
        [float(number % 2) for number in range(1200)],
        [True, 1.0, 1, "1"] * 300,
        [""] * 1200,
        ["Nữ"],
        [],
    ],
)
def test_cells_arrive_as_they_were_sent(cells: list[Any]) -> None:
    frame = RowsFrame(4096, [cells, ["x"] * len(cells)], {"tcvn3": [(0, 1)]})
    (arrived,) = received(frame)
    assert arrived == frame
    assert list(map(type, arrived.columns[0])) == list(map(type, cells))


def test_words_said_often_are_kept_once() -> None:
    assert len(sent(RowsFrame(0, [UNITS]))[0]) < 3000
    first, second = received(RowsFrame(0, [UNITS]), RowsFrame(1200, [UNITS[::-1]]))
    assert isinstance(first, RowsFrame)
    assert isinstance(second, RowsFrame)
    assert len({id(cell) for cell in (*first.columns[0], *second.columns[0])}) == 3


@pytest.mark.parametrize(
    "places", [{0: array("H", [0, 2]).tobytes()}, {0: b"\0\0\0"}, {1: b"\0\0"}, {-3: b"\0\0"}]
)
def test_places_of_no_word_are_no_frame(places: dict[int, bytes]) -> None:
    lying = RowsFrame(0, [["Nam", "Nữ"]], {}, places)
    with pytest.raises(msgspec.MsgspecError):
        Decoder().decode(msgspec.msgpack.encode(lying))
