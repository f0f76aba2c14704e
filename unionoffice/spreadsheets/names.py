"""People's names and other plain text as lists write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean, fold, title_case
from unionoffice.spreadsheets.days import is_placeholder
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.outcomes import EMPTY, Outcome, refused

CAPITALS = N_("Capitals were turned into the customary spelling.")
DECOMPOSED = N_("Accents typed apart from their letters were joined to them.")
APOSTROPHE = N_("The apostrophe before the value was taken away.")
LETTERS_MENDED = N_("Letters that only look right were replaced.")
NO_NAME = N_("This is no name of a person.")
REMARK_LEFT_OUT = N_("What stood behind the name was left out.")

LONGEST_NAME = 200  # a longer text is none, whatever stands in its brackets
_LEADING_NUMBER = re.compile(r"^\d{1,5}\s*[.)\-/:]\s*(?=[^\W\d])")
# "NV00012 - Nguyễn Văn An": what a personnel program calls somebody.
_CODE = re.compile(r"^[A-Z]{0,5}[.\-]?\d{2,8}\s*(?:[-–:_|]\s*|\s)(?=[^\W\d_]+\s)")
_ADDRESS = frozenset(("ông", "anh", "chị", "cô", "em", "thầy"))
# Before a colon, no form of address is a surname.
_COMRADE = re.compile(
    r"^(?:(?:đ/c|đ\.c|đồng chí|ông/bà|ông \(bà\)|bà|mrs?\.|ms\.|тов\.|г-н|г-жа)\.?:?\s+"
    rf"|(?:{'|'.join(sorted(_ADDRESS))}|bà|đ/c|đồng chí)\s?:\s?)",
    re.IGNORECASE,
)
# "ThS.BS Trần Văn An", "BS.CKI", "Kỹ sư": degrees and callings, as they are written before a name.
_DEGREES = (
    "gs", "pgs", "tskh", "ts", "ths", "bsckii", "bscki", "bsck1", "bsck2", "bs", "ckii", "cki",
    "ck1", "ck2", "ck", "cn", "đdt", "đd", "dsđh", "dsck", "ds", "ktv", "nhs", "ys", "kts", "ks",
    "ls", "dr", "prof",
)  # fmt: skip
_DEGREE = re.compile(
    rf"^(?:(?:{'|'.join(_DEGREES)})(?:[.,:\s]+(?:i{{1,2}}[.,:\s]+)?)"
    r"|(?:(?:phó )?giáo sư|(?:tiến|thạc|bác|dược) [sS][ĩỹ]|cử nhân|điều dưỡng|[kK][ĩỹ] sư|luật sư|"
    r"hộ sinh|kỹ thuật viên)[.,:]?\s+)+(?=\S+\s+\S)",
    re.IGNORECASE,
)
# "(nghỉ thai sản)", "(bí danh Tư)"; a mark as short as "(A)" or "(lớn)" tells namesakes apart.
_REMARK = re.compile(r"\s*[(（\[][^()（）\[\]]{4,}[)）\]]?$")
# "Trần Thị Ba - Tổ trưởng": no name has a small letter after a dash.
_DASHED = re.compile(r"(?<=[^\W\d_])\s+[-–—]\s+(?P<remark>[^-–—()（）]*)$")
# "Trần Văn An - 0912345678", "Trần Văn An (SĐT: 0912.345.678)"
_PHONE = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[)）]))[\s,;:.(（–-]*"
    r"(?:\b(?:sđt|sdt|số đt|đt|dt|đtdđ|điện thoại|dđ|tel|phone|mobile|zalo|тел|моб|电话|手机)\b"
    r"[\s.:：]*)?(?P<number>\+?\d(?:[\s.\-()]?\d){7,12})\s*[)）]?$",
    re.IGNORECASE,
)
_ADDRESS_CAPITALISED = frozenset(
    (*map(str.title, (*_ADDRESS, *_DEGREES)), "Bà", "Giáo", "Phó", "Tiến", "Thạc", "Bác", "Dược",
     "Cử", "Điều", "Kỹ", "Kĩ", "Luật", "Hộ")
)  # fmt: skip
_MIDDLE_NAMES = frozenset(("văn", "thị", "kim", "quang", "hữu", "bá", "tôn", "mai", "thi"))
_FOOTNOTE = re.compile(r"\s*(?:[(\[]\*+[)\]]|\*+)\s*$")
_BOTH = frozenset(("kim", "mai", "tôn"))  # middle names that are surnames just as well
_SMALL_LETTER = (
    "["
    + "".join(filter(str.islower, map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)))))
    + "]"
)
# A vowel with an accent, or đ, beginning a word: TCVN3 has no capitals for them.
_SMALL_START = re.compile(rf"(?<= ){_SMALL_LETTER}|^{_SMALL_LETTER}")
# NGUYễN VăN AN: the old letters have no capitals with accents.
_BIG = "[A-ZĐÂĂÊÔƠƯ]"
_CAPITALS_BUT_ACCENTED = re.compile(
    rf"{_BIG}{_SMALL_LETTER}{_BIG}|{_BIG}{_BIG}{_SMALL_LETTER}|{_BIG}{_BIG}(?!\w)"
)
_CAPITALS = re.compile(r"[A-ZĐÂĂÊÔƠƯА-ЯЁ]{3}")  # ИВАНОВ Иван, NGUYỄN Văn An
_ASCII_SMALL = re.compile("[a-z]")
_INITIAL_LAST = re.compile(r"(?:^|[\s.])[^\W\d_]\.$")  # Сидоров П.А.
_LOOKALIKES = str.maketrans("Ðð", "Đđ")  # Icelandic eth, from old keyboards
_SURNAMES = frozenset(
    (
        "Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương "
        "Trịnh Trương Đinh Lâm Phùng Mai Tô Hà Tạ Chu Châu Lương Thái Cao Thạch Sơn Kim Danh Thị "
        "Quách Kiều Lưu Tống Triệu Từ Hứa La Diệp Mạc Nghiêm Doãn Khổng Quang Tăng Giang Thân Bạch "
        "Nông Kiên Ma Vi Lò Quàng Cà Lù Giàng Vàng Sùng Thào Mùa Hầu Cứ Lầu Ksor Siu Rơ Rmah Nay "
        "Y H' Hờ Néang Chau Neáng Men Điểu K' Bá Bàn Đàm Hán Kha Khúc Ninh Phí Tiêu Tôn Ung Văn "
        "Viên Lã Lại Đồng Đồ Cù Cung Âu Ông Thiều Thi Trà Trang Triều Từ Uông Vòng Xa Yên Hạ Hàn "
        "Lục Liêu Lò Quan Phó Phú Quế Sầm Tất Thẩm Thiệu Thôi Thủy Tín Mã Mẫn Mộng Giáp Ngụy Nhâm "
        "Nhan Nhữ Ôn Bành Biện Bình Bồ Cái Cấn Chử Chung Chương Dư Đậu Đường Đới Hùynh Tòng Đèo"
    )
    .lower()
    .split()
)
_BARE_SURNAMES = frozenset(map(fold, _SURNAMES))
_HAN_NAME = re.compile("[\u4e00-\u9fff·]{2,6}")
_SPACED_HAN = re.compile("[\u4e00-\u9fff·]+(?: [\u4e00-\u9fff·]+)+")
_RUSSIAN_ENDING = re.compile(
    "(?:ов|ова|ев|ева|ин|ина|ын|ына|ий|ая|ич|вна|чна|ко|ук|юк|ян|дзе|швили|улы|ұлы|кызы|қызы)$"
)


_COMRADES = ("đ/c", "đ.c", "đc", "đồng chí")
_MOST_WORDS = 5
_CAPITAL = (
    "(?:"
    + "|".join(
        filter(str.isupper, map(chr, (*range(65, 91), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))))
    )
    + ")"
)
_CAPITALISED = re.compile(
    rf"(?:(?<!\w)(?P<called>(?:[đĐ][/.][cC]|đc|[đĐ]ồng chí|[ôÔ]ng|[bB]à|[aA]nh|[cC]hị|[cC]ô|"
    rf"[tT]hầy|[eE]m))\.?:?\s+)?(?P<name>(?<!\w){_CAPITAL}[^\W\d_]*(?: {_CAPITAL}[^\W\d_]*)+)"
)


# What tells namesakes apart: "Nguyễn Thị Lan 2". What begins like a unit is none all the same.
_NAMESAKE = re.compile(
    r"^((?:[^\W\d_]+ ){2,}[^\W\d_]+|[^\W\d_]+ (?:văn|thị)) [1-9]$", re.IGNORECASE
)


_UNIT_START = re.compile(
    r"^(?:hội(?! (?:thi|thao|diễn|trại|nghị|thảo|chợ|xuân|khỏe))|"
    r"phân xưởng|xưởng|px|tổ|to|đội|doi|phòng|phong|p\.|ban|khoa|chuyền|chuyen|bộ phận|bo phan|"
    r"đơn vị|don vi|chi nhánh|kho|văn phòng|van phong|công ty|cong ty|cty|trường|trạm|nhà máy|"
    r"nha may|xí nghiệp|khối|nhóm|dây chuyền|trung tâm|cđcs|cđbp|công đoàn|lớp|line|phan xuong|"
    r"xuong|hợp tác xã|htx|cửa hàng|ca|chốt|cụm|ủy ban|ubnd|bệnh viện|quầy|bếp|nhà ăn|bảo vệ|"
    r"workshop|department|office|team|unit|division|section|branch|warehouse|"
    r"цех|отдел|участок|бригада|служба|бухгалтерия|управление|группа|отделение|склад|смена|"
    r"администрация|дирекция|профгруппа)\b",
    re.IGNORECASE,
)
_UNIT_ANYWHERE = re.compile(
    r"\b(?:phân xưởng|công ty|chi nhánh|nhà máy|xí nghiệp|bộ phận|công đoàn|dây chuyền|цех|отдел|"
    r"участок|служба|склад|workshop|department|office|team|division|warehouse)\b"
    r"|[部科室组班车间厂处队](?:[一二三四五六七八九十\d]*)$",
    re.IGNORECASE,
)


def begins_like_unit(text: str) -> bool:
    """Whether a text begins with the word for a unit: `Khoa Nội`, not `Quỹ công đoàn`."""
    return _UNIT_START.match(text) is not None


def looks_like_unit(text: str) -> bool:
    """Whether a text reads as the name of a unit rather than of a person."""
    return bool(begins_like_unit(text) or _UNIT_ANYWHERE.search(text))


def looks_like_person(text: str) -> bool:
    """Whether a text reads as somebody's name."""
    text = _NAMESAKE.sub(r"\1", _named(text)[0])
    if _HAN_NAME.fullmatch(text):
        return len(text) <= 4
    if any(map(str.isdigit, text)) or any(mark in text for mark in ":;/()–-+&"):
        return False
    words = clean(text).lower().split()
    if not 2 <= len(words) <= 6 or looks_like_unit(text):
        return False
    # Without accents "To" may be the surname Tô as well as the word Tổ, a team.
    if words[0] in (_BARE_SURNAMES if text.isascii() else _SURNAMES):
        return True
    return any(_RUSSIAN_ENDING.search(word) for word in words)


