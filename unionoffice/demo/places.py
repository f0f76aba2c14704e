"""Where everything of the sample stands, and the room that is made for it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.demo.workplaces import OWN

OFFICE = "may-bay-nui.uoffice"
MARK = ".unionoffice-demo"  # says that the folder was made here, and may be made anew

NOT_OURS = N_("{folder} holds something else. Choose an empty folder for the sample.")

_OURS = (OFFICE, "lists", "reports", "district", "pictures", MARK)


@dataclass(frozen=True)
class Made:
    """The places of one sample; `year` is the one in which it was made, reports are of two."""

    folder: Path
    year: int

    @property
    def office(self) -> Path:
        return self.folder / OFFICE

    @property
    def lists(self) -> Path:
        return self.folder / "lists"

    @property
    def reports(self) -> Path:
        return self.folder / "reports"

    @property
    def card(self) -> Path:
        return self.reports / f"{OWN.code}.ucard"

    @property
    def package(self) -> Path:
        return self.reports / f"{OWN.code}.upack"

    @property
    def package_before(self) -> Path:
        return self.reports / f"{OWN.code}-{self.year - 1}.upack"

    @property
    def district(self) -> Path:
        return self.folder / "district" / "chau-phu.uoffice"

    @property
    def incoming(self) -> Path:
        return self.district.parent / "incoming"

    @property
    def incoming_before(self) -> Path:
        return self.district.parent / f"incoming-{self.year - 1}"


def make_room(folder: Path) -> None:
    """Take away an older sample, and nothing else.

    Raises UserError when the folder holds something that is no sample.
    """
    if folder.exists():
        if any(folder.iterdir()) and not (folder / MARK).exists():
            raise UserError(NOT_OURS, folder=folder)
        for name in _OURS:
            place = folder / name
            if place.is_dir():
                shutil.rmtree(place)
            else:
                place.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("", encoding="utf-8")
