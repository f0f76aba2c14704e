"""Sub-commands that encrypt an office and change what opens it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from unionoffice.cli.context import DONE, Program, say, tell
from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _, ngettext
from unionoffice.reports.recovery_page import write_recovery_page
from unionoffice.services.who import read_passphrase
from unionoffice.workplace import Workplace

PASSPHRASE_FILE = "UNIONOFFICE_PASSPHRASE_FILE"
new_file_option = click.option(
    "--new-file", type=click.Path(dir_okay=False, path_type=Path), default=None
)
page_option = click.option(
    "--recovery-page", type=click.Path(dir_okay=False, path_type=Path), default=None
)


@click.group("passphrase")
def passphrase() -> None:
    """Encrypt an office, and change what opens it."""


@passphrase.command("set")
@click.argument("office")
@new_file_option
@page_option
@click.pass_obj
def set_(program: Program, office: str, new_file: Path | None, recovery_page: Path | None) -> int:
    """Encrypt OFFICE; prints its recovery key."""
    with program.at_work(office) as place:
        recovery = place.secrecy.encrypt(new_passphrase(new_file))
        hand_out(recovery, place.office.own().name, recovery_page)
        _tell_of_plain_copies(place)
    return DONE


@passphrase.command("change")
@click.argument("office")
@new_file_option
@click.pass_obj
def change(program: Program, office: str, new_file: Path | None) -> int:
    """Choose another passphrase for OFFICE; the present one may be its recovery key."""
    secret = _present_secret(program, office)
    with program.at_work(office) as place:
        place.secrecy.change_passphrase(secret, _chosen(new_file))
    tell(_("The passphrase was changed. The recovery key stays as it is."))
    return DONE


@passphrase.command("recovery")
@click.argument("office")
@page_option
@click.pass_obj
def recovery(program: Program, office: str, recovery_page: Path | None) -> int:
    """Print a new recovery key of OFFICE; the former one opens nothing more."""
    secret = _present_secret(program, office)
    with program.at_work(office) as place:
        hand_out(place.secrecy.renew_recovery(secret), place.office.own().name, recovery_page)
    return DONE


@passphrase.command("remove")
@click.argument("office")
@click.pass_obj
def remove(program: Program, office: str) -> int:
    """Keep OFFICE without encryption from now on."""
    secret = _present_secret(program, office)
    with program.at_work(office) as place:
        place.secrecy.decrypt(secret)
    tell(_("The office is no longer encrypted: whoever has the file can read it."))
    return DONE


@passphrase.command("copies")
@click.argument("office")
@click.option("--encrypt", "what", flag_value="encrypt")
@click.option("--delete", "what", flag_value="delete")
@click.pass_obj
def copies(program: Program, office: str, what: str | None) -> int:
    """List the plain copies of OFFICE that are left, or encrypt or delete them."""
    with program.at_work(office) as place:
        for copy in place.secrecy.plain_copies():
            say(str(copy.path))
        if what == "encrypt":
            place.secrecy.encrypt_copies()
            tell(_("They are encrypted like the office now."))
        elif what == "delete":
            place.secrecy.delete_copies()
            tell(_("They were deleted."))
    return DONE


def new_passphrase(new_file: Path | None) -> str:
    """The passphrase that shall be set: from a file, or typed twice where there is a terminal."""
    named = os.environ.get(PASSPHRASE_FILE)
    if new_file is None and named:
        return read_passphrase(Path(named))
    return _chosen(new_file)


def hand_out(recovery_key: str, office: str, page: Path | None) -> None:
    """Print the recovery key, and write its page when one is wanted."""
    say(recovery_key)
    tell(
        _(
            "This is the recovery key: the only way in when the passphrase is forgotten. "
            "Keep it on paper, apart from the computer."
        )
    )
    if page is not None:
        write_recovery_page(page, office, recovery_key)


def _present_secret(program: Program, office: str) -> str:
    named = os.environ.get(PASSPHRASE_FILE)
    if named:
        return read_passphrase(Path(named))
    if not sys.stdin.isatty():
        raise UserError(
            N_("Name the file with the present passphrase in UNIONOFFICE_PASSPHRASE_FILE.")
        )
    secret: str = click.prompt(_("Present passphrase or recovery key"), hide_input=True, err=True)
    program.unlock(office, secret)
    return secret


def _chosen(new_file: Path | None) -> str:
    if new_file is not None:
        return read_passphrase(new_file)
    if not sys.stdin.isatty():
        raise UserError(N_("Name the file with the new passphrase by --new-file."))
    chosen: str = click.prompt(
        _("New passphrase"), hide_input=True, confirmation_prompt=_("Once more"), err=True
    )
    return chosen


def _tell_of_plain_copies(place: Workplace) -> None:
    plain = place.secrecy.plain_copies()
    if plain:
        words = ngettext(
            "{count} older copy of the office is not encrypted:",
            "{count} older copies of the office are not encrypted:",
            len(plain),
        )
        tell(words.format(count=len(plain)))
        for copy in plain:
            tell(f"  {copy.path}")
        tell(_("Encrypt or delete them: unionoffice passphrase copies OFFICE --encrypt|--delete"))


COMMANDS = (passphrase,)