def tidy(text: str) -> tuple[str, str]:
    """A cell's text as it is kept, and the sentence about what was mended ("" when nothing was)."""
    done = ""
    cleaned = clean(text)
    if not unicodedata.is_normalized("NFC", text):
        done = DECOMPOSED
    if cleaned[:1] in "'`’‘" and len(cleaned) > 1 and not cleaned.endswith(cleaned[0]):
        cleaned, done = cleaned[1:].lstrip(), APOSTROPHE
    if "Ð" in cleaned or "ð" in cleaned:
        cleaned, done = cleaned.translate(_LOOKALIKES), LETTERS_MENDED
    return cleaned, done


def read_name(cell: Cell, field: str) -> Outcome:
    """A person's full name in its customary spelling."""
    if not isinstance(cell, str):
        return refused(field, NO_NAME)
    text, done = tidy(cell)
    if text.startswith("#") and is_placeholder(text):
        return EMPTY
    text, remark = _named(_LEADING_NUMBER.sub("", text))
    done = REMARK_LEFT_OUT if remark else done
    if not text:
        return EMPTY
    if _SPACED_HAN.fullmatch(text):
        text = text.replace(" ", "")
    if not any(map(str.isalpha, text)) or len(text) > LONGEST_NAME:
        return refused(field, NO_NAME)
    begun = _SMALL_START.sub(lambda small: small.group().upper(), text)
    if len(text) > 1 and (_is_in_one_case(text) or _is_in_one_case(begun)):
        return Outcome(title_case(text), Problem(field, done or CAPITALS))
    if _CAPITALS.search(begun):
        words = begun.split()
        begun = " ".join(title_case(w) if len(w) > 2 and w.isupper() else w for w in words)
        done = done or CAPITALS
    return Outcome(begun, Problem(field, done) if done else None)


