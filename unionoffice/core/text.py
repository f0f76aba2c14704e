"""Text as it is kept, searched and sorted: NFC, folded without accents, and the order of names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Control characters, zero-width and direction marks: never wanted in a register. U+00AD stays out
# of the list: in a TCVN3 text it is the letter ư (the reader decodes before it cleans).
_INVISIBLE = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f"
    "\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff\\ufffe\\uffff\\ud800-\\udfff]"
)
_WHITE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_ONE_LETTER = re.compile(r"\b\w['’]\w")  # H'Yên, K'Brơi

LONGEST_SOUGHT, MOST_SOUGHT = 1000, 30
_AS_WRITTEN = re.compile("[\u0400-\u052f\u2e80-\U0003ffff]")


def clean(text: str) -> str:
    """Unicode NFC, no invisible characters, trimmed, inner white space single."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return _WHITE.sub(" ", text).strip()


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    if word.isascii():
        return word.lower()
    lowered = word.lower().replace("đ", "d").replace("ı", "i")
    kept = [
        mark for mark in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(mark)
    ]
    return unicodedata.normalize("NFC", "".join(kept))


def fold(text: str) -> str:
    """How a text is compared and searched: lower case, no accents, đ as d, words single-spaced.

    `fold("Đào  Thị ÁNH")` is `"dao thi anh"`, `fold("Ёлкин")` is `"елкин"`. Punctuation is dropped.
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    return " ".join(map(_fold_word, _words(text)))


def _words(text: str) -> list[str]:
    """Its words, without what stands between them; most names are letters and spaces."""
    return text.split() if text.replace(" ", "").isalpha() else _WORD.findall(text)


def sought_words(text: str) -> list[str]:
    """The words that somebody looks for, folded, each once.

    Nothing has very many words, and whole pages that were pasted are not gone through.
    """
    return list(dict.fromkeys(fold(text[:LONGEST_SOUGHT]).split()))[:MOST_SOUGHT]


# The order of the Vietnamese alphabet; each letter becomes one ASCII character from "A" on, so
# that the key sorts the same by bytes on every engine. Tones follow the letters of a syllable.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


@lru_cache(maxsize=65536)
def _syllable_key(syllable: str) -> str:
    tone, bare = "0", []
    for mark in unicodedata.normalize("NFD", syllable.lower()):
        if mark in _TONES:
            tone = _TONES[mark]
        else:
            bare.append(mark)
    letters = unicodedata.normalize("NFC", "".join(bare))
    return "".join([_RANK.get(letter, letter) for letter in letters]) + tone


def name_sort_key(name: str) -> str:
    """The key by which a person's name is sorted; compare it byte by byte.

    Vietnamese (and other Latin) names go by given name, surname, middle names, the letters in the
    order a ă â b c d đ … and the tones level, hanging, asking, tumbling, sharp, heavy within a
    syllable. Names in Cyrillic or Chinese letters go as they are written.
    """
    syllables = _words(name)
    if len(syllables) > 1 and not _AS_WRITTEN.match(syllables[0]):
        syllables = [syllables[-1], syllables[0], *syllables[1:-1]]
    return " ".join(map(_syllable_key, syllables))


def title_case(name: str) -> str:
    """A name in capitals as it is customarily written: `NGUYỄN ÁNH` → `Nguyễn Ánh`."""
    words = " ".join(
        "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
        for word in name.split(" ")
    )
    return _ONE_LETTER.sub(lambda found: found[0].upper(), words)
