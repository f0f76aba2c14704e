"""The register of activities."""

from __future__ import annotations

from unionoffice.core.i18n import N_, ngettext
from unionoffice.registerkit.evidence import Indicator, Scope, Selection
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Lines, Register, Section
from unionoffice.registers.activities.model import SPIRITUAL, Activity, Participation
from unionoffice.registers.people.gatherings import (
    GATHERING_RULES,
    attended,
    complete_gathering,
)

HELD_ON = Field(
    Activity.held_on,
    N_("Held on"),
    (
        "ngày",
        "ngày tổ chức",
        "từ ngày",
        "дата",
        "日期",
        "date",
        "thời gian tổ chức",
        "thời gian",
        "ngày tháng",
        "ngày diễn ra",
        "ngày thực hiện",
        "thời điểm",
        "дата проведения",
        "дата начала",
        "дата мероприятия",
        "活动时间",
        "时间",
        "held on",
        "event date",
        "day",
    ),
    told_above=("",),
    until="ended_on",
)
ENDED_ON = Field(
    Activity.ended_on, N_("Until"), ("đến ngày", "ngày kết thúc", "по", "结束日期"), in_table=False
)
TITLE = Field(
    Activity.title,
    N_("Title"),
    (
        "tên hoạt động",
        "hoạt động",
        "nội dung",
        "название",
        "мероприятие",
        "活动名称",
        "tên chương trình",
        "chương trình",
        "tên phong trào",
        "phong trào",
        "tên sự kiện",
        "nội dung hoạt động",
        "tên giải",
        "название мероприятия",
        "наименование мероприятия",
        "наименование",
        "活动内容",
        "活动",
        "项目",
        "event",
        "activity",
        "name of activity",
        "activity name",
        "title",
    ),
    told_above=("",),
)
KIND = Field(
    Activity.kind,
    N_("Kind"),
    (
        "loại",
        "loại hình",
        "loại hoạt động",
        "вид",
        "类型",
        "类别",
        "loại hình hoạt động",
        "thể loại",
        "lĩnh vực",
        "hình thức",
        "loại phong trào",
        "вид мероприятия",
        "тип",
        "направление",
        "活动类型",
        "活动类别",
        "type",
        "kind",
        "category",
    ),
    otherwise="other",
    spills_into="notes",
    told_by="title",
)
ORGANISER = Field(
    Activity.organiser,
    N_("Organised by"),
    ("đơn vị tổ chức", "cấp tổ chức", "организатор", "主办单位"),
    in_table=False,
)
PLACE = Field(Activity.place, N_("Place"), ("địa điểm", "nơi tổ chức", "место", "地点"))
UNIT = Field(
    Activity.unit_id,
    N_("Unit"),
    ("đơn vị", "bộ phận", "подразделение", "部门"),
    hint=N_("Only when it was held for one unit."),
    in_table=False,
    is_without_people=True,
)
HEAD_TOTAL = Field(
    Activity.head_total,
    N_("People (head count)"),
    (
        "tổng số người",
        "số người tham gia",
        "tổng số",
        "số lượng",
        "số người",
        "всего человек",
        "参加人数",
        "số người tham dự",
        "số lượng tham gia",
        "số lượng người tham gia",
        "số lượt người",
        "tổng số tham gia",
        "tổng số người tham gia",
        "số lđ tham gia",
        "tổng số lao động",
        "số cnvclđ tham gia",
        "количество участников",
        "участников",
        "число участников",
        "人数",
        "总人数",
        "参与人数",
        "participants",
        "number of participants",
        "people",
        "total people",
        "attendance",
    ),
    hint=N_("Only where there is no list of names."),
)
HEAD_MEMBERS = Field(
    Activity.head_members,
    N_("Of them members"),
    (
        "số đoàn viên",
        "đoàn viên",
        "trong đó đoàn viên",
        "членов профсоюза",
        "会员人数",
        "số đv",
        "số đoàn viên tham gia",
        "đoàn viên tham gia",
        "trong đó đv",
        "đoàn viên công đoàn",
        "số đvcđ",
        "в т ч членов профсоюза",
        "из них членов профсоюза",
        "члены профсоюза",
        "其中会员",
        "会员",
        "members",
        "of whom members",
        "union members",
        "đv",
    ),
    in_table=False,
)
COST_UNION = Field(
    Activity.cost_union,
    N_("Cost: union"),
    (
        "kinh phí công đoàn",
        "kinh phí",
        "средства профсоюза",
        "工会经费",
        "công đoàn",
        "công đoàn chi",
        "工会",
    ),
    in_table=False,
)
COST_EMPLOYER = Field(
    Activity.cost_employer,
    N_("Cost: employer"),
    (
        "kinh phí doanh nghiệp",
        "doanh nghiệp hỗ trợ",
        "средства работодателя",
        "企业经费",
        "chuyên môn",
        "doanh nghiệp",
        "công ty",
        "kinh phí chuyên môn",
        "công ty hỗ trợ",
    ),
    in_table=False,
)
COST_STATE = Field(
    Activity.cost_state,
    N_("Cost: state budget"),
    ("ngân sách nhà nước", "ngân sách", "бюджет", "财政经费"),
    in_table=False,
)
COST_WORKERS = Field(
    Activity.cost_workers,
    N_("Cost: workers themselves"),
    ("người lao động đóng góp", "средства работников", "个人经费"),
    in_table=False,
)
COST_OTHER = Field(
    Activity.cost_other,
    N_("Cost: others"),
    ("kinh phí khác", "nguồn khác", "другие средства", "其他经费"),
    in_table=False,
)
PAPER = Field(
    Activity.paper, N_("Paper"), ("chứng từ", "kế hoạch số", "документ", "凭证"), in_table=False
)
NOTES = Field(Activity.notes, N_("Notes"), ("ghi chú", "примечание", "备注"), in_table=False)

