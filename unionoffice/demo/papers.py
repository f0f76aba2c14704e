"""The papers of an office of the sample: its appendix in every form in which it can be written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from unionoffice.core.periods import Period
from unionoffice.demo.days import Clock, after_year
from unionoffice.exchange.reporting import Reporting
from unionoffice.exchange.sending import Sending
from unionoffice.reports import documents
from unionoffice.workplace import Workplace

FORM = "vn-member-benefit"
SIGNED_AFTER = 5  # days after the end of the year


def write_papers(
    workplace: Workplace,
    folder: Path,
    periods: Iterable[Period],
    signed_after: int = SIGNED_AFTER,
) -> None:
    """The appendix of each period; in a district the consolidated one."""
    for period in periods:
        year = period.last.year
        reporting = _reporting(workplace, after_year(year, signed_after))
        filled = reporting.filled(reporting.forms.open(FORM), period)
        for suffix in documents.SUFFIXES:
            documents.write(filled, folder / f"phu-luc-{year}{suffix}", "vi")


def send(workplace: Workplace, year: int, file: Path) -> None:
    """The package of a year, as the body above collects it."""
    now = after_year(year, SIGNED_AFTER)
    reporting = _reporting(workplace, now)
    sending = Sending(workplace.store, reporting, now)
    sending.send(reporting.forms.open(FORM), Period.year(year), file)


def _reporting(workplace: Workplace, now: Clock) -> Reporting:
    return Reporting(workplace.store, workplace.whole_catalogue, now)
