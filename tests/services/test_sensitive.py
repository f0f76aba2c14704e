"""What is sensitive stays with those who may see it: shown, sought, filtered, sorted, written."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.accounts import NAMES, PASSWORD, add_everybody, opened_as
from support.command_line import Run
from support.offices import PRIMARY
from support.postgresql import Server

from unionoffice.bootstrap import create_office, open_workplace
from unionoffice.cli.json_text import json_parts
from unionoffice.core.errors import UserError
from unionoffice.core.periods import Period
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.journal_pages import JournalQuery
from unionoffice.services.views import Filter, Query
from unionoffice.workplace import Workplace

SECRET = "Xơ Đăng canari"
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """An office whose sensitive fields hold one word that stands nowhere else."""
    if request.param == "sqlite":
        yield filled(str(tmp_path_factory.mktemp("sensitive") / "office.uoffice"))
        return
    server: Server = request.getfixturevalue("postgresql_server")
    with server.database() as name:
        yield filled(server.url(name))


def filled(place: str) -> str:
    create_office(place, PRIMARY)
    workplace = open_workplace(place)
    member = enter(workplace, "members", full_name="Trần Văn An", ethnicity=SECRET)
    enter(
        workplace,
        "benefits",
        person=member,
        given_on=TODAY,
        fund=first_choice(workplace, "benefits", "fund"),
        kind=first_choice(workplace, "benefits", "kind"),
        amount=Decimal(500_000),
        occasion=SECRET,
    )
    kind = first_choice(workplace, "housing", "kind")
    enter(workplace, "housing", person=member, kind=kind, conditions=SECRET, proposed_on=TODAY)
    scan = Path(tempfile.mkdtemp()) / f"{SECRET}.txt"
    scan.write_text(SECRET, encoding="utf-8")
    workplace.desk.add_papers("members", member, [scan])
    shutil.rmtree(scan.parent)
    add_everybody(workplace)
    workplace.close()
    return place


def first_choice(workplace: Workplace, register: str, field: str) -> str:
    """One of the values that a field takes."""
    fields = {each.key: each for each in workplace.desk.register(register).fields}
    return fields[field].choices[0].key


def enter(workplace: Workplace, register: str, **values: Any) -> int:
    draft = workplace.desk.blank(register)
    known = {field.key for field in workplace.desk.register(register).fields}
    draft.values |= {key: value for key, value in values.items() if key in known}
    return workplace.desk.save(register, draft, None).id


@pytest.fixture(params=["treasurer", "auditor"])
def narrowed(request: pytest.FixtureRequest, office: str) -> Iterator[Workplace]:
    workplace = opened_as(office, request.param)
    yield workplace
    workplace.close()


def test_no_question_about_records_gives_it_away(narrowed: Workplace) -> None:
    desk = narrowed.desk
    for register in ("members", "benefits", "housing"):
        view = desk.register(register)
        assert view.hidden
        assert not any(field.is_sensitive for field in view.table_fields)
        keys = [field.key for field in view.fields]
        (row,) = desk.page(register, Query(), keys, 0, 10)
        assert SECRET not in str(row) + str(desk.draft(register, row.id))
        assert desk.page(register, Query(find="canari"), keys, 0, 10) == []
        assert desk.totals(register, Query(find="canari")).records == 0
        assert SECRET not in str(desk.history(register, row.id))
    assert narrowed.journal.page(JournalQuery(find="canari"), 0, 10) == []
    assert narrowed.journal.page(JournalQuery(find="tran"), 0, 10)
    assert "Account made" in [each.what for each in narrowed.journal.page(JournalQuery(), 0, 10)]


@pytest.mark.parametrize(
    ("register", "field"),
    [("members", "ethnicity"), ("benefits", "occasion"), ("housing", "conditions")],
)
def test_filters_orders_values_and_changes_of_it_are_refused(
    narrowed: Workplace, register: str, field: str
) -> None:
    desk = narrowed.desk
    asked = (
        lambda: desk.page(register, Query(), [field], 0, 10),
        lambda: desk.page(register, Query(order_by=field), [], 0, 10),
        lambda: desk.page(register, Query(filters=(Filter(field, "not_empty"),)), [], 0, 10),
        lambda: desk.totals(register, Query(filters=(Filter(field, "contains", "c"),))),
        lambda: desk.distinct(register, field, Query()),
        lambda: desk.change_all(register, [1], field, "Khác"),
    )
    for question in asked:
        with pytest.raises(UserError, match="has no field"):
            question()


def test_nothing_that_a_person_page_or_a_list_shows_has_it(narrowed: Workplace) -> None:
    person = narrowed.desk.find_people("tran")[0].id
    shown = str(narrowed.people.person(person, TODAY)) + str(narrowed.people.timeline(person))
    for register in ("members", "benefits", "housing"):
        for whole in (False, True):
            shown += str(list(narrowed.exporting.rows(register, Query(), with_sensitive=whole)))
            shown += str(list(narrowed.exporting.objects(register, Query(), with_sensitive=whole)))
    assert "Trần Văn An" in shown
    assert SECRET not in shown


def test_nothing_told_about_records_elsewhere_has_it(narrowed: Workplace) -> None:
    """Evidence, access report, each deed of the journal, what an erasure would take."""
    person = narrowed.desk.find_people("tran")[0].id
    form = narrowed.reporting.forms.open("vn-member-benefit")
    for row in form.rows():
        trace = narrowed.reporting.trace(form, row.key, Period.year(TODAY.year))
        assert SECRET not in "".join(json_parts(trace)), row.key
    assert "Trần Văn An" in str(narrowed.held_data.of(person))
    assert SECRET not in str(narrowed.held_data.of(person))
    deeds = narrowed.journal.page(JournalQuery(), 0, 100)
    fields = [each for deed in deeds for each in narrowed.journal.fields_of(deed.id)]
    assert {"members", "benefits", "housing"} <= {each.register for each in fields}
    assert SECRET not in str(fields)
    assert SECRET not in str(narrowed.overview.count())


def test_a_former_value_of_it_is_not_put_back_by_who_does_not_see_it(office: str) -> None:
    chair = opened_as(office, "chair")
    (row,) = chair.desk.page("members", Query(), [], 0, 1)
    for value in ("khác", SECRET):
        draft = chair.desk.draft("members", row.id)
        draft.values["ethnicity"] = value
        chair.desk.save("members", draft, row.id)
    newest = chair.journal.page(JournalQuery(), 0, 1)[0]
    (field,) = chair.journal.fields_of(newest.id)
    chair.close()
    treasurer = opened_as(office, "treasurer")
    with pytest.raises(UserError, match="cannot be put back"):
        treasurer.journal.put_back(field.change_id, "ethnicity")
    treasurer.close()


def test_saving_by_somebody_who_does_not_see_it_keeps_it(office: str) -> None:
    clerk = opened_as(office, "clerk")
    (row,) = clerk.desk.page("members", Query(), [], 0, 1)
    draft = clerk.desk.draft("members", row.id)
    draft.values["phone"] = "0901234567"
    clerk.desk.save("members", draft, row.id)
    clerk.close()

    chair = opened_as(office, "chair")
    assert chair.desk.draft("members", row.id).values["ethnicity"] == SECRET
    chair.close()


def test_the_chair_lets_a_role_see_it(office: str) -> None:
    chair = opened_as(office, "chair")
    chair.accounts.let_see(["clerk"])
    chair.close()
    clerk = opened_as(office, "clerk")
    assert clerk.desk.page("members", Query(find=""), ["ethnicity"], 0, 1)[0].cells == (SECRET,)
    clerk.close()
    auditor = opened_as(office, "auditor")
    assert not auditor.accounts.sees_sensitive
    auditor.close()


def test_lists_leave_it_out_even_for_the_chair_until_asked(office: str) -> None:
    chair = opened_as(office, "chair")
    without = list(chair.exporting.objects("members", Query()))
    whole = list(chair.exporting.objects("members", Query(), with_sensitive=True))
    assert (without[0]["ethnicity"], whole[0]["ethnicity"]) == (None, SECRET)
    assert "ethnicity" not in [each.key for each in chair.exporting.columns("members")]
    assert chair.exporting.open_fields("members", ["ethnicity", "sex"], with_sensitive=False) == [
        "sex"
    ]
    chair.close()


def test_papers_are_for_those_who_see_what_is_sensitive(
    narrowed: Workplace, tmp_path: Path
) -> None:
    (row,) = narrowed.desk.page("members", Query(), [], 0, 1)
    assert narrowed.desk.papers("members", row.id) == []
    for deed in (
        lambda: narrowed.desk.open_paper(1),
        lambda: narrowed.desk.save_paper(1, tmp_path / "copy.pdf"),
        lambda: narrowed.desk.remove_paper("members", 1),
    ):
        with pytest.raises(UserError, match=r"hidden from your role|not for the role"):
            deed()


def test_the_command_line_leaves_it_out_and_notes_when_it_goes_along(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, password = str(tmp_path / "office.uoffice"), tmp_path / "password.txt"
    create_office(office, PRIMARY)
    workplace = open_workplace(office)
    enter(workplace, "members", full_name="Trần Văn An", ethnicity=SECRET)
    add_everybody(workplace)
    workplace.close()
    password.write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("UNIONOFFICE_ACCOUNT_PASSWORD_FILE", str(password))
    command = ("list", office, "members", "--format", "json", "--account")

    left_out = run(*command, NAMES["chair"])
    assert json.loads(left_out.out)[0]["ethnicity"] is None
    assert "Ethnic group" in left_out.err

    assert SECRET in run(*command, NAMES["chair"], "--sensitive").out
    assert SECRET not in run(*command, NAMES["clerk"], "--sensitive").out
    table = run("list", office, "members", "--account", NAMES["auditor"])
    assert SECRET not in table.out


def test_sensitive_fields_that_are_searched_say_so() -> None:
    searched = {
        (register.key, field.key)
        for register in CATALOGUE
        for field in register.fields
        if field.is_sensitive and field.is_searched
    }
    assert searched == {("benefits", "occasion"), ("housing", "conditions")}
