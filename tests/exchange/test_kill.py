"""A collection that is killed loses nothing that was written, and goes on where it was."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from exchange.levels import YEAR, AnOffice, Levels
from reports.builders import the_figures

from unionoffice.exchange.cards import Cards
from unionoffice.exchange.package import Place, Told, build_package, figures_content
from unionoffice.exchange.returns import Returns
from unionoffice.reports.filled import Organisation
from unionoffice.services.signing_keys import office_key
from unionoffice.store.store import open_store

PACKAGES = 60
COLLECT = """
import sys
from unionoffice.exchange import collecting
from unionoffice.exchange.reporting import Reporting
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.store.store import open_store

collecting.BATCH = 2
store = open_store(sys.argv[1])
forms = Reporting(store, CATALOGUE).forms
print("ready", flush=True)
collecting.Collecting(store, forms).collect([sys.argv[2]])
"""


def test_a_killed_collection_leaves_a_sound_office(levels: Levels, tmp_path: Path) -> None:
    district, sender = levels.office("H1", "district"), levels.office("T1")
    folder = packages(sender, district, tmp_path)
    path = district.store.path
    assert path is not None
    district.store.close()
    for pause in (0.0, 0.02, 0.08):
        kill_while_collecting(path, folder, pause)
    store = open_store(path)
    office = AnOffice(store, tmp_path)
    statuses = office.statuses(folder)
    assert set(statuses) <= {"accepted", "already_held"}
    assert len(Returns(store).overview(office.form, YEAR).returns) == PACKAGES
    assert office.numbers("preference") == (234 * PACKAGES, None, None)
    store.close()


def packages(sender: AnOffice, district: AnOffice, folder: Path) -> Path:
    """The packages and cards of many organisations, forged from those of one."""
    target = folder / "packages"
    target.mkdir()
    own = sender.reporting.own()
    card = sender.card().read_text(encoding="utf-8")
    key = office_key(sender.store)
    cards = []
    for number in range(PACKAGES):
        code, uid = f"P{number:02}", f"01K{number:02}" + "0" * 21
        figures = the_figures(organisation=Organisation(code, own.name, "primary"), period=YEAR)
        sending = type(own)(code=code, name=own.name, level="primary", uid=uid)
        package = build_package(sending, Told(figures_content(figures)), b"%PDF", Place(1), key)
        (target / f"{code}.upack").write_bytes(package.content)
        cards.append(folder / f"{code}.ucard")
        forged = card.replace(own.uid, uid).replace('"T1"', f'"{code}"')
        cards[-1].write_text(forged, encoding="utf-8")
    assert {entry.status for entry in Cards(district.store).enrol(cards)} == {"enrolled"}
    return target


def kill_while_collecting(office: Path, folder: Path, pause: float) -> None:
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", COLLECT, office, folder],
        env=surroundings,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == b"ready"
        time.sleep(pause)
        child.kill()
