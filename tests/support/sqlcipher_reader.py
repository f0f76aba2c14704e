"""A reader of encrypted offices that shares no code with SQLCipher: the format as documented.

Every page of 4,096 bytes ends with 16 bytes of initialisation vector and an HMAC-SHA512 of what is
encrypted, the vector and the number of the page; what comes before is AES-256-CBC. The key of the
HMAC is made of the raw key by two rounds of PBKDF2 with the salt, each of its bytes xor 0x3A.
"""

from __future__ import annotations

import hashlib
import hmac
import sqlite3

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, VECTOR = 4096, 80, 16


def decrypted(content: bytes, key: bytes, salt: bytes, open_bytes: int) -> bytes:
    """The file as plain SQLite; raises ValueError when a page is not what was written."""
    hmac_salt = bytes(byte ^ 0x3A for byte in salt)
    hmac_key = hashlib.pbkdf2_hmac("sha512", key, hmac_salt, 2, 32)
    pages = []
    for number in range(1, len(content) // PAGE + 1):
        page = content[(number - 1) * PAGE : number * PAGE]
        start, end = open_bytes if number == 1 else 0, PAGE - RESERVED
        signed = page[start : end + VECTOR] + number.to_bytes(4, "little")
        if hmac.digest(hmac_key, signed, "sha512") != page[end + VECTOR :]:
            raise ValueError(f"page {number}")
        cipher = Cipher(algorithms.AES(key), modes.CBC(page[end : end + VECTOR])).decryptor()
        pages.append(page[:start] + cipher.update(page[start:end]) + page[end:])
    return b"".join(pages)


def opened(plain: bytes) -> sqlite3.Connection:
    """The decrypted file, open in Python's own SQLite."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(plain)
    return connection
