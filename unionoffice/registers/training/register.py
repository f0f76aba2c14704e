"""The register of training."""

from __future__ import annotations

from unionoffice.core.i18n import N_, ngettext
from unionoffice.registerkit.evidence import Indicator, Scope, Selection
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Lines, Register, Section
from unionoffice.registers.people.gatherings import (
    GATHERING_RULES,
    attended,
    complete_gathering,
)
from unionoffice.registers.training.model import POLITICAL, PROFESSIONAL, SKILLS, Attendance, Course

HELD_ON = Field(
    Course.held_on,
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
        "ngày học",
        "ngày khai giảng",
        "khai giảng",
        "thời gian học",
        "дата обучения",
        "培训时间",
        "培训日期",
    ),
    told_above=("",),
    until="ended_on",
)
ENDED_ON = Field(
    Course.ended_on, N_("Until"), ("đến ngày", "ngày kết thúc", "по", "结束日期"), in_table=False
)
TITLE = Field(
    Course.title,
    N_("Course"),
    (
        "tên lớp",
        "lớp",
        "tên khóa học",
        "khóa học",
        "nội dung",
        "название курса",
        "курс",
        "班次名称",
        "课程",
        "tên lớp học",
        "tên lớp tập huấn",
        "lớp tập huấn",
        "tên khóa",
        "tên khóa đào tạo",
        "tên lớp bồi dưỡng",
        "chuyên đề",
        "tên chuyên đề",
        "lớp học",
        "наименование курса",
        "тема",
        "тема обучения",
        "программа",
        "培训名称",
        "培训班",
        "培训内容",
        "课程名称",
        "course",
        "course name",
        "class",
        "training course",
        "title",
    ),
    told_above=("",),
)
KIND = Field(
    Course.kind,
    N_("Kind"),
    (
        "loại",
        "loại lớp",
        "loại hình",
        "lĩnh vực",
        "вид",
        "类型",
        "类别",
        "loại hình đào tạo",
        "nội dung đào tạo",
        "loại đào tạo",
        "thể loại",
        "hình thức",
        "loại lớp học",
        "вид обучения",
        "тип",
        "培训类型",
        "培训类别",
        "type",
        "kind",
        "category",
    ),
    otherwise="other",
    spills_into="notes",
    told_by="title",
)
ORGANISER = Field(
    Course.organiser,
    N_("Organised by"),
    ("đơn vị tổ chức", "cấp tổ chức", "организатор", "主办单位"),
    in_table=False,
)
PLACE = Field(Course.place, N_("Place"), ("địa điểm", "nơi tổ chức", "место", "地点"))
UNIT = Field(
    Course.unit_id,
    N_("Unit"),
    ("đơn vị", "bộ phận", "подразделение", "部门"),
    hint=N_("Only when it was held for one unit."),
    in_table=False,
    is_without_people=True,
)
HEAD_TOTAL = Field(
    Course.head_total,
    N_("People (head count)"),
    (
        "tổng số người",
        "số người tham gia",
        "tổng số",
        "số lượng",
        "số người",
        "всего человек",
        "参加人数",
        "số học viên",
        "số lượng học viên",
        "số người học",
        "tổng số học viên",
        "số người tham dự",
        "số lượng tham gia",
        "số lượt người",
        "количество слушателей",
        "количество участников",
        "участников",
        "人数",
        "培训人数",
        "总人数",
        "participants",
        "number of participants",
        "people",
    ),
    hint=N_("Only where there is no list of names."),
)
HEAD_MEMBERS = Field(
    Course.head_members,
    N_("Of them members"),
    (
        "số đoàn viên",
        "đoàn viên",
        "trong đó đoàn viên",
        "членов профсоюза",
        "会员人数",
        "số đv",
        "số đoàn viên tham gia",
        "trong đó đv",
        "đoàn viên công đoàn",
        "из них членов профсоюза",
        "其中会员",
        "会员",
        "members",
        "of whom members",
        "đv",
    ),
    in_table=False,
)
COST_UNION = Field(
    Course.cost_union,
    N_("Cost: union"),
    ("kinh phí công đoàn", "kinh phí", "средства профсоюза", "工会经费"),
    in_table=False,
)
COST_EMPLOYER = Field(
    Course.cost_employer,
    N_("Cost: employer"),
    ("kinh phí doanh nghiệp", "doanh nghiệp hỗ trợ", "средства работодателя", "企业经费"),
    in_table=False,
)
COST_STATE = Field(
    Course.cost_state,
    N_("Cost: state budget"),
    ("ngân sách nhà nước", "ngân sách", "бюджет", "财政经费"),
    in_table=False,
)
COST_WORKERS = Field(
    Course.cost_workers,
    N_("Cost: workers themselves"),
    ("người lao động đóng góp", "средства работников", "个人经费"),
    in_table=False,
)
COST_OTHER = Field(
    Course.cost_other,
    N_("Cost: others"),
    ("kinh phí khác", "nguồn khác", "другие средства", "其他经费"),
    in_table=False,
)
PAPER = Field(
    Course.paper, N_("Paper"), ("chứng từ", "kế hoạch số", "документ", "凭证"), in_table=False
)
NOTES = Field(Course.notes, N_("Notes"), ("ghi chú", "примечание", "备注"), in_table=False)

PERSON = Field(Attendance.person_id, N_("Person"))
ATTENDED = Field(
    Attendance.attended,
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
        "dự học",
        "có học",
        "học",
        "dự",
        "có tham gia",
        "có/vắng",
        "явка",
        "присутствие",
        "участвовал",
        "посещение",
        "是否参加",
        "出席",
        "present",
        "attendance",
    ),
    default=True,
    is_decisive=True,
)
REMARK = Field(Attendance.remark, N_("Remark"), ("kết quả", "chứng chỉ", "сертификат", "证书"))


def _of_kinds(scope: Scope, kinds: tuple[str, ...]) -> Selection:
    return attended("training", Course, Attendance, Attendance.course_id, kinds, scope)


def political_study(scope: Scope) -> Selection:
    return _of_kinds(scope, (POLITICAL,))


def professional_training(scope: Scope) -> Selection:
    return _of_kinds(scope, (PROFESSIONAL, SKILLS))


TRAINING = Register(
    key="training",
    model=Course,
    title=N_("Training"),
    purpose=N_("Political study, professional and skills training."),
    singular=N_("course"),
    counted=lambda count: ngettext("{count} course", "{count} courses", count),
    group="life",
    icon="school",
    sections=(
        Section(N_("Course"), (HELD_ON, TITLE, KIND, PLACE)),
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
    order_by=(Course.held_on.desc(), Course.id.desc()),
    lines=Lines(N_("People"), Course.attendances, (PERSON, ATTENDED, REMARK), ATTENDED),
    event=HELD_ON,
    amount=COST_UNION,
    identified_by=(TITLE, HELD_ON),
    rules=GATHERING_RULES,
    complete=complete_gathering,
    indicators=(
        Indicator(
            "political.study",
            N_("Political study"),
            N_("Everybody who attended political study, counted once, plus head counts."),
            political_study,
        ),
        Indicator(
            "political.training",
            N_("Professional and skills training"),
            N_(
                "Everybody who attended professional or skills training, counted once, "
                "plus head counts."
            ),
            professional_training,
        ),
    ),
)
