"""Kills what goes between levels, and what mends an office, at the K-th call of the system.

`make torture` tries many points of every deed; the tests try a few.
"""

from __future__ import annotations

import gzip
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from exchange.levels import FORM_ID, AnOffice, body, fill
from support.offices import OfficeMaker
from support.sources import ROOT
from trust.nursery import nursery_in
from trust.outcomes import Outcome
from trust.torture import WAYS, Scene, Torture, play

from unionoffice.core.periods import Period
from unionoffice.exchange.cards import Cards
from unionoffice.exchange.giving import Giving
from unionoffice.exchange.giving_back import Asked, GivingBack
from unionoffice.exchange.handouts import HandOuts
from unionoffice.exchange.reporting import Reporting
from unionoffice.exchange.sending import Sending
from unionoffice.exchange.upper_body import UpperBodies
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.records import Records
from unionoffice.services.views import Query
from unionoffice.store.header import SCHEMA

GOLDEN = ROOT / "tests" / "data" / "golden"
OLDER = {int(each.name.removeprefix("schema-")): each for each in GOLDEN.glob("schema-*")}
del OLDER[SCHEMA]
MIGRATIONS = tuple(f"migrate {schema}" for schema in sorted(OLDER))
DEEDS = (
    "enrol",
    "collect",
    "consolidate",
    "send",
    "take_forms",
    "give_back",
    "take_back",
    "reorganise",
    "give_list",
    "take_list",
    "paper",
    "salvage",
    "rescue",
    *MIGRATIONS,
)
PERIOD = Period.year(2025)
DAYS = ("--from", "2025-01-01", "--to", "2025-12-31")
UNTIL = "2027-03-31"
FORM_FILE = ROOT / "tests" / "data" / "forms" / "typed.toml"
BY_SERVICE = """
import sys
from pathlib import Path
from unionoffice.bootstrap import open_workplace
from unionoffice.services.rescue import Rescue

match sys.argv[1]:
    case "paper":
        place = open_workplace("office.uoffice")
        place.desk.add_papers("members", 1, [Path("paper.pdf"), Path("second.pdf")])
        place.close()
    case "take_back":
        place = open_workplace("office.uoffice")
        place.mending.take_in(Path("own.ureturn"))
        place.close()
    case "salvage":
        Rescue(Path("torn.bin")).salvage(Path("salvaged.uoffice"))
    case "rescue":
        Rescue(Path("office.uoffice")).restore(Path("backup.uoffice"))
"""


class DistrictScene(Scene):
    """An office with a body above and three below, and what these have sent it."""

    def _arguments(self, deed: str) -> list[str]:
        office = self.office.name
        match deed:
            case "enrol":
                return ["enrol", office, "T3.ucard"]
            case "collect":
                return ["collect", office, "T1.upack", "T2-sealed.upack"]
            case "consolidate":
                outs = (word for form in ("pdf", "xlsx", "docx") for word in ("--out", f"x.{form}"))
                return ["report", office, FORM_ID, *DAYS, *outs]
            case "send":
                return ["send", office, FORM_ID, *DAYS, "--seal", "--out", "x.upack"]
            case "take_forms":
                return ["take-forms", office, "forms.uforms"]
            case "give_back":
                asked = ("--row", "health", "?", "--out", "x.ureturn")
                return ["give-back", office, FORM_ID, "T4", *DAYS, *asked]
            case "reorganise":
                merged = ("merge", "T1", "--into", "T2", "--on", "2026-07-01")
                return ["bodies", "reorganise", office, *merged]
            case "give_list":
                terms = ("--purpose", "Hỗ trợ nhà ở", "--until", UNTIL, "--out", "x.ulist")
                return ["give-list", office, "members", "--fields", "full_name", *terms]
            case "take_list":
                return ["take-lists", office, "T1.ulist"]
            case _ if deed in MIGRATIONS:
                return ["upgrade", f"{deed}.uoffice"]
            case _:
                return ["-c", BY_SERVICE, deed]

    def state(self) -> tuple[Any, ...]:
        older = (self.state_of(self.folder / f"{deed}.uoffice") for deed in MIGRATIONS)
        return (*super().state(), *older)


