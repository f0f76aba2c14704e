"""Who wants to come in; apart from the rest, so that the first picture needs no database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_


class SignIn(NamedTuple):
    """A name and its password, which shows in no traceback."""

    name: str
    password: str

    def __repr__(self) -> str:
        return f"SignIn(name={self.name!r})"


class SignInNeededError(UserError):
    """The office has accounts, and nobody has said who is there; `names` are those to choose."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            N_("This office has accounts. Say with --account NAME under which one you work.")
        )
        self.names = tuple(names)


def read_passphrase(file: Path) -> str:
    """The first line of a file, as UTF-8."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            N_("The passphrase cannot be read from {file}. Check the file."), file=file
        ) from error
    return lines[0] if lines else ""
