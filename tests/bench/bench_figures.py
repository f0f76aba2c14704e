"""How fast the form's figures are counted over 1,000,000 benefits, against SQL written by hand."""

from __future__ import annotations

from support.benches import BENEFITS, PEOPLE, in_turn, opened, report

from unionoffice.core.periods import Period
from unionoffice.demo.papers import FORM

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


def main() -> None:
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


if __name__ == "__main__":
    main()
