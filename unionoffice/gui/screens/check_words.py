"""The words for what deserves a look before a form is handed in."""

from __future__ import annotations

from collections.abc import Mapping

from unionoffice.core.formatting import number
from unionoffice.core.i18n import _, ngettext
from unionoffice.reports.checklist import Check

# Of what needs attention in the office, this bears on the figures of a form.
TELLING_NEEDS = frozenset({"undated_benefits", "duplicates", "no_unit", "no_birth_date"})
# The paper would say “as of” a day that has not come, or after it was signed.
TOO_EARLY = frozenset({"not_over", "signed_early"})


def check_sentence(check: Check, labels: Mapping[str, str]) -> str:
    """`labels` are the names of the form's rows by key."""
    return _counted(check).format(
        count=number(check.count), row=labels.get(check.rows[0], "") if check.rows else ""
    )


def _counted(check: Check) -> str:
    match check.kind:
        case "nothing":
            return _("Nothing is recorded for “{row}”.")
        case "too_many":
            return _("“{row}” has more members than people: look at the corrections by hand.")
        case "head_counts":
            return ngettext(
                "{count} row holds people counted by heads, without names.",
                "{count} rows hold people counted by heads, without names.",
                check.count,
            )
        case "by_hand":
            return ngettext(
                "{count} figure was set by hand; the reason is printed below the table.",
                "{count} figures were set by hand; the reasons are printed below the table.",
                check.count,
            )
        case "not_typed":
            return ngettext(
                "{count} figure is to be typed in and is still empty: “{row}”.",
                "{count} figures are to be typed in and are still empty, the first in “{row}”.",
                check.count,
            )
        case "not_a_month":
            return _("This form is made for a month; the days chosen are none.")
        case "not_a_quarter":
            return _("This form is made for a quarter; the days chosen are none.")
        case "not_a_half":
            return _("This form is made for half a year; the days chosen are not that.")
        case "not_a_year":
            return _("This form is made for a year; the days chosen are not a whole one.")
        case "unsettled":
            return ngettext(
                "Of {count} body that ended it is not settled whether its figures count twice.",
                "Of {count} bodies that ended it is not settled whether their figures count twice.",
                check.count,
            )
        case "shared":
            return ngettext(
                "{count} organisation is summed in several returns and counts in each.",
                "{count} organisations are summed in several returns and count in each.",
                check.count,
            )
        case "missing":
            return ngettext(
                "The return of {count} organisation is still missing.",
                "The returns of {count} organisations are still missing.",
                check.count,
            )
        case "signed_early":
            return _("The day of signing lies before the last day of the period.")
        case _:
            return _("The period is not over yet: what happens until its end is still missing.")


def summary(count: int) -> str:
    if count == 0:
        return _("Nothing stands out. The appendix can be handed in.")
    words = ngettext(
        "{count} point to look at before handing in",
        "{count} points to look at before handing in",
        count,
    )
    return words.format(count=number(count))
