"""Offices of several levels for the tests, with what a user does in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from support.offices import OfficeMaker
from support.records import a_benefit, a_checkup, a_member, a_person, add

from unionoffice.core.periods import Period
from unionoffice.exchange.cards import Cards, EnrolledCard
from unionoffice.exchange.collecting import CollectedFile, Collecting
from unionoffice.exchange.reporting import Reporting
from unionoffice.exchange.returns import Reported, Returns
from unionoffice.exchange.sending import Sending, Sent
from unionoffice.exchange.trusted_keys import TrustedKeys
from unionoffice.registers.activities.model import Activity
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.policies.model import PolicyContribution
from unionoffice.reports.filled import FormFigures
from unionoffice.reports.forms import Form
from unionoffice.services.deeds import Deeds
from unionoffice.services.office import OwnOrganisation
from unionoffice.store.store import Store

FORM_ID = "vn-member-benefit"
YEAR = Period.year(2026)
YEAR_END = datetime(2026, 12, 31, 8, tzinfo=UTC)


def body(code: str, level: str, parent: str = "") -> OwnOrganisation:
    return OwnOrganisation(
        code=code, name=f"Công đoàn {code}", level=level, parent_code=parent, place="An Giang"
    )


class AnOffice:
    """One office and its deeds; the clock stands at the end of the year."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.reporting = Reporting(store, CATALOGUE, lambda: YEAR_END)
        self.sending = Sending(store, self.reporting, lambda: YEAR_END)
        self.cards = Cards(store, lambda: YEAR_END)
        self.keys = TrustedKeys(store, lambda: YEAR_END)
        self.collecting = Collecting(store, self.reporting.forms, lambda: YEAR_END)
        self.deeds = Deeds(store, CATALOGUE)

    @property
    def form(self) -> Form:
        return self.reporting.forms.open(FORM_ID)

    @property
    def code(self) -> str:
        return self.reporting.own().code

    def figures(self, period: Period = YEAR) -> FormFigures:
        return self.reporting.figures(self.form, period)

    def numbers(self, key: str, period: Period = YEAR) -> tuple[int | None, ...]:
        row = self.figures(period).row(key)
        assert row is not None
        return (row.result, row.total, row.members)

    def send(self, name: str = "", period: Period = YEAR) -> Path:
        return self.sent(name, period).path

    def sent(self, name: str = "", period: Period = YEAR) -> Sent:
        path = self.folder / (name or f"{self.code}.upack")
        return self.sending.send(self.form, period, path)

    def card(self) -> Path:
        path = self.folder / f"{self.code}.ucard"
        self.cards.write(path)
        return path

    def enrol(self, *others: AnOffice) -> list[EnrolledCard]:
        return self.cards.enrol([other.card() for other in others])

    def collect(self, *paths: Path) -> list[CollectedFile]:
        return self.collecting.collect(paths)

    def statuses(self, *paths: Path) -> list[str]:
        return [file.status for file in self.collect(*paths)]

    def undo(self) -> None:
        last = self.deeds.last_deed()
        assert last is not None
        self.deeds.undo(last.id)

    def overview(self, period: Period = YEAR) -> Reported:
        return Returns(self.store).overview(self.form, period)


class Levels:
    """Makes offices and closes them all at the end of a test."""

    def __init__(self, offices: OfficeMaker, folder: Path) -> None:
        self._offices = offices
        self._folder = folder
        self.made: list[AnOffice] = []

    def office(self, code: str, level: str = "primary", parent: str = "") -> AnOffice:
        path = self._folder / f"{len(self.made)}.uoffice"
        store = self._offices.make(path, body(code, level, parent))
        self.made.append(AnOffice(store, self._folder))
        return self.made[-1]

    def adopt(self, store: Store) -> AnOffice:
        self.made.append(AnOffice(store, self._folder))
        return self.made[-1]

    def primaries(self, *codes: str, parents: Sequence[str] = ()) -> list[AnOffice]:
        """Primary offices, each with a different number of good deeds; below H1 if nothing said."""
        above = parents or ["H1"] * len(codes)
        made = [self.office(code, parent=parent) for code, parent in zip(codes, above, strict=True)]
        for place, office in enumerate(made, start=1):
            fill(office, helped=place, members=place)
        return made

    def close(self) -> None:
        for office in self.made:
            office.store.close()


def fill(office: AnOffice, helped: int, members: int, day: date = date(2026, 3, 12)) -> None:
    """As many members helped, as many checked up, one worker helped, one policy, one party."""
    people = [a_member(f"Đoàn viên {place}") for place in range(members)]
    worker = a_person("Người lao động")
    add(office.store, *people, worker)
    add(
        office.store,
        *(a_benefit(person, day) for person in people[:helped]),
        a_benefit(worker, day),
        a_checkup(*people, day=day),
        PolicyContribution(contributed_on=day, title=f"Góp ý của {office.code}", turns=members),
        PolicyContribution(contributed_on=day, title="Góp ý chung", turns=1),
        Activity(held_on=day, title="Hội thao", kind="sport", head_total=20, head_members=10),
    )


def help_one_more(office: AnOffice, day: date = date(2026, 4, 1)) -> None:
    person = a_member("Người được thăm thêm")
    add(office.store, person)
    add(office.store, a_benefit(person, day))


def added(figures: Iterable[FormFigures]) -> dict[str, tuple[int, int, int]]:
    """The rows of several forms added up with nothing but Python."""
    sums: dict[str, tuple[int, int, int]] = {}
    for each in figures:
        for row in each.rows:
            result, total, members = sums.get(row.key, (0, 0, 0))
            sums[row.key] = (
                result + (row.result or 0),
                total + (row.total or 0),
                members + (row.members or 0),
            )
    return sums
