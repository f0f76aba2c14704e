"""Sub-commands about the bodies below: the tree of a day, a history, and reorganisations."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from unionoffice.cli.context import DAY, DONE, Program, say, say_json, tell
from unionoffice.core import formatting
from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _
from unionoffice.services.body_tree import Bodies, Tree
from unionoffice.services.reorganising import NewBody, Plan
from unionoffice.services.structure import DEED_NAMES, LEVEL_KEYS, relation_label
from unionoffice.workplace import Workplace

OFFICE = click.argument("office")
JSON = click.option("--json", "as_json", is_flag=True)
ON = click.option("--on", "day", type=DAY, default=date.today, help="The day; today if not said.")
INDENT = "  "


@click.group("bodies")
def bodies() -> None:
    """The bodies below this office, and what becomes of them."""


@bodies.command("list")
@OFFICE
@ON
@click.option("--under", default="", help="Code of the body whose part of the tree is wanted.")
@JSON
@click.pass_obj
def list_bodies(program: Program, office: str, day: date, under: str, as_json: bool) -> int:
    """Show the tree as of a day."""
    with program.at_work(office, read_only=True) as workplace:
        tree = workplace.structure.tree(day)
    top = _code(tree, under, day) if under else tree.root.id
    found = [_body_as_json(tree, body_id) for body_id in (each.id for each in tree.below(top))]
    if as_json:
        say_json({"on": day.isoformat(), "bodies": found})
        return DONE
    for each in found:
        say(f"{INDENT * each['depth']}{each['code']}  {each['name']}")
    return DONE


def _body_as_json(tree: Tree, body_id: int) -> dict[str, Any]:
    body, path = tree[body_id], tree.path(body_id)
    return {
        "code": body.code,
        "name": body.name,
        "level": body.level,
        "parent": path[-2].code if len(path) > 1 else None,
        "depth": len(path) - 1,
        "enrolled": body.is_enrolled,
        "founded_on": body.founded_on.isoformat() if body.founded_on else None,
        "dissolved_on": body.dissolved_on.isoformat() if body.dissolved_on else None,
    }


@bodies.command("history")
@OFFICE
@click.argument("code")
@JSON
@click.pass_obj
def history(program: Program, office: str, code: str, as_json: bool) -> int:
    """Say what happened to a body, the newest first."""
    with program.at_work(office, read_only=True) as workplace:
        events = workplace.structure.history(_known(workplace.structure.bodies(), code))
    if as_json:
        say_json([dict(event.__dict__, day=event.day.isoformat()) for event in events])
        return DONE
    for event in events:
        words = (formatting.show(event.day), event.body, _(relation_label(event.kind)))
        say(INDENT.join(filter(None, (*words, event.other, event.decision))))
    return DONE


@bodies.command("reorganise")
@OFFICE
@click.argument("kind", type=click.Choice(tuple(DEED_NAMES)))
@click.argument("codes", nargs=-1)
@click.option("--on", "day", type=DAY, required=True, help="The first day on which it holds.")
@click.option("--into", "target", default="", help="Merged into, put below, or succeeded by.")
@click.option("--new", "founded", multiple=True, help="CODE=NAME of a body to be founded.")
@click.option("--level", type=click.Choice(LEVEL_KEYS), default=None)
@click.option("--name", default="", help="The new name.")
@click.option("--goes-on", is_flag=True, help="The body that is split goes on.")
@click.option("--decision", default="", help="Number of the decision.")
@click.option("--decided-on", type=DAY, default=None)
@click.option("--issuer", default="")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.pass_obj
def reorganise(
    program: Program,
    office: str,
    kind: str,
    codes: tuple[str, ...],
    day: date,
    target: str,
    founded: tuple[str, ...],
    level: str | None,
    name: str,
    goes_on: bool,
    decision: str,
    decided_on: date | None,
    issuer: str,
    dry_run: bool,
) -> int:
    """Found, merge, split, move, rename or dissolve bodies from a day on."""
    with program.at_work(office) as workplace:
        known = workplace.structure.bodies()
        plan = Plan(
            kind,
            day,
            tuple(_known(known, code) for code in codes),
            _known(known, target) if target else None,
            tuple(_new(each, level or LEVEL_KEYS[0]) for each in founded),
            goes_on,
            name,
            level or "",
            decision,
            decided_on,
            issuer,
        )
        _carry_out(workplace, plan, dry_run=dry_run)
    return DONE


def _carry_out(workplace: Workplace, plan: Plan, *, dry_run: bool) -> None:
    preview = workplace.structure.preview(plan)
    for move in preview.moves:
        body = move.after or move.before
        if body is not None:
            before = move.path_before or formatting.DASH
            say(f"{body.code}  {body.name}: {before} → {move.path_after or formatting.DASH}")
    for sentence in preview.effects:
        say(sentence)
    if dry_run:
        tell(_("Nothing was changed."))
    else:
        workplace.structure.carry_out(plan)


def _new(text: str, level: str) -> NewBody:
    code, _sign, name = text.partition("=")
    return NewBody(code, name, level)


def _known(known: Bodies, code: str) -> int:
    if code == known.own.code:
        return known.own.id
    found = next((body.id for body in known.newest.values() if body.code == code), None)
    if found is None:
        raise UserError(N_("There is no body with the code {code}."), code=code)
    return found


def _code(tree: Tree, code: str, day: date) -> int:
    found = next((body.id for body in tree.bodies.values() if body.code == code), None)
    if found is None:
        raise UserError(
            N_("There is no body with the code {code} on {day}."),
            code=code,
            day=formatting.show(day),
        )
    return found


COMMANDS = (bodies,)
