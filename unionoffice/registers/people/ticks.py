"""The column of a list of people that says who of them is a member of the union."""

from __future__ import annotations

import re
from functools import lru_cache

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_
from unionoffice.core.text import fold
from unionoffice.registerkit.columns import Kind, ListColumn

MEMBER, NO_MEMBER = "member", "none"

MEMBERSHIP = choices(
    (
        MEMBER,
        N_("Union member"),
        (
            *("đoàn viên", "đoàn viên NLĐ", "мүше", "đã vào", "đã gia nhập", "đã kết nạp"),
            *("đã tham gia", "вступил", "состоит", "已入会", "已加入"),
        ),
    ),
    (NO_MEMBER, N_("Not a member"), ("người lao động", "cnlđ")),
)

# All wordings below are compared folded: without accents, capitals and punctuation.
_UNION = (
    r"(?:(?:cong doan|doan vien|thanh vien|dv|cdv|dvcd|cd)(?: (?:cong doan|vien|cdcs|cd|co so|"
    r"viet nam|vn|nld))*)"
)
_JOINED = r"(?:vao|gia nhap|tham gia|ket nap|sinh hoat|thuoc|trong)"
_WHO = (
    r"(?:(?:danh sach|ds|nhung|cac|so|nguoi lao dong|lao dong|cong nhan|nguoi|nld|ld|cnld|cnvcld|"
    r"cbcnv) )*"
)
_IS = r"(?:(?:hien|nay|da|duoc|co|la|chinh thuc|thanh|dang) )*"
_ASKED = r"(?: (?:chinh thuc|chua|khong|co khong|hay chua|hay khong|roi|x|co))*"
_MEMBER = re.compile(
    rf"(?:{_WHO}{_IS}(?:{_JOINED} )?(?:{_JOINED} )?(?:to chuc )?{_UNION}{_ASKED}"
    rf"|{_WHO}{_IS}(?:ket nap|gia nhap)(?: ngay)?{_ASKED}"
    r"|(?:является |состоит |состоят )?(?:чл|член\w*|вступил\w*|принят\w*|состо[ия]т)"
    r"(?: в)?(?: профсоюз\w*)?|кәсіподақ\w* мүше\w*|мүше(?:лер\w*|лігі)?"
    r"|(?:工会)?会员|是否(?:为)?(?:工会)?会员|是否(?:已)?入会|已?入会(?:情况|与否)?"
    r"|(?:is )?(?:a )?(?:trade )?(?:union |tu )?member(?:s|ship)?(?: y n| yes no)?"
    r"|member(?:s|ship)? (?:of|in) (?:the )?(?:trade )?(?:union|tu)|(?:in )?(?:trade )?union|tu)"
)
# These name a degree (cao đẳng) or the union's own office just as well.
_OTHERWISE = frozenset(("cd", "thanh vien", "cong doan", "cong doan co so", "cong doan cd"))
_NOT_JOINED = re.compile(
    rf"\b(?:chua|khong)\b(?: (?:duoc|phai|la|co|to chuc|{_JOINED}))*"
    r" (?:cong doan|cd|doan vien|dv|cdv|dvcd)\b(?! thanh nien| tncs| uu tu)"
    r"|\b(?:chua|khong)\b(?: (?:duoc|co|la))* (?:ket nap|gia nhap)(?: (?!doan\b|dang\b)|$)"
    r"|\bngoai (?:cong doan|doan vien)\b"
    r"|\bне (?:явля\w+ |вступ\w+ |состо[ия]т )*(?:член\w*|в)? ?(?:профсоюз|вступ|член|состо)"
    r"|非(?:工会)?会员|未入会|не ?(?:(?:工会)?会员)|мүше\w* емес"
    r"|\bnon ?(?:union )?members?\b|\bnot (?:a |an |in the |in |joined the )?(?:union|tu|member)"
)
_MEMBERS_TOO = re.compile(r"\bdoan vien\b|\bcdv\b|член|会员|мүше|member")


@lru_cache(maxsize=4096)
def membership_told(text: str) -> str | None:
    """What the wording of a header or of a group's title says of the people below it, if anything.

    `Đã vào công đoàn` and `Là ĐV` speak of members, `Chưa kết nạp` of the others; a wording with
    words of its own (`Đoàn viên ưu tú`, `Kết nạp Đảng`) tells nothing.
    """
    folded = fold(text)
    if says_not_joined(folded):
        return NO_MEMBER
    return MEMBER if folded not in _OTHERWISE and _MEMBER.fullmatch(folded) else None


def says_not_joined(folded: str) -> bool:
    """Whether a folded text says anywhere that somebody is not in the union."""
    return _NOT_JOINED.search(folded) is not None


def speaks_of_others_alone(text: str) -> bool:
    """Whether a title says that none of its people is in the union, and speaks of no others."""
    folded = fold(text)
    return says_not_joined(folded) and not _MEMBERS_TOO.search(_NOT_JOINED.sub(" ", folded))


IS_MEMBER = ListColumn(
    "membership", Kind.CHOICE, N_("Union member"), choices=MEMBERSHIP, ticked=membership_told
)
