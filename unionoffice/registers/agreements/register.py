"""The registers of collective agreements and of negotiation sessions."""

from __future__ import annotations

from unionoffice.core.i18n import N_, ngettext
from unionoffice.core.text import fold
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register, Section
from unionoffice.registers.agreements import rules
from unionoffice.registers.agreements.indicators import INDICATORS
from unionoffice.registers.agreements.model import Agreement, Negotiation

NUMBER = Field(
    Agreement.number,
    N_("Number"),
    (
        "số thỏa ước",
        "số hiệu",
        "số TƯLĐTT",
        "tên thỏa ước",
        "номер",
        "合同编号",
        "số văn bản",
        "номер договора",
        "编号",
        "agreement number",
        "agreement no",
        "thỏa ước số",
    ),
)
KIND = Field(
    Agreement.kind,
    N_("Kind"),
    ("loại thỏa ước", "вид", "类型"),
    default="agreement",
    in_table=False,
)
SIGNED_ON = Field(
    Agreement.signed_on,
    N_("Signed on"),
    (
        "ngày ký kết",
        "дата подписания",
        "签订日期",
        "ngày kí",
        "ngày ký thỏa ước",
        "thời gian ký",
        "ngày tháng ký",
        "дата заключения",
        "签订时间",
        "signed",
        "date signed",
        "thời điểm ký",
        "thời điểm ký kết",
    ),
)
EFFECTIVE_FROM = Field(
    Agreement.effective_from,
    N_("In force from"),
    (
        "hiệu lực từ",
        "ngày hiệu lực",
        "действует с",
        "生效日期",
        "ngày có hiệu lực",
        "thời gian có hiệu lực",
        "hiệu lực từ ngày",
        "дата начала действия",
        "生效时间",
        "valid from",
        "from",
        "thời điểm có hiệu lực",
        "thời điểm hiệu lực",
        "từ ngày",
        "thời gian hiệu lực",
        "thời hạn hiệu lực",
        "hiệu lực",
        "срок действия",
        "有效期",
    ),
    until="effective_to",
)
EFFECTIVE_TO = Field(
    Agreement.effective_to,
    N_("In force until"),
    (
        "hiệu lực đến",
        "ngày hết hạn",
        "hết hiệu lực",
        "действует по",
        "到期日期",
        "ngày hết hiệu lực",
        "hết hạn",
        "hiệu lực đến ngày",
        "действует до",
        "дата окончания действия",
        "срок действия до",
        "到期时间",
        "失效日期",
        "valid to",
        "valid until",
        "expires",
        "to",
        "thời điểm hết hiệu lực",
        "thời hạn đến",
        "đến ngày",
        "thời hạn",
        "thời hạn thỏa ước",
        "thời hạn hiệu lực",
        "срок действия",
        "срок",
        "有效期",
        "期限",
        "term",
    ),
    since=("effective_from", "signed_on"),
)
UNITS = Field(
    Agreement.units,
    N_("Covers"),
    (
        "phạm vi",
        "đơn vị áp dụng",
        "охват",
        "适用范围",
        "áp dụng cho",
        "đối tượng áp dụng",
        "bộ phận áp dụng",
        "область действия",
        "scope",
        "applies to",
    ),
    hint=N_("No unit named: the whole organisation."),
    told_by="employer",
)
BETTER_CLAUSES = Field(
    Agreement.better_clauses,
    N_("Clauses better than the law"),
    ("điều khoản có lợi hơn", "условий лучше закона", "优于法律条款"),
    in_table=False,
)
MEMBER_CLAUSES = Field(
    Agreement.member_clauses,
    N_("Clauses for members only"),
    ("điều khoản ưu tiên đoàn viên",),
    in_table=False,
)
GRADE = Field(Agreement.grade, N_("Grade"), ("loại chất lượng", "оценка", "等级"))
SIGN_REASON = Field(
    Agreement.sign_reason,
    N_("Why signed all the same"),
    ("lý do ký",),
    hint=N_("Only when no clause is better than the law."),
    in_table=False,
)
FILED_ON = Field(
    Agreement.filed_on,
    N_("Filed with the authority on"),
    ("ngày gửi", "ngày đăng ký", "дата регистрации", "备案日期"),
    in_table=False,
)
EMPLOYER = Field(
    Agreement.employer,
    N_("Employer"),
    ("doanh nghiệp", "работодатель", "企业"),
    in_table=False,
)
PAPER = Field(Agreement.paper, N_("Paper"), ("lưu tại", "документ", "凭证"), in_table=False)
NOTES = Field(Agreement.notes, N_("Notes"), in_table=False)


