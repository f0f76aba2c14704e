"""Sub-commands that keep the accounts of an office."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from unionoffice.cli.context import DONE, Program, say, tell
from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _
from unionoffice.reports.recovery_page import OF_ACCOUNTS, write_recovery_page
from unionoffice.services.accounts import role_names
from unionoffice.services.who import read_passphrase

ROLE_KEYS = tuple(key for key, _label in role_names())
password_option = click.option(
    "--password-file",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file whose first line is the new password.",
)


@click.group("accounts")
def accounts() -> None:
    """Keep the accounts under which people sign in."""


@accounts.command("list")
@click.argument("office")
@click.pass_obj
def list_(program: Program, office: str) -> int:
    """Say who has an account, with role and state."""
    labels = dict(role_names())
    with program.at_work(office, read_only=True) as place:
        for each in place.accounts.all():
            state = _("locked") if each.is_locked else _("open") if each.is_active else _("closed")
            say(f"{each.name}\t{each.role}\t{_(labels[each.role])}\t{state}")
    return DONE


@accounts.command("add")
@click.argument("office")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLE_KEYS), required=True)
@password_option
@click.pass_obj
def add(program: Program, office: str, name: str, role: str, file: Path | None) -> int:
    """Make an account; the first one has to be a chair's."""
    with program.at_work(office) as place:
        is_first = place.accounts.present is None
        made = place.accounts.add(name, role, _new_password(file))
        code = place.accounts.renew_recovery_code() if is_first else ""
    tell(_("The account {name} was made.").format(name=made.name))
    if code:
        _hand_out(code, None, "")
    return DONE


@accounts.command("code")
@click.argument("office")
@click.option(
    "--page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it on a page to be printed, instead of showing it.",
)
@click.pass_obj
def code(program: Program, office: str, page: Path | None) -> int:
    """Make the code by which a chair signs in who forgot the password."""
    with program.at_work(office) as place:
        made, name = place.accounts.renew_recovery_code(), place.office.own().name
    _hand_out(made, page, name)
    return DONE


@accounts.command("change")
@click.argument("office")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLE_KEYS))
@click.option("--close/--open", "closes", default=None, help="Let nobody sign in under it.")
@click.option("--unlock", is_flag=True, help="Lift the lock-out after wrong tries.")
@click.option("--password", "sets_password", is_flag=True, help="Set the password anew.")
@password_option
@click.pass_obj
def change(
    program: Program,
    office: str,
    name: str,
    role: str | None,
    closes: bool | None,
    unlock: bool,
    sets_password: bool,
    file: Path | None,
) -> int:
    """Change role, state or password of an account."""
    if role is None and closes is None and not unlock and not sets_password and file is None:
        raise click.UsageError(_("Say what to change: --role, --close, --unlock or --password."))
    with program.at_work(office) as place:
        if role is not None or closes is not None:
            place.accounts.change(name, role, None if closes is None else not closes)
        if unlock:
            place.accounts.unlock(name)
        if sets_password or file is not None:
            place.accounts.set_password(name, _new_password(file))
    tell(_("The account {name} was changed.").format(name=name))
    return DONE


@accounts.command("remove")
@click.argument("office")
@click.argument("name")
@click.pass_obj
def remove(program: Program, office: str, name: str) -> int:
    """Remove an account; the last chair's stays."""
    with program.at_work(office) as place:
        place.accounts.remove(name)
    tell(_("The account {name} was removed.").format(name=name))
    return DONE


def _hand_out(made: str, page: Path | None, office: str) -> None:
    if page is not None:
        write_recovery_page(page, office, made, words=OF_ACCOUNTS)
        tell(_("{file} was written. Print it, and delete the file.").format(file=page))
        return
    say(made)
    tell(
        _(
            "This is the recovery code of the accounts: by it a chair signs in who has forgotten "
            "the password. Keep it on paper; it is not shown again."
        )
    )


def _new_password(file: Path | None) -> str:
    if file is not None:
        return read_passphrase(file)
    if not sys.stdin.isatty():
        raise UserError(N_("Name the file with the new password by --password-file."))
    chosen: str = click.prompt(
        _("New password"), hide_input=True, confirmation_prompt=_("Once more"), err=True
    )
    return chosen


COMMANDS = (accounts,)
