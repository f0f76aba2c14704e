"""The district of the sample: cards of fourteen bodies, packages of twelve, one refused."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from unionoffice.core.periods import Period
from unionoffice.demo.filling import Filling
from unionoffice.demo.papers import FORM, write_papers
from unionoffice.demo.workplaces import (
    DISTRICT_CODE,
    DISTRICT_NAME,
    PLACE,
    PROVINCE_CODE,
    PROVINCE_NAME,
    REPORTING,
    SILENT,
    Body,
)
from unionoffice.services.office import OwnOrganisation
from unionoffice.workplace import Workplace

_CUT_AT = 0.6  # of the damaged package so much arrived


class OpenOffice(Protocol):
    """Opens an office with all its services."""

    def __call__(self, office: str) -> Workplace: ...


class District:
    """Makes the other primary offices, takes their cards and packages, and lets them go."""

    def __init__(
        self,
        open_office: OpenOffice,
        create_office: Callable[[str, OwnOrganisation], None],
        today: date,
    ) -> None:
        self._open = open_office
        self._create = create_office
        self._today = today
        self._period = Period.year(today.year)

    def make(self, office: Path, own_papers: Path, seed: int) -> None:
        """Make the district's office; `own_papers` holds card and package of the primary."""
        folder = office.parent
        cards, incoming = folder / "cards", folder / "incoming"
        cards.mkdir()
        incoming.mkdir()
        for file in own_papers.iterdir():
            if file.suffix in (".ucard", ".upack"):
                shutil.copy(file, cards if file.suffix == ".ucard" else incoming)
        with tempfile.TemporaryDirectory() as beside:
            for body in (*REPORTING, *SILENT):
                self._hand_in(body, seed, Path(beside), cards, incoming)
        _damage(incoming)
        self._collect(office, cards, incoming)

    def _hand_in(self, body: Body, seed: int, beside: Path, cards: Path, incoming: Path) -> None:
        """One body's office, its card, and its package; the first body sends a second version."""
        office = str(beside / f"{body.code}.uoffice")
        own = OwnOrganisation(body.code, body.name, "primary", DISTRICT_CODE, DISTRICT_NAME, PLACE)
        self._create(office, own)
        workplace = self._open(office)
        try:
            workplace.cards.write(cards / f"{body.code}.ucard")
            if body.members:
                filling = Filling(workplace, body, seed, self._today)
                people = filling.fill(body.members)
                self._send(workplace, incoming / f"{body.code}.upack")
                if body is REPORTING[0]:
                    filling.forget_nothing(people)
                    self._send(workplace, incoming / f"{body.code}-2.upack")
        finally:
            workplace.close()

    def _send(self, workplace: Workplace, file: Path) -> None:
        workplace.sending.send(workplace.reporting.forms.open(FORM), self._period, file)

    def _collect(self, office: Path, cards: Path, incoming: Path) -> None:
        own = OwnOrganisation(
            DISTRICT_CODE, DISTRICT_NAME, "district", PROVINCE_CODE, PROVINCE_NAME, PLACE
        )
        self._create(str(office), own)
        workplace = self._open(str(office))
        try:
            workplace.cards.enrol(sorted(cards.iterdir()))
            workplace.collecting.collect([incoming])
            write_papers(workplace, office.parent, (self._today.year,))
            workplace.overview.refresh()
        finally:
            workplace.close()


def _damage(incoming: Path) -> None:
    """The package of a silent body, cut off on its way: it is refused and stays listed."""
    whole = (incoming / f"{REPORTING[1].code}.upack").read_bytes()
    cut = incoming / f"{SILENT[0].code}.upack"
    cut.write_bytes(whole[: round(len(whole) * _CUT_AT)])
