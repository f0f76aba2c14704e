"""The file of bugs: their numbers and places, for whoever is told a number. It names nobody."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from pathlib import Path

from unionoffice import __version__
from unionoffice.core.paths import home_folder, program_folder

FILE_NAME, FORMER_NAME = "bugs.log", "bugs.old.log"
MOST_BYTES = 500_000

log = logging.getLogger(__name__)


class BugFile(logging.FileHandler):
    """Opened with the first bug only. What others hang on to the logs is none of its business."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / FILE_NAME, encoding="utf-8", delay=True)
        self.setFormatter(logging.Formatter("%(asctime)s %(message)s"))

    # Overrides
    def emit(self, record: logging.LogRecord) -> None:
        if self.stream is None:
            self._begin()
        super().emit(record)

    def _begin(self) -> None:
        """A file that has grown too long makes room for a new one."""
        path = Path(self.baseFilename)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > MOST_BYTES:
            path.replace(path.with_name(FORMER_NAME))


def bug_folder() -> Path:
    """Where the file of bugs lies."""
    return home_folder() / "logs"


def keep_bugs(folder: Path) -> BugFile:
    """From now on every bug is written there, and to whoever started the program in a terminal."""
    kept = BugFile(folder)
    log.addHandler(kept)
    if sys.stderr is not None:  # a built program without a console has none
        log.addHandler(logging.StreamHandler())
    return kept


def log_bug(error: BaseException) -> str:
    """Log where it happened, without the message: that may quote names or sums.

    The number is of figures alone: it is told by telephone.
    """
    number = f"{int.from_bytes(os.urandom(4), 'big') % 10**8:08d}"
    bug_id = f"{number[:4]}-{number[4:]}"
    places = [
        f"{_place(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    kind, places_in_lines = type(error).__name__, "\n  ".join(places)
    log.error("bug %s, %s, %s: %s\n  %s", bug_id, __version__, sys.platform, kind, places_in_lines)
    return bug_id


def _place(file: str) -> str:
    """The file within the program or its libraries: folders above may bear the user's name."""
    path = Path(file)
    if not path.is_absolute():  # as the built program has them
        return path.as_posix()
    for above in (program_folder(), *(each for each in path.parents if _holds_libraries(each))):
        if path.is_relative_to(above):
            return path.relative_to(above).as_posix()
    return path.name


def _holds_libraries(folder: Path) -> bool:
    return folder.name in ("site-packages", "_internal") or folder.name.startswith("python3")
