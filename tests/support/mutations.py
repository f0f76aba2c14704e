"""TOML files with something wrong in them, made by lot."""

from __future__ import annotations

from hypothesis import strategies as st

# What a slip of the hand, a broken editor or a malicious mind may put into a declaration.
SCRAPS = (
    "",
    "\n",
    "\x00",
    "\ufeff",
    "\u202e",
    "= ",
    "[[",
    "{",
    "}",
    "{{0}}",
    '"',
    "nan",
    "inf",
    "-1",
    "1e999",
    "99999999999999999999",
    "true",
    "[]",
    "{}",
    '""',
    "0000-00-00",
    "2025-02-30",
    '"\\ud800"',
    "[[section]]\n",
    "[[value]]\n",
    "a.b.c = 1\n",
)


def broken(text: str) -> st.SearchStrategy[bytes]:
    """The text with up to three pieces of it replaced, moved or left out."""
    piece = st.tuples(
        st.integers(0, len(text)), st.integers(0, 40), st.sampled_from(SCRAPS), st.integers(0, 3)
    )
    return st.lists(piece, min_size=1, max_size=3).map(lambda pieces: _with(text, pieces))


def _with(text: str, pieces: list[tuple[int, int, str, int]]) -> bytes:
    for place, length, scrap, times in pieces:
        text = text[:place] + scrap + text[place : place + length] * times + text[place + length :]
    return text.encode("utf-8", "surrogatepass")
