"""The register of benefits and visits."""

from __future__ import annotations

from unionoffice.core.i18n import N_
from unionoffice.core.text import fold
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Counting, Register, Section
from unionoffice.registers.benefits import rules
from unionoffice.registers.benefits.choices import COUNTED
from unionoffice.registers.benefits.indicators import INDICATORS
from unionoffice.registers.benefits.model import Benefit

PERSON = Field(Benefit.person_id, N_("For"))
GIVEN_ON = Field(
    Benefit.given_on,
    N_("Given on"),
    (
        "ngày",
        "ngày thăm",
        "ngày trao",
        "ngày chi",
        "ngày trợ cấp",
        "дата",
        "дата выплаты",
        "日期",
        "date",
        "ngày tháng",
        "ngày nhận",
        "ngày chi tiền",
        "ngày hỗ trợ",
        "ngày cấp phát",
        "ngày phát",
        "ngày thăm hỏi",
        "thời gian",
        "ngày thực hiện",
        "ngày tặng",
        "дата оказания помощи",
        "дата вручения",
        "дата выдачи",
        "дата посещения",
        "慰问日期",
        "发放日期",
        "补助日期",
        "时间",
        "date given",
        "date paid",
        "payment date",
        "visit date",
    ),
    is_decisive=True,
)
KIND = Field(
    Benefit.kind,
    N_("Kind"),
    (
        "nội dung",
        "nội dung trợ cấp",
        "loại",
        "loại trợ cấp",
        "hình thức",
        "lý do",
        "вид помощи",
        "основание",
        "类型",
        "慰问类型",
        "kind",
        "hình thức trợ cấp",
        "hình thức hỗ trợ",
        "loại hỗ trợ",
        "loại hình trợ cấp",
        "nội dung chi",
        "nội dung hỗ trợ",
        "nội dung thăm hỏi",
        "nội dung thăm",
        "lý do thăm",
        "lý do hỗ trợ",
        "lý do trợ cấp",
        "lý do chi",
        "diện trợ cấp",
        "trường hợp",
        "loại thăm hỏi",
        "chế độ",
        "причина",
        "вид",
        "назначение",
        "на что",
        "补助类别",
        "慰问原因",
        "慰问事由",
        "原因",
        "补助原因",
        "type",
        "type of benefit",
        "reason",
        "kind of support",
    ),
    otherwise="other",
    spills_into="occasion",
    told_by="occasion",
)
FUND = Field(
    Benefit.fund,
    N_("Source of funds"),
    (
        "nguồn kinh phí",
        "nguồn",
        "nguồn quỹ",
        "nguồn tiền",
        "источник",
        "источник средств",
        "资金来源",
        "经费来源",
        "fund",
        "nguồn chi",
        "nguồn hỗ trợ",
        "nguồn vốn",
        "nguồn trợ cấp",
        "quỹ",
        "quỹ chi",
        "từ nguồn",
        "trích từ",
        "chi từ nguồn",
        "nguồn kinh phí hỗ trợ",
        "источник финансирования",
        "за счет",
        "фонд",
        "资金渠道",
        "经费渠道",
        "source",
        "source of funds",
        "funding source",
        "paid from",
    ),
    otherwise="other",
    spills_into="notes",
)
AMOUNT = Field(
    Benefit.amount,
    N_("Amount"),
    (
        "số tiền",
        "số tiền (đồng)",
        "thành tiền",
        "mức chi",
        "mức trợ cấp",
        "tiền",
        "сумма",
        "金额",
        "amount",
        "số tiền hỗ trợ",
        "số tiền trợ cấp",
        "số tiền chi",
        "số tiền thăm",
        "số tiền nhận",
        "mức hỗ trợ",
        "mức tiền",
        "mức thăm hỏi",
        "mức quà",
        "trị giá",
        "giá trị",
        "tổng tiền",
        "сумма помощи",
        "сумма руб",
        "размер помощи",
        "补助金额",
        "慰问金",
        "慰问金额",
        "金额元",
        "sum",
        "amount paid",
        "value",
    ),
)
GOODS = Field(
    Benefit.goods, N_("Goods"), ("hiện vật", "quà tặng", "подарок", "实物", "goods"), in_table=False
)
OCCASION = Field(
    Benefit.occasion,
    N_("Occasion"),
    ("dịp", "chi tiết", "diễn giải", "повод", "事由", "occasion"),
    in_table=False,
    is_sensitive=True,
    is_searched=True,
)
BENEFICIARY = Field(
    Benefit.beneficiary,
    N_("Given to"),
    ("đối tượng", "đối tượng hưởng", "кому", "对象"),
    in_table=False,
    default="self",
)
BENEFICIARY_NAME = Field(
    Benefit.beneficiary_name,
    N_("Name of spouse, child …"),
    ("tên con", "tên thân nhân", "имя родственника", "家属姓名"),
    in_table=False,
)
STATUS = Field(
    Benefit.status,
    N_("Status"),
    (
        "tình trạng",
        "trạng thái",
        "kết quả duyệt",
        "статус",
        "状态",
        "status",
        "hiện trạng",
        "tình hình",
        "xét duyệt",
        "kết quả",
        "xét duyệt kết quả",
        "результат",
        "состояние",
    ),
    default="paid",
    is_decisive=True,
)
DECISION = Field(
    Benefit.decision,
    N_("Decision"),
    ("số quyết định", "quyết định", "решение", "决定"),
    in_table=False,
)
REGULATION = Field(
    Benefit.regulation,
    N_("By which regulation"),
    ("quy chế", "căn cứ", "основание решения", "依据"),
    in_table=False,
)
PRIORITY_REASON = Field(
    Benefit.priority_reason,
    N_("Why before a member"),
    ("lý do ưu tiên",),
    hint=N_("Members come first; note the reason when somebody else did."),
    in_table=False,
)
PAPER = Field(
    Benefit.paper,
    N_("Paper"),
    ("chứng từ", "biên bản", "danh sách ký nhận", "документ", "凭证"),
    hint=N_("Which paper proves it (receipt, minutes, signed list) and where it is kept."),
    in_table=False,
)
NOTES = Field(
    Benefit.notes, N_("Notes"), ("ghi chú", "примечание", "备注", "notes"), in_table=False
)


def complete_benefit(benefit: Benefit) -> None:
    words = (benefit.occasion, benefit.goods, benefit.beneficiary_name, benefit.decision)
    benefit.search_text = fold(" ".join(filter(None, words)))


BENEFITS = Register(
    key="benefits",
    model=Benefit,
    title=N_("Benefits and visits"),
    purpose=N_("Everything the union has given to somebody: money, goods, a visit."),
    singular=N_("benefit"),
    group="care",
    icon="gift",
    sections=(
        Section(N_("Benefit"), (PERSON, GIVEN_ON, KIND, FUND, AMOUNT, GOODS, STATUS)),
        Section(N_("Occasion"), (OCCASION, BENEFICIARY, BENEFICIARY_NAME)),
        Section(N_("Papers"), (DECISION, REGULATION, PRIORITY_REASON, PAPER, NOTES)),
    ),
    order_by=(Benefit.given_on.desc(), Benefit.id.desc()),
    event=GIVEN_ON,
    amount=AMOUNT,
    counting=Counting(STATUS, COUNTED),
    is_of_money=True,
    identified_by=(PERSON, GIVEN_ON, KIND, FUND),
    rules=(rules.given_benefit_has_its_day, rules.amount_is_not_negative),
    warnings=(rules.something_was_given,),
    complete=complete_benefit,
    indicators=INDICATORS,
)
