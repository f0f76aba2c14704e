"""The words for what needs attention: the sentence, and the button that leads there."""

from __future__ import annotations

from unionoffice.core.formatting import day, number
from unionoffice.core.i18n import N_, _, ngettext
from unionoffice.services.glance import Need

FEW_NEEDS = 5  # are shown until more are asked for
MOST_KINDS = 6  # of benefits have a bar
ICONS = {"bad": "alert-circle", "warn": "alert-triangle", "info": "info-circle"}
TONES = {"bad": "bad", "warn": "warn", "info": "accent"}

MENDING = ("return_to_mend", "return_to_mend_by")

_ACTIONS = {
    "disk_nearly_full": N_("See the backups"),
    "no_backup": N_("Make a backup"),
    "old_backup": N_("Make a backup"),
    "no_second_copy": N_("Choose a second place"),
    "old_second_copy": N_("Make a backup"),
    "nobody_enrolled": N_("Enrol cards"),
    "returns_missing": N_("See who is missing"),
    "return_to_mend": N_("See what to mend"),
    "return_to_mend_by": N_("See what to mend"),
    "returns_late": N_("See who is late"),
    "returns_due": N_("See who is missing"),
    "returns_to_look_at": N_("Look at them"),
    "returns_given_back": N_("See them"),
    "refused_files": N_("See why"),
    "agreements_ending": N_("See them"),
    "duplicates": N_("Compare them"),
    "no_identity_number": N_("See them"),
    "no_birth_date": N_("See them"),
    "no_unit": N_("See them"),
    "undated_benefits": N_("See them"),
    "no_dialogue": N_("Record a dialogue"),
    "checkups_due": N_("Record a check-up"),
    "empty_figures": N_("Open the appendix"),
}


def action_of(need: Need) -> str:
    return _(_ACTIONS.get(need.kind, N_("See them")))


def sentence_of(need: Need) -> str:
    """What is the matter, as one sentence."""
    gaps = {"count": number(need.count), "day": day(need.on), "about": need.about}
    return _counted(need).format(**gaps)


def _counted(need: Need) -> str:
    count = need.count
    match need.kind:
        case "clock_behind" | "clock_ahead":
            return _(
                "This computer says that today is {day}. That cannot be: set its clock right "
                "before anything is entered."
            )
        case "disk_nearly_full":
            return _("The disk is nearly full: {count} MB are free. Make room before you go on.")
        case "no_backup":
            return _("No backup of the office has been made yet.")
        case "old_backup":
            return ngettext(
                "The newest backup is {count} day old.",
                "The newest backup is {count} days old.",
                count,
            )
        case "no_second_copy":
            return _("No copy of the office lies on another disk or stick yet.")
        case "old_second_copy":
            return ngettext(
                "The newest copy on another disk or stick is {count} day old.",
                "The newest copy on another disk or stick is {count} days old.",
                count,
            )
        case "nobody_enrolled":
            return _("No organisation is enrolled yet whose returns could be collected.")
        case "agreements_ending":
            return ngettext(
                "{count} collective agreement ends by {day}.",
                "{count} collective agreements end by {day}.",
                count,
            )
        case "duplicates":
            return ngettext(
                "{count} person seems to be entered twice.",
                "{count} people seem to be entered twice.",
                count,
            )
        case "undated_benefits":
            return ngettext(
                "{count} benefit has no day and counts nowhere.",
                "{count} benefits have no day and count nowhere.",
                count,
            )
        case "requests_open":
            return ngettext(
                "{count} request about personal data is open, to be answered by {day}.",
                "{count} requests about personal data are open, the first by {day}.",
                count,
            )
        case "no_dialogue":
            return ngettext(
                "No dialogue with the employer was held in the last {count} month.",
                "No dialogue with the employer was held in the last {count} months.",
                count,
            )
        case "checkups_due":
            return ngettext(
                "{count} member is due for a health check-up by the rule in force.",
                "{count} members are due for a health check-up by the rule in force.",
                count,
            )
        case "empty_figures":
            return ngettext(
                "{count} figure of the appendix is still 0 this year.",
                "{count} figures of the appendix are still 0 this year.",
                count,
            )
        case "no_identity_number" | "no_birth_date" | "no_unit":
            return _lacking(need.kind, count)
        case _:
            return _of_returns(need.kind, count)


def _lacking(kind: str, count: int) -> str:
    match kind:
        case "no_identity_number":
            return ngettext(
                "{count} member has no identity number.",
                "{count} members have no identity number.",
                count,
            )
        case "no_birth_date":
            return ngettext(
                "{count} member has no date of birth.",
                "{count} members have no date of birth.",
                count,
            )
        case _:
            return ngettext(
                "{count} member belongs to no unit.", "{count} members belong to no unit.", count
            )


def _of_returns(kind: str, count: int) -> str:
    match kind:
        case "return_to_mend":
            return _("The body above has given a return back to be mended: {about}.")
        case "return_to_mend_by":
            return _("The body above has given a return back, to be mended by {day}: {about}.")
        case "returns_late":
            return ngettext(
                "{count} organisation is late, since {day}: {about}.",
                "{count} organisations are late, the first since {day}: {about}.",
                count,
            )
        case "returns_due":
            return ngettext(
                "{count} organisation has to hand in by {day}: {about}.",
                "{count} organisations have to hand in by {day}: {about}.",
                count,
            )
        case "returns_to_look_at":
            return ngettext(
                "{count} return has open remarks and waits to be looked at: {about}.",
                "{count} returns have open remarks and wait to be looked at: {about}.",
                count,
            )
        case "returns_given_back":
            return ngettext(
                "{count} return was given back and has not come mended yet: {about}.",
                "{count} returns were given back and have not come mended yet: {about}.",
                count,
            )
        case "refused_files":
            return ngettext(
                "{count} file was refused and has not been put right.",
                "{count} files were refused and have not been put right.",
                count,
            )
        case _:
            return ngettext(
                "{count} organisation has not reported: {about}.",
                "{count} organisations have not reported: {about}.",
                count,
            )
