"""Nothing from outside can leave its place, exhaust the machine or slip a wrong figure in."""

from __future__ import annotations

import hashlib
import io
import json
import random
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
import rfc8785
from exchange.levels import AnOffice, Levels
from support.offices import OfficeMaker

from unionoffice.core.errors import RefusedFileError
from unionoffice.exchange.archive import Archive, pack
from unionoffice.exchange.manifest import FORMAT
from unionoffice.exchange.package import PackageReader, RefusedPackageError
from unionoffice.services.signing_keys import office_key

Change = Callable[[dict[str, Any]], object]


class Forge:
    """A good package, and what can be made of it."""

    def __init__(self, office: AnOffice) -> None:
        self.reader = PackageReader(office.reporting.forms)
        self.good = office.send().read_bytes()
        self.key = office_key(office.store)
        with zipfile.ZipFile(io.BytesIO(self.good)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}

    def refusal(self, content: bytes) -> str:
        with pytest.raises(RefusedPackageError) as caught:
            self.reader.read(content)
        return str(caught.value)

    def rezipped(self, **more: bytes) -> bytes:
        return pack({**self.members, **more})

    def remade(self, figures: bytes | None = None, manifest: Change | None = None) -> bytes:
        """A package whose checksums and signature fit its changed content: its office lies."""
        members = dict(self.members)
        if figures is not None:
            members["figures.json"] = figures
        said = json.loads(members["manifest.json"])
        for name in said["files"]:
            digest = hashlib.sha256(members[name]).hexdigest()
            said["files"][name] |= {"size": len(members[name]), "sha256": digest}
        if manifest is not None:
            manifest(said)
        members["manifest.json"] = rfc8785.dumps(said)
        members["manifest.sig"] = self.key.sign(members["manifest.json"])
        return pack(members)

    def with_figures(self, change: Change) -> bytes:
        figures = json.loads(self.members["figures.json"])
        change(figures)
        return self.remade(json.dumps(figures, ensure_ascii=False).encode())

    def with_row(self, key: str, **figures: Any) -> bytes:
        def change(content: dict[str, Any]) -> None:
            next(row for row in content["rows"] if row["key"] == key).update(figures)

        return self.with_figures(change)


@pytest.fixture(scope="module")
def _office(offices: OfficeMaker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnOffice]:
    levels = Levels(offices, tmp_path_factory.mktemp("sender"))
    (office,) = levels.primaries("T1")
    yield office
    levels.close()


@pytest.fixture
def forge(_office: AnOffice) -> Forge:
    return Forge(_office)


def zipped(entries: list[tuple[zipfile.ZipInfo | str, bytes]], comment: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
        archive.comment = comment
    return buffer.getvalue()


def test_a_good_package_is_read(forge: Forge) -> None:
    package = forge.reader.read(forge.good)
    assert package.manifest.organisation.code == "T1"
    assert forge.reader.read(forge.remade()).document == package.document


@pytest.mark.parametrize(
    "name",
    [
        "../figures.json",
        "/etc/passwd",
        "C:\\Windows\\win.ini",
        "..\\figures.json",
        "sub/figures.json",
        "more.json",
        "manifest.sig.old",
    ],
)
def test_members_that_do_not_belong_are_refused(forge: Forge, name: str) -> None:
    assert "does not belong" in forge.refusal(forge.rezipped(**{name: b"x"}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["figures.json", "Figures.JSON"])
def test_a_name_stands_once_whatever_its_case(forge: Forge, name: str) -> None:
    entries: list[tuple[zipfile.ZipInfo | str, bytes]] = list(forge.members.items())
    assert "twice" in forge.refusal(zipped([*entries, (name, b"{}")]))


def test_a_package_without_a_signature_is_refused(forge: Forge) -> None:
    del forge.members["manifest.sig"]
    assert "not signed" in forge.refusal(pack(forge.members))


@pytest.mark.parametrize("length", [0, 63, 65, 72, 114])  # ECDSA writes about 72, Ed448 114
def test_a_signature_of_another_kind_is_refused(forge: Forge, length: int) -> None:
    assert "kind" in forge.refusal(forge.rezipped(**{"manifest.sig": b"0" * length}))


@pytest.mark.parametrize("missing", ["figures.json", "manifest.json", "report.pdf"])
def test_an_incomplete_package_is_refused(forge: Forge, missing: str) -> None:
    del forge.members[missing]
    assert missing in forge.refusal(pack(forge.members))


def test_links_and_folders_are_refused(forge: Forge) -> None:
    link = zipfile.ZipInfo("report.pdf")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    rest = [(name, data) for name, data in forge.members.items() if name != "report.pdf"]
    assert "no plain file" in forge.refusal(zipped([*rest, (link, b"/etc/passwd")]))
    assert "no plain file" in forge.refusal(forge.rezipped(**{"sub/": b""}))


def test_encrypted_members_are_refused(forge: Forge) -> None:
    content = bytearray(forge.good)
    content[content.index(b"PK\1\2") + 8] |= 1
    assert "password" in forge.refusal(bytes(content))


def test_bytes_before_between_or_after_are_refused(forge: Forge) -> None:
    assert "damaged" in forge.refusal(b"MZ" + forge.good)
    assert "damaged" in forge.refusal(forge.good + b"more")
    entries: list[tuple[zipfile.ZipInfo | str, bytes]] = list(forge.members.items())
    assert "damaged" in forge.refusal(zipped(entries, comment=b"hidden"))
    extra = zipfile.ZipInfo("report.pdf")
    extra.extra = b"\x99\x99\x04\x00more"
    rest = [(name, data) for name, data in forge.members.items() if name != "report.pdf"]
    assert "damaged" in forge.refusal(zipped([*rest, (extra, forge.members["report.pdf"])]))


def test_a_zip_bomb_is_not_unpacked(forge: Forge) -> None:
    assert "larger" in forge.refusal(forge.rezipped(**{"figures.json": b"0" * 20_000_000}))


def test_a_bomb_that_lies_about_its_size_is_not_unpacked(forge: Forge) -> None:
    content = bytearray(forge.rezipped(**{"figures.json": b"0" * 20_000_000}))
    for mark, place in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        struct.pack_into("<L", content, content.index(mark) + place, 1000)
    assert "damaged" in forge.refusal(bytes(content))


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"\0" * 5000, b"PK\5\6" + b"\0" * 18])
def test_what_is_no_zip_is_refused(forge: Forge, content: bytes) -> None:
    with pytest.raises(RefusedPackageError):
        forge.reader.read(content)


