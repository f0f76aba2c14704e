"""Vietnamese text of the time before Unicode: TCVN3 (.VnTime), VNI and VISCII.

All three arrive as Latin-1 letters with the wrong look. Which one it is, the font says; where
there is no font, the share of words that are possible Vietnamese syllables decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

TCVN3, TCVN3_CAPITALS, VNI, VISCII = "tcvn3", "tcvn3h", "vni", "viscii"

_TCVN3_LOWER = (
    ("a8 a9 aa ab ac ad ae", "ăâêôơưđ"),
    ("b5 b6 b7 b8 b9", "àảãáạ"),
    ("bb bc bd be c6", "ằẳẵắặ"),
    ("c7 c8 c9 ca cb", "ầẩẫấậ"),
    ("cc ce cf d0 d1", "èẻẽéẹ"),
    ("d2 d3 d4 d5 d6", "ềểễếệ"),
    ("d7 d8 dc dd de", "ìỉĩíị"),
    ("df e1 e2 e3 e4", "òỏõóọ"),
    ("e5 e6 e7 e8 e9", "ồổỗốộ"),
    ("ea eb ec ed ee", "ờởỡớợ"),
    ("ef f1 f2 f3 f4", "ùủũúụ"),
    ("f5 f6 f7 f8 f9", "ừửữứự"),
    ("fa fb fc fd fe", "ỳỷỹýỵ"),
    # Capitals: the seven letters that the lower font has, and those of TCVN 5712 VN1.
    ("a1 a2 a3 a4 a5 a6 a7", "ĂÂÊÔƠƯĐ"),
    ("80 81 82 83 84", "ÀẢÃÁẠ"),
    ("85 86 87 88 89 8a 8b 8c 8d 8e", "ẶẬÈẺẼÉẸỆÌỈ"),
    ("8f 90 91 92 93 94 95 96 97 98", "ĨÍỊÒỎÕÓỌỘỜ"),
    ("99 9a 9b 9c 9d 9e 9f", "ỞỠỚỢÙỦŨ"),
    ("01 02 04 05 06 11 12 13 14 15 16 17", "ÚỤỪỬỮỨỰỲỶỸÝỴ"),
    ("af ba bf c0 c1 c2 c3 c4", "ẰẲẴẮẦẨẪẤ"),
    ("c5 cd d9 da db e0 f0 ff", "ỀỂỄẾỒỔỖỐ"),
    ("b0 b1 b2 b3 b4", "\u0300\u0309\u0303\u0301\u0323"),
)


def _as_read(byte: int) -> set[str]:
    """The characters that a byte becomes when it is read as Latin-1 or as cp1252."""
    found = {chr(byte)}
    try:
        found.add(bytes([byte]).decode("cp1252"))
    except UnicodeDecodeError:
        return found
    return found


_TCVN3 = {
    ord(read): letter
    for bytes_, letters in _TCVN3_LOWER
    for byte, letter in zip(bytes_.split(), letters, strict=True)
    for read in _as_read(int(byte, 16))
}

# VNI writes the letter and then its mark; the marks of the plain vowels, of ă, and of â ê ô.
_PLAIN_MARKS = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_BREVE_MARKS = dict(zip("êéèúüë", " \u0301\u0300\u0309\u0303\u0323", strict=True))
_ROOF_MARKS = dict(zip("âáàåãä", " \u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_SINGLE = {
    "ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)

    def enter(letter: str, written: str, marks: dict[str, str]) -> None:
        for mark, tone in marks.items():
            whole = unicodedata.normalize("NFC", letter + tone.strip())
            table[written + mark] = whole

    for letter in "aeouy":
        enter(letter, letter, _PLAIN_MARKS)
    enter("ơ", "ô", _PLAIN_MARKS)
    enter("ư", "ö", _PLAIN_MARKS)
    enter("ă", "a", _BREVE_MARKS)
    for letter, roofed in (("a", "â"), ("e", "ê"), ("o", "ô")):
        enter(roofed, letter, _ROOF_MARKS)
    complete = dict(table)
    for written, letter in table.items():
        complete[written.upper()] = letter.upper()
        complete[written[0].upper() + written[1:]] = letter.upper()
    return complete


_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_VISCII = {
    ord(read): letter
    for byte, letter in zip(
        [0x02, 0x05, 0x06, 0x14, 0x19, 0x1E, *range(0x80, 0x100)],
        "ẲẴẪỶỸỴẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạ"
        "ỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
        strict=True,
    )
    for read in _as_read(byte)
}

_ESCAPED = re.compile("_x00([0-9A-Fa-f]{2})_")


def decoded(text: str, encoding: str) -> str:
    """The text in Unicode; unchanged where it already is (it has letters of no old encoding)."""
    if text.isascii() and not _has_control(text):
        return text.upper() if encoding == TCVN3_CAPITALS else text
    if any("\u0100" <= mark <= "\u1fff" and mark not in "ŒœŠšŸŽžƒˆ˜" for mark in text):
        return text
    if encoding == VNI:
        return _VNI_PATTERN.sub(lambda match: _VNI[match.group()], text)
    if encoding == VISCII:
        return text.translate(_VISCII)
    text = _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text).translate(_TCVN3)
    text = unicodedata.normalize("NFC", text)
    return text.upper() if encoding == TCVN3_CAPITALS else text


def _has_control(text: str) -> bool:
    return not text.isprintable() or "_x00" in text


_VOWELS = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu iê yê oa oă oe oi ôi ơi ua uâ uê ui uô "
    "uơ uy ưa ưi ươ ưu oai oay oao oeo uây uôi uya uyê uyu ươi ươu iêu yêu uêu uao uai uay uă ue oo"
)
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
    f"(?:{'|'.join(sorted(_VOWELS.split(), key=len, reverse=True))})?"
    "(?:ch|nh|ng|[cmnpt])?"
)
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Whether a word (with marks or without) can be a Vietnamese syllable."""
    apart = unicodedata.normalize("NFD", word.lower())
    if len(_TONE.findall(apart)) > 1:
        return False
    bare = unicodedata.normalize("NFC", _TONE.sub("", apart))
    return bool(bare) and _SYLLABLE.fullmatch(bare) is not None