@dataclass(frozen=True)
class Behind:
    """What stands behind a name in its cell."""

    phone: str = ""
    remark: str = ""


def behind_name(cell: str) -> Behind:
    text = clean(cell)
    if len(text) > LONGEST_NAME:
        return Behind()
    phone = _PHONE.search(text)
    return Behind(
        phone["number"] if phone else "",
        _without_remark(_FOOTNOTE.sub("", _PHONE.sub("", text)))[1],
    )


def _without_remark(text: str) -> tuple[str, str]:
    """The name, and what stands behind it in brackets or after a dash; "" for nothing."""
    found = _REMARK.search(text)
    if found is not None and found.start():
        return text[: found.start()], found.group().strip(" ()（）[]")
    found = _DASHED.search(text)
    if found is not None and not text.islower():
        name, remark = text[: found.start()], found["remark"].strip()
        if " " in name and any(word[0].islower() for word in remark.split()):
            return name, remark
    name, comma, remark = text.rpartition(", ")
    if comma and " " in name and begins_like_unit(remark):
        return name, remark
    return text, ""


def _named(text: str) -> tuple[str, bool]:
    """The name without forms of address and degrees, and whether a remark was left out."""
    if len(text) > LONGEST_NAME:
        return text, False
    text = _CODE.sub("", text)
    text, remark = _without_remark(_FOOTNOTE.sub("", _PHONE.sub("", text) or text))
    name = _DEGREE.sub("", _COMRADE.sub("", text)).strip(" ,;:-*").lstrip(".")
    name = _without_address(name if _INITIAL_LAST.search(name) else name.rstrip(" .,;:-*"))
    return name, bool(remark)


