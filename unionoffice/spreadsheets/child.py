"""The child process that parses a foreign file: little memory, little time, nothing to write.

`python -m unionoffice.spreadsheets.child PATH FORMAT`, or from the built program
`UnionOffice --read-workbook PATH FORMAT`: frames go to standard output.
"""

from __future__ import annotations

import contextlib
import gc
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from python_calamine import CalamineError, PasswordError

from unionoffice.spreadsheets.confinement import confine_this_process
from unionoffice.spreadsheets.frames import (
    CHILD_MEMORY,
    CHILD_SECONDS,
    EndFrame,
    FailureFrame,
    Format,
    Frame,
    write_frame,
)
from unionoffice.spreadsheets.merged_cells import UncalculatedError
from unionoffice.spreadsheets.sparse import sparse_frames
from unionoffice.spreadsheets.textfiles import html_frames, text_frames
from unionoffice.spreadsheets.workbooks import TooBigError, workbook_frames

PIPE = 1024 * 1024

# What the readers raise for files that are not whole; all else is a bug, and ends the child.
FAULTS = (
    *(CalamineError, zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(ValueError, TypeError, LookupError, SyntaxError, RecursionError, NotImplementedError),
)


def main(arguments: list[str]) -> int:
    """Read the file and send what it holds; the last frame says whether that was all of it."""
    path, file_format = Path(arguments[0]), arguments[1]
    confine_this_process(CHILD_MEMORY, CHILD_SECONDS)
    gc.disable()  # short-lived, and all it makes are rows that are soon let go
    out = sys.stdout.buffer
    _widen(out)
    with contextlib.suppress(BrokenPipeError):  # nobody wants the rest
        _send(out, path, file_format)
    return 0


def _widen(out: BinaryIO) -> None:
    """Let much lie in the pipe: the program has other things to do than to empty it."""
    if sys.platform == "linux":
        import fcntl  # only there on these systems

        with contextlib.suppress(OSError):
            fcntl.fcntl(out, fcntl.F_SETPIPE_SZ, PIPE)


def _send(out: BinaryIO, path: Path, file_format: str) -> None:
    try:
        for frame in _frames(path, file_format):
            write_frame(out, frame)
    except PasswordError:
        write_frame(out, FailureFrame("protected"))
    except UncalculatedError:
        write_frame(out, FailureFrame("uncalculated"))
    except TooBigError:
        write_frame(out, FailureFrame("too big"))
    except MemoryError:
        write_frame(out, FailureFrame("memory"))
    except BrokenPipeError:
        raise
    except FAULTS:
        write_frame(out, FailureFrame("damaged"))
    else:
        write_frame(out, EndFrame())


def _frames(path: Path, file_format: str) -> Iterator[Frame]:
    if file_format == Format.SPARSE:
        return sparse_frames(path)
    if file_format == Format.FORMULAS:
        return sparse_frames(path, with_formulas=True)
    if file_format == Format.TEXT:
        return text_frames(path)
    if file_format == Format.HTML:
        return html_frames(path)
    return workbook_frames(path, Format(file_format))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
