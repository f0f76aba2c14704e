"""The fields that activities and courses have in common, and the words that lists give them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from unionoffice.core.i18n import N_
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Lines, Section
from unionoffice.registers.people.gatherings import Attendee, Gathering

Words = Sequence[str]

_KIND = (
    "loại hình", "вид", "түрі", "类型", "类别", "thể loại", "lĩnh vực", "hình thức", "тип", "type",
    "category",
)  # fmt: skip
_HELD_ON = (
    "ngày", "từ ngày", "từ ngày đến ngày", "дата", "күні", "日期", "date", "thời gian tổ chức",
    "thời gian",
    "ngày tháng", "ngày diễn ra", "ngày thực hiện", "thời điểm", "дата проведения", "дата начала",
    "дата мероприятия", "活动时间", "时间", "event date", "day",
)  # fmt: skip
_HEAD_TOTAL = (
    "tổng số người", "số người tham gia", "tổng số", "số lượng", "всего человек", "参加人数",
    "số người tham dự", "số lượng tham gia", "số lượt người", "количество участников",
    "участников", "охват", "охват человек", "人数", "总人数", "participants",
    "number of participants",
)  # fmt: skip
_HEAD_MEMBERS = (
    "số đoàn viên", "đoàn viên", "членов профсоюза", "会员人数", "số đoàn viên tham gia",
    "đoàn viên tham gia", "đoàn viên công đoàn", "số đvcđ", "в т ч членов профсоюза",
    "из них членов профсоюза", "члены профсоюза", "其中会员", "会员", "members", "of whom members",
    "union members", "đv",
)  # fmt: skip
_ATTENDED = (
    "có mặt", "tham gia", "tham dự", "到场", "hiện diện", "điểm danh", "có tham gia", "dự",
    "có/vắng", "явка", "присутствие", "посещение", "присутствовал", "қатысуы", "қатысты", "келді",
    "участвовал", "是否参加", "出席", "签到", "present",
)  # fmt: skip


def title_field(attribute: InstrumentedAttribute[str], label: str, words: Words) -> Field:
    """Its own words come first: of two columns that may be the title, the one they name is."""
    return Field(attribute, label, (*words, "nội dung"), told_above=("",))


def kind_field(attribute: InstrumentedAttribute[str], words: Words) -> Field:
    return Field(
        attribute,
        N_("Kind"),
        (*_KIND, *words),
        otherwise="other",
        spills_into="notes",
        told_by="title",
        told_above=("loại hình", "loại hoạt động", "вид мероприятия", "вид обучения", "活动类别"),
    )


class GatheringFields:
    """The fields of one sort of gathering; a sort adds the words that only its own lists have."""

    def __init__(
        self,
        event: type[Gathering],
        line: type[Attendee],
        title: Field,
        kind: Field,
        *,
        held_on: Words = (),
        head_total: Words = (),
        cost_union: Words = (),
        cost_employer: Words = (),
        attended: Words = (),
        remark: Words = (),
    ) -> None:
        self.title, self.kind = title, kind
        self.held_on = Field(
            event.held_on,
            N_("Held on"),
            (*_HELD_ON, *held_on),
            told_above=("",),
            until="ended_on",
        )
        self.place = Field(event.place, N_("Place"), ("nơi tổ chức", "место", "地点"))
        self.head_total = Field(
            event.head_total,
            N_("People (head count)"),
            (*_HEAD_TOTAL, *head_total),
            hint=N_("Only where there is no list of names."),
        )
        self.head_members = Field(
            event.head_members, N_("Of them members"), _HEAD_MEMBERS, in_table=False
        )
        self.unit = Field(
            event.unit_id,
            N_("Unit"),
            hint=N_("Only when it was held for one unit."),
            in_table=False,
            is_without_people=True,
        )
        self.cost_union = Field(
            event.cost_union,
            N_("Cost: union"),
            ("kinh phí công đoàn", "kinh phí", "средства профсоюза", "工会经费", *cost_union),
            in_table=False,
        )
        self.details = (
            Field(
                event.ended_on,
                N_("Until"),
                ("ngày kết thúc", "по", "结束日期"),
                in_table=False,
            ),
            Field(
                event.organiser,
                N_("Organised by"),
                ("cấp tổ chức", "организатор", "主办单位"),
                in_table=False,
            ),
            self.cost_union,
            Field(
                event.cost_employer,
                N_("Cost: employer"),
                (
                    "kinh phí doanh nghiệp",
                    "doanh nghiệp hỗ trợ",
                    "средства работодателя",
                    "企业经费",
                    *cost_employer,
                ),
                in_table=False,
            ),
            Field(
                event.cost_state,
                N_("Cost: state budget"),
                ("ngân sách nhà nước", "ngân sách", "бюджет", "财政经费"),
                in_table=False,
            ),
            Field(
                event.cost_workers,
                N_("Cost: workers themselves"),
                ("người lao động đóng góp", "средства работников", "个人经费"),
                in_table=False,
            ),
            Field(
                event.cost_other,
                N_("Cost: others"),
                ("kinh phí khác", "nguồn khác", "другие средства", "其他经费"),
                in_table=False,
            ),
            Field(
                event.paper,
                N_("Paper"),
                ("kế hoạch số", "документ", "凭证"),
                in_table=False,
            ),
            Field(
                event.notes,
                N_("Notes"),
                in_table=False,
                is_without_people=True,
            ),
        )
        self.person = Field(line.person_id, N_("Person"))
        self.attended = Field(
            line.attended,
            N_("Attended"),
            (*_ATTENDED, *attended),
            default=True,
            is_decisive=True,
        )
        self.remark = Field(
            line.remark,
            N_("Remark"),
            ("kết quả", "xếp loại", "đánh giá", *remark),
            takes_remarks=True,
        )

    def sections(self, name: str) -> tuple[Section, ...]:
        return (
            Section(name, (self.held_on, self.title, self.kind, self.place)),
            Section(N_("Head count"), (self.head_total, self.head_members, self.unit)),
            Section(N_("Details"), self.details),
        )

    def lines(self, relationship: InstrumentedAttribute[Any]) -> Lines:
        fields = (self.person, self.attended, self.remark)
        return Lines(N_("People"), relationship, fields, self.attended)
