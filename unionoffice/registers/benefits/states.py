"""How far a benefit has come and for whom it is, with the words that offices use for it."""

from __future__ import annotations

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_

STATUSES = choices(
    (
        "proposed",
        N_("Proposed"),
        (
            "đề xuất",
            "chờ duyệt",
            "предложено",
            "申请",
            "chưa duyệt",
            "chưa được duyệt",
            "chưa xét",
            "chưa chi",
            "chưa trao",
            "chưa nhận",
            "chờ chi",
            "chờ xét",
            "đang xét",
            "đang xem xét",
            "đang chờ",
            "не выплачено",
            "ожидает",
            "на рассмотрении",
            "未发放",
            "待批",
            "pending",
        ),
    ),
    (
        "approved",
        N_("Approved"),
        (
            "được duyệt",
            "одобрено",
            "批准",
            "đồng ý",
            "đã phê duyệt",
            "phê duyệt",
            "утверждено",
        ),
    ),
    (
        "paid",
        N_("Paid"),
        (
            "đã trao",
            "đã nhận",
            "đã chi trả",
            "выплачено",
            "已发放",
            "hoàn thành",
            "đã xong",
            "đã thăm",
            "đã phát",
            "đã cấp",
            "đã ký nhận",
            "выдано",
            "оплачено",
            "已发",
            "已领",
            "done",
        ),
    ),
    (
        "rejected",
        N_("Rejected"),
        (
            "từ chối",
            "отклонено",
            "驳回",
            "không được duyệt",
            "không chi",
            "không đồng ý",
            "bác",
            "loại",
            "không đủ điều kiện",
            "отказ",
            "не одобрено",
            "不批准",
            "未批准",
        ),
    ),
    (
        "cancelled",
        N_("Cancelled"),
        (
            "hủy",
            "отменено",
            "取消",
            "bỏ",
            "аннулировано",
        ),
    ),
)
COUNTED = ("approved", "paid")

BENEFICIARIES = choices(
    ("self", N_("The worker"), ("bản thân", "сам работник", "本人")),
    (
        "spouse",
        N_("Spouse"),
        (
            "vợ",
            "chồng",
            "vợ chồng",
            "супруг",
            "配偶",
        ),
    ),
    (
        "child",
        N_("Child"),
        (
            "cháu",
            "trẻ",
            "học sinh",
            "ребёнок",
            "ребенка",
            "子女",
        ),
    ),
    ("parent", N_("Parent"), ("cha", "mẹ", "bố", "родитель", "父母")),
    ("other", N_("Somebody else"), ("khác", "другой", "其他")),
)
