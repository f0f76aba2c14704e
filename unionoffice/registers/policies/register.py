"""The register of contributions to policies."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import false

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_, ngettext
from unionoffice.core.text import fold
from unionoffice.registerkit.evidence import Indicator, Scope, Selection, evidence, within
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register, Section
from unionoffice.registers.policies.model import PolicyContribution

CONTRIBUTED_ON = Field(
    PolicyContribution.contributed_on,
    N_("Day"),
    (
        "ngày góp ý",
        "ngày tham gia",
        "дата",
        "日期",
        "thời gian góp ý",
        "thời gian tham gia",
        "ngày gửi góp ý",
        "ngày gửi",
        "дата направления",
        "提交日期",
        "thời gian tổ chức",
        "thời gian",
        "ngày tháng",
        "ngày diễn ra",
        "ngày thực hiện",
        "thời điểm",
        "дата проведения",
        "时间",
        "held on",
        "date",
    ),
)
TITLE = Field(
    PolicyContribution.title,
    N_("Policy"),
    (
        "tên chính sách",
        "nội dung chính sách",
        "tên văn bản",
        "dự thảo",
        "название документа",
        "政策名称",
        "tên dự thảo",
        "văn bản",
        "dự thảo văn bản",
        "tên văn bản góp ý",
        "tên văn bản tham gia góp ý",
        "nội dung góp ý",
        "документ",
        "政策",
        "法规名称",
        "文件名称",
        "draft",
        "document",
        "nội dung tham gia",
        "tên chính sách pháp luật",
    ),
)
TURNS = Field(
    PolicyContribution.turns,
    N_("Turns"),
    (
        "lượt",
        "số lần",
        "количество",
        "次数",
        "số lượt tham gia",
        "số lần góp ý",
        "số lượt góp ý",
        "times",
        "number of contributions",
    ),
    default=1,
)
LEVEL = Field(
    PolicyContribution.level,
    N_("Level"),
    (
        "cấp ban hành",
        "уровень",
        "级别",
        "cấp văn bản",
    ),
    in_table=False,
)
TOPIC = Field(PolicyContribution.topic, N_("Topic"), ("chủ đề", "тема", "主题"))
FORM = Field(
    PolicyContribution.form,
    N_("Form of contribution"),
    ("hình thức", "форма", "形式"),
    in_table=False,
)
PROPOSAL = Field(
    PolicyContribution.proposal,
    N_("What was proposed"),
    ("kiến nghị", "nội dung góp ý", "предложение", "建议"),
    in_table=False,
)
IS_ACCEPTED = Field(PolicyContribution.is_accepted, N_("Accepted"), ("tiếp thu", "принято", "采纳"))
PAPER = Field(
    PolicyContribution.paper,
    N_("Paper"),
    ("công văn", "số văn bản", "凭证"),
    in_table=False,
)
NOTES = Field(PolicyContribution.notes, N_("Notes"), in_table=False)


def at_least_one_turn(contribution: PolicyContribution) -> Iterator[Problem]:
    if contribution.turns is not None and contribution.turns < 1:
        yield Problem("turns", N_("A contribution counts at least one turn."))


def complete_contribution(contribution: PolicyContribution) -> None:
    words = (contribution.title, contribution.proposal)
    contribution.search_text = fold(" ".join(filter(None, words)))


def contributed(scope: Scope) -> Selection:
    """Contributions are the organisation's own: a single unit's report has none."""
    selection = evidence(
        "policies",
        PolicyContribution.id,
        PolicyContribution.contributed_on,
        turns=PolicyContribution.turns,
    ).where(
        PolicyContribution.voided_at.is_(None),
        within(PolicyContribution.contributed_on, scope.period),
    )
    return selection if scope.unit_ids is None else selection.where(false())


POLICIES = Register(
    key="policies",
    model=PolicyContribution,
    title=N_("Policies"),
    purpose=N_("Laws and policies the union helped to make."),
    singular=N_("contribution"),
    counted=lambda count: ngettext("{count} contribution", "{count} contributions", count),
    group="voice",
    icon="gavel",
    sections=(
        Section(N_("Contribution"), (CONTRIBUTED_ON, TITLE, TURNS, LEVEL, TOPIC)),
        Section(N_("Content"), (FORM, PROPOSAL, IS_ACCEPTED, PAPER, NOTES)),
    ),
    order_by=(PolicyContribution.contributed_on.desc(), PolicyContribution.id.desc()),
    event=CONTRIBUTED_ON,
    identified_by=(CONTRIBUTED_ON, TITLE),
    rules=(at_least_one_turn,),
    complete=complete_contribution,
    indicators=(
        Indicator(
            "policy",
            N_("Contributions to policies"),
            N_("Contributions dated in the period, each with its number of turns."),
            contributed,
        ),
    ),
    names=TITLE,
)