def complete_agreement(agreement: Agreement) -> None:
    agreement.search_text = fold(" ".join(filter(None, (agreement.number, agreement.employer))))


AGREEMENTS = Register(
    key="agreements",
    model=Agreement,
    title=N_("Collective agreements"),
    purpose=N_("Agreements signed with the employer, whom they cover and until when."),
    singular=N_("agreement"),
    counted=lambda count: ngettext("{count} agreement", "{count} agreements", count),
    group="voice",
    icon="file-certificate",
    sections=(
        Section(N_("Agreement"), (NUMBER, KIND, SIGNED_ON, EFFECTIVE_FROM, EFFECTIVE_TO, UNITS)),
        Section(N_("Quality"), (BETTER_CLAUSES, MEMBER_CLAUSES, SIGN_REASON, GRADE)),
        Section(N_("Papers"), (EMPLOYER, FILED_ON, PAPER, NOTES)),
    ),
    order_by=(Agreement.signed_on.desc(), Agreement.id.desc()),
    event=SIGNED_ON,
    identified_by=(NUMBER, SIGNED_ON),
    rules=(rules.ends_after_it_begins, rules.has_number_or_day),
    warnings=(rules.better_than_the_law,),
    dated_warnings=(rules.term_is_lawful,),
    complete=complete_agreement,
    indicators=INDICATORS,
    names=NUMBER,
)

HELD_ON = Field(
    Negotiation.held_on,
    N_("Held on"),
    (
        "ngày",
        "ngày thương lượng",
        "дата",
        "日期",
        "ngày thương lượng tập thể",
        "thời gian tổ chức",
        "thời gian",
        "ngày tháng",
        "ngày diễn ra",
        "ngày thực hiện",
        "thời điểm",
        "дата проведения",
        "时间",
        "day",
        "date",
        "дата переговоров",
        "协商时间",
    ),
)
SUBJECT = Field(
    Negotiation.subject,
    N_("Subject"),
    (
        "nội dung thương lượng",
        "phiên",
        "предмет",
        "内容",
        "phiên thương lượng",
        "nội dung phiên họp",
        "chủ đề",
        "вопросы",
        "协商内容",
        "topic",
        "тема",
    ),
)
AGREEMENT = Field(Negotiation.agreement_id, N_("For agreement"), refers_to="agreements")
RESULT = Field(Negotiation.result, N_("Result"), ("итог", "结果"))
SESSION_PAPER = Field(
    Negotiation.paper, N_("Paper"), ("biên bản", "документ", "凭证"), in_table=False
)
SESSION_NOTES = Field(Negotiation.notes, N_("Notes"), in_table=False)


def complete_negotiation(negotiation: Negotiation) -> None:
    negotiation.search_text = fold(
        " ".join(filter(None, (negotiation.subject, negotiation.result)))
    )


NEGOTIATIONS = Register(
    key="negotiations",
    model=Negotiation,
    title=N_("Negotiations"),
    purpose=N_("Sessions of bargaining with the employer."),
    singular=N_("negotiation"),
    counted=lambda count: ngettext("{count} session", "{count} sessions", count),
    group="voice",
    icon="messages",
    sections=(
        Section(N_("Session"), (HELD_ON, SUBJECT, AGREEMENT, RESULT, SESSION_PAPER, SESSION_NOTES)),
    ),
    order_by=(Negotiation.held_on.desc(), Negotiation.id.desc()),
    event=HELD_ON,
    identified_by=(HELD_ON, SUBJECT),
    complete=complete_negotiation,
)
