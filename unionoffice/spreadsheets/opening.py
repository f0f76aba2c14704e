"""Opening a foreign file: the child is started, watched, and its frames taken in."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from unionoffice.core.errors import CancelledError, RefusedFileError
from unionoffice.core.i18n import N_
from unionoffice.core.paths import program_folder
from unionoffice.spreadsheets.formats import DAMAGED, PROTECTED, TOO_BIG, format_of
from unionoffice.spreadsheets.frames import (
    CHILD_SECONDS,
    MAX_ROWS,
    Cell,
    EndFrame,
    FailureFrame,
    Format,
    Frame,
    RowsFrame,
    SheetFrame,
    decode,
    read_frames,
)

READ_WORKBOOK = "--read-workbook"  # the hidden switch of the built program
TOO_LONG = N_("{file} takes too long to read. Divide it, or delete what is not the list.")
REASONS = {"protected": PROTECTED, "too big": TOO_BIG, "damaged": DAMAGED, "memory": TOO_BIG}
_TICK = 0.1
FEW_WORDS = 2000

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]


@dataclass
class RawSheet:
    """One sheet as it stands in the file, column by column."""

    name: str
    is_hidden: bool = False
    height: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    columns: list[list[Cell]] = field(default_factory=list)
    fonts: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    rows: int = 0
    converted: dict[tuple[int, int], str] = field(default_factory=dict)  # as it stood before
    _words: dict[int, dict[Cell, Cell]] = field(default_factory=dict)

    def add(self, frame: RowsFrame) -> None:
        """Take in the rows of one frame; columns that are new are empty above it."""
        count = max(map(len, frame.columns), default=0)
        for _ in range(len(frame.columns) - len(self.columns)):
            self.columns.append([""] * self.rows)
        for index, (column, cells) in enumerate(zip(self.columns, frame.columns, strict=False)):
            if len(column) < frame.first:
                column.extend([""] * (frame.first - len(column)))
            column.extend(self._shared(index, cells))
        self.rows = max(self.rows, frame.first + count)
        for column in self.columns:
            if len(column) < self.rows:
                column.extend([""] * (self.rows - len(column)))
        for encoding, cells_in_font in frame.fonts.items():
            moved = [(row + frame.first, column) for row, column in cells_in_font]
            self.fonts.setdefault(encoding, []).extend(moved)

    def _shared(self, index: int, cells: list[Cell]) -> list[Cell]:
        """The cells, with one copy of each word in columns that say few words again and again."""
        words = self._words.setdefault(index, {})
        if len(words) > FEW_WORDS or set(map(type, cells)) != {str}:  # True equals 1.0
            return cells
        return list(map(words.setdefault, cells, cells))

    def row(self, number: int) -> list[Cell]:
        """The cells of a row by its number in the sheet, from 1."""
        return [column[number - 1] for column in self.columns]


def frames_of(
    path: Path, is_cancelled: IsCancelled | None = None, seconds: float = CHILD_SECONDS
) -> Iterator[SheetFrame | RowsFrame]:
    """What the file holds, as it comes; RefusedFileError, one sentence, for what is no list."""
    file_format = format_of(path)
    begun = False
    try:
        for frame in _frames_from_child(path, file_format, is_cancelled, seconds):
            begun = begun or isinstance(frame, RowsFrame)
            yield frame
    except ChildDiedError:
        # Most often a cell in a far corner, for which calamine wants the whole rectangle.
        if begun or file_format is not Format.XLSX:
            raise RefusedFileError(DAMAGED, file=path.name) from None
    else:
        return
    try:
        yield from _frames_from_child(path, Format.SPARSE, is_cancelled, seconds)
    except ChildDiedError:
        raise RefusedFileError(TOO_BIG, file=path.name) from None


class ChildDiedError(Exception):
    """The child ended before it had said that everything was sent."""


def child_command(path: Path, file_format: str) -> list[str]:
    """How this very program is started again as a reader of one file."""
    arguments = [str(path.resolve()), str(file_format)]
    if getattr(sys, "frozen", False):
        return [sys.executable, READ_WORKBOOK, *arguments]
    return [sys.executable, "-m", "unionoffice.spreadsheets.child", *arguments]


def _frames_from_child(
    path: Path, file_format: str, is_cancelled: IsCancelled | None, seconds: float
) -> Iterator[SheetFrame | RowsFrame]:
    environment = {**os.environ, "PYTHONPATH": str(program_folder()), "PYTHONNOUSERSITE": "1"}
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    child = subprocess.Popen(
        child_command(path, file_format),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=flags,
    )
    bodies: queue.Queue[bytes | None] = queue.Queue(maxsize=8)
    stopped = threading.Event()
    reader = threading.Thread(target=_pump, args=(child, bodies, stopped), daemon=True)
    reader.start()
    try:
        for body in _until_end(bodies, path, is_cancelled, time.monotonic() + seconds):
            frame = _checked(body)
            if isinstance(frame, EndFrame):
                return
            if isinstance(frame, FailureFrame):
                if frame.reason == "memory":
                    raise ChildDiedError
                raise RefusedFileError(REASONS.get(frame.reason, DAMAGED), file=path.name)
            yield frame
        raise ChildDiedError
    finally:
        stopped.set()
        child.kill()
        child.wait()
        reader.join(timeout=5)


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


def _checked(body: bytes) -> Frame:
    try:
        frame = decode(body)
    except msgspec.MsgspecError as error:
        raise ChildDiedError from error
    if isinstance(frame, RowsFrame) and frame.first > 4 * MAX_ROWS:
        raise ChildDiedError
    return frame
