"""The whole sample: an office, its papers, lists to try, and the district that collects."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from unionoffice.core.i18n import N_, _
from unionoffice.core.periods import Period
from unionoffice.demo.district import District, OpenOffice
from unionoffice.demo.filling import Filling
from unionoffice.demo.papers import send, write_papers
from unionoffice.demo.people import PeopleMaker
from unionoffice.demo.people_lists import write_before_unicode, write_members, write_messy
from unionoffice.demo.places import Made, make_room
from unionoffice.demo.workplaces import DISTRICT_CODE, DISTRICT_NAME, OWN, PLACE
from unionoffice.services.office import OwnOrganisation

OFFICE_SAID = N_("Primary office with {members} members: {file}")
LISTS_SAID = N_("Lists to try the import with: {folder}")
PAPERS_SAID = N_("Appendices and the package for the body above: {folder}")
DISTRICT_SAID = N_("District office that collected packages: {file}")

_NEW_MEMBERS = 24


class DemoMaker:
    """Makes a sample that is the same for the same folder, size, seed and day."""

    def __init__(
        self,
        open_office: OpenOffice,
        create_office: Callable[[str, OwnOrganisation], None],
        say: Callable[[str], None],
        today: Callable[[], date] = date.today,
    ) -> None:
        self._open = open_office
        self._create = create_office
        self._say = say
        self._today = today

    def make(self, folder: Path, members: int = 400, seed: int = 1) -> Made:
        """Make the sample; one that was made in this folder before is replaced.

        Raises UserError when the folder holds something that is no sample.
        """
        made = Made(folder, self._today().year)
        make_room(folder)
        for each in (made.district.parent, made.lists, made.reports):
            each.mkdir()
        self._primary(made, members, seed)
        self._say(_(OFFICE_SAID).format(members=members, file=made.office))
        self._say(_(LISTS_SAID).format(folder=made.lists))
        self._say(_(PAPERS_SAID).format(folder=made.reports))
        district = District(self._open, self._create, self._today())
        district.make(made, seed)
        self._say(_(DISTRICT_SAID).format(file=made.district))
        return made

    def _primary(self, made: Made, members: int, seed: int) -> None:
        today = self._today()
        self._create(
            str(made.office),
            OwnOrganisation(
                OWN.code, OWN.name, "primary", DISTRICT_CODE, DISTRICT_NAME, PLACE,
                signs_for="TM. BAN CHẤP HÀNH", signer_title="CHỦ TỊCH",
            ),
        )  # fmt: skip
        workplace = self._open(str(made.office))
        try:
            filling = Filling(workplace, OWN, seed, today)
            people = filling.fill(members, made.lists / "doan-vien-da-nhap.xlsx")
            filling.enter_twice(people)
            own = workplace.office.own()
            workplace.office.change(_signed_by(own, people[0].full_name))
            self._lists(made, seed)
            # A year that is not over is printed as of today: no paper speaks of days to come.
            so_far = Period(date(today.year, 1, 1), today)
            write_papers(workplace, made.reports, (Period.year(today.year - 1), so_far))
            send(workplace, today.year - 1, made.package_before)
            send(workplace, today.year, made.package)
            workplace.cards.write(made.card)
            workplace.overview.refresh()
        finally:
            workplace.close()

    def _lists(self, made: Made, seed: int) -> None:
        """People who are not in the office yet, in three shapes of list."""
        today = self._today()
        maker = PeopleMaker(Random(f"{seed} lists"), OWN, today)
        first, second, third = (
            [each for each in maker.members(_NEW_MEMBERS) if each.unit is not None]
            for _list in range(3)
        )
        write_members(made.lists / "doan-vien-moi.xlsx", OWN, first, today)
        write_messy(made.lists / "trich-ngang-mau-cu.xlsx", OWN, second, today)
        write_before_unicode(made.lists / "phong-chu-vntime.xlsx", third)


def _signed_by(own: OwnOrganisation, name: str) -> OwnOrganisation:
    return dataclasses.replace(own, signer_name=name)
