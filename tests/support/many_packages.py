"""Very many bodies and their packages, for the benches: made from one, which is quick."""

from __future__ import annotations

import hashlib
import random
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path

from reports.builders import AT, the_figures
from sqlalchemy import func, insert, select

from unionoffice.core.identity import new_uid
from unionoffice.core.periods import Period
from unionoffice.exchange.archive import pack
from unionoffice.exchange.manifest import FIGURES, MANIFEST, REPORT, SIGNATURE
from unionoffice.exchange.package import Place, Told, build_package, figures_content
from unionoffice.registers.organisation.model import Organisation, TrustedKey
from unionoffice.reports.filled import Organisation as Reporter
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.signing_keys import OfficeKey, new_pair
from unionoffice.store.store import Store

AT_ONCE = 5_000
FOLDER_OF = 1_000  # packages to a folder, as they lie on a stick


@dataclass(frozen=True)
class Sender:
    """A primary and the key that it signs with; codes and names are all of one length."""

    number: int
    uid: str
    key: OfficeKey

    @property
    def code(self) -> str:
        return f"T{self.number:06}"

    @property
    def name(self) -> str:
        return f"CĐCS số {self.number:06}"

    @property
    def organisation(self) -> OwnOrganisation:
        return OwnOrganisation(code=self.code, name=self.name, level="primary", uid=self.uid)


def senders(count: int) -> list[Sender]:
    return [Sender(number, new_uid(), OfficeKey(*new_pair())) for number in range(count)]


def enrol(store: Store, known: Sequence[Sender]) -> None:
    """Let these hand in, with the keys that they sign with."""
    with store.writing("Bench") as session:
        newest = session.scalar(select(func.coalesce(func.max(Organisation.id), 0))) or 0
        for start in range(0, len(known), AT_ONCE):
            some = known[start : start + AT_ONCE]
            first = newest + 1 + start
            bodies = [
                {
                    "id": first + place,
                    "uid": each.uid,
                    "code": each.code,
                    "name": each.name,
                    "level": "primary",
                    "enrolled_at": datetime.now(UTC),
                }
                for place, each in enumerate(some)
            ]
            keys = [
                {
                    "organisation_id": first + place,
                    "public_key": each.key.public_key,
                    "enrolled_at": AT,
                }
                for place, each in enumerate(some)
            ]
            session.execute(insert(Organisation), bodies)
            session.execute(insert(TrustedKey), keys)


@dataclass(frozen=True)
class Stack:
    """The packages of one year: that of the first sender, with other names and one other figure."""

    first: Sender
    year: int
    report: bytes

    @cached_property
    def _members(self) -> dict[str, bytes]:
        reporter = Reporter(self.first.code, self.first.name, "primary")
        figures = the_figures(organisation=reporter, period=Period.year(self.year), generated_at=AT)
        told = Told(figures_content(figures))
        place = Place(1, 2 * self.year, "0" * 64)  # never the one after one that is held
        built = build_package(self.first.organisation, told, self.report, place, self.first.key)
        with zipfile.ZipFile(BytesIO(built.content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        # As many digits for everybody.
        sized = members[FIGURES].replace(b'"preference","result":6', b'"preference","result":60')
        members[MANIFEST] = (
            members[MANIFEST]
            .replace(_sha256(members[FIGURES]), _sha256(sized))
            .replace(f'"size":{len(members[FIGURES])}'.encode(), f'"size":{len(sized)}'.encode())
        )
        members[FIGURES] = sized
        return members

    def package(self, sender: Sender, helped: int) -> bytes:
        """`helped`: two digits, the figure in which it differs."""
        members = self._members
        figures = self._renamed(members[FIGURES], sender).replace(
            b'"preference","result":60', f'"preference","result":{helped}'.encode()
        )
        manifest = (
            self._renamed(members[MANIFEST], sender)
            .replace(_sha256(members[FIGURES]), _sha256(figures))
            .replace(self.first.uid.encode(), sender.uid.encode())
            .replace(self.first.key.fingerprint.encode(), sender.key.fingerprint.encode())
        )
        return pack(
            {
                FIGURES: figures,
                MANIFEST: manifest,
                SIGNATURE: sender.key.sign(manifest),
                REPORT: self.report,
            }
        )

    def _renamed(self, content: bytes, sender: Sender) -> bytes:
        first = self.first
        renamed = content.replace(first.code.encode(), sender.code.encode())
        return renamed.replace(first.name.encode(), sender.name.encode())


def _sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def write_packages(
    folder: Path, known: Sequence[Sender], year: int, report: bytes
) -> Iterator[Path]:
    """Write the package of each sender, into folders of some."""
    stack, chance = Stack(known[0], year, report), random.Random(year)
    for place, sender in enumerate(known):
        below = folder / f"{place // FOLDER_OF:03}"
        if place % FOLDER_OF == 0:
            below.mkdir(parents=True)
        file = below / f"{sender.code}.upack"
        file.write_bytes(stack.package(sender, chance.randrange(10, 99)))
        yield file
