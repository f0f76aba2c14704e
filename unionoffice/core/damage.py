"""What is wrong with a file that somebody wrote by hand, in words of ours: those of the readers
are English, and speak to programmers."""

from __future__ import annotations

import re

from unionoffice.core.i18n import N_, _

_LINE = re.compile(r"line (\d+)")
_WHERE = re.compile(r" - at `\$\.?(.+?)`$")

# How the readers begin what they say, and what it means.
_MEANINGS = (
    (re.compile(r"Object missing required field `(.+?)`"), N_("“{what}” is missing")),
    (re.compile(r"Invalid enum value '(.+?)'"), N_("“{what}” is not known")),
    (re.compile(r"Object contains unknown field `(.+?)`"), N_("“{what}” is not known")),
    (re.compile(r"Cannot (?:overwrite|declare|mutate)"), N_("something is said twice")),
    (re.compile(r"Expected `|Invalid"), N_("a value is not as it should be")),
)


def damage(error: Exception) -> str:
    """A clause that says what is wrong, and where if that is known."""
    said = str(error)
    found = _LINE.search(said)
    if found is not None:
        return _("in line {line}").format(line=found[1])
    meaning = _("it cannot be read to its end")
    for pattern, words in _MEANINGS:
        match = pattern.match(said)
        if match is not None:
            meaning = _(words).format(what=match[1] if match.groups() else "")
            break
    where = _WHERE.search(said)
    if where is None:
        return meaning
    return _("{meaning}, at “{where}”").format(meaning=meaning, where=where[1])
