"""How well the wording of a header fits the words of a field."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from unionoffice.core.i18n import in_all_languages
from unionoffice.core.text import clean, fold
from unionoffice.registerkit.columns import ListShape
from unionoffice.registers.people.words import (
    DAY_PARTS,
    NAME_PARTS,
    OTHER_WORDS,
    SERIAL_WORDS,
    WORDS,
)

EXACT = 98.0
ENOUGH = 62.0
SERIAL, OTHER = "#serial", "#other"

_PARENTHESES = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]?")
_LEAST_GLUED = 6
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_NUMERO = re.compile(r"№|\bN[oº°]\b\.?")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.\s?)+[^\W\d_]\b\.?")  # D.O.B., Ф. И. О.
_HAN = re.compile("[\u2e80-\u9fff]")
_SPACED_HAN = re.compile(r"(?<=[\u2e80-\u9fff])\s+(?=[\u2e80-\u9fff])")  # 姓 名
_ABBREVIATIONS = {
    "cd": "cong doan", "cdvn": "cong doan", "cdcs": "cong doan", "cdv": "doan vien",
    "dvcd": "doan vien cong doan", "nld": "nguoi lao dong", "nv": "nhan vien", "hvt": "ho va ten",
    "htn": "ho ten", "dc": "dia chi", "d": "ngay", "nsinh": "ngay sinh", "ngsinh": "ngay sinh",
    "ngaysinh": "ngay sinh", "hoten": "ho ten", "hovaten": "ho va ten", "donvi": "don vi",
    "gioitinh": "gioi tinh", "socccd": "so cccd", "socmnd": "so cmnd", "sothe": "so the",
    "dienthoai": "dien thoai", "diachi": "dia chi", "ghichu": "ghi chu", "chucvu": "chuc vu",
    "dantoc": "dan toc", "namsinh": "nam sinh", "trinhdo": "trinh do", "bophan": "bo phan",
    "phongban": "phong ban", "ngayvaocd": "ngay vao cong doan", "hotenlot": "ho ten lot",
    "tendem": "ten dem", "sodienthoai": "so dien thoai", "ngayvaolam": "ngay vao lam",
    "firstname": "first name", "lastname": "last name", "fullname": "full name",
    "dateofbirth": "date of birth", "birthdate": "birth date", "nganhang": "ngan hang",
    "ld": "lao dong", "cnld": "nguoi lao dong",
    "cnvcld": "nguoi lao dong",
    "ks": "khai sinh", "msdv": "ma so doan vien", "madv": "ma doan vien", "nn": "nghe nghiep",
    "tdcm": "trinh do chuyen mon", "tdhv": "trinh do hoc van", "tdvh": "trinh do van hoa",
    "номер": "no", "cty": "cong ty", "xn": "xi nghiep", "px": "phan xuong", "bp": "bo phan",
    "csvn": "", "bdau": "bat dau", "ngvao": "ngay vao", "ng": "ngay", "th": "thang",
}  # fmt: skip
# A relative's name or birthday is not the person's own.
_RELATIVE = re.compile(
    r"\b(con|vợ|chồng|cha|mẹ|bố|thân nhân|người thân|nhân thân|cháu|người phụ thuộc|npt|trẻ|"
    r"học sinh|"
    r"người giới thiệu|ребенка|ребёнка|детей|супруг\w*|"
    r"родственник\w*|child|children|spouse|father|mother)\b"
    r"|子女|配偶|父亲|母亲|家属|孩子",
    re.IGNORECASE,
)


# "Con đ/c …", "Họ tên cha (mẹ)" beside a child's name: whose child it is.
_OF_CHILD = re.compile(
    r"\bcon\s+(?:của|đ/c|đồng chí|ông|bà|anh|chị|cb|cn|nlđ|đv|đoàn viên|người lao động)"
    r"|\b(?:phụ huynh|родител\w*|parents?)\b|家长",
    re.IGNORECASE,
)
_PARENT = re.compile(r"\b(?:cha|mẹ|bố|ba|má)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:đề nghị|đề xuất|dự kiến|dự trù|kế hoạch|requested|proposed|planned|запраш\w*|заявл\w*)\b"
    r"|申请|计划",
    re.IGNORECASE,
)
# A form asks: "1. Họ và tên của anh/chị?", "Anh/chị sinh ngày tháng năm nào?".
_NUMBERED = re.compile(r"^(?:câu |cau )?\d{1,2}\s*[.):/-]+\s*(?=[^\W\d])", re.IGNORECASE)
_POLITE = re.compile(
    r"\b(?:của\s+|cua\s+)?(?:(?:quý|các)\s+)?(?:anh\s*[/,-]?\s*chị|anh\s*/\s*chi|thầy\s*[/,-]?\s*cô|"
    r"ông\s*[/,-]\s*bà|bạn(?=\W*$)|(?:đồng chí|đ/c)(?=\W*$))"
    r"|\b(?:vui lòng|xin|hãy|mời)(?:\s+(?:cho biết|nhập|ghi(?: rõ)?|điền|chọn))?\b"
    r"|\b(?:là gì|nào|bao nhiêu)\b(?=\W*$)|\b(?:đang|hiện)\s+(?:làm|công tác)\s+(?:việc\s+)?ở\b"
    r"|\*{1,5}$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """A header as it is compared: folded, without parentheses, technical spelling undone."""
    unnumbered = _NUMBERED.sub("", clean(text))
    bare = _POLITE.sub(" ", unnumbered)
    bare = bare if bare.strip() else unnumbered  # a column headed "Ông/Bà"
    bare = _NUMERO.sub(" no ", bare if any(map(str.isalnum, bare)) else clean(text))
    bare = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found.group()) + " ", bare)
    bare = _CAMEL.sub(" ", bare).replace("_", " ")
    without = _PARENTHESES.sub(" ", bare).strip()
    folded = fold(_SPACED_HAN.sub("", without or bare))
    words = [_ABBREVIATIONS.get(word, word) for word in folded.split()]
    joined = _unit_or_member(" ".join(words).split())
    return joined.replace(" viet nam", "").replace(" vn", "") if " v" in joined else joined


def comparable(text: str) -> str:
    """`Họ và tên` is no other wording than `Họ tên`."""
    return normal(text).replace("ho va ten", "ho ten")


def _unit_or_member(words: list[str]) -> str:
    """`ĐV` alone is a unit; beside other words a member."""
    if "dv" not in words:
        return " ".join(words)
    meaning = "don vi" if len(words) == 1 else "doan vien"
    return " ".join(meaning if word == "dv" else word for word in words)


# "Ngày vào" alone is the union's, "Chi" money paid out; with a word more, it is what that says.
_WHOLE_ONLY = {"ngay vao", "chi"}


def header_key(header: str) -> str:
    """What makes two headers the same one; a header without a single letter stands for itself."""
    return fold(header) or clean(header)


def is_about_relative(text: str) -> bool:
    return _RELATIVE.search(text.lower().replace("_", " ")) is not None


def is_about_parent(text: str) -> bool:
    """Whether a header beside a child's name is that of its father or mother."""
    return tells_whose_child(text) or _PARENT.search(text) is not None


