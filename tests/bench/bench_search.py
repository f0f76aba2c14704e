"""How fast members are found as one types, sorted and leafed through, against SQL by hand."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import Connection
from support.benches import PEOPLE, in_turn, opened, percentile, report

from unionoffice.core.text import fold
from unionoffice.services.views import Query

PAGE = 200
FIELDS = ("full_name", "birth_date", "card_number", "unit", "joined_on")
TYPED = (
    "ngu", "nguy", "nguyen", "nguyen thi", "dao", "Đào", "kim anh", "hang", "huynh", "chau soc",
    "neang", "van dung", "0897", "tran thi ngoc", "phuong", "bich tuyet", "xyz", "le van", "oanh",
    "my duyen",
)  # fmt: skip
SORTED = """
    SELECT p.id, p.full_name, p.birth_date, m.card_number, u.name, m.joined_on
    FROM people p JOIN memberships m ON m.person_id = p.id AND m.is_current = 1
    LEFT JOIN employments e ON e.person_id = p.id AND e.is_current = 1
    LEFT JOIN units u ON u.id = e.unit_id
    WHERE p.voided_at IS NULL ORDER BY p.name_key, p.id LIMIT 200 OFFSET {offset}
"""


def main() -> None:
    workplace = opened()
    desk = workplace.desk

    def page(query: Query, offset: int = 0) -> list[Any]:
        return desk.page("members", query, FIELDS, offset, PAGE)

    with workplace.store.reading() as session:
        connection = session.connection()
        trigrams = indexed(connection)

        def find(text: str) -> None:
            page(Query(find=text))
            desk.totals("members", Query(find=text))

        for clock, words in ((time.perf_counter, ""), (time.process_time, ", processor's time")):
            limit, ours = in_pairs(partial(match, trigrams), find, clock)
            middle, most = percentile(ours, 0.5), percentile(ours, 0.95)
            what = f"search in {PEOPLE:,} people, p95{words} (limit: FTS5 trigram)"
            report(what, percentile(limit, 0.95), most, 1.5)
            print(
                f"of it p50: limit {percentile(limit, 0.5) * 1000:.1f} ms, {middle * 1000:.1f} ms"
            )
        for words, offset in (("sorted page", 0), ("jump to the middle", PEOPLE // 2)):
            sql = SORTED.format(offset=offset)
            report(
                f"{words} (limit: the same rows by hand)",
                *in_turn(
                    lambda sql=sql: connection.exec_driver_sql(sql).all(),  # type: ignore[misc]
                    lambda offset=offset: page(Query(), offset),  # type: ignore[misc]
                    9,
                ),
                1.5,
            )
    workplace.close()


def indexed(connection: Connection) -> sqlite3.Connection:
    """The folded names as a trigram index whose row ids are their places in the order of names."""
    rows = connection.exec_driver_sql("SELECT search_text FROM people ORDER BY name_key, id")
    trigrams = sqlite3.connect(":memory:")
    trigrams.execute("CREATE VIRTUAL TABLE names USING fts5(words, tokenize = 'trigram')")
    trigrams.executemany("INSERT INTO names (words) VALUES (?)", (tuple(row) for row in rows))
    trigrams.commit()
    return trigrams


def match(trigrams: sqlite3.Connection, text: str) -> None:
    words = " AND ".join(f'"{word}"' for word in fold(text).split() if len(word) > 2)
    first = "SELECT rowid, words FROM names WHERE words MATCH ? ORDER BY rowid LIMIT 200"
    trigrams.execute(first, (words,)).fetchall()
    trigrams.execute("SELECT count(*) FROM names WHERE words MATCH ?", (words,)).fetchone()


def in_pairs(
    limit: Callable[[str], None], ours: Callable[[str], None], clock: Callable[[], float]
) -> tuple[list[float], list[float]]:
    """The seconds of both for every word, five times, one after the other."""
    times: tuple[list[float], list[float]] = ([], [])
    for _round in range(5):
        for text in TYPED:
            for find, taken in zip((limit, ours), times, strict=True):
                began = clock()
                find(text)
                taken.append(clock() - began)
    return times


if __name__ == "__main__":
    main()
