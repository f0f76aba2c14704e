"""What stands below a consolidated form: what it sums, who is missing, what counts apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unionoffice.core import formatting
from unionoffice.core.i18n import N_, words_in
from unionoffice.core.text import clean
from unionoffice.reports.filled import FormFigures, SharedReturn, ShortStay, Structure


def remarks(figures: FormFigures, language: str) -> Iterator[str]:
    """None for the form of an office that counted its figures itself."""
    words = words_in(language)
    if figures.sources is None:
        return
    count = len(figures.sources)
    yield words.ngettext(
        "Summed from {count} return of an organisation below.",
        "Summed from {count} returns of the organisations below.",
        count,
    ).format(count=formatting.number(count, language))
    unsigned = [source.organisation for source in figures.sources if source.origin != "package"]
    if unsigned:
        yield words.ngettext(
            "Unsigned, by workbook or typed in from paper ({count} organisation): {codes}.",
            "Unsigned, by workbook or typed in from paper ({count} organisations): {codes}.",
            len(unsigned),
        ).format(count=formatting.number(len(unsigned), language), codes=", ".join(unsigned))
    if figures.missing:
        count = len(figures.missing)
        names = "; ".join(clean(missing.name or missing.code) for missing in figures.missing)
        yield words.ngettext(
            "Not handed in ({count} organisation): {names}.",
            "Not handed in ({count} organisations): {names}.",
            count,
        ).format(count=formatting.number(count, language), names=names)
    yield from beside_the_sum(figures, language)
    if figures.structure is not None:
        yield from _structure_remarks(figures.structure, language)


def beside_the_sum(figures: FormFigures, language: str) -> Iterator[str]:
    """What stood in the way of a plain sum: returns summed twice, bodies of a part of it."""
    yield from _share_remarks(figures.shared, language)
    yield from _stay_remarks(figures.short_stays, language)


def _share_remarks(shared: Sequence[SharedReturn], language: str) -> Iterator[str]:
    for sentence, those in (
        (
            N_("Summed in several returns, and counted once: {names}."),
            [each for each in shared if each.keeper],
        ),
        (
            N_("Counted several times, as it is not settled yet which return counts: {names}."),
            [each for each in shared if not each.keeper],
        ),
    ):
        if those:
            names = "; ".join(
                f"{clean(each.name or each.code)} ({', '.join(each.holders)})" for each in those
            )
            yield words_in(language).gettext(sentence).format(names=names)
    if any(each.keeper for each in shared):
        sentence = N_(
            "How many members are registered in all is left out of what the body above gets: those "
            "of an organisation that was summed in several returns are registered in each of them."
        )
        yield words_in(language).gettext(sentence)


def _stay_remarks(stays: Sequence[ShortStay], language: str) -> Iterator[str]:
    """Of bodies that existed for a part of the period: what is counted, and what is not and why."""
    sentences = (
        (
            N_(
                "Ended within the period and counted beside their successors; it is not settled "
                "whether the successors' returns hold their figures too: {names}."
            ),
            [each for each in stays if not each.is_settled],
        ),
        (
            N_("Counted with their returns for the days on which they existed: {names}."),
            [each for each in stays if each.is_counted and each.is_settled],
        ),
        (
            N_(
                "Not counted, for their returns tell of some of their days only, and people of "
                "several returns cannot be added up: {names}. One return for all of these days "
                "is needed of each."
            ),
            [each for each in stays if not each.is_counted and each.told],
        ),
        (
            N_(
                "Ended within the period without a return of their own, and counted only as far as "
                "the returns of their successors hold their figures: {names}."
            ),
            [each for each in stays if not each.is_counted and not each.told],
        ),
    )
    for sentence, those in sentences:
        if those:
            names = "; ".join(f"{clean(each.name)} ({_days(each, language)})" for each in those)
            yield words_in(language).gettext(sentence).format(names=names)


def _days(stay: ShortStay, language: str) -> str:
    first, last = stay.days.first, stay.days.last
    return f"{formatting.day(first, language)}–{formatting.day(last, language)}"


def _structure_remarks(structure: Structure, language: str) -> Iterator[str]:
    words = words_in(language)
    parts = [
        f"{clean(part.name)} ({formatting.number(part.returns, language)})"
        for part in structure.parts
        if part.code
    ]
    if parts:
        yield words.gettext(N_("By the structure of {day}: {parts}.")).format(
            day=formatting.day(structure.on, language), parts="; ".join(parts)
        )
    for sentence, bodies in (
        (
            N_("Summed, but below no single body of this structure: {names}."),
            structure.unplaced,
        ),
        (
            N_("Their returns hold figures of bodies that stand elsewhere by now: {names}."),
            structure.crossing,
        ),
    ):
        if bodies:
            yield words.gettext(sentence).format(
                names="; ".join(clean(body.name) for body in bodies)
            )
