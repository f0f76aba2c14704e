"""Reminder letters: who gets one, what stands in it, and the files they become."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest
from exchange.levels import YEAR, AnOffice, Levels
from exchange.test_board import TOO_LATE, view_of
from pypdf import PdfReader

from unionoffice.core.errors import UserError
from unionoffice.exchange.deadlines import DeadlineRule, Deadlines
from unionoffice.exchange.giving_back import Asked, GivingBack
from unionoffice.exchange.reminders import LetterDetails, Reminders
from unionoffice.reports.letters import Letter

DETAILS = LetterDetails(
    "CV-LĐLĐ", 15, "Ban Chính sách pháp luật, điện thoại 02963 953721", date(2027, 1, 31)
)


@pytest.fixture
def district(levels: Levels) -> AnOffice:
    """T1 has handed in, T2 and T3 have not."""
    district = levels.office("H1", "district")
    primaries = levels.primaries("T1", "T2", "T3")
    district.enrol(*primaries)
    district.collect(primaries[0].send())
    Deadlines(district.store).change(district.form, [DeadlineRule(days=15)])
    return district


def letters_of(office: AnOffice, language: str = "en") -> list[Letter]:
    reminders = Reminders(office.store, lambda: TOO_LATE)
    entries = view_of(office, TOO_LATE).entries
    return reminders.letters(office.form, YEAR, entries, DETAILS, language)


def test_each_body_that_is_late_gets_a_letter_with_form_period_and_day(
    district: AnOffice,
) -> None:
    first, second = letters_of(district)
    assert (first.address, second.address) == ("To: Công đoàn T2", "To: Công đoàn T3")
    assert (first.number, second.number) == ("No.: 15/CV-LĐLĐ", "No.: 16/CV-LĐLĐ")
    text = " ".join(first.paragraphs)
    assert "01/01/2026 to 31/12/2026" in text
    assert "It was due on 15/01/2027. As of 20/01/2027, 5 days after that" in text
    assert "not later than 31/01/2027" in text
    assert "02963 953721" in text
    assert first.motto[0] == "SOCIALIST REPUBLIC OF VIET NAM"
    assert first.signature == ("FOR THE STANDING COMMITTEE", "CHAIR")


def test_a_return_that_went_back_is_answered_for_point_by_point(district: AnOffice) -> None:
    asked = [Asked("health", "members", "Xin kiểm tra lại số người được khám.")]
    GivingBack(district.store).give_back(
        district.form, YEAR, "T1", asked, reply_by=date(2099, 2, 1)
    )
    letter = letters_of(district)[0]
    assert (letter.address, letter.subject) == (
        "To: Công đoàn T1",
        "Re: mending the report that was handed in",
    )
    assert letter.paragraphs[1] == (
        "- Health check-ups with the union's support: Xin kiểm tra lại số người được khám."
    )
    assert "not later than 01/02/2099" in letter.paragraphs[2]


def test_letters_become_one_pdf_to_print_with_a_page_each(
    district: AnOffice, tmp_path: Path
) -> None:
    path = tmp_path / "letters.pdf"
    Reminders(district.store).write(letters_of(district), ("T2", "T3"), path)
    pages = [page.extract_text() for page in PdfReader(path).pages]
    assert len(pages) == 2
    assert "Công đoàn T3" in pages[1]
    assert "CÔNG ĐOÀN H1" in pages[0]


def test_letters_become_two_files_each_in_a_folder(district: AnOffice, tmp_path: Path) -> None:
    folder = tmp_path / "thư nhắc"
    folder.mkdir()
    told: list[int] = []
    files = Reminders(district.store).write(
        letters_of(district),
        ("T2 / Công đoàn", "T3"),
        folder,
        lambda done, _all, _text: told.append(done),
    )
    assert [file.name for file in files] == [
        "T2-Công-đoàn.docx",
        "T2-Công-đoàn.pdf",
        "T3.docx",
        "T3.pdf",
    ]
    assert told == [0, 1]
    document = docx.Document(str(files[0]))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = " ".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])
    assert "No.: 15/CV-LĐLĐ" in words
    assert "To: Công đoàn T2" in words


def test_without_anybody_late_there_is_no_letter(district: AnOffice, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nobody to remind"):
        Reminders(district.store).write([], (), tmp_path)


def test_a_letter_has_another_suffix_refused(district: AnOffice, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        Reminders(district.store).write(letters_of(district), ("T2", "T3"), tmp_path / "a.txt")


def test_sign_and_contact_are_proposed_the_next_time(district: AnOffice) -> None:
    reminders = Reminders(district.store)
    reminders.remember(DETAILS)
    assert reminders.details() == LetterDetails(DETAILS.sign, None, DETAILS.contact, None)