class Below:
    """An office of another level, only made to send something."""

    def __init__(self, maker: OfficeMaker, folder: Path, code: str, level: str = "primary") -> None:
        parent = "H1" if level == "primary" else ""
        store = maker.make(folder / f"{code}.uoffice", body(code, level, parent))
        self.store, self.folder, self.code = store, folder, code
        self.reporting = Reporting(store, CATALOGUE)
        self.form = self.reporting.forms.open(FORM_ID)

    def fill(self) -> None:
        office = AnOffice(self.store, self.folder)
        fill(office, helped=2, members=3, day=date(2025, 3, 12))

    def card(self, folder: Path) -> Path:
        path = folder / f"{self.code}.ucard"
        Cards(self.store).write(path)
        return path

    def send(self, folder: Path, *, seal: bool = False) -> Path:
        path = folder / f"{self.code}{'-sealed' if seal else ''}.upack"
        return Sending(self.store, self.reporting).send(self.form, PERIOD, path, seal=seal).path


class DistrictTorture(Torture):
    """Prepares the district, the files that came to it, and offices of all releases before."""

    def _prepare(self) -> None:
        folder, others = self._template, self._folder / "others"
        others.mkdir()
        maker = OfficeMaker(self._folder)
        own, above = Below(maker, others, "H1", "district"), Below(maker, others, "P1", "province")
        own.fill()
        below = [Below(maker, others, code) for code in ("T1", "T2", "T3", "T4")]
        for each in below:
            each.fill()
            UpperBodies(each.store).take(own.card(others))
        cards = [each.card(others if each.code != "T3" else folder) for each in below]
        Cards(own.store).enrol([card for card in cards if card.parent != folder])
        UpperBodies(own.store).take(above.card(others))
        self._collect_one(own, below[3], others)
        below[0].send(folder)
        below[1].send(folder, seal=True)
        self._give_list(below[0], folder)
        self._hand_out(above, folder)
        self._send_up_and_back(own, above, others)
        for each in (own, above, *below):
            each.store.close()
        (others / "H1.uoffice").rename(folder / "office.uoffice")
        packages = others / "H1.uoffice.packages"
        if packages.exists():
            packages.rename(folder / "office.uoffice.packages")
        self._lay_beside(folder)

    def _collect_one(self, own: Below, sender: Below, folder: Path) -> None:
        office = AnOffice(own.store, folder)
        assert office.statuses(sender.send(folder)) == ["accepted"]

    def _give_list(self, giver: Below, folder: Path) -> None:
        giving = Giving(giver.store, Records(giver.store, CATALOGUE))
        day = date.fromisoformat(UNTIL)
        giving.give("members", Query(), ("full_name",), "Hỗ trợ", day, folder / "T1.ulist")

    def _hand_out(self, above: Below, folder: Path) -> None:
        above.reporting.forms.keep_made(FORM_FILE.read_text(encoding="utf-8"))
        handouts = HandOuts(above.store, above.reporting.forms)
        handouts.write(folder / "forms.uforms", [("h1-quarter", 1)])

    def _send_up_and_back(self, own: Below, above: Below, folder: Path) -> None:
        Cards(above.store).enrol([own.card(folder)])
        office = AnOffice(above.store, folder)
        assert office.statuses(own.send(folder)) == ["accepted"]
        giving = GivingBack(above.store)
        asked = Asked("health", "members", "Xin kiểm tra lại.")
        id_ = giving.give_back(above.form, PERIOD, "H1", [asked])
        giving.write(id_, self._template / "own.ureturn")

    def _lay_beside(self, folder: Path) -> None:
        for schema, golden in OLDER.items():
            packed = (golden / "primary.uoffice.gz").read_bytes()
            (folder / f"migrate {schema}.uoffice").write_bytes(gzip.decompress(packed))
        for name in ("paper.pdf", "second.pdf"):
            (folder / name).write_bytes(b"%PDF-1.4 " + name.encode() * 4000 + b"%%EOF")
        whole = (folder / "office.uoffice").read_bytes()
        (folder / "backup.uoffice").write_bytes(whole)
        torn = bytearray(whole)
        torn[20 * 4096 : 21 * 4096] = b"\xa5" * 4096
        (folder / "torn.bin").write_bytes(torn)

    def _scene_in(self, folder: Path) -> Scene:
        return DistrictScene(folder)


def main(most: int) -> list[Outcome]:
    with tempfile.TemporaryDirectory() as folder, nursery_in(Path(folder)) as nursery:
        torture = DistrictTorture(Path(folder) / "torture", nursery)
        return [*play(torture, "deeds between levels", DEEDS, most, WAYS)]
