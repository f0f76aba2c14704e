"""The wording of a list's cell, compared with the words of a closed list as a clerk would do it.

Abbreviations are written out, a word that is denied ("chưa duyệt") does not count, and accents tell
short words apart: "tặng" (to give) is not "tang" (mourning).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from unionoffice.core.text import fold

_ABBREVIATIONS = {
    "cđ": "công đoàn", "cđcs": "công đoàn cơ sở", "cđv": "công đoàn viên",
    "đvcđ": "đoàn viên công đoàn", "lđlđ": "liên đoàn lao động", "tlđ": "tổng liên đoàn",
    "xhcđ": "xã hội công đoàn", "xh": "xã hội", "qxh": "quỹ xã hội",
    "qxhcđ": "quỹ xã hội công đoàn", "qcđ": "quỹ công đoàn", "kp": "kinh phí",
    "kpcđ": "kinh phí công đoàn", "tccđ": "tài chính công đoàn", "nscđ": "ngân sách công đoàn",
    "ns": "ngân sách", "nsnn": "ngân sách nhà nước", "qpl": "quỹ phúc lợi",
    "cty": "công ty", "ct": "công ty", "dn": "doanh nghiệp", "cq": "cơ quan",
    "nsdlđ": "người sử dụng lao động", "nld": "người lao động", "nlđ": "người lao động",
    "lđ": "lao động", "cnlđ": "công nhân lao động", "đv": "đoàn viên",
    "mtq": "mạnh thường quân", "xhh": "xã hội hóa", "tp": "thành phố", "kcn": "khu công nghiệp",
    "tnlđ": "tai nạn lao động", "bnn": "bệnh nghề nghiệp", "tngt": "tai nạn giao thông",
    "tckk": "trợ cấp khó khăn", "hckk": "hoàn cảnh khó khăn", "kk": "khó khăn", "tc": "trợ cấp",
    "qg": "quốc gia", "qgvl": "quốc gia việc làm", "htvl": "hỗ trợ việc làm",
    "qghtvl": "quốc gia hỗ trợ việc làm", "tdtt": "thể dục thể thao", "vhvn": "văn hóa văn nghệ",
    "vhtt": "văn hóa thể thao", "hn": "hội nghị", "hnnlđ": "hội nghị người lao động",
    "cbcc": "cán bộ công chức", "cbccvc": "cán bộ công chức viên chức", "cbvc": "cán bộ viên chức",
    "cbnv": "cán bộ nhân viên", "nq": "nghị quyết", "llct": "lý luận chính trị",
    "xd": "xây dựng", "qcdc": "quy chế dân chủ", "qcctnb": "quy chế chi tiêu nội bộ",
    "atvslđ": "an toàn vệ sinh lao động", "atlđ": "an toàn lao động", "pl": "pháp luật",
    "bhxh": "bảo hiểm xã hội", "bhyt": "bảo hiểm y tế", "bhtn": "bảo hiểm thất nghiệp",
    "hđlđ": "hợp đồng lao động", "gq": "giải quyết", "ko": "không",
}  # fmt: skip
SHORT_FOR_NOT = {short for short, long in _ABBREVIATIONS.items() if long == "không"}
_WRITTEN_OUT = {fold(short): long for short, long in _ABBREVIATIONS.items()} | _ABBREVIATIONS
_PIECES = (("c ty", "cty"), ("q xh", "qxh"), ("l đ l đ", "lđlđ"), ("vh vn", "vhvn"))
_NOT = frozenset(("chưa", "không", "chẳng", "khỏi", "не", "not", "no", "без"))
_BETWEEN = frozenset(("được", "bị", "có", "ai", "qua", "phải"))
_HAN_NOT = "未不没无非"
_WORD = re.compile(r"\w+")
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


@lru_cache(maxsize=16384)
def _marked(word: str) -> str:
    """The word with its tone behind it, wherever the tone is written: `hủy` and `huỷ` are one."""
    tone, letters = "", []
    for mark in unicodedata.normalize("NFD", word):
        if mark in _TONES:
            tone = _TONES[mark]
        else:
            letters.append(mark)
    return unicodedata.normalize("NFC", "".join(letters)) + tone


@dataclass(frozen=True)
class Wording:
    """A text as it is compared: word by word, with its accents and without."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Wording:
        lowered = unicodedata.normalize("NFC", text).lower()
        joined = f" {' '.join(_WORD.findall(lowered))} "
        for apart, together in _PIECES:
            joined = joined.replace(f" {apart} ", f" {together} ")
        written = (_WRITTEN_OUT.get(word, word) for word in joined.split())
        return cls(tuple(" ".join(written).split()))

    @cached_property
    def marked(self) -> str:
        return " ".join(map(_marked, self.words))

    @cached_property
    def bare(self) -> str:
        return fold(" ".join(self.words))

    @cached_property
    def _has_marks(self) -> bool:
        return not "".join(self.words).isascii()

    def __len__(self) -> int:
        return len(self.bare)

    def _needs_marks(self, other: Wording) -> bool:
        """A word of one syllable means another thing without its accents."""
        return len(self.words) == 1 and other._has_marks and self.bare.isascii()

    def equals(self, other: Wording) -> bool:
        """Whether the other text says just this, accents aside where that leaves no doubt."""
        if self._needs_marks(other):
            return self.marked == other.marked
        return self.bare == other.bare

    def is_in(self, other: Wording) -> bool:
        """Whether the other text says this somewhere without denying it."""
        return self.place_in(other) is not None

    def is_spelt_in(self, other: Wording) -> bool:
        """Whether the other text has this with the very same accents, or with as few."""
        return f" {self.marked} " in f" {other.marked} "

    def place_in(self, other: Wording) -> int | None:
        """How many words stand before the other text says this without denying it."""
        if len(self.bare) < 2:
            return None
        has_marks = self._needs_marks(other)
        own, text = (self.marked, other.marked) if has_marks else (self.bare, other.bare)
        is_stem = not own.isascii() and not has_marks
        places = _places(own, text, is_stem)
        said = (place for place in places if not other._is_denied(text[:place]))
        return next((text.count(" ", 0, place) for place in said), None)

    def _is_denied(self, text_before: str) -> bool:
        """Whether the text before a word denies it."""
        if text_before[-1:] and text_before[-1] in _HAN_NOT:
            return True
        before = list(self.words[: text_before.count(" ")])
        while before and before[-1] in _BETWEEN:
            before.pop()
        return bool(before) and before[-1] in _NOT


def _places(word: str, text: str, is_stem: bool) -> Iterator[int]:
    """Where the word stands in the text: whole, or (other than in Latin letters) as a stem."""
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        is_whole = text[place - 1 : place] in ("", " ") and text[end : end + 1] in ("", " ")
        if is_whole or is_stem:
            yield place
        place = text.find(word, place + 1)
