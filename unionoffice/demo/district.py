"""The district of the sample: cards of fourteen bodies, two years of twelve, one refused."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from unionoffice.core.periods import Period
from unionoffice.demo.days import after_year
from unionoffice.demo.filling import Filling
from unionoffice.demo.papers import FORM, send, write_papers
from unionoffice.demo.places import Made
from unionoffice.demo.workplaces import (
    DISTRICT_CODE,
    DISTRICT_NAME,
    LATE,
    PLACE,
    PROVINCE_CODE,
    PROVINCE_NAME,
    REPORTING,
    SILENT,
    Body,
)
from unionoffice.exchange.collecting import Collecting
from unionoffice.exchange.deadlines import DeadlineRule
from unionoffice.services.office import OwnOrganisation
from unionoffice.workplace import Workplace

_CUT_AT = 0.6  # of the damaged package so much arrived
# A form is due so many days after its period; most come in time, a few do not.
_DUE = {"year": 15, "half": 10, "quarter": 5, "month": 5}
_CAME, _CAME_LATE, _SIGNED = 9, 21, 25


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

    def make(self, made: Made, seed: int) -> None:
        """Make the district's office, once card and packages of the primary are there."""
        cards = made.district.parent / "cards"
        cards.mkdir()
        made.incoming.mkdir()
        made.incoming_before.mkdir()
        shutil.copy(made.card, cards)
        shutil.copy(made.package, made.incoming)
        shutil.copy(made.package_before, made.incoming_before)
        with tempfile.TemporaryDirectory() as beside:
            for body in (*REPORTING, *SILENT):
                self._hand_in(body, seed, Path(beside), cards, made)
        _damage(made.incoming)
        self._collect(made, cards)

    def _hand_in(self, body: Body, seed: int, beside: Path, cards: Path, made: Made) -> None:
        """One body's office, its card, and its packages; the first body sends a second version."""
        office = str(beside / f"{body.code}.uoffice")
        own = OwnOrganisation(body.code, body.name, "primary", DISTRICT_CODE, DISTRICT_NAME, PLACE)
        self._create(office, own)
        workplace = self._open(office)
        try:
            workplace.cards.write(cards / f"{body.code}.ucard")
            if body.members:
                filling = Filling(workplace, body, seed, self._today)
                people = filling.fill(body.members)
                year = self._today.year
                send(workplace, year - 1, made.incoming_before / f"{body.code}.upack")
                send(workplace, year, made.incoming / f"{body.code}.upack")
                if body is REPORTING[0]:
                    filling.forget_nothing(people)
                    send(workplace, year, made.incoming / f"{body.code}-2.upack")
        finally:
            workplace.close()

    def _collect(self, made: Made, cards: Path) -> None:
        own = OwnOrganisation(
            DISTRICT_CODE, DISTRICT_NAME, "district", PROVINCE_CODE, PROVINCE_NAME, PLACE
        )
        self._create(str(made.district), own)
        workplace = self._open(str(made.district))
        try:
            workplace.cards.enrol(sorted(cards.iterdir()))
            rules = [DeadlineRule(kind=kind, days=days) for kind, days in _DUE.items()]
            workplace.deadlines.change(workplace.reporting.forms.open(FORM), rules)
            late = [made.incoming_before / f"{body.code}.upack" for body in LATE]
            in_time = [each for each in made.incoming_before.iterdir() if each not in late]
            year = self._today.year
            for files, days in ((in_time, _CAME), (late, _CAME_LATE)):
                now = after_year(year - 1, days)
                Collecting(workplace.store, workplace.reporting.forms, now).collect(sorted(files))
            workplace.collecting.collect([made.incoming])
            write_papers(workplace, made.district.parent, [Period.year(year - 1)], _SIGNED)
            workplace.overview.refresh()
        finally:
            workplace.close()


def _damage(incoming: Path) -> None:
    """The package of a silent body, cut off on its way: it is refused and stays listed."""
    whole = (incoming / f"{REPORTING[1].code}.upack").read_bytes()
    cut = incoming / f"{SILENT[0].code}.upack"
    cut.write_bytes(whole[: round(len(whole) * _CUT_AT)])
