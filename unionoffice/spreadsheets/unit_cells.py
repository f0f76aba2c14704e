"""The names of units as lists write them: one, several in a cell, or the whole organisation."""

from __future__ import annotations

import re

from unionoffice.core.text import clean
from unionoffice.spreadsheets.days import is_placeholder
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.names import plain_text, read_text
from unionoffice.spreadsheets.outcomes import EMPTY, Outcome

_WHOLE_ORGANISATION = re.compile(
    r"^(?:toàn (?:bộ )?(?:đơn vị|công ty|thể|cơ quan|doanh nghiệp|xí nghiệp|nhà máy|trường|"
    r"công đoàn|đoàn viên|thể công nhân|bộ)?.*|tất cả.*|toan (?:don vi|cong ty|the).*|"
    r"all(?: units)?|whole .*|все(?: подразделения)?|вс[яёе] (?:организация|предприятие).*|"
    r"全(?:厂|公司|体|单位|部|校|员).*|cả (?:đơn vị|công ty).*)$",
    re.IGNORECASE,
)

# "Doanh nghiệp", "Chỉ doanh nghiệp nêu tên": another column names it, or it is the only one.
_THE_ENTERPRISE = re.compile(
    r"^(?:(?:chỉ|riêng|trong|tại|áp dụng|phạm vi|cấp|nội bộ|cho)\s+)*"
    r"(?:doanh nghiệp|công ty|cty|đơn vị|cơ quan|xí nghiệp|nhà máy)"
    r"(?:\s+(?:có tên|nêu tên|nêu trên|có tên trên|ghi tên|ký kết|đã ký|này|trên))?$",
    re.IGNORECASE,
)
# "Chỉ áp dụng cho Xưởng May", "Người lao động thuộc Xưởng May"
_APPLIES_TO = re.compile(
    r"^(?:chỉ\s+|riêng\s+)?(?:áp dụng\s+)?(?:cho\s+|tại\s+|ở\s+|với\s+|đối với\s+)?"
    r"(?:(?:toàn thể\s+|tất cả\s+)?(?:đoàn viên|người lao động|nlđ|cnlđ|cnvclđ|công nhân|nhân viên)"
    r"(?:\s*(?:,|và)\s*(?:đoàn viên|người lao động|nlđ))?\s+(?:tại|của|thuộc|ở)\s+)?(?=\S)",
    re.IGNORECASE,
)
# "Ban giám đốc, BCH CĐCS": who sat at the table; the dialogue is everybody's.
_PARTY = re.compile(
    r"^(?:đại diện|bch|ban chấp hành|ban thường vụ|btv|cđcs|công đoàn cơ sở|nsdlđ|chủ tịch|"
    r"người sử dụng lao động|ban (?:lãnh đạo|giám đốc|giám hiệu|tổng giám đốc)|bgđ|bgh|lãnh đạo|"
    r"(?:tổng )?giám đốc|chủ doanh nghiệp|hội đồng quản trị|hđqt|(?:tổ|nhóm) đối thoại)\b",
    re.IGNORECASE,
)

_OFFICES = re.compile(r"\bphòng,\s*(?:ban|khoa)\b|\bban,\s*(?:phòng|ngành)\b", re.IGNORECASE)


def read_unit(cell: Cell, field: str) -> Outcome:
    outcome = read_text(cell, field)
    if isinstance(outcome.value, str) and is_placeholder(outcome.value):
        return EMPTY
    return outcome


def read_units(cell: Cell, field: str) -> Outcome:
    """Names between ";" or on lines of their own; empty for the whole organisation."""
    text = cell if isinstance(cell, str) else plain_text(cell)
    text = "\n".join(filter(None, map(clean, text.splitlines())))
    if is_placeholder(text) or _THE_ENTERPRISE.match(text):
        return EMPTY
    text = _APPLIES_TO.sub("", text)
    if _WHOLE_ORGANISATION.match(text):
        return Outcome(())
    pieces = re.split(r"[;\n；、]+", text)
    if len(pieces) == 1 and not _OFFICES.search(text):
        pieces = re.split(r"[,，]+", text)
    parties = [piece for piece in pieces if _PARTY.match(piece.strip())]
    if len(parties) > 1:
        pieces = [piece for piece in pieces if piece not in parties]
    names = tuple(name for piece in pieces if (name := read_text(piece, field).value))
    return Outcome(names) if names else EMPTY
