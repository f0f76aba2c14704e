"""What passes between the child that reads a workbook and the program that understands it.

A frame is four bytes of length and a msgpack message. Cells are `""`, text, float, bool, or an
int: the ordinal of a day (numbers are always floats, so the two cannot be confused). A column that
says the same words again and again travels as these words and their places.
"""

from __future__ import annotations

import enum
import itertools
from array import array
from collections.abc import Iterator
from typing import IO, Final

import msgspec

ROWS_PER_FRAME = 1024
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
    width: int = 0  # cells that most rows of a text file have, whether filled or not
    from_1904: bool = False  # its days are counted from then, as a Macintosh once did


class RowsFrame(msgspec.Struct, tag="rows", array_like=True):
    """Some rows of the sheet that began last, column by column; `first` counts from 0.

    `fonts` names the cells that stand in a font of an old encoding: encoding → [row, column] pairs,
    `struck` those with a line through them.
    On its way, `columns` holds only the different words of the columns that have `places`.
    """

    first: int
    columns: list[list[Cell]]
    fonts: dict[str, list[tuple[int, int]]] = {}
    places: dict[int, bytes] = {}
    struck: list[tuple[int, int]] = []


class FailureFrame(msgspec.Struct, tag="failure", array_like=True):
    """The workbook cannot be read; `reason` is one of the keys of `opening.REASONS`."""

    reason: str


class EndFrame(msgspec.Struct, tag="end", array_like=True):
    """Everything was sent."""


Frame = SheetFrame | RowsFrame | FailureFrame | EndFrame

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Frame)
_PLACE: Final = "H"  # of one word, in two bytes
FEW_WORDS = 20_000  # of one column, kept to be recognised
_SAMPLE = 200


def write_frame(stream: IO[bytes], frame: Frame) -> None:
    body = _encoder.encode(_packed(frame) if isinstance(frame, RowsFrame) else frame)
    stream.write(len(body).to_bytes(4, "big"))
    stream.write(body)
    stream.flush()


def _packed(frame: RowsFrame) -> RowsFrame:
    columns, places = list(frame.columns), {}
    for index, cells in enumerate(columns):
        if _says_much(cells) or set(map(type, cells)) != {str}:  # True equals 1.0
            continue
        words = dict(zip(dict.fromkeys(cells), itertools.count()))
        if len(words) < min(len(cells) // 2, 1 << 16):
            columns[index] = list(words)
            places[index] = array(_PLACE, map(words.__getitem__, cells)).tobytes()
    return RowsFrame(frame.first, columns, frame.fonts, places, frame.struck)


def _says_much(cells: list[Cell]) -> bool:
    """Whether hardly a cell is like another: a few of them show it."""
    sample = cells[:_SAMPLE]
    return len(set(sample)) > _SAMPLE * 0.9


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


class Decoder:
    """Decodes the frames of one file; there is one copy only of words that are said often."""

    def __init__(self) -> None:
        self._words: dict[int, dict[Cell, Cell]] = {}

    def decode(self, body: bytes) -> Frame:
        """Raises MsgspecError for what is no frame."""
        frame: Frame = _decoder.decode(body)
        if isinstance(frame, RowsFrame):
            try:
                for index, places in frame.places.items():
                    words = self._shared(index, frame.columns[index])
                    cells = map(words.__getitem__, array(_PLACE, places))
                    frame.columns[index] = list(cells)
            except (LookupError, ValueError) as error:
                raise msgspec.ValidationError from error
            frame.places.clear()
        return frame

    def _shared(self, index: int, words: list[Cell]) -> list[Cell]:
        known = self._words.setdefault(index, {})
        if len(known) > FEW_WORDS or set(map(type, words)) != {str}:
            return words
        return list(map(known.setdefault, words, words))
