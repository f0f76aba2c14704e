"""Forms made by a federation: written as declarations that read back as what was meant."""

from __future__ import annotations

from datetime import date

import pytest
from reports.builders import INDICATORS, the_form

from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.reports.form_making import (
    SORTS,
    RowPlan,
    Sort,
    form_id_of,
    form_text,
    new_form,
    next_version,
    plan_of,
    planned_row,
    with_row,
    with_rows,
)
from unionoffice.reports.form_words import in_the_window
from unionoffice.reports.forms import Form, parse_form

LANGUAGES = ("vi", "en")


def again(form: Form) -> Form:
    return parse_form(form_text(form).encode(), "form.toml", INDICATORS)


def test_every_bundled_form_is_written_as_it_was_read() -> None:
    assert again(the_form()) == the_form()


def with_rows_of(*plans: RowPlan) -> Form:
    form = new_form("h1", "Báo cáo quý", LANGUAGES)
    for number, plan in enumerate(plans):
        form = with_row(form, 0, number, planned_row(form, f"r{number}", plan))
    return form


@pytest.mark.parametrize("sort", SORTS)
def test_row_of_every_sort_is_declared_and_recognised(sort: Sort) -> None:
    label = {"vi": "Số lượt", "en": "Turns"}
    words = {"vi": "Kết quả (lượt):", "en": "Result:"}
    plan = RowPlan(label, sort, "2", 0, "policy", ("r0",), words)
    form = with_rows_of(RowPlan(label, "typed", "1"), plan)
    read = again(form)
    found = plan_of(read, list(read.rows())[1])
    assert (found.sort, found.words["vi"], found.number) == (sort, "Kết quả (lượt):", "2")


def test_next_version_counts_up_and_leaves_periods_that_are_over_to_the_former_one() -> None:
    form = next_version(the_form(), date(2026, 7, 1))
    assert (form.version, form.accepts) == (the_form().version + 1, ())
    assert not form.is_in_force_for(date(2026, 6, 30))
    assert form.is_in_force_for(date(2026, 9, 30))


def test_form_without_rows_or_with_a_missing_label_is_refused() -> None:
    with pytest.raises(RefusedFileError, match="empty"):
        again(new_form("h1", "Báo cáo", LANGUAGES))
    with pytest.raises(RefusedFileError, match="no words in “en”"):
        again(with_rows_of(RowPlan({"vi": "Số lượt"}, "typed")))


def test_a_fault_is_told_in_the_window_by_the_words_of_a_row_not_by_its_key() -> None:
    form = with_rows_of(
        RowPlan({"vi": "+ Số lượt thăm:"}, "typed"),
        RowPlan(dict.fromkeys(LANGUAGES, "Tổng số"), "sum"),
    )
    with pytest.raises(RefusedFileError) as refusal:
        again(form)
    said = in_the_window(form, refusal.value)
    assert said.endswith("no words in “English” at “Số lượt thăm”.")
    form = with_rows_of(RowPlan(dict.fromkeys(LANGUAGES, "Tổng số"), "sum"))
    with pytest.raises(RefusedFileError, match="adds up nothing") as refusal:
        again(form)
    assert "The row “Tổng số”" in in_the_window(form, refusal.value)
    form = with_rows_of(RowPlan(dict.fromkeys(LANGUAGES, "Tổng số"), "people"))
    with pytest.raises(RefusedFileError, match="“total” does not say which") as refusal:
        again(form)
    assert "its “people” does not say which" in in_the_window(form, refusal.value)
    assert "“the title”" in in_the_window(form, UserError("“{where}”", where="title"))
    assert "“Kết quả”" in in_the_window(form, UserError("“{where}”", where="column result"))


def test_a_new_form_has_head_and_signature_like_the_paper_of_an_office() -> None:
    form = again(with_rows_of(RowPlan(dict.fromkeys(LANGUAGES, "Tổng số"), "typed")))
    given = the_form()
    for name in ("motto", "date_line", "recipients", "signatures"):
        assert getattr(form, name) == getattr(given, name), name


def test_rows_are_moved_within_a_section() -> None:
    form = with_rows_of(*(RowPlan(dict.fromkeys(LANGUAGES, name), "typed") for name in "abc"))
    form = with_rows(form, 0, reversed(form.sections[0].rows))
    assert [row.label["vi"] for row in form.rows()] == ["c", "b", "a"]


def test_ids_are_made_of_names_and_taken_once() -> None:
    assert form_id_of("Báo cáo quý Đặc biệt", ()) == "bao-cao-quy-dac-biet"
    assert form_id_of("Báo cáo", {"bao-cao"}) == "bao-cao-2"
    assert form_id_of("…", ()) == "form"