def tells_whose_child(text: str) -> bool:
    """Whether a header says by itself that a child stands beside it."""
    return _OF_CHILD.search(text) is not None


def is_asked_for(header: str) -> bool:
    """Whether a header is that of a sum that somebody asked for, and not of what was granted."""
    return _ASKED.search(header) is not None


def phrase_score(header: str, phrase: str) -> float:
    """0 to 100; both already `normal`. Equal, contained in one piece, or contained in pieces."""
    if header == phrase:
        return 100.0
    if not header or not phrase:
        return 0.0
    if _HAN.search(phrase):
        return 55 + 40 * len(phrase) / len(header) if phrase in header else 0.0
    if phrase in _WHOLE_ONLY:
        return 0.0
    have, want = header.split(), phrase.split()
    if len(want) > len(have) or (len(want) == 1 and len(phrase) <= 2):
        return 0.0
    if len(want) == len(have):
        return EXACT if sorted(have) == sorted(want) else 0.0
    share = _weight(phrase) / _weight(header)
    if f" {phrase} " in f" {header} ":
        return 55 + 40 * share
    if len(want) > 1 and set(want) <= set(have):
        return 42 + 38 * share
    return 0.0


# Words that any column may have, and those that hardly leave a doubt.
_COMMON = {
    "so", "ngay", "thang", "nam", "ten", "ma", "the", "cua", "va", "hoac", "la", "day", "date",
    "number", "no", "дата",
}  # fmt: skip
_TELLING = {
    "cccd", "cmnd", "cmt", "ddcn", "bhxh", "bhyt", "sdt", "снилс", "иин", "email", "паспорта",
}  # fmt: skip


@lru_cache(maxsize=8192)
def _weight(words: str) -> float:
    return sum(
        len(word) * (0.5 if word in _COMMON else 4 if word in _TELLING else 1)
        for word in words.split()
    )


