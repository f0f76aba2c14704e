"""Some lists of each run of the tests: whoever and whatever they tell, and nobody else."""

from __future__ import annotations

from pathlib import Path

from support.command_line import Run

from messy.comparing import Account, bring_in
from messy.offices import all_offices


def test_messy_lists_come_in_without_a_wrong_person_record_or_figure(
    tmp_path: Path, run: Run
) -> None:
    account = Account()
    for year in all_offices(tmp_path, seed=20171231, count=2, is_small=True):
        bring_in(year, run, account)

    assert not account.deviations, "\n".join(account.deviations)
    assert account.rows > 500
    assert account.people > 150
    assert account.records > 200
    assert account.figures > 70
