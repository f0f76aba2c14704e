"""What is wrong with a form, for who makes it in the window: rows by their words, not their keys.

In a form file a key is where one looks; in the window nobody ever sees one.
"""

from __future__ import annotations

from typing import Any

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import LANGUAGE_NAMES, N_, _
from unionoffice.reports.filled import FIGURE_NAMES
from unionoffice.reports.forms import Form

_PARTS = {
    "name": N_("the name of the form"),
    "title": N_("the title"),
    "motto": N_("the motto"),
    "date_line": N_("place and date"),
    "recipients": N_("the recipients"),
    "notes": N_("the notes"),
    "signature": N_("the signature"),
    "section": N_("the heading of a section"),
}


def in_the_window(form: Form, error: UserError) -> str:
    """The sentence of the error, with the form's own words in its gaps."""
    values = {name: _shown(form, name, value) for name, value in error.values.items()}
    return str(UserError(error.message, **values))


def _shown(form: Form, name: str, value: Any) -> Any:
    if name == "language":
        return LANGUAGE_NAMES.get(value, value)
    if name == "figure" and value in FIGURE_NAMES:
        return _(FIGURE_NAMES[value])
    if name not in ("row", "part", "where", "key") or not isinstance(value, str):
        return value
    if value in _PARTS:
        return _(_PARTS[value])
    column = next((each for each in form.columns if value == f"column {each.key}"), None)
    if column is not None:
        return column.title.get(form.languages[0], "")
    key = value if form.row(value) is not None else value.rpartition(", ")[0]
    row = form.row(key)
    words = () if row is None else map(row.label.get, form.languages)
    label = next((each.strip(" :.,;-+") for each in words if each and each.strip()), "")
    return label or (row.number if row is not None else "") or value
