"""Codes that people read out and type, addresses of servers, and texts that machines exchange."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.core import strict_json
from unionoffice.core.addresses import (
    is_address,
    server_address,
    with_password,
    without_password,
)
from unionoffice.core.identity import bits_of_code, new_uid, short_code
from unionoffice.core.paper_code import code_of, digest_beginning, qr_text
from unionoffice.core.toml_text import toml_text


@given(st.binary(min_size=32, max_size=32))
def test_code_on_paper_begins_the_digest_however_it_is_typed(digest: bytes) -> None:
    code = code_of(digest.hex())
    assert len(code) == 9
    assert code[4] == "-"
    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' – ')} "):
        assert digest_beginning(typed) == digest.hex()[:10]
    mistaken = code.translate(str.maketrans("01", "OL"))
    assert digest_beginning(mistaken) == digest.hex()[:10]
    assert digest_beginning(qr_text(digest.hex())) == digest.hex()
    assert digest_beginning(f" {qr_text(digest.hex()).lower()} ") == digest.hex()
    assert qr_text(digest.hex()) == qr_text(digest.hex()).upper()


@pytest.mark.parametrize(
    "text", ["", "7K3M-9QP", "7K3M-9QPXX", "7K3M-9QPU", "UNIONOFFICE:RETURN:ab"]
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        digest_beginning(text)


def test_codes_stand_in_groups_of_four() -> None:
    assert short_code(bytes(20), 10) == "0000-0000-00"
    assert short_code(b"\xff" * 20, 4) == "ZZZZ"
    assert bits_of_code("0000-000Z", 8) == 31
    assert bits_of_code("10", 2) == 32


def test_uids_grow_with_time_and_are_never_the_same() -> None:
    first = new_uid()
    time.sleep(0.002)
    second = new_uid()
    assert first < second
    assert len(first) == 26
    assert set(first + second) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert len({new_uid() for _each in range(1000)}) == 1000
    assert abs((bits_of_code(first, 26) >> 80) - time.time_ns() // 10**6) < 60_000


# Addresses


def test_password_is_in_no_address_that_is_kept() -> None:
    plain = server_address("host:5433", "công đoàn", "lan@x")
    assert plain == "postgresql+psycopg://lan%40x@host:5433/c%C3%B4ng%20%C4%91o%C3%A0n"
    secret = with_password(plain, "p:w@/")
    assert "p%3Aw%40%2F" in secret
    assert without_password(secret) == plain
    assert with_password(secret, "x") == with_password(plain, "x")
    assert without_password("p://h/d?password=x&sslmode=require") == "p://h/d?sslmode=require"
    assert without_password("p://h/d") == "p://h/d"
    assert without_password("C:/a@b:c.uoffice") == "C:/a@b:c.uoffice"
    assert is_address(plain)
    assert not is_address("office.uoffice")


# JSON that can be read in one way only


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":2}',
        "NaN",
        "-Infinity",
        "[" * 100_000,
        '"\\ud800"',
        '"\\u0000"',
        '"\\\\\\u0001"',
        "{",
        b"\xff",
    ],
)
def test_json_with_two_meanings_is_refused(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        strict_json.parse(text)


def test_plain_json_is_read() -> None:
    assert strict_json.parse(b'{"a":[1,2.5,null,true,"\xc4\x90"]}') == {
        "a": [1, 2.5, None, True, "Đ"]
    }
    assert strict_json.parse('"\\u0110"') == "Đ"
    assert strict_json.parse('"\\\\u0000"') == "\\u0000"  # a backslash before what looks like one


# TOML

LETTERS = st.characters(codec="utf-8")
PLAIN = (
    st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.text(LETTERS, max_size=8)
    | st.dates()
    | st.lists(st.integers(0, 9), max_size=3)
)
KEYS = st.text(LETTERS, max_size=6)
TABLE = st.dictionaries(KEYS, PLAIN, max_size=4)


@given(TABLE, st.dictionaries(KEYS, st.lists(TABLE, min_size=1, max_size=3), max_size=2))
def test_toml_is_read_as_it_was_meant(values: dict[str, Any], more: dict[str, Any]) -> None:
    assert tomllib.loads(toml_text(values | more)) == values | more


def test_toml_is_laid_out_to_be_read() -> None:
    values = {
        "later": [{"x": 1, "inner": [{"y": "a"}]}],
        "none": None,
        "on": date(2026, 1, 2),
        "rate": Decimal("0.5"),
        "head": {"a b": True, "e": {}},
        "words": ["a", "b"],
    }
    assert toml_text(values) == (
        'on = 2026-01-02\nrate = 0.5\nwords = ["a", "b"]\n'
        '\n[[later]]\nx = 1\n\n[[later.inner]]\ny = "a"\n'
        '\n[head]\n"a b" = true\ne = {}\n'
    )
    with pytest.raises(TypeError, match="no TOML"):
        toml_text({"a": object()})
