"""The wordings of rows that are no records: totals, signatures, and the titles of groups."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from unionoffice.core.text import fold

_TOTAL = re.compile(
    r"^(?:tổng cộng|tổng số|tổng kết|tong cong|tong so|cộng|ấn định|danh sách (?:này )?(?:có|gồm)|"
    r"bằng chữ|"
    r"(?:số )?trang trước|(?:số )?(?:mang|chuyển) (?:sang|trang)|số dư|"
    r"итого|всего|барлығы|жиыны|(?:sub|grand )?total|sum)(?:\W|\d|$)"
    r"|^(?:tổng|cong)\s*(?:[:：(\d]|$)|^(?:合计|总计|小计|共计|共\s*\d)",
    re.IGNORECASE,
)
_TOTAL_IN_LINES = re.compile(
    r"^\s*(?:T[oổ]ng|C[oộ]ng|TỔNG|CỘNG|TONG|CONG|tổng|cộng|Ấn đ|ấn đ|ẤN Đ|Bằng ch|BẰNG CH|bằng ch|"
    r"[Tt]rang tr|TRANG TR|[Mm]ang sang|MANG SANG|"
    r"[Cc]huyển|CHUYỂN|[Ss]ố (?:trang|mang|chuyển|dư)|SỐ |"
    r"[Dd]anh sách|DANH S|[Ии]тог|ИТОГ|[Вв]сег|ВСЕГ|Барл|Жиы|[Tt]otal|TOTAL|[Ss]u[bm]|SUM|SUB|"
    r"[Gg]rand|GRAND|[合总小共])",
    re.MULTILINE,
)
_FOOTER = re.compile(
    r"^(?:người (?:lập|kê|tổng hợp|làm)\b.*|lập (?:biểu|bảng)\b.*|t\s*/?\s*m\.?\s.*|tm\b.*|"
    r"kt\.? .*|tl\.? .*|thay mặt.*|(?:ban|bch) (?:chấp hành|thường vụ).*|"
    r"chủ tịch(?: cđ(?:cs)?| công đoàn.*)?|phó chủ tịch.*|"
    r"(?:thủ trưởng|giám đốc|tổng giám đốc)\b.*|"
    r"kế toán(?: trưởng)?|thủ quỹ|hiệu trưởng|trưởng phòng.*|"
    r"\(?(?:đã )?ký(?: tên)?(?:,.*| và .*)?\)?|"
    r"xác nhận.*|duyệt|nơi nhận.*|ghi chú\s*:.*|\*?\s*lưu ý\s*:.*|công đoàn cơ sở|"
    r".{0,40}\bngày\s*[\d….\s]*tháng\s*[\d….\s]*năm.*|"
    r"председатель.*|подпись.*|составил.*|руководитель.*|м\.?п\.?|исполнитель.*|ответственн.*|"
    r"(?:制表|填表|审核|负责|单位负责|主席|盖章|经办)人?(?:签[字章])?[:：]?.*|"
    r"prepared by.*|approved by.*|signature.*|chairman.*|signed.*)$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:danh sach|ds|so (?:thu|chi|theo doi|ghi|quy)|"
    r"bang (?:ke|tong hop|danh sach|cham|theo doi)|bien ban|list of)\b"
    r"|^(?:список|ведомость|реестр)\b|(?:名单|名册|签到表|登记表)"
)
_ROMAN_OR_LETTER = re.compile(r"^(?:[IVXLC]{1,6}|[A-HĐ])[.)/\-:]*$")
_OUTLINE = re.compile(r"^(?:\d{1,2}|[IVXLC]{1,6}|[A-HĐ])(?:\.\d{1,2})+\.?$")
_NUMBERING = re.compile(r"^[(\[]?(?:\d{1,2}|[A-Za-z])[)\]]?$")
_PREFIX = re.compile(
    r"^(?:(?:[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．])\s*(?=\S)|"
    r"(?:[A-HĐ]|[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2})*)"
    r"(?:\s*[.)/:]+\s*[-–]?\s*|\s+[-–]\s*|\s*[-–]\s+)(?=\S))"
)
_OUTLINE_PREFIX = re.compile(r"^(?:\d{1,2}|[IVXLC]{1,6})(?:\.\d{1,2})+\.?\s+(?=\S)")
_PEOPLE = (
    r"(?:người|đoàn viên|đv\w*|đ/v|đ/c|đồng chí|cđv|nlđ|lao động|cb\w*|nv|ng|"
    r"чел\w*\.?|человек|人|名|members?|people|persons?)"
)
_COUNT = re.compile(
    rf"\s*(?:[:：(\[（–-]\s*){{1,2}}(?:có|gồm|tổng số|tổng|cộng|số lượng|sl|共)?\s*:?\s*"
    rf"(?:\d{{1,5}}|[.…]{{2,}})\s*{_PEOPLE}?\s*(?:[(,;][^)]*)?\)?\s*[)\]）]?\s*\.?$"
    rf"|\s+\d{{1,5}}\s*{_PEOPLE}\s*\.?$",
    re.IGNORECASE,
)
_ONLY_COUNT = re.compile(
    rf"[(\[]?\s*(?:có|gồm|tổng số|tổng|cộng|sl)?\s*:?\s*\d{{1,5}}\s*{_PEOPLE}?\s*[)\]]?\.?", re.I
)
_LABEL = re.compile(
    r"^(?:đơn vị(?: công tác)?|bộ phận|phòng ban|tên đơn vị|tên tổ|tổ công đoàn|подразделение|部门|"
    r"单位|unit|department)\s*[:：]\s*",
    re.IGNORECASE,
)
_COLON = re.compile(r"\s*[:：]\s*")
# "Tổ 1 - Tổ trưởng: Đ/c Lê Văn Tư"
_LEADER = re.compile(
    r"\s*[-–—(\[,;:]\s*(?:(?:tổ|đội|nhóm|ca|chuyền)\s+trưởng|trưởng\s+\w+|quản đốc|phụ trách|"
    r"chủ tịch|bí thư|tổ phó|бригадир|начальник|профгрупорг|组长)\s*[:：].*$",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"[(\[]?(?:(?:không )?bắt buộc.*|(?:chọn|nhập|ghi|điền)\b.*|ví dụ\b.*|vd\s*:.*|nam\s*[/,]\s*nữ|"
    r"nam hoặc nữ|(?:hệ thống )?tự (?:sinh|động)\b.*|d{1,2}[/.-]m{1,2}[/.-]y{2,4}|"
    r"(?:y{2,4}|n{4})[/.-]m{1,2}[/.-]d{1,2}|"
    r"(?:9|12)(?: hoặc (?:9|12))? (?:chữ )?số|text|date|number|string|required|optional)[)\]]?\.?",
    re.IGNORECASE,
)
UNMARKED = 9  # the level of a title without a number


@dataclass(frozen=True)
class Group:
    """The title of a group of rows, such as a unit; `level` counts from the outermost."""

    name: str
    level: int


def is_total(text: str) -> bool:
    return _TOTAL.match(text) is not None


def holds_total(lines: str) -> bool:
    """Whether one of many lines may be a total; most lists hold none, and this is quick."""
    return _TOTAL_IN_LINES.search(lines) is not None


def is_title(text: str) -> bool:
    """Whether a line reads as the title of a list: `DANH SÁCH ĐOÀN VIÊN …`."""
    return _TITLE.search(fold(_PREFIX.sub("", text))) is not None


def is_footer(text: str) -> bool:
    return _FOOTER.match(text) is not None


def is_numbering(texts: Sequence[str]) -> bool:
    """Whether the filled cells of a row number the columns: `1 | 2 | 3`, `(A) | (1) | (2)`."""
    if len(texts) < 3 or not all(_NUMBERING.match(text) for text in texts):
        return False
    numbers = [int(bare) for text in texts if (bare := text.strip("()[]")).isdigit()]
    return len(numbers) >= 2 and all(b == a + 1 for a, b in itertools.pairwise(numbers))


def are_hints(texts: Sequence[str]) -> bool:
    """Whether the filled cells of a row tell how to fill the columns: `dd/mm/yyyy`, `Nam/Nữ`."""
    hints = sum(_HINT.fullmatch(text) is not None for text in texts)
    return hints >= 2 and hints > len(texts) / 2


def is_outline_marker(text: str) -> bool:
    """`I`, `A.`, `1.2`: what numbers a group, never a person."""
    return bool(_ROMAN_OR_LETTER.match(text) or _OUTLINE.match(text))


def is_marker(text: str) -> bool:
    """Whether a text is nothing but numbering."""
    return is_outline_marker(text) or text.strip(" .)/-:").isdigit()


def is_count(text: str) -> bool:
    """`12 người`, `(08 đoàn viên)`: how many a group has, beside its title."""
    return _ONLY_COUNT.fullmatch(text) is not None


def has_prefix(text: str) -> bool:
    """Whether a text begins with the numbering of a group: `I. `, `1.1 `, `A - `."""
    return bool(_PREFIX.match(text) or _OUTLINE_PREFIX.match(text))


def group_of(texts: Sequence[str]) -> Group:
    """The group that a title row opens: numbering in front and counts behind taken away."""
    words = [text for text in texts if text]
    marker = words[0] if len(words) > 1 and is_marker(words[0]) else ""
    name = words[1] if marker else words[0]
    match = _PREFIX.match(name) or _OUTLINE_PREFIX.match(name)
    if match:
        marker = marker or match.group().strip(" .)/:-–")
        name = name[match.end() :]
    name = name.lstrip("-–+*•# ").strip()
    name = _COUNT.sub("", _LEADER.sub("", name)).strip()
    labelled = _LABEL.sub("", name)
    # "Tổ công đoàn: Tổ May 1" names Tổ May 1; "Tổ: Cơ điện" names Tổ Cơ điện.
    name = labelled if labelled != name and labelled else _COLON.sub(" ", name)
    return Group(name.strip(" .;,:-–"), _level(marker))


def _level(marker: str) -> int:
    bare = marker.strip(" .)/-:")
    if not bare:
        return UNMARKED
    if re.fullmatch("[IVXL]+", bare):
        return 2
    if not bare[0].isdigit() and "." not in bare:
        return 1
    return 3 + bare.count(".")