def test_damage_is_noticed_or_harmless(forge: Forge) -> None:
    good = forge.reader.read(forge.good)
    chance = random.Random(7)
    for _ in range(400):
        content = bytearray(forge.good)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        try:
            read = forge.reader.read(bytes(content))
        except RefusedFileError:
            continue
        assert (read.manifest, read.document) == (good.manifest, good.document)
    for length in range(0, len(forge.good), 4096):
        with pytest.raises(RefusedPackageError):
            forge.reader.read(forge.good[:length])


def test_members_that_were_changed_do_not_match_the_manifest(forge: Forge) -> None:
    for name in ("figures.json", "report.pdf"):
        assert name in forge.refusal(forge.rezipped(**{name: forge.members[name] + b" "}))


MANIFESTS: Mapping[str, Change] = {
    "an unknown field": lambda said: said.update(more=1),
    "a field is missing": lambda said: said.pop("version"),
    "an unknown algorithm": lambda said: said.update(algorithm="none"),
    "a first package that follows another": lambda said: said.update(previous="0" * 64),
    "a later package that follows none": lambda said: said.update(sequence=2),
    "sequence 0": lambda said: said.update(sequence=0),
    "a row too many": lambda said: said["files"]["figures.json"].update(rows=99),
    "rows of a picture": lambda said: said["files"]["report.pdf"].update(rows=1),
    "version 0": lambda said: said.update(version=0),
    "a version that is no number": lambda said: said.update(version="1"),
    "a moment without zone": lambda said: said.update(generated_at="2026-12-31T08:00:00"),
    "a day that does not exist": lambda said: said["period"].update({"from": "2026-02-30"}),
    "a period backwards": lambda said: said["period"].update({"from": "2027-01-01"}),
    "an unknown level": lambda said: said["organisation"].update(level="galaxy"),
    "an identity that is none": lambda said: said["organisation"].update(uid="1"),
    "a file too many": lambda said: said["files"].update({"x": {"size": 1, "sha256": "0" * 64}}),
    "a file too few": lambda said: said["files"].pop("report.pdf"),
}


@pytest.mark.parametrize("fault", MANIFESTS)
def test_a_manifest_must_be_exact(forge: Forge, fault: str) -> None:
    forge.refusal(forge.remade(manifest=MANIFESTS[fault]))


CONTRADICTIONS: Mapping[str, Change] = {
    "another organisation": lambda said: said["organisation"].update(code="T2"),
    "another name": lambda said: said["organisation"].update(name="Somebody"),
    "another period": lambda said: said["period"].update({"to": "2026-12-30"}),
    "another form": lambda said: said["appendix"].update(id="other"),
    "another version of the form": lambda said: said["appendix"].update(version=2),
    "another moment": lambda said: said.update(generated_at="2026-12-31T09:00:00Z"),
}


@pytest.mark.parametrize("fault", CONTRADICTIONS)
def test_the_figures_are_those_that_the_manifest_names(forge: Forge, fault: str) -> None:
    assert "≠" in forge.refusal(forge.remade(manifest=CONTRADICTIONS[fault]))


