"""How fast the returns of very many bodies are consolidated, against one GROUP BY over them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from exchange.levels import Levels
from sqlalchemy import text
from support.benches import in_turn, report
from support.many_packages import enrol, hand_in, senders
from support.offices import OfficeMaker

from unionoffice.core.periods import Period
from unionoffice.store.store import Store

RETURNS = int(os.environ.get("BENCH_RETURNS", "50000"))

SUMS = """
    SELECT f.row_key, sum(f.result), sum(f.total), sum(f.members), sum(f.head_total),
           sum(f.head_members)
    FROM received_returns r JOIN received_figures f ON f.return_id = r.id
    WHERE r.appendix = 'vn-member-benefit' AND r.period_last = '2017-12-31' AND r.is_current = 1
    GROUP BY f.row_key
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        levels = Levels(OfficeMaker(folder), folder)
        province = levels.office("H1", "province")
        known = senders(RETURNS)
        enrol(province.store, known)
        hand_in(province.store, known, 2017)
        form = province.form
        limit, ours = in_turn(
            lambda: group_by(province.store),
            lambda: province.reporting.figures(form, Period.year(2017)),
            rounds=7,
        )
        report(f"consolidate {RETURNS:,} returns (limit: one GROUP BY)", limit, ours, 1.2)
        levels.close()


def group_by(store: Store) -> None:
    with store.reading() as session:
        session.execute(text(SUMS)).all()


if __name__ == "__main__":
    main()
