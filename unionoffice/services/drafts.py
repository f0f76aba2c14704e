"""Drafts of records: from the mapped rows to plain values, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.core.phones import as_dialled
from unionoffice.core.text import clean
from unionoffice.registerkit.columns import Kind
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Part, Register
from unionoffice.registers.organisation.model import Unit
from unionoffice.registers.people.model import Person
from unionoffice.services.views import Draft

LINE_ID = "id"


def blank_draft(register: Register) -> Draft:
    """A new record with the defaults of its declaration."""
    values: dict[str, Any] = {}
    for field in register.fields:
        values[field.key] = () if field.kind is Kind.UNITS else default_of(field)
    return Draft(values)


def default_of(field: Field) -> Any:
    """What a new record begins with in this field."""
    if field.default is not None:
        return field.default
    column_default = field.column.default if field.column is not None else None
    if column_default is not None and column_default.is_scalar:
        return column_default.arg  # type: ignore[attr-defined]  # scalar defaults have it
    return False if field.kind is Kind.FLAG else None


def rows_of(register: Register, record: Any) -> dict[type[Any], Any]:
    """The record's row in every table it stands in: its model and the current row of each part."""
    rows: dict[type[Any], Any] = {register.model: record}
    for part in register.parts:
        rows[part.model] = part.current_of(record)
    return rows


def draft_of(register: Register, record: Any, session: Session) -> Draft:
    """The record as plain values, with the names of those it refers to."""
    rows = rows_of(register, record)
    draft = Draft(
        {}, version=record.version, is_voided=record.is_voided, void_reason=record.void_reason or ""
    )
    for field in register.fields:
        row = rows[field.owner]
        draft.values[field.key] = _value(field, row)
        name = _name(field, row, session)
        if name:
            draft.names[field.key] = name
    lines = register.lines
    if lines is not None:
        for number, line in enumerate(getattr(record, lines.key)):
            values = {field.key: _value(field, line) for field in lines.fields}
            draft.lines.append({LINE_ID: line.id, **values})
            for field in lines.fields:
                name = _name(field, line, session)
                if name:
                    draft.names[f"{number}.{field.key}"] = name
    return draft


def _value(field: Field, row: Any) -> Any:
    if field.kind is Kind.UNITS:
        return () if row is None else tuple(link.unit_id for link in getattr(row, field.key))
    return None if row is None else getattr(row, field.attribute.key)


def _name(field: Field, row: Any, session: Session) -> str:
    if row is None:
        return ""
    if field.kind is Kind.UNITS:
        return "; ".join(session.get_one(Unit, unit_id).name for unit_id in _value(field, row))
    if field.kind not in (Kind.PERSON, Kind.UNIT, Kind.RECORD):
        return ""
    other = getattr(row, field.key)
    if isinstance(other, Person):
        return other.full_name
    if isinstance(other, Unit):
        return other.name
    return "" if other is None else str(next(iter(_naming_texts(other)), ""))


def _naming_texts(row: Any) -> list[str]:
    return [
        text
        for text in (getattr(row, name, None) for name in ("name", "number", "partner"))
        if text
    ]


def missing_values(register: Register, draft: Draft) -> list[Problem]:
    """A problem for every obligatory field that the draft leaves empty."""
    problems = [
        Problem(field.key, N_("Fill this in."))
        for field in register.fields
        if field.required and draft.values.get(field.key) in (None, "")
    ]
    lines = register.lines
    for line in draft.lines if lines is not None else ():
        for field in lines.fields if lines is not None else ():
            if field.required and line.get(field.key) is None:
                problems.append(Problem(str(lines and lines.key), N_("Every line needs a person.")))
    return problems


def apply_draft(register: Register, draft: Draft, record: Any, session: Session) -> None:
    """Write the draft into the record's rows, its lines too."""
    apply_values(register, draft.values, record, session)
    if register.lines is not None:
        _apply_lines(register, draft, record)


def apply_values(
    register: Register, values: Mapping[str, Any], record: Any, session: Session
) -> None:
    """Write these values, by their fields; rows of parts are made as needed."""
    rows = rows_of(register, record)
    for part in register.parts:
        if rows[part.model] is None and (part.required or _says_anything(register, part, values)):
            row = part.model(is_current=True)
            session.add(row)
            row.person = record
            rows[part.model] = row
    for key, value in values.items():
        field = register.by_key.get(key)
        row = None if field is None else rows[field.owner]
        if field is not None and row is not None:
            set_value(field, row, value)


def _says_anything(register: Register, part: Part, values: Mapping[str, Any]) -> bool:
    fields = [field for field in register.fields if field.owner is part.model]
    return any(values.get(field.key) not in (None, "", False) for field in fields)


def set_value(field: Field, row: Any, value: Any) -> None:
    """Give a row this value in the form in which it is kept."""
    if field.kind is Kind.UNITS:
        links = getattr(row, field.key)
        wanted = set(value or ())
        for link in [each for each in links if each.unit_id not in wanted]:
            links.remove(link)
        link_model = field.attribute.property.mapper.class_
        for unit_id in sorted(wanted - {each.unit_id for each in links}):
            links.append(link_model(unit_id=unit_id))
        return
    if isinstance(value, str):
        value = _tidy(field, value)
    if value is None and field.column is not None and not field.column.nullable:
        value = default_of(field)
    setattr(row, field.attribute.key, value)


def _tidy(field: Field, text: str) -> str | None:
    if field.kind is Kind.LONG_TEXT:
        return "\n".join(clean(line) for line in text.splitlines()).strip() or None
    if field.kind in (Kind.IDENTITY_NUMBER, Kind.CARD_NUMBER):
        return clean(text).replace(" ", "").upper() or None
    text = clean(text)
    if field.kind is Kind.PHONE:
        text = as_dialled(text)
    return text or None


def _apply_lines(register: Register, draft: Draft, record: Any) -> None:
    lines = register.lines
    if lines is None:
        return
    standing = getattr(record, lines.key)
    known = {line.id: line for line in standing}
    kept = {values.get(LINE_ID) for values in draft.lines}
    for line in [each for each in standing if each.id not in kept]:
        standing.remove(line)
    for values in draft.lines:
        line = known.get(values.get(LINE_ID))
        if line is None:
            line = lines.model()
            standing.append(line)
        for field in lines.fields:
            if field.key in values:
                set_value(field, line, values[field.key])