@dataclass(frozen=True)
class Guess:
    """A meaning that a header may have; `target` is a field's key, SERIAL or OTHER."""

    target: str
    score: float
    part: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """All the words by which the headers of one register's lists are understood.

    `own_words` are headers of which the user has said what they mean (`header_key` → field).
    """

    shape: ListShape
    own_words: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @cached_property
    def _phrases(self) -> dict[tuple[str, str], float]:
        """(phrase, target) → handicap: a field's first words weigh a trifle more than its last."""
        keys = {column.key for column in self.shape.columns}
        found: dict[tuple[str, str], float] = {}

        def enter(words: Iterable[str], target: str, handicap: float = 0.0) -> None:
            for place, word in enumerate(words):
                phrase = comparable(word)
                if phrase:
                    found.setdefault((phrase, target), handicap + min(place, 40) * 0.02)

        for column in self.shape.columns:
            if column.ticked:
                continue  # a header that says a little more may mean something else
            labels = (*in_all_languages(column.label), column.key.replace("_", " "))
            enter((*labels, *column.words, *WORDS.get(column.key, ())), column.key)
        named = {phrase for phrase, _ in found}
        for key, words in WORDS.items():
            if key not in keys:
                enter(words, OTHER, 0.5)
        enter(OTHER_WORDS, OTHER, 0.5)
        enter(SERIAL_WORDS, SERIAL, 0.5)
        # What a field is called is not something else as well, whatever its cells look like.
        return {pair: found[pair] for pair in found if pair[1] != OTHER or pair[0] not in named}

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[str, str, float]]]:
        """The phrases under their longest word: only few can fit a header at all."""
        index: dict[str, list[tuple[str, str, float]]] = {}
        for (phrase, target), handicap in self._phrases.items():
            key = "" if _HAN.search(phrase) else max(phrase.split(), key=len)
            index.setdefault(key, []).append((phrase, target, handicap))
        return index

    def prepare(self) -> None:
        """Look all words up now, so that the first header need not wait for it."""
        self._by_word  # noqa: B018 - filled when first asked for

    def _candidates(self, text: str) -> Iterator[tuple[str, str, float]]:
        for word in set(text.split()):
            yield from self._by_word.get(word, ())
        if _HAN.search(text):
            yield from self._by_word.get("", ())

    @cached_property
    def _glued(self) -> dict[str, str]:
        return {phrase.replace(" ", ""): phrase for phrase, _ in reversed(self._phrases)}

    def _unglued(self, text: str) -> str:
        """`TENPHONGBAN`, as the columns of databases are named."""
        if len(text) < _LEAST_GLUED or not text.isalpha():
            return text
        return self._glued.get(text, text)

    @cached_property
    def _cache(self) -> dict[str, tuple[Guess, ...]]:
        return {}

    def guesses(self, header: str) -> tuple[Guess, ...]:
        """What the header may mean, the likeliest first; nothing when nothing is likely."""
        known = self._cache.get(header)
        if known is None:
            known = self._cache[header] = self._guesses(header)
        return known

    def _guesses(self, header: str) -> tuple[Guess, ...]:
        told = self.own_words.get(header_key(header))
        if told is not None:
            return (Guess(told, 100.0),)
        text = self._unglued(comparable(header))
        best: dict[str, float] = {}
        relative = is_about_relative(header)
        for phrase, target, handicap in self._candidates(text):
            score = phrase_score(text, phrase)
            if score:
                if relative and score < EXACT and target not in (OTHER, SERIAL):
                    score -= 30
                best[target] = max(best.get(target, 0.0), score - handicap)
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        likely = [Guess(target, score) for target, score in ranked if score >= ENOUGH]
        return tuple(likely)


def _part_phrases(parts: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {normal(word): part for part, words in parts.items() for word in words}


_NAME_PARTS = _part_phrases(dict(NAME_PARTS))
_DAY_PARTS = _part_phrases(dict(DAY_PARTS))
_MALE = {"nam", "м", "муж", "мужской", "мужчины", "male", "m", "男", "ер"}
_FEMALE = {"nu", "ж", "жен", "женский", "женщины", "female", "f", "女", "әиел", "аиел"}


def name_part(header: str) -> str | None:
    """`family`, `middle`, `given` or `last` when the header names one part of a name."""
    return _NAME_PARTS.get(normal(header))


def day_part(header: str) -> str | None:
    """`day`, `month` or `year` when the header names one part of a day."""
    part = _DAY_PARTS.get(normal(header))
    # "Nam" without its mark is the men's column unless days and months stand beside it.
    return "year?" if part == "year" and clean(header).lower() == "nam" else part


def sex_part(header: str) -> str | None:
    """`male` or `female` when the header is one of the two columns Nam and Nữ."""
    written = clean(header).lower().strip(" .:")
    if written == "năm":
        return None
    folded = normal(header)
    return "male" if folded in _MALE else "female" if folded in _FEMALE else None
