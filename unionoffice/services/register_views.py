"""Registers as plain values for the window, made from their declarations."""

from __future__ import annotations

from unionoffice.core.i18n import N_
from unionoffice.registerkit.columns import Kind
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Lines, Register
from unionoffice.services.drafts import default_of
from unionoffice.services.views import ChoiceView, FieldView, LinesView, RegisterView, SectionView

LINES_COUNT, PAPERS_COUNT = "lines_count", "papers_count"


def view_of(register: Register) -> RegisterView:
    """The register as the window shows it."""
    first = register.order_by[0]
    field = _ordered_by(register)
    return RegisterView(
        key=register.key,
        title=register.title,
        purpose=register.purpose,
        singular=register.singular,
        counted=register.counted,
        group=register.group,
        icon=register.icon,
        sections=tuple(
            SectionView(section.title, tuple(field_view(each, register) for each in section.fields))
            for section in register.sections
        ),
        lines=lines_view(register.lines),
        event_field=register.event.key if register.event else "",
        person_field=register.person.key if register.person else "",
        has_units=register.person is not None
        or any(each.kind in (Kind.UNIT, Kind.UNITS) for each in register.fields),
        counting_field=register.counting.field.key if register.counting else "",
        counting_values=register.counting.values if register.counting else (),
        default_order=field.key if field else "",
        default_descending=getattr(first, "modifier", None) is not None,
        counts=_counts(register.lines),
        is_of_people=register.model.__tablename__ == "people",
        hidden=tuple(dict.fromkeys(field.label for field in register.hidden)),
    )


def field_view(field: Field, register: Register | None = None) -> FieldView:
    choices = tuple(ChoiceView(each.key, each.label) for each in field.choices or ())
    return FieldView(
        key=field.key,
        label=field.label,
        kind=field.kind,
        choices=choices,
        is_required=field.required,
        is_read_only=field.is_read_only,
        is_in_table=field.in_table,
        is_sensitive=field.is_sensitive,
        hint=field.hint,
        refers_to=field.refers_to,
        default=default_of(field),
        is_dated=register is not None and register.part_from_a_day(field) is not None,
    )


def lines_view(lines: Lines | None) -> LinesView | None:
    if lines is None:
        return None
    return LinesView(lines.key, lines.title, tuple(field_view(each) for each in lines.fields))


def _counts(lines: Lines | None) -> tuple[FieldView, ...]:
    papers = FieldView(
        PAPERS_COUNT, N_("Papers"), Kind.NUMBER, is_read_only=True, is_in_table=False
    )
    if lines is None:
        return (papers,)
    return (FieldView(LINES_COUNT, N_("On the list"), Kind.NUMBER, is_read_only=True), papers)


def _ordered_by(register: Register) -> Field | None:
    """The field whose column the register is sorted by, if a field shows it."""
    first = register.order_by[0]
    column = getattr(first, "element", first)
    name = getattr(column, "key", None)
    if name == "name_key":
        return register.names
    return next((each for each in register.fields if each.attribute.key == name), None)
