"""Offers to collect the packages that a stick or a watched folder has brought."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from unionoffice.core.formatting import number
from unionoffice.core.i18n import _, ngettext
from unionoffice.gui.icons import icon
from unionoffice.gui.memory import Memory
from unionoffice.gui.screens.folders import ask_for_folder
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
        self._unwatch = QAction(icon("x", "muted"), "", self)
        self.watch.found.connect(self.offer)
        self.acted.connect(self._take)
        self._unwatch.triggered.connect(partial(self.watch_folder, None))
        self._name_folder()

    @property
    def folder(self) -> Path | None:
        return self.watch.folder

    def watch_folder(self, folder: Path | None) -> None:
        """Watch this folder besides the sticks from now on; None: no folder."""
        self.watch.folder = folder
        self._memory.keep(_FOLDER, "" if folder is None else str(folder))
        self._name_folder()
        words = _("“{place}” is watched from now on: packages that come there are offered here.")
        self.say("" if folder is None else words.format(place=_name(folder)), "info")
        self.watch.look()

    def fill(self, menu: QMenu) -> None:
        """Put what can be done about a folder into a menu, which tells the one that is watched."""
        menu.addAction(icon("eye", "muted"), _("Watch a folder …"), self._ask_for_folder)
        menu.addAction(self._unwatch)

    def _ask_for_folder(self) -> None:
        folder = ask_for_folder(self, _("Watch a folder"), self.folder)
        if folder is not None:
            self.watch_folder(folder)

    def _name_folder(self) -> None:
        folder = self.folder
        self._unwatch.setVisible(folder is not None)
        if folder is not None:
            words = _("No longer watch “{place}”").format(place=_name(folder))
            self._unwatch.setText(words.replace("&", "&&"))

    def offer(self, found: Found) -> None:
        """Say what has come."""
        self._found = found
        words = ngettext(
            "{count} package is on “{place}”.",
            "{count} packages are on “{place}”.",
            len(found.files),
        ).format(count=number(len(found.files)), place=_name(found.place))
        self.say(words, "info", _("Collect"))

    def _take(self) -> None:
        if self._found is not None:
            self.say("")
            self.wanted.emit(list(self._found.files))


def _name(place: Path) -> str:
    return place.name or str(place)
