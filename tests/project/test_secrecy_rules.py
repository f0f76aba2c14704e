"""What would quietly break the encryption of offices stands nowhere in the program."""

from __future__ import annotations

import re

from support.sources import name_of, project_files

STORE = "unionoffice/store/"
# The door itself, and what reads a header that is never encrypted.
MAY_CONNECT = {f"{STORE}connecting.py", f"{STORE}header.py"}
REBUILDS = re.compile(r"""["'`\s](VACUUM|vacuum\()""")


def sources() -> list[tuple[str, str]]:
    files = project_files("unionoffice/*.py", "migrations/*.py")
    return [(name_of(path), path.read_text(encoding="utf-8")) for path in files]


def test_files_are_opened_by_the_door_that_knows_their_keys() -> None:
    past_it = [name for name, text in sources() if "dbapi2.connect(" in text]
    assert set(past_it) == MAY_CONNECT


def test_nothing_builds_an_office_anew_without_its_keys() -> None:
    """VACUUM would leave the wrapped keys of an encrypted office behind."""
    rebuilding = [name for name, text in sources() if REBUILDS.search(_code(text))]
    assert rebuilding == [f"{STORE}store.py"]  # after an erasure, where no keys are in the file


def _code(text: str) -> str:
    return re.sub(r'"""(.|\n)*?"""', "", text)
