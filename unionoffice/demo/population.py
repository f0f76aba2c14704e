"""A very large office: as many people and benefits as one asks for, in bounded memory."""

from __future__ import annotations

from datetime import date
from itertools import chain, count, islice
from random import Random

from unionoffice.demo import benefits
from unionoffice.demo.benefits import BenefitsMaker
from unionoffice.demo.days import Span
from unionoffice.demo.entering import Entering
from unionoffice.demo.filling import as_rows
from unionoffice.demo.people import PeopleMaker, Someone
from unionoffice.demo.workplaces import OWN
from unionoffice.workplace import Workplace


def populate(
    workplace: Workplace, members: int, given: int, today: date, seed: int = 1
) -> list[Someone]:
    """Enter so many members with exactly so many benefits; the same for the same seed and day."""
    rng, span = Random(f"{seed} population"), Span(today)
    entering = Entering(workplace, today)
    people = list(PeopleMaker(rng, OWN, today).members(members))
    entering.bring(as_rows("members", people))
    entering.give_ids(people)
    # One pass over the two years gives each person what is usual; more passes fill the number.
    passes = (BenefitsMaker(rng, people, span).rows() for _number in count())
    rows = islice(chain.from_iterable(passes), given)
    entering.pour("benefits", benefits.TABLE, benefits.COLUMNS, rows)
    return people
