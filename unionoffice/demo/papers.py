"""The papers of an office of the sample: its appendix in every form in which it can be written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from unionoffice.core.periods import Period
from unionoffice.reports import documents
from unionoffice.workplace import Workplace

FORM = "vn-member-benefit"


def write_papers(workplace: Workplace, folder: Path, years: Iterable[int]) -> None:
    """The appendix of each year; in a district the consolidated one."""
    form = workplace.reporting.forms.open(FORM)
    for year in years:
        filled = workplace.reporting.filled(form, Period.year(year))
        for suffix in documents.SUFFIXES:
            documents.write(filled, folder / f"phu-luc-{year}{suffix}", "vi")


def send(workplace: Workplace, year: int, file: Path) -> None:
    """The package of a year, as the body above collects it."""
    workplace.sending.send(workplace.reporting.forms.open(FORM), Period.year(year), file)
