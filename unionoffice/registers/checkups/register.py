"""The register of health check-ups."""

from __future__ import annotations

from unionoffice.core.i18n import N_, ngettext
from unionoffice.core.identity import new_uid
from unionoffice.core.text import fold
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Lines, Register, Section
from unionoffice.registers.checkups import rules
from unionoffice.registers.checkups.indicators import INDICATORS
from unionoffice.registers.checkups.model import Campaign, Checkup

HELD_ON = Field(
    Campaign.held_on,
    N_("Held on"),
    (
        "ngày khám",
        "ngày",
        "ngày tổ chức khám",
        "ngày bắt đầu",
        "từ ngày",
        "дата осмотра",
        "дата",
        "күні",
        "体检日期",
        "日期",
        "thời gian khám",
        "ngày khám bệnh",
        "ngày khám sức khỏe",
        "ngày khám sk",
        "thời gian",
        "дата медосмотра",
        "дата прохождения",
        "体检时间",
        "check-up date",
        "checkup date",
        "date of check-up",
        "date",
    ),
    told_above=("",),
    until="ended_on",
)
ENDED_ON = Field(
    Campaign.ended_on,
    N_("Until"),
    ("ngày kết thúc", "окончание", "结束日期"),
    in_table=False,
)
ORGANISER = Field(
    Campaign.organiser,
    N_("Organised by"),
    (
        "cấp tổ chức",
        "tổ chức",
        "организатор",
        "ұйымдастырушы",
        "组织单位",
        "đơn vị phối hợp",
        "cơ quan tổ chức",
        "nơi tổ chức",
        "đơn vị chủ trì",
        "bên tổ chức",
        "кем организован",
        "主办单位",
        "организация проводящая",
        "organizer",
    ),
    told_above=(
        "do",
        "được",
        "đơn vị tổ chức",
        "… tổ chức",
        "… phối hợp",
        "phối hợp",
        "организатор",
    ),
)
TITLE = Field(Campaign.title, N_("Title"), ("tên đợt khám", "đợt khám", "đợt", "название", "名称"))
PLACE = Field(Campaign.place, N_("Place"), ("nơi khám", "место", "地点"))
PROVIDER = Field(
    Campaign.provider,
    N_("Examined by"),
    ("bệnh viện", "клиника", "体检机构"),
    in_table=False,
)
EMPLOYER = Field(
    Campaign.employer,
    N_("Employer"),
    ("doanh nghiệp phối hợp", "работодатель", "企业"),
    in_table=False,
)
BASIS = Field(
    Campaign.basis,
    N_("Basis"),
    ("kế hoạch", "основание", "依据"),
    hint=N_("The plan, or the safety programme it belongs to."),
    in_table=False,
)
PAPER = Field(Campaign.paper, N_("Paper"), ("документ", "凭证"), in_table=False)
COST = Field(Campaign.cost, N_("Cost"), ("tổng kinh phí", "kinh phí", "стоимость", "费用"))
NOTES = Field(Campaign.notes, N_("Notes"), ("ghi chú đợt khám",), in_table=False)

PERSON = Field(Checkup.person_id, N_("Person"))
ATTENDED = Field(
    Checkup.attended,
    N_("Attended"),
    (
        "có mặt",
        "đã khám",
        "tham gia",
        "явка",
        "присутствие",
        "присутствовал",
        "участвовал",
        "қатысуы",
        "қатысты",
        "келді",
        "прошёл",
        "到场",
        "tình trạng khám",
        "tình hình khám",
        "có khám",
        "có đi khám",
        "khám",
        "tham gia khám",
        "tham dự",
        "hiện diện",
        "điểm danh",
        "có khám hay không",
        "có/vắng",
        "прошел осмотр",
        "явился",
        "отметка о прохождении",
        "отметка о явке",
        "是否体检",
        "是否参加",
        "已检",
        "examined",
        "present",
        "came",
    ),
    is_decisive=True,
)
ATTENDED_ON = Field(
    Checkup.attended_on,
    N_("Attended on"),
    (
        "ngày khám thực tế",
        "ngày đến khám",
        "khám ngày",
        "фактическая дата",
        "实际体检日期",
    ),
)
RESULT_CLASS = Field(
    Checkup.result_class,
    N_("Health class"),
    (
        "loại sức khỏe",
        "phân loại",
        "kết quả",
        "группа здоровья",
        "денсаулық тобы",
        "健康等级",
        "phân loại sk",
        "xếp loại sức khỏe",
        "xếp loại sk",
        "loại sk",
        "loại",
        "sức khỏe loại",
        "группа",
        "результат",
        "体检结果",
        "class",
    ),
    is_sensitive=True,
)
FOLLOW_UP = Field(
    Checkup.follow_up,
    N_("Follow-up"),
    ("đề nghị", "kết luận", "bệnh cần theo dõi", "theo dõi", "рекомендации", "复查"),
    is_sensitive=True,
    takes_remarks=True,
)


def complete_campaign(campaign: Campaign) -> None:
    campaign.uid = campaign.uid or new_uid()
    words = (campaign.title, campaign.place, campaign.provider)
    campaign.search_text = fold(" ".join(filter(None, words)))


CHECKUPS = Register(
    key="checkups",
    model=Campaign,
    title=N_("Health check-ups"),
    purpose=N_("Check-ups the union organised or supported, and who attended them."),
    singular=N_("check-up"),
    counted=lambda count: ngettext("{count} check-up", "{count} check-ups", count),
    group="care",
    icon="stethoscope",
    sections=(
        Section(N_("Check-up"), (HELD_ON, ORGANISER, TITLE, PLACE)),
        Section(N_("Details"), (ENDED_ON, PROVIDER, COST, EMPLOYER, BASIS, PAPER, NOTES)),
    ),
    order_by=(Campaign.held_on.desc(), Campaign.id.desc()),
    lines=Lines(
        N_("People"),
        Campaign.checkups,
        (PERSON, ATTENDED, ATTENDED_ON, RESULT_CLASS, FOLLOW_UP),
        ATTENDED,
    ),
    event=HELD_ON,
    amount=COST,
    identified_by=(HELD_ON, ORGANISER, TITLE),
    rules=(rules.ends_after_it_begins, rules.nobody_twice, rules.cost_is_not_negative),
    complete=complete_campaign,
    indicators=INDICATORS,
)
