"""The register of the bodies below this office, as a federation enters them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_, ngettext
from unionoffice.core.identity import new_uid
from unionoffice.core.text import fold
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register, Section
from unionoffice.registers.organisation.model import LEVELS, Organisation

CODE = Field(
    Organisation.code,
    N_("Code"),
    (
        "mã",
        "mã đơn vị",
        "mã số",
        "mã tổ chức",
        "код",
        "代码",
    ),
)
NAME = Field(
    Organisation.name,
    N_("Name of the body"),
    (
        "tên công đoàn cơ sở",
        "công đoàn cơ sở",
        "tên tổ chức công đoàn",
        "tên tổ chức",
        "наименование организации",
        "工会名称",
        "name of the organisation",
    ),
)
LEVEL = Field(
    Organisation.level,
    N_("Level"),
    (
        "cấp công đoàn",
        "loại công đoàn",
        "уровень",
        "级别",
    ),
    default="primary",
)
PARENT = Field(
    Organisation.parent_code,
    N_("Code of the body above"),
    (
        "mã cấp trên",
        "mã đơn vị cấp trên",
        "mã công đoàn cấp trên",
        "công đoàn cấp trên",
        "công đoàn cấp trên trực tiếp",
        "trực thuộc",
        "cấp trên",
        "код вышестоящей организации",
        "вышестоящая организация",
        "上级代码",
        "上级工会",
    ),
    hint=N_("Empty: directly below this office"),
)
FOUNDED_ON = Field(Organisation.founded_on, N_("Founded on"), ("дата создания", "成立日期"))
DISSOLVED_ON = Field(
    Organisation.dissolved_on,
    N_("Dissolved on"),
    ("дата ликвидации", "撤销日期"),
    hint=N_("The first day on which it is no more"),
)
NOTES = Field(Organisation.notes, N_("Notes"), in_table=False)


def dissolved_after_founded(body: Organisation) -> Iterator[Problem]:
    if body.founded_on and body.dissolved_on and body.dissolved_on <= body.founded_on:
        yield Problem("dissolved_on", N_("A body cannot be dissolved before it was founded."))


def is_not_this_office(body: Organisation) -> Iterator[Problem]:
    if body.is_own:
        yield Problem("code", N_("This is the code of this office itself."))


def stands_not_below_itself(body: Organisation) -> Iterator[Problem]:
    """A circle in a list is not seen here, for its rows come one by one: the tree breaks it."""
    if body.parent_code is not None and body.parent_code == body.code:
        yield Problem("parent_code", N_("A body cannot stand below itself."))
        return
    above, seen = body.above, {body.code}
    while above is not None and not above.is_own and above.code not in seen:
        seen.add(above.code)
        above = above.above
    if above is not None and above.code == body.code:
        yield Problem("parent_code", N_("A body cannot stand below itself."))


def stands_below_a_higher_level(body: Organisation) -> Iterator[Problem]:
    above = body.above
    levels = LEVELS.keys
    if above is not None and levels.index(body.level) >= levels.index(above.level):
        yield Problem(
            "level", N_("The body above has the same or a lower level: choose another of the two.")
        )


def names_a_known_body_above(body: Organisation) -> Iterator[Problem]:
    if body.parent_code is not None and body.above is None:
        yield Problem(
            "parent_code",
            N_("No body has this code yet. Until it is entered, this one stands below the office."),
        )


def complete_body(body: Organisation) -> None:
    body.uid = body.uid or new_uid()
    body.search_text = fold(f"{body.code} {body.name}")


def without_this_office() -> ColumnElement[bool]:
    return Organisation.is_own == False  # noqa: E712 - SQL


BODIES = Register(
    key="bodies",
    model=Organisation,
    title=N_("Bodies below"),
    purpose=N_("The union's bodies below this office, at every level, with the body above each."),
    singular=N_("body"),
    counted=lambda count: ngettext("{count} body", "{count} bodies", count),
    group="report",
    icon="building-community",
    sections=(
        Section(N_("Body"), (CODE, NAME, LEVEL, PARENT)),
        Section(N_("Time"), (FOUNDED_ON, DISSOLVED_ON, NOTES)),
    ),
    order_by=(Organisation.code, Organisation.id),
    restriction=without_this_office,
    identified_by=(CODE,),
    unique=((CODE,),),
    rules=(
        dissolved_after_founded,
        is_not_this_office,
        stands_not_below_itself,
        stands_below_a_higher_level,
    ),
    warnings=(names_a_known_body_above,),
    complete=complete_body,
    names=NAME,
    is_for_collectors=True,
)
