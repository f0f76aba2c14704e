"""Opening a foreign file: the child is started, watched, and its frames taken in."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from unionoffice.core.errors import CancelledError, RefusedFileError, UserError
from unionoffice.core.i18n import N_
from unionoffice.core.paths import program_folder
from unionoffice.spreadsheets.confinement import Hold
from unionoffice.spreadsheets.formats import DAMAGED, NO_LIST, PROTECTED, TOO_BIG, format_of
from unionoffice.spreadsheets.frames import (
    CHILD_SECONDS,
    MAX_ROWS,
    Cell,
    Decoder,
    EndFrame,
    FailureFrame,
    Format,
    Frame,
    RowsFrame,
    SheetFrame,
    read_frames,
)

READ_WORKBOOK = "--read-workbook"  # the hidden switch of the built program
UNCALCULATED = N_(
    "{file} has formulas that nobody has calculated. Open it in a spreadsheet program, save it "
    "there and bring it in again."
)
TOO_LONG = N_("{file} takes too long to read. Divide it, or delete what is not the list.")
REASONS = {
    "protected": PROTECTED,
    "too big": TOO_BIG,
    "damaged": DAMAGED,
    "memory": TOO_BIG,
    "uncalculated": UNCALCULATED,
}
_TICK = 0.1

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]


@dataclass
class RawSheet:
    """One sheet as it stands in the file, column by column."""

    name: str
    is_hidden: bool = False
    height: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    width: int = 0  # cells that most rows of a text file have
    columns: list[list[Cell]] = field(default_factory=list)
    fonts: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)  # cells with a line through them
    rows: int = 0
    converted: dict[tuple[int, int], str] = field(default_factory=dict)  # as it stood before
    from_1904: bool = False

    def add(self, frame: RowsFrame) -> None:
        """Take in the rows of one frame; columns that are new are empty above it."""
        count = max(map(len, frame.columns), default=0)
        for _ in range(len(frame.columns) - len(self.columns)):
            self.columns.append([""] * self.rows)
        for column, cells in zip(self.columns, frame.columns, strict=False):
            if len(column) < frame.first:
                column.extend([""] * (frame.first - len(column)))
            column.extend(cells)
        self.rows = max(self.rows, frame.first + count)
        for column in self.columns:
            if len(column) < self.rows:
                column.extend([""] * (self.rows - len(column)))
        for encoding, cells_in_font in frame.fonts.items():
            moved = [(row + frame.first, column) for row, column in cells_in_font]
            self.fonts.setdefault(encoding, []).extend(moved)
        self.struck.update((row + frame.first, column) for row, column in frame.struck)

    def row(self, number: int) -> list[Cell]:
        """The cells of a row by its number in the sheet, from 1."""
        return [column[number - 1] for column in self.columns]


class ForeignFile:
    """A file from an office, parsed by a child from the moment it is opened until it is closed.

    What is wrong with the file is said when its frames are asked for: whoever opens it can put
    the rest of the program together meanwhile.
    """

    def __init__(
        self,
        path: Path,
        is_cancelled: IsCancelled | None = None,
        seconds: float = CHILD_SECONDS,
        wanted: Format | None = None,
    ) -> None:
        """It is read as its content says, unless another way is `wanted`."""
        self.path = path
        self._is_cancelled = is_cancelled
        self._seconds = seconds
        self._refusal: Exception | None = None
        self._child: Child | None = None
        self._source = self._parsed()
        self._looked_at: list[SheetFrame | RowsFrame] = []
        try:
            self._format = wanted or format_of(path)
            self._child = Child(path, self._format)
        except (UserError, OSError) as error:
            self._refusal = error

    def __enter__(self) -> ForeignFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._source.close()
        if self._child is not None:
            self._child.end()

    def look_ahead(self) -> Iterator[SheetFrame | RowsFrame]:
        """Frames that will come again when all are asked for."""
        for frame in self._source:
            self._looked_at.append(frame)
            yield frame

    def frames(self) -> Iterator[SheetFrame | RowsFrame]:
        """What the file holds, as it comes; RefusedFileError, one sentence, for what is no list."""
        while self._looked_at:
            yield self._looked_at.pop(0)
        yield from self._source

    def _parsed(self) -> Generator[SheetFrame | RowsFrame, None, None]:
        if self._refusal is not None:
            raise self._refusal
        begun = False
        try:
            for frame in self._from_child():
                begun = begun or isinstance(frame, RowsFrame)
                yield frame
        except ChildDiedError:
            # Most often a cell in a far corner, for which calamine wants the whole rectangle.
            if begun or self._format is not Format.XLSX:
                raise RefusedFileError(DAMAGED, file=self.path.name) from None
        else:
            return
        self._child = Child(self.path, Format.SPARSE)
        try:
            yield from self._from_child()
        except ChildDiedError:
            raise RefusedFileError(TOO_BIG, file=self.path.name) from None

    def _from_child(self) -> Iterator[SheetFrame | RowsFrame]:
        assert self._child is not None
        bodies, decoder = self._child.bodies, Decoder()
        until = time.monotonic() + self._seconds
        try:
            for body in _until_end(bodies, self.path, self._is_cancelled, until):
                frame = _checked(decoder, body)
                if isinstance(frame, EndFrame):
                    return
                if isinstance(frame, FailureFrame):
                    if frame.reason == "memory":
                        raise ChildDiedError
                    raise RefusedFileError(REASONS.get(frame.reason, DAMAGED), file=self.path.name)
                yield frame
            raise ChildDiedError
        finally:
            self._child.end()


def formula_frames(
    path: Path, is_cancelled: IsCancelled | None = None, seconds: float = CHILD_SECONDS
) -> Iterator[SheetFrame | RowsFrame]:
    """The visible sheets of an .xlsx with the formulas themselves; RefusedFileError for others."""
    if format_of(path) is not Format.XLSX:
        raise RefusedFileError(NO_LIST, file=path.name)
    with ForeignFile(path, is_cancelled, seconds, Format.FORMULAS) as file:
        yield from file.frames()


class ChildDiedError(Exception):
    """The child ended before it had said that everything was sent."""


def child_command(path: Path, file_format: str) -> list[str]:
    """How this very program is started again as a reader of one file."""
    arguments = [str(path.resolve()), str(file_format)]
    if getattr(sys, "frozen", False):
        return [sys.executable, READ_WORKBOOK, *arguments]
    # -P: whatever lies in the folder one happens to be in is not to be taken for the program.
    return [sys.executable, "-P", "-m", "unionoffice.spreadsheets.child", *arguments]


class Child:
    """The running child, and a thread that takes in what it sends."""

    def __init__(self, path: Path, file_format: str) -> None:
        environment = {**os.environ, "PYTHONPATH": str(program_folder()), "PYTHONNOUSERSITE": "1"}
        self._process = subprocess.Popen(
            child_command(path, file_format),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._hold = Hold(self._process.pid)
        self.bodies: queue.Queue[bytes | None] = queue.Queue(maxsize=32)
        self._stopped = threading.Event()
        arguments = (self._process, self.bodies, self._stopped)
        self._reader = threading.Thread(target=_pump, args=arguments, daemon=True)
        self._reader.start()

    def end(self) -> None:
        self._stopped.set()
        self._process.kill()
        self._process.wait()
        self._hold.release()
        self._reader.join(timeout=5)


def _pump(
    child: subprocess.Popen[bytes], bodies: queue.Queue[bytes | None], stopped: threading.Event
) -> None:
    assert child.stdout is not None
    with contextlib.suppress(OSError, ValueError):
        for body in read_frames(child.stdout):
            _put(bodies, body, stopped)
            if stopped.is_set():
                break
    _put(bodies, None, stopped)
    child.stdout.close()


def _put(bodies: queue.Queue[bytes | None], body: bytes | None, stopped: threading.Event) -> None:
    while not stopped.is_set():
        try:
            bodies.put(body, timeout=_TICK)
        except queue.Full:
            continue
        return


def _until_end(
    bodies: queue.Queue[bytes | None], path: Path, is_cancelled: IsCancelled | None, until: float
) -> Iterator[bytes]:
    while True:
        if is_cancelled is not None and is_cancelled():
            raise CancelledError
        if time.monotonic() > until:
            raise RefusedFileError(TOO_LONG, file=path.name)
        try:
            body = bodies.get(timeout=_TICK)
        except queue.Empty:
            continue
        if body is None:
            return
        yield body


def _checked(decoder: Decoder, body: bytes) -> Frame:
    try:
        frame = decoder.decode(body)
    except msgspec.MsgspecError as error:
        raise ChildDiedError from error
    if isinstance(frame, RowsFrame) and frame.first > 4 * MAX_ROWS:
        raise ChildDiedError
    return frame
