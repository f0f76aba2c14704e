"""How fast the form's figures are counted over 1,000,000 benefits, against SQL written by hand."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from random import Random

from msgspec.structs import replace
from sqlalchemy import Connection
from sqlcipher3 import dbapi2
from support.benches import BENEFITS, PEOPLE, TODAY, in_turn, large_office, opened, report

from unionoffice.bootstrap import open_workplace
from unionoffice.core.periods import Period
from unionoffice.demo.papers import FORM
from unionoffice.reports.forms import Form

YEAR = Period.year(2026)
VISITS = (
    "'visit_sickness', 'visit_work_accident', 'visit_occupational_disease', 'visit_maternity', "
    "'visit_bereavement'"
)
ROWS = {
    "charity.fund.visit": f"b.fund = 'social_fund' AND b.kind IN ({VISITS})",
    "charity.fund": "b.fund = 'social_fund'",
    "charity.other": "b.fund <> 'social_fund'",
    "charity": "1",
}
BY_HAND = """
    SELECT count(DISTINCT b.person_id),
           count(DISTINCT CASE WHEN (m.joined_on IS NULL OR m.joined_on <= b.given_on)
                 AND (m.left_on IS NULL OR b.given_on < m.left_on) THEN b.person_id END)
    FROM benefits b LEFT JOIN memberships m ON m.person_id = b.person_id
    WHERE b.status IN ('approved', 'paid') AND b.voided_at IS NULL
      AND b.given_on BETWEEN '2026-01-01' AND '2026-12-31' AND {which}
"""

AGREEMENTS, DIALOGUES = 200, 500
COVERED = {
    "agreement": (
        "agreements", "agreement",
        "coalesce(r.effective_from, r.signed_on) <= '2026-12-31' AND "
        "(r.effective_to IS NULL OR r.effective_to >= '2026-01-01')", "'2026-12-31'",
    ),
    "dialogue": (
        "dialogues", "dialogue", "r.held_on BETWEEN '2026-01-01' AND '2026-12-31'", "r.held_on",
    ),
}  # fmt: skip
COVERED_BY_HAND = """
    WITH RECURSIVE below (above, unit) AS (
        SELECT id, id FROM units
        UNION SELECT b.above, u.id FROM below b JOIN units u ON u.parent_id = b.unit
    ), everybody AS MATERIALIZED (
        SELECT DISTINCT {day} AS day FROM {records} r
        WHERE r.voided_at IS NULL AND {which}
          AND NOT EXISTS (SELECT 1 FROM {one}_units l WHERE l.{one}_id = r.id)
    ), some AS MATERIALIZED (
        SELECT DISTINCT {day} AS day, b.unit FROM {records} r
        JOIN {one}_units l ON l.{one}_id = r.id JOIN below b ON b.above = l.unit_id
        WHERE r.voided_at IS NULL AND {which}
    )
    SELECT count(DISTINCT m.person_id) FROM memberships m
    JOIN people p ON p.id = m.person_id AND p.voided_at IS NULL
    WHERE EXISTS (
        SELECT 1 FROM everybody c WHERE (m.joined_on IS NULL OR m.joined_on <= c.day)
          AND (m.left_on IS NULL OR c.day < m.left_on)
    ) OR EXISTS (
        SELECT 1 FROM employments e JOIN some c ON c.unit = e.unit_id
        WHERE e.person_id = m.person_id
          AND (m.joined_on IS NULL OR m.joined_on <= c.day)
          AND (m.left_on IS NULL OR c.day < m.left_on)
          AND (e.employed_on IS NULL OR e.employed_on <= c.day)
          AND (e.ended_on IS NULL OR c.day < e.ended_on)
    )
"""


def main() -> None:
    benefits()
    coverage()


def benefits() -> None:
    workplace = opened()
    form = workplace.reporting.forms.open(FORM)
    with workplace.store.reading() as session:
        connection = session.connection()

        def limit() -> dict[str, tuple[int, int]]:
            found = {}
            for key, which in ROWS.items():
                row = connection.exec_driver_sql(BY_HAND.format(which=which)).one()
                found[key] = (int(row[0]), int(row[1]))
            return found

        def ours() -> dict[str, tuple[int | None, int | None]]:
            figures = workplace.reporting.figures(form, YEAR)
            rows = {row.key: row for row in figures.rows}
            return {key: (rows[key].total, rows[key].members) for key in ROWS}

        assert limit() == ours()
        report(
            f"all figures over {PEOPLE:,} people, {BENEFITS:,} benefits (limit: SQL by hand)",
            *in_turn(limit, ours, 3, warm=False),
            1.2,
        )
    workplace.close()


def coverage() -> None:
    """Members covered by many agreements and dialogues; three in four name some units only."""
    workplace = open_workplace(str(with_agreements()), read_only=True)
    form = rows_of(workplace.reporting.forms.open(FORM), COVERED)
    with workplace.store.reading() as session:
        connection = session.connection()

        def limit() -> dict[str, int]:
            return {key: by_hand(connection, *covered) for key, covered in COVERED.items()}

        def ours() -> dict[str, int | None]:
            counted = workplace.figures.count(form, YEAR)
            return {row.key: row.members for row in counted.rows}

        assert limit() == ours()
        report(
            f"members covered by {AGREEMENTS} agreements and {DIALOGUES} dialogues among "
            f"{PEOPLE:,} people (limit: SQL by hand)",
            *in_turn(limit, ours, 5),
            1.2,
        )
    workplace.close()


def rows_of(form: Form, keys: Collection[str]) -> Form:
    """The form with these rows only."""
    rows = tuple(row for row in form.rows() if row.key in keys)
    return replace(form, sections=(replace(form.sections[0], rows=rows),))


def with_agreements() -> Path:
    """The office of all benches with agreements and dialogues of the last two years; kept too."""
    office = large_office()
    copy = office.with_suffix(".covered.uoffice")
    if copy.exists():
        return copy
    unfinished = copy.with_suffix(".partial.uoffice")
    shutil.copy(office, unfinished)
    rng = Random(3)
    connection = dbapi2.connect(str(unfinished))
    units = [row[0] for row in connection.execute("SELECT id FROM units")]
    for number in range(AGREEMENTS + DIALOGUES):
        one = "agreement" if number < AGREEMENTS else "dialogue"
        day = (TODAY - timedelta(days=rng.randrange(700))).isoformat()
        columns = "kind, signed_on" if one == "agreement" else "form, held_on"
        kind = "agreement" if one == "agreement" else "periodic"
        statement = f"INSERT INTO {one}s ({columns}, search_text, version) VALUES (?, ?, '', 1)"
        record = connection.execute(statement, (kind, day)).lastrowid
        for unit in rng.sample(units, 3) if number % 4 else ():
            statement = f"INSERT INTO {one}_units ({one}_id, unit_id) VALUES (?, ?)"
            connection.execute(statement, (record, unit))
    connection.commit()
    connection.close()
    unfinished.rename(copy)
    return copy


def by_hand(connection: Connection, records: str, one: str, which: str, day: str) -> int:
    sql = COVERED_BY_HAND.format(records=records, one=one, which=which, day=day)
    return int(connection.exec_driver_sql(sql).scalar_one())


if __name__ == "__main__":
    main()
