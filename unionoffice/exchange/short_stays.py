"""What a consolidated form says of bodies that existed for a part of its period only."""

from __future__ import annotations

from sqlalchemy.orm import Session

from unionoffice.core.periods import Period
from unionoffice.exchange.short_lives import ShortLife, short_lives
from unionoffice.exchange.structures import Place
from unionoffice.exchange.successions import held_by_heirs
from unionoffice.reports.filled import ShortStay
from unionoffice.reports.forms import Form


def short_stays(
    session: Session, form: Form, period: Period, place: Place
) -> tuple[ShortStay, ...]:
    """Those whose return tells of their days alone, and those of whom no return can be counted.

    Nothing is said of a body that handed in for the whole period, nor of one whose heirs are
    settled to report for it, nor of one that still exists: it stands among the missing.
    """
    lives = [each for each in short_lives(session, form, period) if not each.has_whole]
    if not lives:
        return ()
    settled = held_by_heirs(session, form, period)
    return tuple(
        ShortStay(each.name, each.days, each.counted is not None, each.told)
        for each in lives
        if each.body_id not in settled
        and place.holds(each.body_id)
        and (each.counted is not None or each.told or _was_waited_for(each, place))
    )


def _was_waited_for(life: ShortLife, place: Place) -> bool:
    """Whether it handed in to this office on the last of its days."""
    if not life.has_ended:
        return False
    enrolled = {body.id for body in place.bodies.newest.values() if body.is_enrolled}
    reporters = place.bodies.on(life.days.last).reporters(enrolled)
    return any(body.id == life.body_id for body in reporters)
