"""Passphrases, recovery keys, and how they seal the key of a file.

A passphrase is taken as Unicode NFC without the white space around it; nothing else about it is
changed. Argon2id makes 32 bytes of it, which seal the key by AES-256-GCM. A recovery key is 130
random bits, written as 26 signs with 4 more to notice slips of the pen; it needs no stretching.
"""

from __future__ import annotations

import hashlib
import secrets
import time
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from unionoffice.store.key_record import KeyRecord, Stretch
from unionoffice.store.keyring import RawKey

USUAL = Stretch(memory=64 * 1024, passes=3, lanes=1)
LIGHTER = (Stretch(32 * 1024, 3, 1), Stretch(19 * 1024, 2, 1))  # for old computers, in this order
BEARABLE = 1.0  # seconds
MOST = Stretch(memory=1024 * 1024, passes=32, lanes=16)  # a file that asks for more is hostile
NONCE = 12
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U, which are read as others
READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
RANDOM_SIGNS, CHECK_SIGNS, GROUP = 26, 4, 5


def new_keys(passphrase: str) -> tuple[KeyRecord, RawKey, str]:
    """A new key for a file, sealed by the passphrase and by a new recovery key."""
    key = RawKey(secrets.token_hex(32))
    blank = KeyRecord(_id_of(key), secrets.token_hex(16), USUAL, "", "", "")
    record, recovery = with_recovery(with_passphrase(blank, key, passphrase), key)
    return record, key, recovery


def with_passphrase(record: KeyRecord, key: RawKey, passphrase: str) -> KeyRecord:
    """The record with the key sealed by this passphrase."""
    salt, stretch = secrets.token_bytes(16), bearable_stretch()
    sealed = _seal(_stretched(passphrase, salt, stretch), key, b"passphrase")
    return record._replace(stretch=stretch, passphrase_salt=salt.hex(), by_passphrase=sealed)


def with_recovery(record: KeyRecord, key: RawKey) -> tuple[KeyRecord, str]:
    """The record with the key sealed by a new recovery key, and that recovery key."""
    recovery = new_recovery()
    sealed = _seal(_of_recovery(recovery, record), key, b"recovery")
    return record._replace(by_recovery=sealed), recovery


def unwrapped(record: KeyRecord, secret: str) -> RawKey | None:
    """The key, by the passphrase or by the recovery key; None when it is neither."""
    recovery = read_recovery(secret)
    if recovery:
        key = _open(_of_recovery(recovery, record), record.by_recovery, b"recovery")
        if key is not None:
            return key
    if not _is_bearable(record.stretch):
        return None
    salt = bytes.fromhex(record.passphrase_salt)
    return _open(_stretched(secret, salt, record.stretch), record.by_passphrase, b"passphrase")


def normal(passphrase: str) -> str:
    return unicodedata.normalize("NFC", passphrase).strip()


def bearable_stretch() -> Stretch:
    """The usual stretch, or what an old computer bears within a second."""
    start = time.perf_counter()
    _stretched("", b"\0" * 16, USUAL._replace(passes=1))
    if (time.perf_counter() - start) * USUAL.passes <= BEARABLE:
        return USUAL
    for lighter in LIGHTER:
        start = time.perf_counter()
        _stretched("", b"\0" * 16, lighter)
        if time.perf_counter() - start <= BEARABLE:
            return lighter
    return LIGHTER[-1]


def is_weak(stretch: Stretch) -> bool:
    return stretch.memory * stretch.passes < USUAL.memory * USUAL.passes


# Recovery keys


def read_recovery(text: str) -> str:
    """The 30 signs of a recovery key as they were meant; "" when this is none, or mistyped."""
    signs = "".join(text.upper().split()).replace("-", "").translate(READ_AS)
    if len(signs) != RANDOM_SIGNS + CHECK_SIGNS or not set(signs) <= set(SIGNS):
        return ""
    return signs if signs[RANDOM_SIGNS:] == _check_signs(signs[:RANDOM_SIGNS]) else ""


def new_recovery() -> str:
    """A new recovery key, in groups as it is shown."""
    signs = "".join(secrets.choice(SIGNS) for _place in range(RANDOM_SIGNS))
    signs += _check_signs(signs)
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


def _check_signs(signs: str) -> str:
    number = int.from_bytes(hashlib.sha256(signs.encode()).digest()[:4], "big")
    return "".join(SIGNS[number >> (5 * place) & 31] for place in range(CHECK_SIGNS))


# Sealing


def _of_recovery(recovery: str, record: KeyRecord) -> bytes:
    signs = read_recovery(recovery).encode()
    salt = bytes.fromhex(record.cipher_salt)
    return HKDF(SHA256(), 32, salt, b"UnionOffice recovery").derive(signs)


def _stretched(passphrase: str, salt: bytes, stretch: Stretch) -> bytes:
    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=stretch.passes,
        lanes=stretch.lanes,
        memory_cost=stretch.memory,
    )
    return kdf.derive(normal(passphrase).encode("utf-8", "surrogatepass"))


def _is_bearable(stretch: Stretch) -> bool:
    return (
        8 * stretch.lanes <= stretch.memory <= MOST.memory
        and 1 <= stretch.passes <= MOST.passes
        and 1 <= stretch.lanes <= MOST.lanes
    )


def _seal(sealing: bytes, key: RawKey, purpose: bytes) -> str:
    nonce = secrets.token_bytes(NONCE)
    return (nonce + AESGCM(sealing).encrypt(nonce, bytes.fromhex(key.hex), purpose)).hex()


def _open(sealing: bytes, sealed: str, purpose: bytes) -> RawKey | None:
    content = bytes.fromhex(sealed)
    try:
        return RawKey(AESGCM(sealing).decrypt(content[:NONCE], content[NONCE:], purpose).hex())
    except InvalidTag:
        return None


def _id_of(key: RawKey) -> str:
    return hashlib.sha256(b"UnionOffice key id" + bytes.fromhex(key.hex)).hexdigest()[:32]