PERSON = Field(Participation.person_id, N_("Person"))
ATTENDED = Field(
    Participation.attended,
    N_("Attended"),
    (
        "có mặt",
        "tham gia",
        "tham dự",
        "присутствовал",
        "到场",
        "attended",
        "hiện diện",
        "điểm danh",
        "có tham gia",
        "tham gia hay không",
        "có đi",
        "dự",
        "đi",
        "có/vắng",
        "явка",
        "участие",
        "участвовал",
        "是否参加",
        "出席",
        "present",
        "took part",
    ),
    default=True,
    is_decisive=True,
)
REMARK = Field(Participation.remark, N_("Remark"), ("thành tích", "kết quả", "результат", "成绩"))


def _of_kinds(scope: Scope, kinds: tuple[str, ...]) -> Selection:
    return attended("activities", Activity, Participation, Participation.activity_id, kinds, scope)


def spiritual(scope: Scope) -> Selection:
    return _of_kinds(scope, SPIRITUAL)


ACTIVITIES = Register(
    key="activities",
    model=Activity,
    title=N_("Activities"),
    purpose=N_("Culture, sport, trips and recreation, with names or a head count."),
    singular=N_("activity"),
    counted=lambda count: ngettext("{count} activity", "{count} activities", count),
    group="life",
    icon="ball-volleyball",
    sections=(
        Section(N_("Activity"), (HELD_ON, TITLE, KIND, PLACE)),
        Section(N_("Head count"), (HEAD_TOTAL, HEAD_MEMBERS, UNIT)),
        Section(
            N_("Details"),
            (
                ENDED_ON,
                ORGANISER,
                COST_UNION,
                COST_EMPLOYER,
                COST_STATE,
                COST_WORKERS,
                COST_OTHER,
                PAPER,
                NOTES,
            ),
        ),
    ),
    order_by=(Activity.held_on.desc(), Activity.id.desc()),
    lines=Lines(N_("People"), Activity.participations, (PERSON, ATTENDED, REMARK), ATTENDED),
    event=HELD_ON,
    amount=COST_UNION,
    identified_by=(TITLE, HELD_ON),
    rules=GATHERING_RULES,
    complete=complete_gathering,
    indicators=(
        Indicator(
            "spiritual",
            N_("Cultural life, sport and recreation"),
            N_(
                "Everybody who attended an activity of culture, sport, sightseeing, holiday or "
                "recreation, counted once, plus head counts."
            ),
            spiritual,
        ),
    ),
)
