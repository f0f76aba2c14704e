"""Offers to collect the packages that a stick or a watched folder has brought."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from unionoffice.core.formatting import number
from unionoffice.core.i18n import _, ngettext
from unionoffice.gui.memory import Memory
from unionoffice.gui.stick_watch import Found, StickWatch
from unionoffice.gui.widgets.banner import Banner

_FOLDER = "watched_folder"


class StickOffer(Banner):
    """One offer at a time: the newest."""

    wanted = Signal(list)  # the packages

    def __init__(self, memory: Memory) -> None:
        super().__init__(is_closable=True)
        self._memory = memory
        kept = str(memory.recall(_FOLDER, ""))
        self.watch = StickWatch(self, Path(kept) if kept else None)
        self._found: Found | None = None
        self.watch.found.connect(self.offer)
        self.acted.connect(self._take)

    @property
    def folder(self) -> Path | None:
        return self.watch.folder

    def watch_folder(self, folder: Path | None) -> None:
        """Watch this folder besides the sticks from now on; None: no folder."""
        self.watch.folder = folder
        self._memory.keep(_FOLDER, "" if folder is None else str(folder))
        self.watch.look()

    def offer(self, found: Found) -> None:
        """Say what has come."""
        self._found = found
        words = ngettext(
            "{count} package is on “{place}”.",
            "{count} packages are on “{place}”.",
            len(found.files),
        ).format(count=number(len(found.files)), place=found.place.name or str(found.place))
        self.say(words, "info", _("Collect"))

    def _take(self) -> None:
        if self._found is not None:
            self.say("")
            self.wanted.emit(list(self._found.files))
