"""Agreements whose end is told by a term."""

from __future__ import annotations

from datetime import date

import pytest
from spreadsheets.lists import records, understood


@pytest.mark.parametrize(
    ("header", "term", "until"),
    [
        ("Hiệu lực đến", "2 năm", date(2019, 3, 11)),
        ("Hiệu lực đến", "hai năm", date(2019, 3, 11)),
        ("Thời hạn", "24 tháng", date(2019, 3, 11)),
        ("Thời hạn", "02 (hai) năm", date(2019, 3, 11)),
        ("Thời hạn", "3 năm kể từ ngày ký", date(2020, 3, 11)),
        ("Thời hạn hiệu lực", "1 năm", date(2018, 3, 11)),
        ("Thời hạn (năm)", 2, date(2019, 3, 11)),
        ("Действует до", "2 года", date(2019, 3, 11)),
        ("Срок действия", "три года", date(2020, 3, 11)),
        ("到期日期", "两年", date(2019, 3, 11)),
        ("Hiệu lực đến", "20/4/2019", date(2019, 4, 20)),
    ],
)
def test_a_term_tells_the_end_of_an_agreement(header: str, term: str | int, until: date) -> None:
    rows = [
        ("STT", "Ngày ký", "Hiệu lực từ", header, "Số thỏa ước"),
        (1, "10/3/2017", "12/3/2017", term, "01/TƯLĐTT"),
        (2, "10/3/2017", "12/3/2018", "11/3/2020", "02/TƯLĐTT"),
    ]

    found = understood(rows, "agreements")

    assert found.values["effective_to"] == [until, date(2020, 3, 11)]
    assert [note.field for note in found.warnings] == ["effective_to"] * (term != "20/4/2019")


def test_a_term_begins_when_the_agreement_was_signed_where_nothing_else_is_told() -> None:
    rows = [("STT", "Ngày ký", "Thời hạn", "Phạm vi"), (1, "10/3/2017", "2 năm", "Toàn công ty")]

    assert records(understood(rows, "agreements"), "effective_to") == [("2019-03-09",)]


@pytest.mark.parametrize("term", ["vài năm", "0 năm", "2", "lâu dài", "200 năm"])
def test_a_term_that_is_none_stays_refused(term: str) -> None:
    rows = [
        ("STT", "Hiệu lực từ", "Hiệu lực đến", "Số thỏa ước"),
        (1, "12/3/2017", term, "01/TƯLĐTT"),
        (2, "12/3/2018", "11/3/2020", "02/TƯLĐTT"),
    ]

    assert understood(rows, "agreements").refused_rows == [2]
