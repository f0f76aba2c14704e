"""What every sub-command is given, and how it speaks."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from unionoffice.cli.json_text import json_parts
from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _
from unionoffice.core.periods import Period
from unionoffice.services.who import SignIn, read_passphrase

if TYPE_CHECKING:
    from unionoffice.services.office import OwnOrganisation
    from unionoffice.services.views import RegisterView
    from unionoffice.workplace import Workplace

ACCOUNT_PASSWORD_FILE = "UNIONOFFICE_ACCOUNT_PASSWORD_FILE"
PARTS_AT_ONCE = 10_000
DONE, REFUSED, WRONG_USAGE, DONE_IN_PART = 0, 1, 2, 3


class OpenOffice(Protocol):
    def __call__(
        self, office: str, *, read_only: bool = False, sign_in: SignIn | None = None
    ) -> Workplace: ...


class FileCare(Protocol):
    """Health of office files: checking, copying, putting back, bringing up to date."""

    def check(self, office: str, packages: Sequence[Path] = ()) -> tuple[list[str], bool]: ...
    def back_up(self, office: str, target: Path) -> str: ...
    def restore(self, backup: Path, office: Path) -> str: ...
    def upgrade(self, office: str) -> str: ...
    def grant(self, office: str, writers: Sequence[str], readers: Sequence[str]) -> str: ...


class MakeDemo(Protocol):
    def __call__(
        self,
        folder: Path,
        *,
        members: int,
        seed: int,
        with_window: bool,
        say: Callable[[str], None],
    ) -> int: ...


@dataclass(frozen=True)
class Program:
    """What the command line stands on; put together by the bootstrap."""

    open_office: OpenOffice
    create_office: Callable[[str, OwnOrganisation], None]
    create_encrypted: Callable[[str, OwnOrganisation, Sequence[str], str], str]
    unlock: Callable[[str, str], None]
    account_names: Callable[[str], tuple[str, ...]]
    files: FileCare
    make_demo: MakeDemo
    open_window: Callable[..., int]
    registers: Callable[[], tuple[RegisterView, ...]]
    account: str = ""  # under which the command is run, in offices that have accounts

    @contextlib.contextmanager
    def at_work(self, office: str, *, read_only: bool = False) -> Iterator[Workplace]:
        """The office, open for the length of one command."""
        sign_in = SignIn(self.account, _password()) if self.account else None
        workplace = self.open_office(office, read_only=read_only, sign_in=sign_in)
        try:
            yield workplace
        finally:
            workplace.close()

    def require(self, office: str, right: str) -> None:
        """Raises UserError unless whoever runs the command may do this with the office's file."""
        if self.account_names(office):
            with self.at_work(office, read_only=True) as workplace:
                workplace.accounts.require(right)


def _password() -> str:
    """From the file that the environment names, or typed where there is a terminal."""
    named = os.environ.get(ACCOUNT_PASSWORD_FILE)
    if named:
        return read_passphrase(Path(named))
    if not sys.stdin.isatty():
        raise UserError(
            N_("Name the file with the password of the account in {variable}."),
            variable=ACCOUNT_PASSWORD_FILE,
        )
    typed: str = click.prompt(_("Password"), hide_input=True, err=True)
    return typed


def say(text: str) -> None:
    """A result, on standard output."""
    click.echo(text)


def tell(text: str) -> None:
    """A message or progress, on standard error."""
    click.echo(text, err=True)


def say_json(value: Any) -> None:
    """Written while it is made: there may be a million rows in it."""
    some: list[str] = []
    try:
        for part in json_parts(value):
            some.append(part)
            if len(some) == PARTS_AT_ONCE:
                click.echo("".join(some), nl=False)
                some.clear()
    finally:  # what was told before a failure is told
        click.echo("".join(some))


def progress_bar(label: str) -> Callable[[int, int], None]:
    """A function that draws progress on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda _done, _total: None

    def draw(done: int, total: int) -> None:
        share = min(done / total, 1.0) if total else 1.0
        filled = round(share * 30)
        sys.stderr.write(f"\r{label} [{'#' * filled}{'.' * (30 - filled)}] {share:4.0%}")
        if share >= 1.0:
            sys.stderr.write("\n")
        sys.stderr.flush()

    return draw


class DayType(click.ParamType[date]):
    """An ISO day."""

    name = "day"

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(_("“{value}” is no day; write 2017-12-31.").format(value=value), param, ctx)


DAY = DayType()


def period_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--from` and `--to`, both needed, as one `period`."""
    command = click.option("--to", "last", type=DAY, required=True)(command)
    return click.option("--from", "first", type=DAY, required=True)(command)


def period_of(first: Any, last: Any) -> Period:
    return Period(first, last)
