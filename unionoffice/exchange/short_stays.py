"""What a consolidated form says of bodies that existed for a part of its period only."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import Session

from unionoffice.core.periods import Period
from unionoffice.exchange.short_lives import ShortLife, short_lives
from unionoffice.exchange.structures import Place
from unionoffice.exchange.successions import held_by_heirs, settled_bodies
from unionoffice.reports.filled import ShortStay
from unionoffice.reports.forms import Form


def short_stays(
    session: Session, form: Form, period: Period, place: Place, have_come: Collection[int]
) -> tuple[ShortStay, ...]:
    """Those whose return tells of their days alone, and those of whom no return can be counted.

    Nothing is said of a body whose heirs are settled to report for it, nor of one that handed in
    for the whole period unless its heirs have come as well and nothing is settled yet.
    """
    lives = short_lives(session, form, period)
    if not lives:
        return ()
    held = held_by_heirs(session, form, period)
    settled = settled_bodies(session, form, period)
    stays = []
    for each in lives:
        if each.body_id in held or not place.holds(each.body_id):
            continue
        has_heirs = any(heir in have_come for heir in place.bodies.successors(each.body_id))
        counts = each.counted is not None or each.has_whole
        is_settled = not (each.has_ended and counts and has_heirs) or each.body_id in settled
        if each.counted or each.told or not is_settled or _was_waited_for(each, place):
            if is_settled and each.has_whole:
                continue
            stays.append(ShortStay(each.name, each.days, counts, each.told, is_settled))
    return tuple(stays)


def _was_waited_for(life: ShortLife, place: Place) -> bool:
    """Whether it handed in to this office on the last of its days."""
    if not life.has_ended:
        return False
    enrolled = {body.id for body in place.bodies.newest.values() if body.is_enrolled}
    reporters = place.bodies.on(life.days.last).reporters(enrolled)
    return any(body.id == life.body_id for body in reporters)