def test_a_package_of_a_newer_program_is_refused_with_a_sentence(forge: Forge) -> None:
    def newer(said: dict[str, Any]) -> None:
        said.update(format=FORMAT + 1, sealed_for="H1")

    assert "newer UnionOffice" in forge.refusal(forge.remade(manifest=newer))


def test_a_package_from_before_there_were_signatures_is_refused(forge: Forge) -> None:
    older = forge.remade(manifest=lambda said: said.update(format=1))
    assert "older UnionOffice" in forge.refusal(older)


JSON_TRICKS: Mapping[str, tuple[bytes, bytes]] = {
    "a key twice": (b'"appendix_version":1,', b'"appendix_version":1,"appendix_version":2,'),
    "a key twice, spaced out": (b'"appendix":', b'"appendix" : "x", "appendix" : '),
    "a key twice in a row": (b'"key":"health",', b'"key":"health","members":5,'),
    "a key twice, escaped": (b'"key":"health",', b'"key":"health","\\u006d\\u0065mbers":5,'),
    "no number": (b'"share":50.0', b'"share":NaN'),
    "infinity": (b'"share":50.0', b'"share":Infinity'),
    "a huge number": (b'"total":2', b'"total":' + b"9" * 5000),
    "a fraction of a person": (b'"total":2', b'"total":2.5'),
    "a number as text": (b'"total":2', b'"total":"2"'),
    "a negative number": (b'"total":2', b'"total":-2'),
    "half a character": (b'"titles":["', b'"titles":["\\ud800'),
    "a control character": (b'"titles":["', b'"titles":["\\u0000'),
    "a raw control character": (b'"titles":["', b'"titles":["\x00'),
    "endless nesting": (b'"rows":[', b'"rows":' + b"[" * 100_000),
    "no UTF-8": (b'"titles":["', b'"titles":["\xff\xfe'),
    "something after the end": (b'"rows":[', b'"rows":[]} {"rows":['),
}


@pytest.mark.parametrize("trick", JSON_TRICKS)
def test_json_that_can_be_read_in_two_ways_is_refused(forge: Forge, trick: str) -> None:
    old, new = JSON_TRICKS[trick]
    figures = forge.members["figures.json"]
    assert old in figures
    forge.refusal(forge.remade(figures.replace(old, new, 1)))


ROWS: Mapping[str, dict[str, Any]] = {
    "more members than people": {"total": 1, "members": 2, "share": 200.0},
    "a share that is not computed": {"total": 2, "members": 1, "share": 51.0},
    "no share": {"total": 2, "members": 1, "share": None},
    "too large to be true": {"total": 10**13, "members": 0, "share": 0.0},
    "more heads than people": {"by_head_count": {"total": 9, "members": 0}},
    "more than the row above": {"total": 50, "members": 1, "share": 2.0},
    "a figure that the form has not": {"result": 1},
}


@pytest.mark.parametrize("fault", ROWS)
def test_figures_that_cannot_be_true_are_refused(forge: Forge, fault: str) -> None:
    forge.refusal(forge.with_row("charity.fund.visit", **ROWS[fault]))


def test_rows_are_those_of_the_form_in_its_order(forge: Forge) -> None:
    forge.refusal(forge.with_figures(lambda content: content["rows"].pop()))
    forge.refusal(forge.with_figures(lambda content: content["rows"].reverse()))
    forge.refusal(forge.with_figures(lambda content: content["rows"].append(content["rows"][0])))


def test_a_part_of_an_organisation_is_no_return_of_it(forge: Forge) -> None:
    assert "Tổ 1" in forge.refusal(forge.with_figures(lambda content: content.update(unit="Tổ 1")))


def test_a_primary_organisation_consolidates_nothing(forge: Forge) -> None:
    forged = forge.with_figures(lambda content: content.update(sources=[], missing=[]))
    assert "level" in forge.refusal(forged)


def test_a_form_that_is_not_known_is_refused(forge: Forge) -> None:
    figures = json.loads(forge.members["figures.json"])
    figures["appendix"] = "other"
    content = forge.remade(
        json.dumps(figures).encode(), lambda said: said["appendix"].update(id="other")
    )
    assert "not known here" in forge.refusal(content)


def test_packing_depends_on_nothing_but_the_content(forge: Forge) -> None:
    turned = dict(reversed(forge.members.items()))
    assert pack(turned) == pack(forge.members) == forge.good


@pytest.mark.parametrize("name", ["manifest.json", "manifest.sig", "envelope.json"])
def test_what_a_package_says_of_itself_is_short(name: str) -> None:
    longest = random.Random(7).randbytes(64 * 1024)  # a text that shrinks is refused before
    assert Archive(pack({name: longest})).read(name) == longest
    with pytest.raises(RefusedFileError, match="far larger"):
        Archive(pack({name: longest + b"0"})).read(name)


def test_packing_tells_no_day() -> None:
    with zipfile.ZipFile(io.BytesIO(pack({"a": b"", "b.pdf": b""}))) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
