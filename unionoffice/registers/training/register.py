"""The register of training."""

from __future__ import annotations

from unionoffice.core.i18n import N_, ngettext
from unionoffice.registerkit.evidence import Indicator, Scope, Selection
from unionoffice.registerkit.register import Register
from unionoffice.registers.people.gathering_fields import GatheringFields, kind_field, title_field
from unionoffice.registers.people.gatherings import (
    GATHERING_RULES,
    attended,
    complete_gathering,
)
from unionoffice.registers.training.model import POLITICAL, PROFESSIONAL, SKILLS, Attendance, Course

FIELDS = GatheringFields(
    Course,
    Attendance,
    title_field(
        Course.title,
        N_("Course"),
        (
            "tên lớp",
            "lớp",
            "tên khóa học",
            "khóa học",
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
            "наименование курса",
            "тема",
            "тема обучения",
            "программа",
            "培训名称",
            "培训班",
            "培训内容",
            "课程名称",
            "course name",
            "class",
            "training course",
        ),
    ),
    kind_field(
        Course.kind,
        (
            "loại lớp",
            "loại hình đào tạo",
            "nội dung đào tạo",
            "loại đào tạo",
            "loại lớp học",
            "вид обучения",
            "培训类型",
            "培训类别",
        ),
    ),
    held_on=(
        "ngày học",
        "ngày khai giảng",
        "khai giảng",
        "thời gian học",
        "дата обучения",
        "培训时间",
        "培训日期",
    ),
    head_total=(
        "số học viên",
        "số lượng học viên",
        "số người học",
        "tổng số học viên",
        "количество слушателей",
        "培训人数",
    ),
    attended=("dự học", "có học", "học", "attendance"),
    remark=("chứng chỉ", "сертификат", "证书"),
)


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
    sections=FIELDS.sections(N_("Course")),
    order_by=(Course.held_on.desc(), Course.id.desc()),
    lines=FIELDS.lines(Course.attendances),
    event=FIELDS.held_on,
    amount=FIELDS.cost_union,
    identified_by=(FIELDS.title, FIELDS.held_on),
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
