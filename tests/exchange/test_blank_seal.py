"""Blank forms are sealed: nothing hidden in them is changed unseen, whatever backup came back."""

from __future__ import annotations

import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from exchange.by_workbook import ALL, FILE, QUARTER, ByWorkbook, fill_in, rewrite
from exchange.levels import YEAR
from sqlalchemy import delete, func, select
from support.command_line import Run

from unionoffice.exchange.cards import Cards
from unionoffice.exchange.returns import Returns
from unionoffice.registers.organisation.model import Setting, SigningKey
from unionoffice.reports.blank_form import BlankIdentity
from unionoffice.services.office import read_setting, write_setting
from unionoffice.store.store import Store, open_store

HIDDEN = {
    "version": "2",
    "name": "CĐCS Khác",
    "level": "district",
    "first": "2026-02-01",
    "seal": "0" * 64,
}


@pytest.mark.parametrize(("name", "value"), [*HIDDEN.items(), ("seal", "không phải dấu này")])
def test_nothing_hidden_that_identifies_the_form_can_be_touched(
    books: ByWorkbook, name: str, value: str
) -> None:
    newer = FILE.read_text(encoding="utf-8").replace("version = 1", "version = 2\naccepts = [1]", 1)
    books.forms.keep_made(newer)
    blank = books.blanks.write(books.quarter, QUARTER, books.folder, ["T1"])[0]
    path = fill_in(blank, ALL, lambda sheet: rewrite(sheet, name, value))
    ((status, why),) = books.statuses(path)
    assert (status, "is not what was written there" in why) == ("refused", True)
    assert Returns(books.district.store).overview(books.quarter, QUARTER).returns == ()


def _unseal(sheet: Any) -> None:
    rewrite(sheet, "unionoffice-form", "1")
    rewrite(sheet, "seal", "")


def _as_before_forms_were_sealed(store: Store) -> None:
    with store.remembering() as session:
        session.execute(delete(Setting).where(Setting.key.in_(("seals_blanks", "blank_seal"))))


def test_a_form_from_before_they_were_sealed_is_taken_until_the_first_sealed_one(
    books: ByWorkbook,
) -> None:
    path = fill_in(books.blank(), ALL, _unseal)
    ((status, why),) = books.statuses(path)
    assert (status, "is not what was written there" in why) == ("refused", True)
    _as_before_forms_were_sealed(books.district.store)
    assert books.statuses(path) == [("accepted", "")]
    books.blank()
    assert books.statuses(path)[0][0] == "refused"


def test_a_backup_older_than_the_first_blank_form_takes_those_written_since(
    books: ByWorkbook,
) -> None:
    store = books.district.store
    _as_before_forms_were_sealed(store)
    path = fill_in(books.blank(), ALL)
    Cards(store).renew_key()
    newer = fill_in(books.blank(YEAR), {("policy", "result"): 2})
    _as_before_forms_were_sealed(store)
    with store.remembering() as session:
        first = select(func.min(SigningKey.id)).scalar_subquery()
        session.execute(delete(SigningKey).where(SigningKey.id > first))
    assert books.statuses(path) == [("accepted", "")]
    assert books.statuses(newer)[0][0] == "accepted"


def test_a_form_sealed_with_the_secret_of_former_programs_is_taken(books: ByWorkbook) -> None:
    secret = "5e" * 32
    with books.district.store.remembering() as session:
        write_setting(session, "blank_seal", secret)

    def seal_as_before(sheet: Any) -> None:
        said = _hidden(sheet)
        told = {name: said[name] for name in BlankIdentity("", 1, *[""] * 6).as_cells()}
        told.pop("seal")
        content = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
        seal = hmac.new(bytes.fromhex(secret), content, hashlib.sha256).hexdigest()
        rewrite(sheet, "seal", seal)

    assert books.statuses(fill_in(books.blank(), ALL, seal_as_before)) == [("accepted", "")]


def _hidden(sheet: Any) -> dict[str, str]:
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    return {cell.value: str(sheet.cell(cell.row, cell.column + 1).value or "") for cell in cells}


def test_the_command_line_writes_blank_forms_while_the_window_has_the_office_open(
    books: ByWorkbook, run: Run, tmp_path: Path
) -> None:
    options = ("--from", "2026-01-01", "--to", "2026-03-31", "--out", str(tmp_path))
    office = str(books.district.store.path)
    answer = run("blank", office, "h1-quarter", *options)
    assert (answer.status, answer.err) == (0, "")
    assert books.statuses(fill_in(Path(answer.out.strip()), ALL)) == [("accepted", "")]


def test_the_command_line_opens_an_office_of_former_days_for_writing_for_its_first_blank_form(
    books: ByWorkbook, run: Run, tmp_path: Path
) -> None:
    options = ("--from", "2026-01-01", "--to", "2026-03-31", "--out", str(tmp_path))
    store = books.district.store
    _as_before_forms_were_sealed(store)
    assert run("blank", str(store.path), "h1-quarter", *options).status == 1
    store.close()
    answer = run("blank", str(store.path), "h1-quarter", *options)
    assert answer.status == 0
    again = open_store(str(store.path))
    with again.reading() as session:
        assert read_setting(session, "seals_blanks") is True
    again.close()
