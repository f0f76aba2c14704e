"""A register as those see it who may not see its sensitive fields: without them, everywhere.

What is not there cannot be shown, filtered, sorted, searched or written out by mistake.
"""

from __future__ import annotations

from dataclasses import replace

from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register, Section


def without_sensitive(register: Register) -> Register:
    """The register without its sensitive fields; `hidden` says which those are."""
    line_fields = register.lines.fields if register.lines is not None else ()
    hidden = tuple(each for each in (*register.fields, *line_fields) if each.is_sensitive)
    if not hidden:
        return register
    sections = tuple(
        Section(section.title, fields)
        for section in register.sections
        if (fields := _open(section.fields))
    )
    lines = register.lines
    if lines is not None:
        lines = replace(lines, fields=_open(lines.fields))
    return replace(register, sections=sections, lines=lines, hidden=register.hidden + hidden)


def _open(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(field for field in fields if not field.is_sensitive)
