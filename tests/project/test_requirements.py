"""The requirement files agree with pyproject.toml and let nothing in unseen."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME, DEVELOPMENT, NEWEST, TORTURE = (
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-newest.txt",
    "requirements-torture.txt",
)


@dataclass
class Pin:
    """One exact version and the hashes of its files."""

    requirement: Requirement
    hashes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        (specifier,) = self.requirement.specifier
        assert specifier.operator == "=="
        return specifier.version


def pins_of(file: str) -> list[Pin]:
    """The pins of a requirements file; anything else in it is refused."""
    text = (ROOT / file).read_text(encoding="utf-8").replace("\\\n", " ")
    pins = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            continue
        requirement, *hashes = re.split(r"\s+--hash=", line)
        assert "--" not in requirement, f"{file} holds an option: {requirement}"
        pins.append(Pin(Requirement(requirement), hashes))
    return pins


@pytest.mark.parametrize("file", [RUNTIME, DEVELOPMENT, NEWEST, TORTURE])
def test_every_package_is_pinned_with_its_hashes(file: str) -> None:
    pins = pins_of(file)
    assert pins
    for pin in pins:
        assert pin.version
        assert pin.hashes, f"{pin.name} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in pin.hashes)


@pytest.mark.parametrize(
    ("file", "extras"),
    [(RUNTIME, []), (DEVELOPMENT, ["postgresql", "dev"])],
)
def test_every_dependency_of_the_project_is_pinned_as_asked(file: str, extras: list[str]) -> None:
    pins = pins_of(file)
    asked = list(PROJECT["dependencies"])
    for extra in extras:
        asked += PROJECT["optional-dependencies"][extra]
    for requirement in map(Requirement, asked):
        fitting = [
            pin
            for pin in pins
            if pin.name == canonicalize_name(requirement.name)
            and requirement.specifier.contains(pin.version)
        ]
        assert fitting, f"{file} lacks {requirement}: run `make lock`"


def test_development_uses_the_versions_that_are_shipped() -> None:
    development = {(pin.name, pin.version) for pin in pins_of(DEVELOPMENT)}
    assert {(pin.name, pin.version) for pin in pins_of(RUNTIME)} <= development


def test_every_library_that_is_shipped_is_named_with_its_licence() -> None:
    words = re.findall(r"[\w-]+", (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8"))
    named = {canonicalize_name(word) for word in words}
    assert {pin.name for pin in pins_of(RUNTIME)} <= named
