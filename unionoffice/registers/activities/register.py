"""The register of activities."""

from __future__ import annotations

from unionoffice.core.i18n import N_, ngettext
from unionoffice.registerkit.evidence import Indicator, Scope, Selection
from unionoffice.registerkit.register import Register
from unionoffice.registers.activities.model import SPIRITUAL, Activity, Participation
from unionoffice.registers.people.gathering_fields import GatheringFields, kind_field, title_field
from unionoffice.registers.people.gatherings import (
    GATHERING_RULES,
    attended,
    complete_gathering,
)

FIELDS = GatheringFields(
    Activity,
    Participation,
    title_field(
        Activity.title,
        N_("Title"),
        (
            "tên hoạt động",
            "hoạt động",
            "название",
            "мероприятие",
            "іс-шара",
            "іс-шараның атауы",
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
        ),
    ),
    kind_field(
        Activity.kind,
        (
            "loại hoạt động",
            "loại hình hoạt động",
            "loại phong trào",
            "вид мероприятия",
            "направление",
            "活动类型",
            "活动类别",
        ),
    ),
    head_total=(
        "số lượng người tham gia",
        "tổng số tham gia",
        "tổng số người tham gia",
        "số lđ tham gia",
        "tổng số lao động",
        "số cnvclđ tham gia",
        "число участников",
        "参与人数",
        "total people",
        "attendance",
    ),
    cost_union=("công đoàn", "công đoàn chi", "工会"),
    cost_employer=(
        "chuyên môn",
        "doanh nghiệp",
        "công ty",
        "kinh phí chuyên môn",
        "công ty hỗ trợ",
    ),
    attended=("tham gia hay không", "có đi", "đi", "участие", "took part"),
    remark=("thành tích", "результат", "成绩"),
)


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
    sections=FIELDS.sections(N_("Activity")),
    order_by=(Activity.held_on.desc(), Activity.id.desc()),
    lines=FIELDS.lines(Activity.participations),
    event=FIELDS.held_on,
    amount=FIELDS.cost_union,
    identified_by=(FIELDS.title, FIELDS.held_on),
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
