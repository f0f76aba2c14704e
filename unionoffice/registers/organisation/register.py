"""The registers of units and of head counts."""

from __future__ import annotations

from unionoffice.core.i18n import N_, ngettext
from unionoffice.core.text import fold
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register, Section
from unionoffice.registers.organisation import rules
from unionoffice.registers.organisation.model import Headcount, Unit

UNIT_NAME = Field(
    Unit.name,
    N_("Name of the unit"),
    (
        "đơn vị",
        "bộ phận",
        "подразделение",
        "цех",
        "部门",
        "车间",
        "unit",
        "tên tổ công đoàn",
        "tổ công đoàn",
        "tên tổ",
        "tên bộ phận",
        "tên phòng ban",
        "название подразделения",
        "наименование",
        "部门名称",
        "unit name",
    ),
)
PARENT = Field(
    Unit.parent_id,
    N_("Belongs to"),
    (
        "đơn vị cấp trên",
        "входит в",
        "上级",
        "trực thuộc đơn vị",
        "đơn vị quản lý",
    ),
)
KIND = Field(
    Unit.kind,
    N_("Kind of unit"),
    (
        "loại hình",
        "вид",
        "类型",
        "loại",
    ),
)
FOUNDED_ON = Field(Unit.founded_on, N_("Founded on"), ("дата создания", "成立日期"))
DISSOLVED_ON = Field(
    Unit.dissolved_on,
    N_("Dissolved on"),
    ("ликвидировано", "撤销日期"),
    in_table=False,
)
LEADER = Field(
    Unit.leader,
    N_("Head of the union group"),
    (
        "tổ trưởng",
        "phụ trách",
        "руководитель",
        "组长",
        "trưởng đơn vị",
        "người phụ trách",
    ),
)
IS_STATE = Field(
    Unit.is_state_body, N_("State body without employer"), ("cơ quan nhà nước",), in_table=False
)
UNIT_NOTES = Field(Unit.notes, N_("Notes"), in_table=False)


def complete_unit(unit: Unit) -> None:
    unit.search_text = fold(" ".join(filter(None, (unit.name, unit.leader))))


UNITS = Register(
    key="units",
    model=Unit,
    title=N_("Units"),
    purpose=N_("Workshops, offices and union groups, as a tree."),
    singular=N_("unit"),
    counted=lambda count: ngettext("{count} unit", "{count} units", count),
    group="people",
    icon="sitemap",
    sections=(
        Section(N_("Unit"), (UNIT_NAME, KIND, PARENT, LEADER)),
        Section(N_("Time"), (FOUNDED_ON, DISSOLVED_ON, IS_STATE, UNIT_NOTES)),
    ),
    order_by=(Unit.name, Unit.id),
    identified_by=(UNIT_NAME,),
    unique=((UNIT_NAME, PARENT),),
    rules=(rules.dissolved_after_founded, rules.not_below_itself),
    complete=complete_unit,
    names=UNIT_NAME,
)

HEAD_UNIT = Field(Headcount.unit_id, N_("Unit"))
COUNTED_ON = Field(
    Headcount.counted_on,
    N_("As of"),
    (
        "ngày",
        "дата",
        "日期",
        "thời điểm",
        "thời điểm báo cáo",
        "tại ngày",
        "tại thời điểm",
        "ngày báo cáo",
        "на дату",
        "по состоянию на",
        "截至日期",
        "统计日期",
    ),
)
WORKERS = Field(
    Headcount.workers,
    N_("Workers"),
    (
        "số lao động",
        "tổng số lao động",
        "работников",
        "职工人数",
        "tổng số cnvclđ",
        "tổng lao động",
        "số nlđ",
        "численность",
        "количество работников",
        "职工总数",
        "headcount",
        "number of workers",
    ),
)
WOMEN = Field(
    Headcount.women,
    N_("Of them women"),
    (
        "lao động nữ",
        "nữ",
        "женщин",
        "女",
        "số nữ",
        "nữ cnvclđ",
        "số lao động nữ",
        "из них женщин",
        "женщины",
        "女职工",
        "女职工人数",
        "of whom women",
    ),
)
HEAD_NOTES = Field(Headcount.notes, N_("Notes"), in_table=False)

HEADCOUNTS = Register(
    key="headcounts",
    model=Headcount,
    title=N_("Head counts"),
    purpose=N_("How many workers there are where no list of names exists."),
    singular=N_("head count"),
    counted=lambda count: ngettext("{count} count", "{count} counts", count),
    group="people",
    icon="users-group",
    sections=(Section(N_("Head count"), (COUNTED_ON, HEAD_UNIT, WORKERS, WOMEN, HEAD_NOTES)),),
    order_by=(Headcount.counted_on.desc(), Headcount.id),
    event=COUNTED_ON,
    identified_by=(HEAD_UNIT, COUNTED_ON),
    rules=(rules.women_among_workers,),
)
