"""The code on a printed return, by which paper and package are found to be one.

A package has a *content digest*: the SHA-256 of its manifest without the entry of the paper, which
carries the code and so cannot be part of it. The code is the first forty bits of that digest in
eight letters; the QR code beside it has the whole digest.
"""

from __future__ import annotations

from typing import Final

from unionoffice.core.identity import bits_of_code, short_code

LETTERS: Final = 8
QR_BEGINNING: Final = "UNIONOFFICE:RETURN:"
_DIGEST_LETTERS = 64


def code_of(digest: str) -> str:
    """The code for this content digest (in hexadecimal): "7K3M-9QPX"."""
    return short_code(bytes.fromhex(digest), LETTERS)


def qr_text(digest: str) -> str:
    """What the QR code on the paper says; capitals make it small."""
    return QR_BEGINNING + digest.upper()


def digest_beginning(text: str) -> str:
    """How the content digests with this code begin, or the whole one that a QR code gave.

    Raises ValueError for a text that is neither.
    """
    stripped = text.strip()
    if stripped.upper().startswith(QR_BEGINNING):
        digest = stripped[len(QR_BEGINNING) :].lower()
        if len(bytes.fromhex(digest)) * 2 != _DIGEST_LETTERS:
            raise ValueError("digest")
        return digest
    return f"{bits_of_code(text, LETTERS):010x}"
