"""Everything in the program that reads what came from outside, with a good file for each.

Where a signature stands before the content, `read` makes it itself: whoever holds a key can lie.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import rfc8785
from exchange.levels import YEAR, YEAR_END, Levels
from support.offices import OfficeMaker
from support.records import a_checkup, a_member, add
from support.sources import ROOT
from support.spoiling import as_json, spoilt, spoilt_values

from unionoffice.core.errors import UserError
from unionoffice.exchange.archive import pack
from unionoffice.exchange.campaign_files import CampaignFiles
from unionoffice.exchange.card_file import read_card
from unionoffice.exchange.giving import Giving
from unionoffice.exchange.giving_back import Asked, GivingBack
from unionoffice.exchange.handouts import HandOuts
from unionoffice.exchange.list_file import parse_list
from unionoffice.exchange.mending import Mending
from unionoffice.exchange.signed_file import signed
from unionoffice.exchange.upper_body import UpperBodies
from unionoffice.registerkit.norms import parse_pack
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.reports.forms import parse_form
from unionoffice.reports.indicators import known_indicators
from unionoffice.services.records import Records
from unionoffice.services.sealing_keys import identities, unseal
from unionoffice.services.signing_keys import office_key
from unionoffice.services.views import Query
from unionoffice.spreadsheets.mapping import read_mapping


@dataclass(frozen=True)
class Reader:
    """One way into the program: what it reads, good examples of it, and how it is made worse."""

    name: str
    read: Callable[[bytes], object]
    examples: tuple[bytes, ...]
    refusals: tuple[type[Exception], ...] = (UserError,)
    is_json: bool = False

    def worse(self, lot: Random) -> bytes:
        """A good example with something wrong in it."""
        example = lot.choice(self.examples)
        if self.is_json and lot.random() < 0.7:
            return as_json(spoilt_values(json.loads(example), lot)).encode()
        return spoilt(example, lot)

    def fault(self, content: bytes) -> str:
        """How reading this goes wrong; "" when it is read, or refused with a sentence."""
        try:
            self.read(content)
        except self.refusals as error:
            return "" if str(error) or not isinstance(error, UserError) else "says nothing"
        except Exception as error:  # whatever else leaves is the fault that is looked for
            return f"{type(error).__name__}: {error}"[:300]
        return ""


class ExchangeReaders:
    """A district and a primary below it, and all that either of them may be handed."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._levels = Levels(OfficeMaker(folder), folder)
        self.district = self._levels.office("H1", "district")
        (self.primary,) = self._levels.primaries("T1")
        self.district.enrol(self.primary)
        UpperBodies(self.primary.store).take(self.district.card())
        self._key = office_key(self.district.store)
        self._form = self.district.form

    def close(self) -> None:
        self._levels.close()

    def all(self) -> Iterator[Reader]:
        yield from self._of_packages()
        yield from self._of_signed_files()
        yield from self._of_declarations()

    def _file(self, name: str, content: bytes) -> Path:
        path = self._folder / name
        path.write_bytes(content)
        return path

    def _of_packages(self) -> Iterator[Reader]:
        plain = self.primary.send().read_bytes()
        with zipfile.ZipFile(BytesIO(plain)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        path = self._folder / "sealed.upack"
        sealed = self.primary.sending.send(self._form, YEAR, path, seal=True).path.read_bytes()
        collect = self._collected
        yield Reader("package", collect, (plain,))
        yield Reader("sealed package", collect, (sealed,))
        for name in ("figures.json", "manifest.json"):
            forge = _Forge(members, name, office_key(self.primary.store).sign)
            read = _after(forge.package, collect)
            yield Reader(f"{name} of a package", read, (members[name],), is_json=True)
        with zipfile.ZipFile(BytesIO(sealed)) as archive:
            envelope, age = archive.read("envelope.json"), archive.read("sealed.age")
        again = _after(lambda text: pack({"envelope.json": text, "sealed.age": age}), collect)
        yield Reader("envelope", again, (envelope,), is_json=True)
        yield Reader("age file", lambda content: unseal(content, []), (age,))

    def _collected(self, content: bytes) -> object:
        path = self._file("any.upack", content)
        return self.district.collect(path)

    def _of_signed_files(self) -> Iterator[Reader]:
        card = self.primary.card().read_bytes()
        yield Reader(
            "card",
            lambda content: read_card(self._file("any.ucard", content)),
            (card,),
            is_json=True,
        )
        for name, path, kind, read in self._made_by_the_district():
            whole = path.read_bytes()
            yield Reader(name, _after(_in(self._folder / path.name), read), (whole,), is_json=True)
            inner = json.loads(whole)["content"].encode()
            forged = _after(self._signed(kind), _after(_in(self._folder / path.name), read))
            yield Reader(f"{name}, signed", forged, (inner,), is_json=True)
        yield Reader(
            "list of people", lambda content: parse_list(content.decode(), "any.ulist"),
            (self._list_of_people(),), (UserError, UnicodeDecodeError), is_json=True,
        )  # fmt: skip

    def _made_by_the_district(
        self,
    ) -> Iterator[tuple[str, Path, str, Callable[[Path], object]]]:
        handed = self._folder / "forms.uforms"
        text = (ROOT / "tests" / "data" / "forms" / "typed.toml").read_text(encoding="utf-8")
        forms = self.district.reporting.forms
        made = forms.keep_made(text)
        HandOuts(self.district.store, forms, lambda: YEAR_END).write(handed, [(made.id, 1)])
        take = HandOuts(self.primary.store, self.primary.reporting.forms, lambda: YEAR_END).take
        yield "hand-out", handed, "forms", take

        giving = GivingBack(self.district.store)
        self.district.collect(self.primary.send("again.upack"))
        asked = [Asked("health", "members", "Xin kiểm tra lại.")]
        id_ = giving.give_back(
            self._form, YEAR, "T1", asked, message="Gửi lại", reply_by=date(2099, 1, 31)
        )
        returned = self._folder / "back.ureturn"
        giving.write(id_, returned)
        yield "return to mend", returned, "returned return", Mending(self.primary.store).take_in

        campaign = a_checkup(a_member("Người"), day=date(2026, 5, 8))
        campaign.organiser, campaign.title = "province", "Khám của tỉnh"
        add(self.district.store, *(each.person for each in campaign.checkups), campaign)
        files = CampaignFiles(self.district.store)
        brought = self._folder / "khám.ucampaign"
        files.write(files.campaigns()[0].id, brought)
        kind = json.loads(brought.read_bytes())["kind"]
        yield "campaign", brought, kind, CampaignFiles(self.primary.store).bring_in

    def _signed(self, kind: str) -> Callable[[bytes], bytes]:
        def make(content: bytes) -> bytes:
            text = content.decode("utf-8", "replace")
            envelope = json.loads(signed(kind, {}, self._key))
            signature = self._key.sign(f"{kind}\n{text}".encode())
            envelope |= {"content": text, "signature": base64.b64encode(signature).decode()}
            return json.dumps(envelope).encode()

        return make

    def _list_of_people(self) -> bytes:
        path = self._folder / "people.ulist"
        giving = Giving(
            self.primary.store, Records(self.primary.store, CATALOGUE), lambda: YEAR_END
        )
        giving.give(
            "members", Query(), ("full_name", "birth_date"), "Xét hỗ trợ", date(2027, 3, 31), path
        )
        with zipfile.ZipFile(path) as archive:
            age = archive.read("sealed.age")
        with self.district.store.reading() as session:
            inner = unseal(age, identities(session))
        return json.loads(inner)["content"].encode()

    def _of_declarations(self) -> Iterator[Reader]:
        forms = (ROOT / "resources" / "appendices").glob("*.toml")
        indicators = known_indicators(CATALOGUE)
        yield Reader(
            "form",
            lambda content: parse_form(content, "any.toml", indicators),
            tuple(path.read_bytes() for path in sorted(forms)),
        )
        rules = (ROOT / "resources" / "rules").glob("*.toml")
        yield Reader(
            "rule pack",
            lambda content: parse_pack(content, "any.toml"),
            tuple(path.read_bytes() for path in sorted(rules)),
        )
        shape = CATALOGUE.list_shape("members")
        yield Reader(
            "mapping",
            lambda content: read_mapping(self._file("any.toml", content), shape),
            ('register = "members"\n[columns]\n"Họ tên" = "full_name"\nB = ""\n'.encode(),),
        )


def _in(path: Path) -> Callable[[bytes], Path]:
    """Write what is to be read into this file."""

    def write(content: bytes) -> Path:
        path.write_bytes(content)
        return path

    return write


def _after(
    make: Callable[[bytes], Any], read: Callable[[Any], object]
) -> Callable[[bytes], object]:
    return lambda content: read(make(content))


@dataclass(frozen=True)
class _Forge:
    """Packages whose checksums and signature fit one member that was changed."""

    members: Mapping[str, bytes]
    changed: str
    sign: Callable[[bytes], bytes]

    def package(self, content: bytes) -> bytes:
        members = {**self.members, self.changed: content}
        if self.changed != "manifest.json":
            said = json.loads(members["manifest.json"])
            digest = hashlib.sha256(content).hexdigest()
            said["files"][self.changed] |= {"size": len(content), "sha256": digest}
            members["manifest.json"] = rfc8785.dumps(said)
        members["manifest.sig"] = self.sign(members["manifest.json"])
        return pack(members)
