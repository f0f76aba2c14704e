"""The register of dialogues."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_, ngettext
from unionoffice.core.text import fold
from unionoffice.registerkit.evidence import Indicator, Scope, Selection, evidence, within
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register, Section
from unionoffice.registers.dialogues.model import Dialogue, DialogueUnit
from unionoffice.registers.organisation.coverage import touches
from unionoffice.registers.people.coverage import covered_members, people_covered

HELD_ON = Field(
    Dialogue.held_on,
    N_("Held on"),
    (
        "ngày",
        "ngày đối thoại",
        "дата",
        "日期",
        "ngày tổ chức đối thoại",
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
        "协商时间",
    ),
)
FORM = Field(
    Dialogue.form,
    N_("Form"),
    (
        "loại",
        "форма",
        "вид",
        "形式",
        "类型",
        "loại đối thoại",
        "hình thức đối thoại",
        "loại hình",
        "loại cuộc",
        "форма проведения",
        "type",
        "kind",
    ),
    default="periodic",
    told_by="subject",
)
SUBJECT = Field(
    Dialogue.subject,
    N_("Subject"),
    (
        "nội dung đối thoại",
        "chủ đề",
        "тема",
        "предмет",
        "内容",
        "nội dung chính",
        "вопросы",
        "协商内容",
        "topic",
        "vấn đề",
        "vấn đề đối thoại",
    ),
)
UNITS = Field(
    Dialogue.units,
    N_("Covers"),
    (
        "phạm vi",
        "đơn vị",
        "đơn vị tham gia",
        "охват",
        "подразделения",
        "范围",
        "thành phần",
        "thành phần tham dự",
        "đơn vị áp dụng",
        "áp dụng cho",
        "scope",
    ),
    hint=N_("No unit named: the whole organisation."),
)
PROPOSED_ON = Field(
    Dialogue.proposed_on,
    N_("Proposed on"),
    ("ngày đề xuất", "дата предложения", "提出日期"),
    in_table=False,
)
ANSWERED_ON = Field(
    Dialogue.answered_on,
    N_("Employer answered on"),
    ("ngày trả lời", "дата ответа", "答复日期"),
    in_table=False,
)
TRIGGER = Field(Dialogue.trigger, N_("What made it urgent"), ("повод", "原因"), in_table=False)
RULE_KIND = Field(
    Dialogue.rule_kind,
    N_("Which rules"),
    ("вид правил", "规章类型"),
    in_table=False,
)
OPINIONS = Field(
    Dialogue.opinions,
    N_("Opinions raised"),
    (
        "số ý kiến",
        "ý kiến",
        "предложений",
        "意见数",
        "tổng số ý kiến",
        "số kiến nghị",
    ),
    in_table=False,
)
OPINIONS_MET = Field(
    Dialogue.opinions_met,
    N_("Of them met"),
    (
        "số ý kiến giải quyết",
        "решено",
        "解决数",
        "số ý kiến được giải quyết",
        "số kiến nghị được giải quyết",
        "đã giải quyết",
    ),
    in_table=False,
)
RESULT = Field(Dialogue.result, N_("Result"), ("итог", "结果"), in_table=False)
PAPER = Field(Dialogue.paper, N_("Paper"), ("biên bản", "документ", "凭证"), in_table=False)
NOTES = Field(Dialogue.notes, N_("Notes"), in_table=False)


def met_among_raised(dialogue: Dialogue) -> Iterator[Problem]:
    raised, met = dialogue.opinions, dialogue.opinions_met
    if raised is not None and met is not None and met > raised:
        yield Problem("opinions_met", N_("More opinions were met than raised."))


def proposed_before_held(dialogue: Dialogue) -> Iterator[Problem]:
    if dialogue.proposed_on is not None and dialogue.proposed_on > dialogue.held_on:
        yield Problem("proposed_on", N_("A dialogue is proposed before it is held."))


def complete_dialogue(dialogue: Dialogue) -> None:
    dialogue.search_text = fold(" ".join(filter(None, (dialogue.subject, dialogue.result))))


def held(scope: Scope) -> Selection:
    return evidence("dialogues", Dialogue.id, Dialogue.held_on).where(
        Dialogue.voided_at.is_(None),
        within(Dialogue.held_on, scope.period),
        *touches(scope, Dialogue, DialogueUnit, DialogueUnit.dialogue_id),
    )


COVERAGE = (Dialogue, DialogueUnit, DialogueUnit.dialogue_id, Dialogue.held_on)


def members_covered(scope: Scope) -> Selection:
    return covered_members("dialogues", *COVERAGE, scope).where(*_held_in(scope))


def people_of_dialogues(scope: Scope) -> Selection:
    return people_covered(*COVERAGE, _held_in(scope), scope)


def _held_in(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    return Dialogue.voided_at.is_(None), within(Dialogue.held_on, scope.period)


DIALOGUES = Register(
    key="dialogues",
    model=Dialogue,
    title=N_("Dialogues"),
    purpose=N_("Dialogues with the employer, employees' conferences and internal rules."),
    singular=N_("dialogue"),
    counted=lambda count: ngettext("{count} meeting", "{count} meetings", count),
    group="voice",
    icon="message-circle-2",
    sections=(
        Section(N_("Dialogue"), (HELD_ON, FORM, SUBJECT, UNITS)),
        Section(
            N_("How it went"),
            (
                PROPOSED_ON,
                ANSWERED_ON,
                TRIGGER,
                RULE_KIND,
                OPINIONS,
                OPINIONS_MET,
                RESULT,
                PAPER,
                NOTES,
            ),
        ),
    ),
    order_by=(Dialogue.held_on.desc(), Dialogue.id.desc()),
    event=HELD_ON,
    identified_by=(HELD_ON, FORM, SUBJECT),
    rules=(met_among_raised, proposed_before_held),
    complete=complete_dialogue,
    indicators=(
        Indicator(
            "dialogue.turns",
            N_("Dialogues held"),
            N_(
                "Dialogues, employees' conferences and internal rules the union took part in, "
                "dated in the period."
            ),
            held,
        ),
        Indicator(
            "dialogue.members",
            N_("Members covered by a dialogue"),
            N_(
                "Everybody who was a member, on the day of at least one of them, of a unit it "
                "covered; counted once."
            ),
            members_covered,
            people=people_of_dialogues,
        ),
    ),
)
