"""Searching words in memory finds what looking through every text finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unionoffice.core.text import fold
from unionoffice.services.word_index import WordIndex

SYLLABLES = [
    *("Nguyễn", "Thị", "Đào", "Hằng", "An", "Hạnh", "Ёлкин", "陈明"),
    *("089077", "8900358521", "A12", "CĐ0890", "12345𝟙", "ЛК-0007"),
]
TEXTS = st.lists(st.lists(st.sampled_from(SYLLABLES), max_size=4).map(" ".join), max_size=12)
TYPED = st.one_of(
    st.lists(
        st.sampled_from([*SYLLABLES, "ng", "a", "0", "1", "89", "890", "9007", "90035", "cd", "x"]),
        max_size=3,
    ).map(" ".join),
    st.text(max_size=6),
)


@given(texts=TEXTS, others=st.sampled_from([0, 100]), typed=TYPED)
def test_index_finds_whatever_has_all_the_words(texts: list[str], others: int, typed: str) -> None:
    """Be it in many of the records, or in few."""
    folded = [fold(text) for text in [*texts, *["Lê Văn Tám 777"] * others, *texts]]
    hits = WordIndex(enumerate(folded, start=7)).find(typed)
    words = fold(typed).split()
    expected = [
        record_id
        for record_id, text in enumerate(folded, start=7)
        if all(word in text for word in words)
    ]
    assert list(hits.all()) == expected
    assert hits.count == len(expected)


def test_pages_are_slices_of_all_that_was_found() -> None:
    index = WordIndex(
        (number, "nguyen thi hang" if number % 3 else "le van an") for number in range(90)
    )
    hits = index.find("hằng")
    pages = [list(hits.page(offset, 25)) for offset in (0, 25, 50, 75)]
    assert [each for page in pages for each in page] == [n for n in range(90) if n % 3]
