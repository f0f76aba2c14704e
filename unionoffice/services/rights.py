"""Which role may do what: the one place where it is decided.

Every deed that is journalled comes by its name to `right_for`; what writes no deed asks for a
right by itself. A deed that nobody has placed here is for the chair alone.
"""

from __future__ import annotations

from enum import StrEnum

from unionoffice.core.i18n import N_
from unionoffice.registers.accounts.model import AUDITOR, CHAIR, CLERK, ROLES, TREASURER


class Right(StrEnum):
    """What may be given to a role; reading the registers and the journal is everybody's."""

    RECORDS = "records"
    MONEY = "money"
    BRING_IN = "bring_in"
    FIGURES = "figures"
    COLLECT = "collect"
    FORMS = "forms"
    WRITE_OUT = "write_out"
    BACK_UP = "back_up"
    SEND = "send"
    STRUCTURE = "structure"
    OFFICE = "office"
    KEYS = "keys"
    RESTORE = "restore"
    ENCRYPT = "encrypt"
    ERASE = "erase"
    ACCOUNTS = "accounts"
    OTHER = "other"


NAMES: dict[Right, str] = {
    Right.RECORDS: N_("Keeping the registers of people and events"),
    Right.MONEY: N_("Keeping the registers of money: benefits, housing, loans"),
    Right.BRING_IN: N_("Bringing lists in"),
    Right.FIGURES: N_("Typing in and correcting figures of a report"),
    Right.COLLECT: N_("Taking in returns and files from other bodies"),
    Right.FORMS: N_("Taking in forms"),
    Right.WRITE_OUT: N_("Writing lists and reports out"),
    Right.BACK_UP: N_("Making backups"),
    Right.SEND: N_("Sending returns and lists"),
    Right.STRUCTURE: N_("Changing the structure of bodies"),
    Right.OFFICE: N_("Changing the office, its rules and deadlines"),
    Right.KEYS: N_("Keys and cards"),
    Right.RESTORE: N_("Restoring a backup"),
    Right.ENCRYPT: N_("Setting or removing the passphrase"),
    Right.ERASE: N_("Erasing data of people"),
    Right.ACCOUNTS: N_("Managing accounts"),
    Right.OTHER: N_("Everything else that changes the office"),
}

_OFFICE_WORK = (CHAIR, TREASURER, CLERK)
MATRIX: dict[Right, tuple[str, ...]] = {
    Right.RECORDS: _OFFICE_WORK,
    Right.MONEY: (CHAIR, TREASURER),
    Right.BRING_IN: _OFFICE_WORK,
    Right.FIGURES: (CHAIR, TREASURER),
    Right.COLLECT: _OFFICE_WORK,
    Right.FORMS: _OFFICE_WORK,
    Right.WRITE_OUT: (CHAIR, TREASURER, CLERK, AUDITOR),
    Right.BACK_UP: _OFFICE_WORK,
    Right.SEND: (CHAIR,),
    Right.STRUCTURE: (CHAIR,),
    Right.OFFICE: (CHAIR,),
    Right.KEYS: (CHAIR,),
    Right.RESTORE: (CHAIR,),
    Right.ENCRYPT: (CHAIR,),
    Right.ERASE: (CHAIR,),
    Right.ACCOUNTS: (CHAIR,),
    Right.OTHER: (CHAIR,),
}

# The names of deeds, as they stand in the journal.
_DEEDS: dict[Right, tuple[str, ...]] = {
    Right.RECORDS: (
        "Record entered",
        "Record changed",
        "Record voided",
        "Record restored",
        "Former value put back",
        "Paper added",
        "Paper taken off",
        "Person moved to another unit",
        "Member left the union",
        "Person joined the union",
        "Two records of one person merged",
        "Undone",  # what is undone is asked for too
    ),
    Right.BRING_IN: ("List brought in", "Check-up brought in"),
    Right.FIGURES: (
        "Figure typed in",
        "Typed figure taken back",
        "Figure corrected by hand",
        "Correction by hand withdrawn",
    ),
    Right.COLLECT: (
        "Returns collected",
        "Remark explained",
        "Explanation withdrawn",
        "Form taken in by workbook",
        "Form refused",
        "Paper form typed in",
        "Return to mend taken in",
        "List of people received",
        "Refused file taken off the list",
        "Succession settled",
        "Shared return settled",
    ),
    Right.FORMS: ("Form taken in",),
    Right.WRITE_OUT: ("Sensitive fields written out",),
    Right.SEND: ("Return sent", "Return given back", "List of people given out"),
    Right.STRUCTURE: (
        "Body founded",
        "Bodies merged",
        "Body split",
        "Bodies put below another",
        "Body renamed",
        "Body dissolved",
    ),
    Right.OFFICE: (
        "Office details changed",
        "Setting changed",
        "Deadlines changed",
        "Rule entered",
        "Rule withdrawn",
        "Rules handed out",
        "Rules taken in",
    ),
    Right.KEYS: (
        "New key made",
        "New sealing key made",
        "Key revoked",
        "Card of the body above taken in",
        "Organisations enrolled",
        "Said from whom unsigned forms are taken",
    ),
    Right.ERASE: ("List of people removed", "Personal data erased"),
    Right.ACCOUNTS: (
        "Account made",
        "Account changed",
        "Account removed",
        "Password set anew",
        "Recovery code made",
        "Said who sees sensitive fields",
    ),
}
OWN = (
    "Own password changed",
    "Signed in by the recovery code",
    "List of people removed after its last day",
)
# They count no records, and yet stand in the journal.
NOTED = (*_DEEDS[Right.ACCOUNTS], *_DEEDS[Right.WRITE_OUT], OWN[1])
RIGHT_OF: dict[str, Right] = {name: right for right, names in _DEEDS.items() for name in names}


def right_for(what: str, *, is_of_money: bool) -> Right | None:
    """The right that a deed asks for; None for what everybody does, such as the own password."""
    if what in OWN:
        return None
    right = RIGHT_OF.get(what, Right.OTHER)
    if is_of_money and right in (Right.RECORDS, Right.BRING_IN):
        return Right.MONEY
    return right


def may(role: str, right: str) -> bool:
    return role in MATRIX[Right(right)]


def roles_with(right: str) -> list[str]:
    """The untranslated names of the roles that have a right."""
    return [ROLES.label(role) for role in MATRIX[Right(right)]]
