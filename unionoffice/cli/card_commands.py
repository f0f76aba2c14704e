"""Sub-commands about who is who: cards, the keys on them, and whom to seal for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from unionoffice.cli.context import (
    DAY,
    DONE,
    DONE_IN_PART,
    REFUSED,
    Program,
    say,
    say_json,
    tell,
)
from unionoffice.cli.spoken import fate
from unionoffice.core.errors import UserError
from unionoffice.core.formatting import day as shown_day
from unionoffice.core.i18n import N_, _

OFFICE = click.argument("office")
JSON = click.option("--json", "as_json", is_flag=True)
FILE_OUT = click.Path(dir_okay=False, path_type=Path)


@click.command("card")
@OFFICE
@click.option("--out", "target", required=True, type=FILE_OUT)
@click.option("--new-key", is_flag=True, help="Make a new key first: the former one is not safe.")
@click.pass_obj
def card(program: Program, office: str, target: Path, new_key: bool) -> int:
    """Write the office's identity card, by which a federation knows it; .pdf writes it on paper."""
    with program.at_work(office, read_only=True) as workplace:
        makes_key = new_key or not workplace.cards.has_keys()
    with program.at_work(office, read_only=not makes_key) as workplace:
        if new_key:
            workplace.cards.renew_key()
        workplace.cards.write(target)
    tell(_("Written: {file}").format(file=target))
    return DONE


@click.command("enrol")
@OFFICE
@click.argument("cards", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Take new keys, and offices set up anew, as well.")
@click.option("--show", is_flag=True, help="Only show what stands on the cards.")
@click.option("--upper", is_flag=True, help="The card of the body above, to seal packages for it.")
@JSON
@click.pass_obj
def enrol(
    program: Program,
    office: str,
    cards: tuple[Path, ...],
    replace: bool,
    show: bool,
    upper: bool,
    as_json: bool,
) -> int:
    """Take in the cards of the organisations whose packages are expected."""
    if show:
        return _show_cards(program, office, cards)
    if upper:
        return _take_upper(program, office, cards, replace)
    with program.at_work(office) as workplace:
        if not workplace.office.own().collects:
            raise UserError(
                N_("Nobody reports to a primary organisation. Add --upper for the body above.")
            )
        enrolled = workplace.cards.enrol(cards, replace=replace)
    if as_json:
        say_json({"cards": [dict(each.__dict__, file=str(each.file)) for each in enrolled]})
    else:
        for each in enrolled:
            say(fate(each.file, each.status, each.code, each.why))
    refused = [each for each in enrolled if each.status == "refused"]
    return _in_part(len(refused), len(enrolled))


def _show_cards(program: Program, office: str, cards: tuple[Path, ...]) -> int:
    with program.at_work(office, read_only=True) as workplace:
        seen = workplace.cards.look(cards)
    for each in seen:
        say("  ".join(filter(None, (each.file, each.code, each.name, each.fingerprint, each.why))))
    return DONE_IN_PART if any(each.why for each in seen) else DONE


def _take_upper(program: Program, office: str, cards: tuple[Path, ...], replace: bool) -> int:
    with program.at_work(office) as workplace:
        for card in cards:
            upper = workplace.upper_bodies.take(card, replace=replace)
            say(f"{upper.code}  {upper.name}  {upper.fingerprint}")
    return DONE


def _in_part(refused: int, all_of_them: int) -> int:
    if refused and refused == all_of_them:
        return REFUSED
    return DONE_IN_PART if refused else DONE


@click.command("revoke")
@OFFICE
@click.argument("code")
@click.option("--reason", required=True, help="Lost, stolen, known to others.")
@click.option("--day", type=DAY, help="From when it is believed no longer; today.")
@click.pass_obj
def revoke(program: Program, office: str, code: str, reason: str, day: date | None) -> int:
    """Believe the key of an organisation no longer: its packages are refused until a new card."""
    with program.at_work(office) as workplace:
        workplace.trusted_keys.revoke(code, reason, day)
        newest = workplace.trusted_keys.of(code)[0]
    words = _("The key {key} of {code} is revoked from {day}. Ask for a card with a new key.")
    since = "" if newest.revoked_on is None else shown_day(newest.revoked_on)
    tell(words.format(key=newest.fingerprint, code=code, day=since))
    return DONE


COMMANDS = (card, enrol, revoke)
