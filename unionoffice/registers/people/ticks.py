"""The column of a list of people that says who of them is a member of the union."""

from __future__ import annotations

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.registerkit.columns import Kind, ListColumn

MEMBER, NO_MEMBER = "member", "none"

_SAYS_MEMBER = (
    "đoàn viên", "là đoàn viên", "đv", "là đv", "đv cđ", "đvcđ", "cđv", "công đoàn viên",
    "là công đoàn viên", "đoàn viên công đoàn", "đoàn viên cđ", "là đoàn viên công đoàn",
    "là đoàn viên cđ", "đã là đoàn viên", "đã là đoàn viên công đoàn", "đã vào công đoàn",
    "đã vào cđ", "vào công đoàn", "vào cđ", "tham gia công đoàn", "tham gia cđ",
    "gia nhập công đoàn", "gia nhập cđ", "đã tham gia công đoàn", "đã gia nhập công đoàn",
    "có là đoàn viên", "đã kết nạp", "đoàn viên nlđ", "đv nlđ", "đoàn viên có không",
    "là đoàn viên có không",
    "член профсоюза", "чл профсоюза", "членство в профсоюзе", "членство", "состоит в профсоюзе",
    "является членом профсоюза", "мүше", "кәсіподақ мүшесі", "кәсіподаққа мүше", "мүшелігі",
    "кәсіподақ мүшелігі", "会员", "工会会员", "是否会员", "是否工会会员", "是否为会员",
    "是否为工会会员", "是否入会", "入会", "member", "union member",
    "membership", "is member", "is union member",
)  # fmt: skip
_SAYS_NONE = (
    "không đv", "không đoàn viên", "không là đoàn viên", "không phải đoàn viên", "không phải đv",
    "không phải là đoàn viên", "không là đv", "chưa là đoàn viên", "chưa là đv", "chưa đoàn viên",
    "chưa phải đoàn viên", "chưa phải là đoàn viên", "chưa vào công đoàn", "chưa vào cđ",
    "chưa gia nhập công đoàn", "chưa gia nhập cđ", "chưa tham gia công đoàn", "chưa tham gia cđ",
    "không tham gia công đoàn", "ngoài công đoàn", "ngoài đoàn viên", "chưa kết nạp",
    "chưa là đoàn viên công đoàn", "nlđ chưa vào công đoàn", "lđ chưa vào công đoàn",
    "не член профсоюза", "не состоит в профсоюзе", "не члены профсоюза", "мүше емес",
    "非会员", "未入会", "not a member", "non-member", "non member",
)  # fmt: skip

MEMBERSHIP = choices(
    (MEMBER, N_("Union member"), _SAYS_MEMBER),
    (NO_MEMBER, N_("Not a member"), (*_SAYS_NONE, "người lao động", "nlđ", "cnlđ")),
)
IS_MEMBER = ListColumn(
    "membership",
    Kind.CHOICE,
    N_("Union member"),
    choices=MEMBERSHIP,
    ticked=(_SAYS_MEMBER, _SAYS_NONE),
)