def name_within(sentence: str) -> str | None:
    """The name of the one person that a sentence speaks of; None for nobody, or for several.

    "Mẹ chị Lan mất, thăm đ/c Trần Thị Lan": whom it calls a comrade comes before anybody else.
    """
    if len(sentence) > LONGEST_NAME:
        return None
    called: dict[bool, set[str]] = {True: set(), False: set()}
    for found in _CAPITALISED.finditer(clean(sentence)):
        words = found["name"].split()
        surname = next((at for at, w in enumerate(words) if w.lower() in _SURNAMES), None)
        if found["called"] is not None and 2 <= len(words) <= _MOST_WORDS:
            called[found["called"].lower() in _COMRADES].add(" ".join(words))
        elif surname is not None and looks_like_person(" ".join(words[surname:])):
            called[False].add(" ".join(words[surname:]))
    names = called[True] or called[False]
    return names.pop() if len(names) == 1 else None


def are_names_as_kept(cells: Sequence[Any]) -> bool:
    """Whether all these texts, some of them empty, are names already in their customary spelling.

    False only means that each has to be read.
    """
    names = list(filter(None, cells))
    if not all(map(_is_capitalised, set(" ".join(names).split(" ")))):
        return not names
    firsts = {name.partition(" ")[0] for name in names}
    return firsts.isdisjoint(_ADDRESS_CAPITALISED) and not any(map(str.isupper, names))


@lru_cache(maxsize=65536)
def _is_capitalised(word: str) -> bool:
    """Letters alone, one capital and then small ones; a country has few such syllables."""
    return (
        word.isalpha()
        and word[0].isupper()
        and (len(word) == 1 or word[1:].islower())
        and "Ð" not in word
        and unicodedata.is_normalized("NFC", word)
    )


def _is_in_one_case(text: str) -> bool:
    if text.isupper() or text.islower():
        return not text.isnumeric()
    return bool(_CAPITALS_BUT_ACCENTED.search(text)) and not _ASCII_SMALL.search(text)


def _without_address(text: str) -> str:
    """`Ông Trần Văn A` is Trần Văn A, but Ông Văn A bears the surname Ông."""
    words = text.split()
    address = words[0].lower() if len(words) > 2 else ""
    if address.strip(".") not in _ADDRESS:
        return text
    follows = words[1].lower()
    is_surname = follows in _SURNAMES and (follows not in _MIDDLE_NAMES or address[-1] == ".")
    # Nobody has the surname Anh or Cô, and hardly anybody Ông before another surname.
    is_surname |= follows in _BOTH and len(words) > (3 if address == "ông" else 2)
    return " ".join(words[1:]) if is_surname else text


def read_text(cell: Cell, field: str) -> Outcome:
    """Any text; a number as a person would write it."""
    if isinstance(cell, str):
        text, done = tidy(cell)
        if not text or text in ("-", "--", "–", "—"):
            return EMPTY
        if text[0] == "#" and is_placeholder(text):
            return EMPTY
        return Outcome(text, Problem(field, done) if done else None)
    if isinstance(cell, bool):
        return Outcome("x" if cell else None)
    return Outcome(plain_text(cell))


def plain_text(cell: Cell) -> str:
    """A cell as it looks, for messages and previews."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e17 else repr(cell)
    return date.fromordinal(cell).strftime("%d/%m/%Y")
