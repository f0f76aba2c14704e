"""Identity numbers, cards and phones: what lists make of them, and their inner logic."""

from __future__ import annotations

import re
import unicodedata

from unionoffice.core import phones
from unionoffice.core.dates import PartialDate
from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_
from unionoffice.core.text import clean
from unionoffice.spreadsheets.amounts import LostDigitsError, digits_of_number, expanded
from unionoffice.spreadsheets.days import is_placeholder
from unionoffice.spreadsheets.frames import Cell
from unionoffice.spreadsheets.outcomes import EMPTY, Outcome, refused

# The first three digits of a citizen's card: its province (Circular 07/2016/TT-BCA).
_PROVINCE_CODES = (
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 "
    "035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 "
    "070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096 "
)
PROVINCES = frozenset(_PROVINCE_CODES.split())
_ANY_HAN = re.compile("[\u2e80-\u9fff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_KAZAKH = re.compile("иин|жсн|iin", re.IGNORECASE)
_PASSPORT = re.compile("hộ chiếu|ho chieu|passport|паспорт|护照|giấy tờ|证件", re.IGNORECASE)
_PASSPORT_NUMBER = re.compile(r"[A-Z]{1,2}\d{6,9}")
LEAST_DIGITS = 8  # of an identity number, its leading zero lost
_CHINESE_NUMBER = re.compile(r"\d{17}[\dX]")
_GLUE = re.compile(r"[\s.\-–_'’`\"]+")
_LABELS = re.compile(
    r"^(?:số\s*)?(?:cccd|cmnd|cc|cmt|id|số|so|№|no)(?:\s*số)?\s*[.:]*\s*", re.IGNORECASE
)
# "089085170055, cấp ngày 12/3/2021, CA An Giang"
_ISSUED = re.compile(
    r"[\s,;.(/–-]+(?:(?:được\s+|ngày\s*|nơi\s*|có\s+)?cấp\b|ngày\s+\d|do\s+(?:ca|công an|cục)\b|"
    r"(?:ca|công an|cục)\s|выдан|дата выдачи|签发).*",
    re.IGNORECASE | re.DOTALL,
)
_NOTED = re.compile(r"(?P<number>[^(\[]+)[(\[](?P<note>[^)\]]*)[)\]]?\s*")
_SEVERAL = re.compile(r"[/;,\n|]+|\bhoặc\b|\(|\)")

ZERO_RESTORED = N_("The leading zero was restored.")
DIGITS_LOST = N_("Excel has rounded this number; its last digits are lost. Type it again as text.")
NOT_IDENTITY = N_(
    "This is no identity number: a citizen's card has 12 digits, an old identity card 9."
)
ONE_TAKEN = N_("The cell holds several numbers; one was taken.")
NOT_PHONE = N_("This is no phone number; it was left out.")
COUNTRY_CODE = N_("The number is kept as it is dialled in Vietnam.")


def text_of(cell: Cell) -> str:
    """The characters of a cell that holds a number as text or, wrongly, as a number."""
    if isinstance(cell, str):
        # Chinese keyboards write digits of full width, which are the same digits.
        return expanded(clean(unicodedata.normalize("NFKC", cell)).strip(" '’`"))
    if isinstance(cell, float):
        return digits_of_number(cell)
    raise ValueError(cell)


class _NumberReader:
    """Reads one column of numbers that are kept as text."""

    def __init__(self, field: str) -> None:
        self._field = field

    def read(self, cell: Cell) -> Outcome:
        if isinstance(cell, str) and is_placeholder(cell):
            return EMPTY
        try:
            text = text_of(cell)
        except LostDigitsError:
            return refused(self._field, DIGITS_LOST)
        except ValueError:
            return self._of_no_number(cell)
        return self._of_text(text)

    def _of_text(self, text: str) -> Outcome:
        raise NotImplementedError

    def _of_no_number(self, cell: Cell) -> Outcome:
        raise NotImplementedError


class IdentityReader(_NumberReader):
    """Reads one column of identity numbers; its header says which nation's they are."""

    def __init__(self, header: str, field: str) -> None:
        super().__init__(field)
        self._is_chinese = _ANY_HAN.search(header) is not None
        self._is_russian = _CYRILLIC.search(header) is not None
        self._is_kazakh = _KAZAKH.search(header) is not None
        self._takes_passports = _PASSPORT.search(header) is not None

    def _of_no_number(self, cell: Cell) -> Outcome:
        return refused(self._field, NOT_IDENTITY)

    def _of_text(self, text: str) -> Outcome:
        text = _without_note(_ISSUED.sub("", text))
        bare = _GLUE.sub("", _LABELS.sub("", text)).upper()
        if not bare or set(bare) <= set("0-?X"):
            return EMPTY
        whole = self._whole(bare)
        if whole is not None:
            return whole
        pieces = [_GLUE.sub("", _LABELS.sub("", piece)).upper() for piece in _SEVERAL.split(text)]
        whole_pieces = [
            found for piece in pieces if piece and (found := self._whole(piece)) is not None
        ]
        if len(whole_pieces) == len([piece for piece in pieces if piece]) > 0:
            best = max(whole_pieces, key=lambda found: len(str(found.value)))
            return Outcome(best.value, Problem(self._field, ONE_TAKEN))
        return refused(self._field, NOT_IDENTITY)

    def _whole(self, text: str) -> Outcome | None:
        if text.isdecimal() and text.isascii():
            return self._digits(text)
        if _CHINESE_NUMBER.fullmatch(text) and (self._is_chinese or has_chinese_checksum(text)):
            return Outcome(text)
        if self._takes_passports and _PASSPORT_NUMBER.fullmatch(text):
            return Outcome(text)
        return None

    def _digits(self, text: str) -> Outcome | None:
        length = len(text)
        if length == 18 and (self._is_chinese or has_chinese_checksum(text)):
            return Outcome(text)
        if self._is_chinese:
            return Outcome(text) if length == 15 else None
        if self._is_kazakh:
            return Outcome(text) if length == 12 else self._restored(text, 12, 3)
        if self._is_russian:
            return Outcome(text) if 9 <= length <= 14 else None
        if length in (12, 9):
            return Outcome(text)
        if length in (10, 11) and text.zfill(12)[:3] in PROVINCES:
            return self._restored(text, 12)
        return self._restored(text, 9) if length == 8 else None

    def _restored(self, text: str, length: int, zeros: int = 2) -> Outcome | None:
        if not length - zeros <= len(text) < length:
            return None
        return Outcome(text.zfill(length), Problem(self._field, ZERO_RESTORED))


def _without_note(text: str) -> str:
    """`089085170055 (CC: 12/2021)` is that number; brackets with another one are looked at."""
    noted = _NOTED.fullmatch(text)
    if noted is None or sum(map(str.isdigit, noted["note"])) >= LEAST_DIGITS:
        return text
    return noted["number"]


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def has_chinese_checksum(text: str) -> bool:
    """Whether the last of the 18 characters fits the 17 before it (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == text[17]


def contradiction(number: str, birth: PartialDate | None, sex: str | None) -> str | None:
    """What the inner logic of a 12-digit number says against the list; an untranslated sentence."""
    if number[:3] not in PROVINCES:
        return N_("The first three digits of the identity number are no province.")
    century, is_female = divmod(int(number[3]), 2)
    if birth is not None and birth.year != 1900 + century * 100 + int(number[4:6]):
        return N_("The identity number belongs to another year of birth.")
    if sex is not None and (sex == "female") != bool(is_female):
        return N_("The identity number belongs to the other sex.")
    return None


class CardReader(_NumberReader):
    """Reads card numbers: any letters and digits, kept as text."""

    def _of_no_number(self, cell: Cell) -> Outcome:
        return Outcome(str(cell))

    def _of_text(self, text: str) -> Outcome:
        text = text.strip(" '’`\"")
        return Outcome(re.sub(r"\s+", " ", text)) if text else EMPTY


_CHANGES = {phones.ZERO_RESTORED: ZERO_RESTORED, phones.COUNTRY_CODE: COUNTRY_CODE}


class PhoneReader(_NumberReader):
    """Reads phone numbers into the form in which they are dialled at home."""

    def __init__(self, header: str, field: str) -> None:
        super().__init__(field)
        self._is_foreign = bool(_ANY_HAN.search(header) or _CYRILLIC.search(header))

    def _of_no_number(self, cell: Cell) -> Outcome:
        return Outcome(None, Problem(self._field, NOT_PHONE))

    def _of_text(self, text: str) -> Outcome:
        found, change = phones.dialled(text, is_foreign=self._is_foreign)
        if found is not None:
            message = _CHANGES.get(change)
            return Outcome(found, Problem(self._field, message) if message else None)
        return EMPTY if not text.strip("0 .-'") else Outcome(None, Problem(self._field, NOT_PHONE))
