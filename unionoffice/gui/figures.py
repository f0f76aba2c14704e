"""The figures of the first page in words: what each is called, says, and how it went."""

from typing import NamedTuple

from unionoffice.core.formatting import money, number, percent, share
from unionoffice.core.i18n import _, ngettext
from unionoffice.core.money import Money
from unionoffice.services.glance import Glance


class Figure(NamedTuple):
    """`values` are those of the months, from which its way is drawn."""

    label: str
    icon: str
    text: str
    trend: str = ""
    values: tuple[float, ...] = ()


def figures_of(glance: Glance) -> list[Figure]:
    """Those that this office has something to say to, in their order."""
    shown = [_bodies(glance), *_collection(glance)] if glance.collects else []
    if glance.people:
        shown += [_members(glance), _density(glance), _benefits(glance), _checkups(glance)]
    return shown


def _bodies(glance: Glance) -> Figure:
    words = _("{received} of {expected}").format(
        received=number(glance.returns_received), expected=number(glance.bodies)
    )
    missing = glance.bodies - glance.returns_received
    trend = ngettext("{count} still missing", "{count} still missing", missing)
    return Figure(
        _("Returns received this year"),
        "inbox",
        words,
        trend.format(count=number(missing)) if missing > 0 else _("all are here"),
    )


def _collection(glance: Glance) -> list[Figure]:
    """How the collection stands, as far as somebody has to see to it."""
    counts: dict[str, int] = {}
    for need in glance.needs:
        counts[need.kind] = counts.get(need.kind, 0) + need.count
    kinds = (
        ("returns_late", _("Late"), "clock", _("after the day they were due")),
        ("returns_given_back", _("Given back"), "arrow-back-up", _("to be mended and sent again")),
        ("refused_files", _("Refused"), "alert-circle", _("files that could not be taken in")),
    )
    return [
        Figure(label, icon, number(counts.get(kind, 0)), trend)
        for kind, label, icon, trend in kinds
    ]


def _members(glance: Glance) -> Figure:
    change = glance.members - glance.members_a_year_ago
    women = _("{count} women").format(count=number(glance.women))
    if change:
        sign = "+" if change > 0 else "−"
        trend = _("{change} within a year · {women}").format(
            change=f"{sign}{number(abs(change))}", women=women
        )
    else:
        trend = _("as many as a year ago · {women}").format(women=women)
    months = tuple(map(float, glance.members_by_month))
    return Figure(_("Members"), "id-badge-2", number(glance.members), trend, months)


def _density(glance: Glance) -> Figure:
    trend = ngettext("{count} worker in all", "{count} workers in all", glance.workers)
    return Figure(
        _("Members among workers"),
        "users",
        percent(share(glance.members, glance.workers)),
        trend.format(count=number(glance.workers)),
    )


def _benefits(glance: Glance) -> Figure:
    turns = ngettext("{count} turn", "{count} turns", glance.benefit_turns)
    people = ngettext("{count} person", "{count} people", glance.benefit_people)
    trend = _("{turns} · {people} · last year {before}").format(
        turns=turns.format(count=number(glance.benefit_turns)),
        people=people.format(count=number(glance.benefit_people)),
        before=number(glance.benefit_turns_last_year),
    )
    months = tuple(float(month.amount) for month in glance.benefit_months)
    return Figure(
        _("Benefits this year"), "gift", money(Money(glance.benefit_amount)), trend, months
    )


def _checkups(glance: Glance) -> Figure:
    trend = _("{checked} of {members} members").format(
        checked=number(glance.checked_members), members=number(glance.members)
    )
    checked = share(glance.checked_members, glance.members)
    return Figure(_("Check-ups this year"), "stethoscope", percent(checked), trend)