_SPACE = re.compile(r"[\s,.;:()/\-–'\"+\d&]+")


def syllable_share(texts: Iterable[str]) -> tuple[int, int]:
    """Of the words with other than ASCII letters: how many are syllables, and how many in all."""
    good = total = 0
    for text in texts:
        for word in _SPACE.split(text):
            if word and not word.isascii():
                total += 1
                good += is_syllable(word)
    return good, total


def guessed_encoding(texts: list[str]) -> str | None:
    """The old encoding that these texts are in, or None: they are Unicode, or nobody can say."""
    suspicious = [text for text in texts if not text.isascii() or _has_control(text)]
    before, total = syllable_share(suspicious)
    if total == 0 or before > 0.7 * total:
        return None
    best, best_share = None, 0.0
    for encoding in (TCVN3, VNI, VISCII):
        good, words = syllable_share(decoded(text, encoding) for text in suspicious)
        # A text that became plain ASCII was not Vietnamese at all.
        share = good / words if words else 0.0
        if share > best_share:
            best, best_share = encoding, share
    return best if best_share > 0.85 and best_share > before / total + 0.2 else None


def encoding_of_font(name: str) -> str | None:
    """The encoding that a font stands for: `.VnTime`, `.VnTimeH`, `VNI-Times` …"""
    lowered = name.strip().lower()
    if lowered.startswith(".vn"):
        return TCVN3_CAPITALS if lowered.endswith("h") else TCVN3
    if lowered.startswith("vni"):
        return VNI
    return None
