"""What holds for every file of the project."""

from __future__ import annotations

import re

from support.sources import ROOT, name_of, project_files, text_of

# Written backwards, so that this file does not name what it forbids.
REGISTRY_HOSTS = [
    host[::-1]
    for host in (
        "gro.ipyp",
        "gro.detsohnohtyp",
        "gro.sjmpn",
        "moc.sjmpn",
        "oi.setarc",
        "gro.adnocana",
        "gro.smegybur",
        "ved.gkp",
        "gro.naibed.bed",
        "moc.utnubu.evihcra",
    )
]
POSTPONED = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")
BARE_EXEMPTION = re.compile(r"# (noqa(?!: [A-Z]+[0-9]+)|type: ignore(?!\[[a-z, -]+\]))")

LONGEST_MODULE = 400
LONGEST_TEST = 500


def test_no_file_names_a_package_registry() -> None:
    named = [
        f"{name_of(path)}: {host}"
        for path in project_files()
        for host in REGISTRY_HOSTS
        if host in (text_of(path) or "")
    ]
    assert not named


def test_nothing_is_postponed_in_the_code() -> None:
    postponed = [
        f"{name_of(path)}:{number}"
        for path in project_files("*.py", "*.toml", "*.sh", "*.spec", "Makefile")
        for number, line in enumerate((text_of(path) or "").splitlines(), start=1)
        if POSTPONED.search(line)
    ]
    assert not postponed


def test_an_exemption_from_a_check_names_the_check() -> None:
    bare = [
        f"{name_of(path)}:{number}"
        for path in project_files("*.py")
        for number, line in enumerate((text_of(path) or "").splitlines(), start=1)
        if BARE_EXEMPTION.search(line)
    ]
    assert not bare


def test_no_module_is_too_long_to_be_read() -> None:
    # Migrations are left out: they are history, and history is not cut into pieces.
    too_long = []
    for path in project_files("unionoffice/*.py", "tests/*.py"):
        lines = len((text_of(path) or "").splitlines())
        longest = LONGEST_TEST if ROOT / "tests" in path.parents else LONGEST_MODULE
        if lines > longest:
            too_long.append(f"{name_of(path)} has {lines} lines, more than {longest}")
    assert not too_long
