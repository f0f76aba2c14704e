"""What is sent upward: whole or not at all, version by version."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date, datetime

import pytest
from exchange.levels import YEAR, YEAR_END, Levels, help_one_more
from pypdf import PdfReader

from unionoffice.core.errors import UserError
from unionoffice.core.periods import Period
from unionoffice.exchange.package import PackageReader
from unionoffice.exchange.sending import Sending
from unionoffice.reports.corrections import Corrections


def test_unchanged_figures_are_sent_as_the_same_version_byte_for_byte(levels: Levels) -> None:
    (office,) = levels.primaries("T1")
    first, again = office.sent("a.upack"), office.sent("b.upack")
    assert (first.version, first.is_new) == (1, True)
    assert (again.version, again.is_new) == (1, False)
    assert first.path.read_bytes() == again.path.read_bytes()
    assert [sent.version for sent in office.sending.sent()] == [1]


def test_changed_figures_are_the_next_version(levels: Levels) -> None:
    (office,) = levels.primaries("T1")
    office.send()
    help_one_more(office)
    assert office.sent().version == 2
    reader = PackageReader(office.reporting.forms)
    package = reader.read((office.folder / "T1.upack").read_bytes())
    assert package.manifest.version == 2
    assert [(sent.version, sent.period) for sent in office.sending.sent()] == [(2, YEAR), (1, YEAR)]


def test_each_period_has_its_own_versions(levels: Levels) -> None:
    (office,) = levels.primaries("T1")
    office.send()
    assert office.sent("half.upack", Period.parse("2026-01-01", "2026-06-30")).version == 1


def test_a_correction_by_hand_travels_with_its_reason(levels: Levels) -> None:
    (office,) = levels.primaries("T1")
    row = office.figures().row("agreement")
    assert row is not None
    corrections = Corrections(office.store)
    corrections.correct(office.form.id, row, "members", YEAR, None, 12, "Theo danh sách giấy")
    package = PackageReader(office.reporting.forms).read(office.send().read_bytes())
    assert '"computed":0,"value":12,"reason":"Theo danh sách giấy"' in package.content


def test_the_package_holds_the_form_on_paper(levels: Levels) -> None:
    (office,) = levels.primaries("T1")
    with zipfile.ZipFile(office.send()) as archive:
        assert archive.namelist() == ["figures.json", "manifest.json", "manifest.sig", "report.pdf"]
        assert archive.read("report.pdf").startswith(b"%PDF")


def test_the_paper_in_the_package_is_signed_on_the_day_that_was_said(levels: Levels) -> None:
    (office,) = levels.primaries("T1")
    path = office.folder / "T1.upack"
    office.sending.send(office.form, YEAR, path, signed_on=date(2027, 1, 5))
    with zipfile.ZipFile(path) as archive:
        pages = PdfReader(io.BytesIO(archive.read("report.pdf"))).pages
        text = " ".join(page.extract_text() for page in pages)
    assert "ngày 05 tháng 01 năm 2027" in " ".join(text.split())


@pytest.mark.parametrize("name", ["nowhere/T1.upack", "T1.zip", "folder.upack"])
def test_where_nothing_can_be_written_nothing_is_recorded(levels: Levels, name: str) -> None:
    (office,) = levels.primaries("T1")
    (office.folder / "folder.upack").mkdir()
    before = sorted(office.folder.rglob("*"))
    with pytest.raises(UserError):
        office.send(name)
    assert sorted(office.folder.rglob("*")) == before
    assert office.sending.sent() == []


def test_a_full_disk_leaves_the_older_package_and_records_nothing(
    levels: Levels, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office,) = levels.primaries("T1")
    path = office.send()
    before = path.read_bytes()
    help_one_more(office)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(UserError, match="the disk is full"):
            office.send()
    assert path.read_bytes() == before
    assert [sent.version for sent in office.sending.sent()] == [1]
    assert office.sent().version == 2


def test_what_was_sent_is_not_undone(levels: Levels) -> None:
    (office,) = levels.primaries("T1")
    office.send()
    last = office.deeds.last_deed()
    assert last is not None
    assert last.what == "Test rows written"


def test_a_proposed_name_is_fit_for_every_file_system(levels: Levels) -> None:
    office = levels.office("AG/01:*", "primary")
    name = office.sending.file_name(office.form, YEAR)
    assert name == "AG-01-_vn-member-benefit_2026-01-01_2026-12-31.upack"
    assert office.send(name).is_file()


def test_two_who_send_at_once_never_send_under_one_number(levels: Levels) -> None:
    (office,) = levels.primaries("T1")
    half = Period.parse("2026-01-01", "2026-06-30")

    def while_somebody_else_sends() -> datetime:
        office.send("half.upack", half)
        return YEAR_END

    slower = Sending(office.store, office.reporting, while_somebody_else_sends)
    with pytest.raises(UserError, match="meanwhile"):
        slower.send(office.form, YEAR, office.folder / "year.upack")
    assert not (office.folder / "year.upack").exists()
    assert [each.period for each in office.sending.sent()] == [half]
