"""Files from the body above, dropped on the window or opened from its menu."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from unionoffice.core.formatting import day
from unionoffice.core.i18n import _
from unionoffice.exchange import campaign_files, giving_back
from unionoffice.exchange.campaign_files import BroughtCampaign
from unionoffice.exchange.mending import ToMend
from unionoffice.gui.screens.deed_dialog import DeedDialog
from unionoffice.gui.screens.folders import ask_for_files, ask_where_to_write
from unionoffice.gui.screens.ways import Ways
from unionoffice.gui.widgets.editors import ChoiceEditor
from unionoffice.gui.work import Progress, Worker
from unionoffice.workplace import Workplace

SUFFIXES = (giving_back.SUFFIX, campaign_files.SUFFIX)


class FromAbove(QObject):
    """Takes the files in, and leads to where they are answered."""

    said = Signal(str)
    mending_wanted = Signal(object)  # a ToMend

    def __init__(self, services: Workplace, ways: Ways, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._ways = ways
        self._window = window
        self.worker = Worker(self)
        ways.mending_wanted.connect(self.lead)

    def lead(self) -> None:
        """Show what has waited longest for an answer."""
        waiting = self._services.mending.open()
        if waiting:
            self.mending_wanted.emit(waiting[-1])

    def ask(self) -> None:
        """Let the user choose files."""
        title, kind = _("Open a file from above"), _("Files from above")
        self.take(ask_for_files(self._window, title, kind, SUFFIXES))

    def hand_on(self) -> None:
        """Ask which check-up other offices are to know, and where its file is to be written."""
        views = {str(each.id): each for each in self._services.campaign_files.campaigns()}
        if not views:
            self.said.emit(_("No check-up has been entered yet."))
            return
        names = [
            (key, " · ".join(filter(None, (day(each.held_on), each.title))))
            for key, each in views.items()
        ]
        self.choice = ChoiceEditor(_("Check-up"), names, is_required=True)
        self.choice.set_value(names[0][0])
        note = _("The file says which check-up it is, and names nobody who came.")
        title = _("Hand a check-up on")
        self.dialog = DeedDialog(
            title, note, {"campaign": self.choice}, _("Write …"), _nothing, self._window
        )
        self.dialog.accepted.connect(self._write_campaign)
        self.dialog.open()

    def _write_campaign(self) -> None:
        wanted = int(self.choice.value() or 0)
        files = self._services.campaign_files
        view = next(each for each in files.campaigns() if each.id == wanted)
        title, kind = _("Hand a check-up on"), _("Check-up")
        proposal = Path.home() / files.file_name(view)
        path = ask_where_to_write(self._window, title, proposal, kind, campaign_files.SUFFIX)
        if path is not None:
            files.write(wanted, path)
            self.said.emit(_("{file} was written.").format(file=path.name))

    def take(self, paths: Sequence[Path]) -> None:
        """Take files in, one after the other; each that is refused says why."""
        for path in paths:
            self._take(path)

    def _take(self, path: Path) -> None:
        def work(_progress: Progress) -> ToMend | BroughtCampaign:
            if path.suffix.lower() == giving_back.SUFFIX:
                return self._services.mending.take_in(path)
            return self._services.campaign_files.bring_in(path)

        job = self.worker.run(work, str(path))
        job.done.connect(self._lead_to)
        job.failed.connect(self.said)

    def _lead_to(self, taken: ToMend | BroughtCampaign) -> None:
        if isinstance(taken, ToMend):
            self.mending_wanted.emit(taken)
            return
        self._ways.changed.emit(taken.register)
        self._ways.record_wanted.emit(taken.register, taken.id)
        words = (
            _("The check-up of {day} by {origin} is here now: enter who came.")
            if taken.is_new
            else _("The check-up of {day} by {origin} was here already.")
        )
        self.said.emit(words.format(day=day(taken.held_on), origin=taken.origin))


def _nothing() -> None:
    """The form only asks; what is chosen is written once there is a place for it."""
