"""What passes between the child that reads a workbook and the program that understands it.

A frame is four bytes of length and a msgpack message. Cells are `""`, text, float, bool, or an
int: the ordinal of a day (numbers are always floats, so the two cannot be confused).
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import IO

import msgspec

ROWS_PER_FRAME = 4096
MAX_ROWS = 300_000  # rows of one sheet that are taken in
MAX_COLUMNS = 400
MAX_FRAME = 256 * 1024 * 1024
CHILD_MEMORY = 1536 * 1024 * 1024
CHILD_SECONDS = 120


class Format(enum.StrEnum):
    """How a file has to be read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"
    HTML = "html"
    SPARSE = "sparse"  # an .xlsx with a cell in a far corner
    FORMULAS = "formulas"  # an .xlsx of which formulas are wanted, and not what they gave


Cell = str | float | int | bool


class SheetFrame(msgspec.Struct, tag="sheet", array_like=True):
    """A sheet begins; merged ranges are (first row, first column, last row, last column) from 0."""

    name: str
    is_hidden: bool
    height: int
    merged: list[tuple[int, int, int, int]] = []


class RowsFrame(msgspec.Struct, tag="rows", array_like=True):
    """Some rows of the sheet that began last, column by column; `first` counts from 0.

    `fonts` names the cells that stand in a font of an old encoding: encoding → [row, column] pairs.
    """

    first: int
    columns: list[list[Cell]]
    fonts: dict[str, list[tuple[int, int]]] = {}


class FailureFrame(msgspec.Struct, tag="failure", array_like=True):
    """The workbook cannot be read; `reason` is one of the keys of `opening.REASONS`."""

    reason: str


class EndFrame(msgspec.Struct, tag="end", array_like=True):
    """Everything was sent."""


Frame = SheetFrame | RowsFrame | FailureFrame | EndFrame

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Frame)


def write_frame(stream: IO[bytes], frame: Frame) -> None:
    body = _encoder.encode(frame)
    stream.write(len(body).to_bytes(4, "big"))
    stream.write(body)
    stream.flush()


def read_frames(stream: IO[bytes]) -> Iterator[bytes]:
    """The undecoded bodies of all frames, until the stream ends or breaks off."""
    while len(head := stream.read(4)) == 4:
        size = int.from_bytes(head, "big")
        if size > MAX_FRAME:
            return
        body = stream.read(size)
        if len(body) < size:
            return
        yield body


def decode(body: bytes) -> Frame:
    frame: Frame = _decoder.decode(body)
    return frame
