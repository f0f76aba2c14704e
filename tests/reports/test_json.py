"""Figures as JSON: what scripts rely on, and strictly back again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from reports.builders import (
    a_consolidated_form,
    a_corrected_form,
    a_filled_form,
    a_large_form,
    a_zero_form,
    the_form,
)

from unionoffice.core.errors import RefusedFileError
from unionoffice.reports.as_json import as_json, check_against, from_json, from_text, to_text
from unionoffice.reports.filled import FilledForm


def _rows(filled: FilledForm) -> dict[str, dict[str, Any]]:
    return {row["key"]: row for row in json.loads(to_text(filled.figures))["rows"]}


def test_rows_carry_the_figures_they_have_and_no_others() -> None:
    rows = _rows(a_filled_form())
    assert rows["agreement"] == {"key": "agreement", "result": 4, "members": 60}
    assert rows["policy"]["titles"][1] == "Góp ý Luật Bảo hiểm xã hội"
    assert rows["charity.fund.visit"] == {
        "key": "charity.fund.visit",
        "total": 39,
        "members": 25,
        "share": 64.1,
        "by_head_count": {"total": 0, "members": 0},
    }
    assert rows["spiritual"]["by_head_count"] == {"total": 150, "members": 120}


def test_heading_names_form_organisation_period_and_moment() -> None:
    content = as_json(a_filled_form().figures)
    assert list(content) == [
        "appendix",
        "appendix_version",
        "organisation",
        "period",
        "generated_at",
        "rows",
    ]
    assert content["period"] == {"from": "2017-01-01", "to": "2017-12-31"}
    assert content["generated_at"] == "2017-12-31T08:00:00+07:00"


def test_every_row_is_there_in_order_when_all_is_nought() -> None:
    rows = _rows(a_zero_form())
    assert list(rows) == [row.key for row in the_form().rows()]
    assert rows["charity"]["share"] is None
    assert rows["policy"] == {"key": "policy", "result": 0, "titles": []}


def test_correction_stands_and_tells_what_was_computed() -> None:
    row = _rows(a_corrected_form())["agreement"]
    assert row["members"] == 62
    assert row["corrected"]["members"]["computed"] == 60
    assert row["corrected"]["members"]["reason"] == "Hai người được bổ sung theo danh sách giấy"


def test_correcting_twice_keeps_what_was_computed_first() -> None:
    row = a_corrected_form().figures.row("agreement")
    assert row is not None
    again = row.corrected("members", 61, "Đếm lại", "N. T. Hằng", row.corrections[0].at)
    assert [(entry.computed, entry.value) for entry in again.corrections] == [(60, 61)]


def test_share_follows_the_corrected_figures() -> None:
    row = a_filled_form().figures.row("charity")
    assert row is not None
    corrected = row.corrected(
        "total", 100, "Thêm một người", "K.", a_filled_form().figures.generated_at
    )
    assert str(corrected.share) == "69.0"


def test_consolidated_figures_name_their_sources_and_who_is_missing() -> None:
    content = as_json(a_consolidated_form().figures)
    assert content["sources"][0] == {"organisation": "T1", "version": 1}
    assert content["missing"][0]["code"] == "M1"


@pytest.mark.parametrize(
    "make", [a_filled_form, a_corrected_form, a_zero_form, a_large_form, a_consolidated_form]
)
def test_figures_come_back_as_they_went(make: Callable[[], FilledForm]) -> None:
    figures = make().figures
    assert from_text(to_text(figures)) == figures
    check_against(the_form(), from_text(to_text(figures)))


def a_campaign(row: str, members: int, alone: int = 0) -> dict[str, Any]:
    rows = [{"key": row, "members": members, "alone": alone}]
    uid, day = "0" * 26, "2017-05-08"
    return {"uid": uid, "held_on": day, "title": "", "organisers": True, "rows": rows}


def test_a_campaign_that_a_row_can_hold_is_read() -> None:
    content = _changed(lambda content: content.update(campaigns=[a_campaign("health", 1)]))
    assert from_json(content).campaigns[0].rows[0].members == 1


def _changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(to_text(a_corrected_form().figures))
    change(content)
    return content


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content["rows"][0].update(result=-1),
        lambda content: content["rows"][0].update(result=True),
        lambda content: content["rows"][0].update(result="5"),
        lambda content: content["rows"][0].update(result=5.5),
        lambda content: content["rows"][0].update(result=2**70),
        lambda content: content["rows"][0].update(note="more"),
        lambda content: content["rows"][7].update(members=100),
        lambda content: content["rows"][7].update(share=69.8),
        lambda content: content["rows"][7].update(share=None),
        lambda content: content["rows"][7].pop("share"),
        lambda content: content["rows"][0].update(share=10.0),
        lambda content: content["rows"][7].update(by_head_count={"total": 1, "members": 2}),
        lambda content: content["rows"][1].update(members=63),
        lambda content: content["rows"].append(content["rows"][0]),
        lambda content: content.update(campaigns=[a_campaign("policy", 0)]),
        lambda content: content.update(campaigns=[a_campaign("health", 10**6)]),
        lambda content: content.update(campaigns=[a_campaign("health", 1, alone=2)]),
        lambda content: content.update(campaigns=[a_campaign("galaxy", 1)]),
        lambda content: content.update(campaigns=[a_campaign("health", 1)] * 2),
        lambda content: content["organisation"].update(level="galaxy"),
        lambda content: content["period"].update({"from": "2018-01-01"}),
        lambda content: content["period"].update({"from": "2017-02-30"}),
        lambda content: content.update(generated_at="2017-12-31T08:00:00"),
        lambda content: content.update(appendix_version=0),
        lambda content: content.pop("rows"),
    ],
)
def test_figures_that_contradict_themselves_are_refused(
    change: Callable[[dict[str, Any]], object],
) -> None:
    with pytest.raises(RefusedFileError):
        from_json(_changed(change))


@pytest.mark.parametrize("text", ["", "[", "[]", '{"a": NaN}', '{"a": 1, "a": 2}', "[" * 100_000])
def test_what_is_no_json_of_ours_is_refused(text: str) -> None:
    with pytest.raises(RefusedFileError):
        from_text(text)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content["rows"].pop(),
        lambda content: content["rows"].reverse(),
        lambda content: content["rows"][3].update(members=1),
        lambda content: content.update(appendix_version=2),
    ],
)
def test_figures_of_another_form_do_not_pass_for_this_one(
    change: Callable[[dict[str, Any]], object],
) -> None:
    with pytest.raises(RefusedFileError):
        check_against(the_form(), from_json(_changed(change)))
