"""The register of housing support."""

from __future__ import annotations

from sqlalchemy import case, func

from unionoffice.core.i18n import N_, ngettext
from unionoffice.core.text import fold
from unionoffice.registerkit.evidence import Indicator, Scope, Selection, evidence, within
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Counting, Register, Section
from unionoffice.registers.housing import rules
from unionoffice.registers.housing.model import COUNTED, HousingCase
from unionoffice.registers.people.evidence import worked_in_units

PERSON = Field(HousingCase.person_id, N_("For"))
KIND = Field(
    HousingCase.kind,
    N_("Kind"),
    (
        "loại hỗ trợ",
        "hình thức",
        "вид",
        "类型",
        "hình thức hỗ trợ",
        "loại nhà",
        "nội dung hỗ trợ",
        "loại công trình",
        "вид помощи",
        "类别",
        "type",
    ),
    default="new",
    told_above=("",),
    heads_amounts=True,
)
STATUS = Field(
    HousingCase.status,
    N_("Status"),
    (
        "tiến độ",
        "hiện trạng",
        "tình hình",
        "tình hình thực hiện",
        "kết quả",
        "trạng thái hồ sơ",
        "tình trạng hồ sơ",
        "kết quả xét duyệt",
        "进度",
        "progress",
    ),
    default="proposed",
    is_decisive=True,
    is_told_beside=True,
    told_by_days=(("handed_over", "handed_over_on"), ("building", "disbursed_on")),
)
AMOUNT = Field(
    HousingCase.amount,
    N_("Union's support"),
    (
        "số tiền",
        "số tiền hỗ trợ",
        "mức hỗ trợ",
        "сумма",
        "金额",
        "mức tiền hỗ trợ",
        "kinh phí hỗ trợ",
        "số tiền được hỗ trợ",
        "сумма помощи",
        "补助金额",
    ),
)
TOTAL_COST = Field(
    HousingCase.total_cost,
    N_("Total cost"),
    ("tổng giá trị", "tổng kinh phí", "общая стоимость", "总造价"),
    in_table=False,
)
OWN_SHARE = Field(
    HousingCase.own_share,
    N_("Family's own share"),
    ("gia đình đối ứng", "vốn tự có", "свои средства", "自筹"),
    in_table=False,
)
PROPOSED_ON = Field(
    HousingCase.proposed_on,
    N_("Proposed on"),
    ("дата заявления", "申请日期"),
    in_table=False,
)
APPROVED_ON = Field(
    HousingCase.approved_on,
    N_("Approved on"),
    ("ngày quyết định", "дата решения", "批准日期"),
    in_table=False,
)
DISBURSED_ON = Field(
    HousingCase.disbursed_on,
    N_("First money on"),
    (
        "ngày giải ngân",
        "ngày chi",
        "ngày cấp tiền",
        "дата выплаты",
        "拨款日期",
        "ngày nhận tiền",
        "ngày cấp vốn",
        "ngày giải ngân đợt 1",
        "ngày trao tiền",
        "ngày hỗ trợ",
        "ngày cấp kinh phí",
        "ngày cấp kinh phí đợt 1",
        "ngày chi tiền",
        "ngày chi tiền đợt 1",
        "дата выделения средств",
        "发放日期",
        "date paid",
        "paid on",
    ),
)
HANDED_OVER_ON = Field(
    HousingCase.handed_over_on,
    N_("Handed over on"),
    (
        "bàn giao",
        "дата сдачи",
        "交付日期",
        "ngày trao nhà",
        "ngày hoàn thành",
        "ngày nhận nhà",
        "ngày bàn giao nhà",
        "ngày nghiệm thu",
        "дата передачи",
        "сдан",
        "竣工日期",
        "handed over",
        "handover date",
        "ngày khánh thành",
        "khánh thành",
        "ngày hoàn tất",
    ),
)
DECISION = Field(
    HousingCase.decision,
    N_("Decision"),
    ("số quyết định", "решение", "决定"),
    in_table=False,
)
CONDITIONS = Field(
    HousingCase.conditions,
    N_("Conditions met"),
    ("điều kiện", "hoàn cảnh", "условия", "条件"),
    hint=N_("Years of membership, land papers, own share ready …"),
    in_table=False,
    is_sensitive=True,
    is_searched=True,
)
PAPER = Field(HousingCase.paper, N_("Paper"), ("biên bản", "документ", "凭证"), in_table=False)
NOTES = Field(
    HousingCase.notes,
    N_("Notes"),
    in_table=False,
    takes_remarks=True,
)


def complete_case(housing: HousingCase) -> None:
    words = (housing.decision, housing.conditions)
    housing.search_text = fold(" ".join(filter(None, words)))


def supported(scope: Scope) -> Selection:
    """Decided cases by their one event day: first money or handing over, whichever came first."""
    paid, handed = HousingCase.disbursed_on, HousingCase.handed_over_on
    day = case((handed < paid, handed), else_=func.coalesce(paid, handed))
    return evidence("housing", HousingCase.id, day, person_id=HousingCase.person_id).where(
        HousingCase.voided_at.is_(None),
        HousingCase.status.in_(COUNTED),
        within(day, scope.period),
        *worked_in_units(scope, HousingCase.person_id, day),
    )


HOUSING = Register(
    key="housing",
    model=HousingCase,
    title=N_("Housing support"),
    purpose=N_("“Mái ấm Công đoàn”: from the application to the handing over of the house."),
    singular=N_("housing case"),
    counted=lambda count: ngettext("{count} case", "{count} cases", count),
    group="care",
    icon="home-heart",
    sections=(
        Section(N_("Case"), (PERSON, KIND, STATUS, AMOUNT)),
        Section(N_("Days"), (PROPOSED_ON, APPROVED_ON, DISBURSED_ON, HANDED_OVER_ON)),
        Section(
            N_("Money and papers"), (TOTAL_COST, OWN_SHARE, CONDITIONS, DECISION, PAPER, NOTES)
        ),
    ),
    order_by=(
        func.coalesce(HousingCase.disbursed_on, HousingCase.handed_over_on).desc(),
        HousingCase.id.desc(),
    ),
    event=DISBURSED_ON,
    amount=AMOUNT,
    counting=Counting(STATUS, COUNTED),
    is_of_money=True,
    identified_by=(PERSON, KIND),
    apart_by=(DISBURSED_ON, HANDED_OVER_ON, PROPOSED_ON),
    rules=(rules.handed_over_has_its_day, rules.amounts_are_not_negative),
    warnings=(rules.undecided_case_has_no_money,),
    complete=complete_case,
    indicators=(
        Indicator(
            "charity.fund.housing",
            N_("Housing support"),
            N_(
                "Everybody whose house was first paid for or handed over in the period, counted "
                "once; proposed, rejected and cancelled cases do not count."
            ),
            supported,
        ),
    ),
)
