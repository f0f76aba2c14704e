"""Sub-commands that make, check, copy and restore offices."""

from __future__ import annotations

from pathlib import Path

import click

from unionoffice.cli.context import DONE, REFUSED, Program, say, tell
from unionoffice.cli.passphrase_commands import (
    hand_out,
    new_file_option,
    new_passphrase,
    page_option,
)
from unionoffice.core.addresses import without_password
from unionoffice.core.i18n import _
from unionoffice.services.office import OwnOrganisation
from unionoffice.services.rights import Right

LEVELS = ("primary", "district", "province", "national")


@click.command("new")
@click.argument("office")
@click.option("--level", type=click.Choice(LEVELS), required=True)
@click.option("--code", required=True)
@click.option("--name", required=True)
@click.option("--parent-code", default="")
@click.option("--parent-name", default="")
@click.option("--place", default="")
@click.option("--encrypted", is_flag=True)
@new_file_option
@page_option
@click.pass_obj
def new(
    program: Program,
    office: str,
    level: str,
    code: str,
    name: str,
    parent_code: str,
    parent_name: str,
    place: str,
    encrypted: bool,
    new_file: Path | None,
    recovery_page: Path | None,
) -> int:
    """Make an empty office."""
    own = OwnOrganisation(code, name, level, parent_code, parent_name, place)
    if encrypted:
        recovery = program.create_encrypted(office, own, (), new_passphrase(new_file))
        hand_out(recovery, name, recovery_page)
    else:
        program.create_office(office, own)
    tell(_("The office {name} was made: {file}").format(name=name, file=without_password(office)))
    return DONE


@click.command("demo")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--members", type=click.IntRange(10, 200_000), default=400, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--no-window", is_flag=True)
@click.pass_obj
def demo(program: Program, folder: Path, members: int, seed: int, no_window: bool) -> int:
    """Make a realistic sample in FOLDER and open it."""
    return program.make_demo(
        folder, members=members, seed=seed, with_window=not no_window, say=tell
    )


@click.command("check")
@click.argument("office")
@click.option(
    "--against",
    "packages",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="A package that the office sent, from elsewhere: its journal must lead through it.",
)
@click.pass_obj
def check(program: Program, office: str, packages: tuple[Path, ...]) -> int:
    """Say how sound an office file is."""
    lines, is_sound = program.files.check(office, packages)
    for line in lines:
        say(line)
    return DONE if is_sound else REFUSED


@click.command("backup")
@click.argument("office")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def backup(program: Program, office: str, target: Path) -> int:
    """Copy an office to TARGET and check the copy.

    An office with accounts asks for one that may do it: see --account.
    """
    program.require(office, Right.BACK_UP)
    say(program.files.back_up(office, target))
    return DONE


@click.command("restore")
@click.argument("source", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("office", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def restore(program: Program, source: Path, office: Path) -> int:
    """Put the backup SOURCE in the place of OFFICE; what stood there is kept."""
    if office.exists():
        program.require(str(office), Right.RESTORE)
    say(program.files.restore(source, office))
    return DONE


@click.command("upgrade")
@click.argument("office")
@click.pass_obj
def upgrade(program: Program, office: str) -> int:
    """Bring an office of an older version up to date."""
    say(program.files.upgrade(office))
    return DONE


@click.command("grant")
@click.argument("office")
@click.option("--write", "writers", multiple=True, help="A role that does the office's work.")
@click.option("--read", "readers", multiple=True, help="A role that only looks.")
@click.pass_obj
def grant(program: Program, office: str, writers: tuple[str, ...], readers: tuple[str, ...]) -> int:
    """Give roles of a server their rights in the office OFFICE on it."""
    if not writers and not readers:
        raise click.UsageError(_("Name at least one role with --write or --read."))
    say(program.files.grant(office, writers, readers))
    return DONE


COMMANDS = (new, demo, check, backup, restore, upgrade, grant)
