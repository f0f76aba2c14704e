"""How easily a passphrase is guessed, judged in plain words: length, common words, rows of keys."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.core.text import fold

SHORTEST = 8
GUESSED_AT_ONCE, GUESSED_SOON, LONG_ENOUGH = 28.0, 45.0, 60.0  # bits, behind a slow Argon2id
WORD_BITS = 9.0  # of a word that stands in a list of common ones
PLAIN_WORD_BITS = 13.0  # of any other word of a language
SEQUENCES = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "0987654321", "abcdefghijklmnopqrstuvwxyz",
    "qazwsxedcrfvtgbyhnujmikolp", "йцукенгшщзхъ", "фывапролджэ",
)  # fmt: skip
COMMON = frozenset(
    """
    password passphrase pass admin administrator login welcome letmein iloveyou
    monkey dragon sunshine
    princess football baseball master hello secret shadow superman qwerty office union computer
    internet vietnam saigon hanoi hochiminh danang cantho angiang haiphong dongnai binhduong
    matkhau mat khau congdoan cong doan doanvien doan vien chutich chu tich vanphong van phong
    co quan don vi lien doan lao dong ban chap hanh cong ty may nha may xi nghiep
    anhyeuem anh yeu em yeuem toiyeu toi yeu vo chong con gai con trai bo me gia dinh ong ba
    nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly van thi minh anh
    hung dung tuan hai nam linh lan hoa mai huong thu ha thao phuong ngoc hong hanh thanh quang
    mot hai ba bon nam sau bay tam chin muoi xin chao cam on viet nam muon nam bac ho
    пароль профсоюз люблю привет profsoyuz parol kazakhstan moskva gonghui mima woaini
    """.split()  # noqa: SIM905 - a list of words reads better as one
)
WORDS = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
YEAR = re.compile(r"(19|20)\d\d")
DATE = re.compile(r"\d{6}|\d{8}")


@dataclass(frozen=True)
class Strength:
    """Of four steps: 0 is refused, 1 weak, 2 fair, 3 strong; `advice` is untranslated."""

    step: int
    advice: str


def strength_of(passphrase: str) -> Strength:
    """How well this passphrase protects against somebody who holds a copy of the file."""
    text = passphrase.strip()
    if len(text) < SHORTEST:
        return Strength(0, N_("At least 8 letters. Four or five words in a row are best."))
    bits = guesses_in_bits(text)
    if bits < GUESSED_AT_ONCE:
        return Strength(0, N_("It is guessed at once. Take four or five words in a row."))
    if bits < GUESSED_SOON:
        return Strength(1, N_("Weak: common words, days or rows of keys. Add two more words."))
    if bits < LONG_ENOUGH:
        return Strength(2, N_("Fair. One more word makes it strong."))
    return Strength(3, N_("Strong. Nobody guesses it."))


def check_passphrase(passphrase: str) -> None:
    """Raise UserError for a passphrase that is guessed at once."""
    strength = strength_of(passphrase)
    if strength.step == 0:
        raise UserError(strength.advice)


def guesses_in_bits(text: str) -> float:
    """About the number of guesses, as a power of two: each piece once, however often it comes."""
    seen: set[str] = set()
    bits = 0.0
    for piece in WORDS.findall(text):
        word = fold(piece) or piece
        # The same piece again costs a guesser next to nothing.
        bits += 1.0 if word in seen else _bits_of(word, piece)
        seen.add(word)
    return bits


def _bits_of(word: str, piece: str) -> float:
    if word in COMMON:
        return WORD_BITS * len(word) / 4 if len(word) < 4 else WORD_BITS
    if len(set(word)) == 1 or _is_sequence(word):
        return 4.0 + math.log2(len(word))
    if YEAR.fullmatch(word):
        return 7.0
    if DATE.fullmatch(word):
        return 15.0
    if word.isdigit():
        return 2.2 * len(word)  # most are cards, phones or days
    if piece.isalpha():
        mixed = 1.0 if piece[1:].islower() or piece.islower() or piece.isupper() else 1.5
        return min(PLAIN_WORD_BITS, 3.0 * len(word)) * mixed + 2.0 * max(0, len(word) - 8)
    return 5.0


def _is_sequence(word: str) -> bool:
    return len(word) >= 3 and any(word in row or word[::-1] in row for row in SEQUENCES)
