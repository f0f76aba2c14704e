"""Lists brought in by the command line: what is asked for and how it is answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.command_line import Run

GIFTS = """DANH SÁCH THĂM HỎI, TRỢ CẤP;;;
Ngày 15/01/2017;;;
STT;Họ và tên;Số tiền;Ký nhận
1;Lê Văn An;300.000;
2;Lê Văn Ba;300.000;
"""


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "office.uoffice"
    assert run("new", path, "--level", "primary", "--code", "X", "--name", "CĐCS").status == 0
    return path


@pytest.fixture
def gifts(tmp_path: Path) -> Path:
    path = tmp_path / "gifts.csv"
    path.write_text(GIFTS, encoding="utf-8-sig")
    return path


def test_what_no_row_says_is_asked_once(run: Run, office: Path, gifts: Path) -> None:
    answer = run("import", office, "benefits", gifts, "--create-people")

    assert answer.status == 3
    assert answer.out.startswith("gifts.csv: 2 rows;")
    asked = [line for line in answer.err.splitlines() if "[values]" in line]
    assert len(asked) == 2
    assert "kind = one of visit_sickness" in asked[0]
    assert "fund = one of social_fund" in asked[1]


@pytest.mark.parametrize("fund", ["union_budget", "Kinh phí công đoàn"])
def test_a_mapping_answers_for_all_rows(run: Run, office: Path, gifts: Path, fund: str) -> None:
    answers = gifts.with_suffix(".toml")
    answers.write_text(f'[values]\nkind = "tet_gift"\nfund = "{fund}"\n', encoding="utf-8")

    answer = run("import", office, "benefits", gifts, "--create-people", "--map", answers)

    assert answer.status == 0
    rows = run("list", office, "benefits", "--format", "json").json
    assert [(row["kind"], row["fund"]) for row in rows] == [("tet_gift", "union_budget")] * 2


def test_an_answer_that_the_field_does_not_know_is_refused(
    run: Run, office: Path, gifts: Path
) -> None:
    answers = gifts.with_suffix(".toml")
    answers.write_text('[values]\nkind = "tet_gift"\nfund = "ví tiền"\n', encoding="utf-8")

    answer = run("import", office, "benefits", gifts, "--create-people", "--map", answers)

    assert answer.status == 1
    assert "ví tiền" in answer.err
    assert run("list", office, "benefits", "--format", "json").json == []
