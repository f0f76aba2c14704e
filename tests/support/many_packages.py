"""Very many bodies and their packages, for the benches: made from one, which is quick."""

from __future__ import annotations

import hashlib
import json
import random
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from reports.builders import AT, the_figures
from sqlalchemy import func, insert, select

from unionoffice.core.identity import new_uid
from unionoffice.core.periods import Period
from unionoffice.core.text import fold
from unionoffice.exchange.archive import pack
from unionoffice.exchange.manifest import FIGURES, MANIFEST, REPORT, SIGNATURE
from unionoffice.exchange.package import Place, Told, build_package, figures_content
from unionoffice.registers.organisation.model import Organisation, TrustedKey
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.filled import Organisation as Reporter
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.signing_keys import OfficeKey, new_pair
from unionoffice.store.many_rows import insert_many
from unionoffice.store.store import Store

AT_ONCE = 5_000
_FIGURES = ("row_key", "result", "total", "members", "head_total", "head_members", "titles")
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
                    "search_text": fold(f"{each.code} {each.name}"),
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

    def figures(self, sender: Sender, helped: int) -> bytes:
        """`helped`: two digits, the figure in which it differs."""
        return self._renamed(self._members[FIGURES], sender).replace(
            b'"preference","result":60', f'"preference","result":{helped}'.encode()
        )

    def package(self, sender: Sender, helped: int) -> bytes:
        members, figures = self._members, self.figures(sender, helped)
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


def hand_in(store: Store, known: Sequence[Sender], year: int) -> None:
    """Let the returns of these stand in the office without being collected; no package is kept."""
    stack, chance = Stack(known[0], year, b""), random.Random(year)
    with store.writing("Bench") as session:
        connection = session.connection()
        bodies = dict(session.execute(select(Organisation.code, Organisation.id)).tuples().all())
        newest = session.scalar(select(func.coalesce(func.max(ReceivedReturn.id), 0))) or 0
        for start in range(0, len(known), AT_ONCE):
            some = known[start : start + AT_ONCE]
            contents = [stack.figures(each, chance.randrange(10, 99)) for each in some]
            first = newest + 1 + start
            rows = [
                {
                    "id": first + place,
                    "organisation_id": bodies[each.code],
                    "appendix": "vn-member-benefit",
                    "appendix_version": 1,
                    "period_first": date(year, 1, 1),
                    "period_last": date(year, 12, 31),
                    "version": 1,
                    "is_current": True,
                    "received_at": AT,
                    "generated_at": AT,
                    "sequence": 2 * year,
                    "manifest_sha256": f"{year}{each.number:060}",
                    "signed_with": each.key.public_key,
                    "file_name": f"/stick/{each.code}.upack",
                    "content": content.decode(),
                    "content_sha256": f"{year}{each.number:060}",
                }
                for place, (each, content) in enumerate(zip(some, contents, strict=True))
            ]
            session.execute(insert(ReceivedReturn), rows)
            figures = (
                (first + place, *_figures(row))
                for place, content in enumerate(contents)
                for row in json.loads(content)["rows"]
            )
            insert_many(connection, "received_figures", ("return_id", *_FIGURES), figures)


def _figures(row: dict[str, Any]) -> tuple[Any, ...]:
    heads = row.get("by_head_count") or {}
    titles = json.dumps(row["titles"], ensure_ascii=False) if row.get("titles") else None
    numbers = (row.get(name) for name in ("result", "total", "members"))
    return (row["key"], *numbers, heads.get("total"), heads.get("members"), titles)


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
