"""The register of loans."""

from __future__ import annotations

from unionoffice.core.i18n import N_, ngettext
from unionoffice.core.text import fold
from unionoffice.registerkit.evidence import Indicator, Scope, Selection, evidence, within
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Counting, Register, Section
from unionoffice.registers.loans import rules
from unionoffice.registers.loans.model import COUNTED, Loan
from unionoffice.registers.people.evidence import worked_in_units

PERSON = Field(Loan.person_id, N_("Borrower"))
SOURCE = Field(
    Loan.source,
    N_("Source of funds"),
    (
        "nguồn vốn",
        "nguồn",
        "nguồn vay",
        "источник",
        "资金来源",
        "nguồn vốn vay",
        "quỹ",
        "quỹ cho vay",
        "nguồn quỹ",
        "фонд",
        "贷款来源",
        "fund",
    ),
    default="employment_fund",
    otherwise="other",
    spills_into="notes",
    told_above=("nguồn", "quỹ", "vốn", "từ"),
)
AMOUNT = Field(
    Loan.amount,
    N_("Amount"),
    (
        "số tiền vay",
        "mức vay",
        "vốn vay",
        "сумма",
        "сумма займа",
        "贷款金额",
        "số vốn vay",
        "số vốn",
        "số tiền cho vay",
        "số tiền được vay",
        "số tiền giải ngân",
        "tiền vay",
        "сумма кредита",
        "借款金额",
        "金额",
        "loan amount",
    ),
)
LENT_ON = Field(
    Loan.lent_on,
    N_("Lent on"),
    (
        "ngày vay",
        "ngày cho vay",
        "дата выдачи",
        "放款日期",
        "ngày nhận vốn",
        "ngày nhận tiền",
        "ngày nhận tiền vay",
        "ngày phát vay",
        "ngày cấp vốn",
        "thời gian giải ngân",
        "thời gian vay vốn",
        "ngày",
        "дата",
        "дата займа",
        "借款日期",
        "贷款日期",
        "loan date",
        "date",
        "disbursed on",
    ),
    is_decisive=True,
    told_above=("",),
)
TERM_MONTHS = Field(
    Loan.term_months,
    N_("Term in months"),
    (
        "kỳ hạn",
        "срок (месяцев)",
        "期限",
        "thời hạn vay",
        "thời gian vay",
        "số tháng",
        "số tháng vay",
        "срок займа",
        "贷款期限",
        "term",
    ),
)
STATUS = Field(
    Loan.status,
    N_("Status"),
    (
        "hiện trạng",
        "tình hình",
        "kết quả xét duyệt",
        "tình hình trả nợ",
        "tình trạng vay",
    ),
    default="lent",
    is_decisive=True,
    is_told_beside=True,
)
REPAID_ON = Field(
    Loan.repaid_on,
    N_("Repaid on"),
    ("ngày tất toán", "дата погашения", "还款日期"),
    in_table=False,
)
PURPOSE = Field(
    Loan.purpose,
    N_("Purpose"),
    (
        "mục đích vay",
        "цель",
        "用途",
        "mục đích sử dụng vốn",
        "mục đích sử dụng",
        "mục đích vay vốn",
        "назначение займа",
    ),
    in_table=False,
)
JOBS_CREATED = Field(
    Loan.jobs_created,
    N_("Jobs created"),
    (
        "số việc làm",
        "việc làm tạo mới",
        "số lao động tạo việc làm",
        "số lao động",
        "рабочих мест",
        "新增岗位",
    ),
    in_table=False,
)
INCOME_EFFECT = Field(
    Loan.income_effect,
    N_("Effect on income"),
    ("thu nhập tăng", "hiệu quả", "рост дохода", "增收"),
    in_table=False,
)
PAPER = Field(Loan.paper, N_("Paper"), ("hợp đồng", "документ", "凭证"), in_table=False)
NOTES = Field(
    Loan.notes,
    N_("Notes"),
    in_table=False,
    takes_remarks=True,
)


def complete_loan(loan: Loan) -> None:
    loan.search_text = fold(loan.purpose or "")


def disbursed(scope: Scope) -> Selection:
    return evidence("loans", Loan.id, Loan.lent_on, person_id=Loan.person_id).where(
        Loan.voided_at.is_(None),
        Loan.status.in_(COUNTED),
        within(Loan.lent_on, scope.period),
        *worked_in_units(scope, Loan.person_id, Loan.lent_on),
    )


LOANS = Register(
    key="loans",
    model=Loan,
    title=N_("Loans"),
    purpose=N_("Loans from the national employment support fund and others."),
    singular=N_("loan"),
    counted=lambda count: ngettext("{count} loan", "{count} loans", count),
    group="care",
    icon="coins",
    sections=(
        Section(N_("Loan"), (PERSON, SOURCE, AMOUNT, LENT_ON, TERM_MONTHS, STATUS, REPAID_ON)),
        Section(N_("Purpose"), (PURPOSE, JOBS_CREATED, INCOME_EFFECT, PAPER, NOTES)),
    ),
    order_by=(Loan.lent_on.desc(), Loan.id.desc()),
    event=LENT_ON,
    amount=AMOUNT,
    counting=Counting(STATUS, COUNTED),
    is_of_money=True,
    identified_by=(PERSON, LENT_ON, SOURCE),
    rules=(rules.amount_is_positive, rules.lent_loan_has_its_day, rules.repaid_after_lent),
    dated_warnings=(rules.lent_to_a_member,),
    complete=complete_loan,
    indicators=(
        Indicator(
            "charity.loan",
            N_("Loans disbursed"),
            N_("Everybody who was lent money in the period, counted once."),
            disbursed,
        ),
    ),
)
