"""Files are named after what people call things, and every disk takes the name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.command_line import Run
from support.offices import OfficeMaker

from unionoffice.core.file_names import file_stem, readable_name
from unionoffice.core.files import write_whole
from unionoffice.core.periods import Period
from unionoffice.exchange.cards import Cards
from unionoffice.exchange.reporting import Reporting
from unionoffice.exchange.sending import Sending
from unionoffice.gui.screens.places import proposed_path
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.services.backup_keeper import BackupKeeper
from unionoffice.services.office import OwnOrganisation

HOSTILE = (
    *("../../etc/passwd", "C:\\Windows\\x", 'a/b\\c:d*e?f"g<h>i|j', "CON", "nul.", "com1.x", "."),
    *(" . . ", "...", "\x00\x01", "\u202egpj.exe", "Đ" * 300, "công đoàn " * 60, "👷" * 120, ""),
)
RESERVED = {"con", "prn", "aux", "nul", "com1", "lpt9"}


def is_fit(name: str) -> bool:
    """Whether Windows and Linux take it, and keep it as it is."""
    return (
        0 < len(name.encode()) <= 255
        and not set(name) & set('<>:"/\\|?*')
        and all(letter.isprintable() for letter in name)
        and name.split(".")[0].lower() not in RESERVED
        and not name.startswith((".", " "))
        and not name.endswith((".", " "))
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_names_made_of_hostile_words_are_fit(words: str) -> None:
    assert is_fit(file_stem(words, "2026-01-01") + ".upack")
    assert is_fit(file_stem(words) + ".docx")
    assert is_fit(file_stem(words, between=" ") + ".uoffice")
    assert is_fit(readable_name(words, "2026") + ".pdf")


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_every_name_is_fit(parts: list[str]) -> None:
    assert is_fit(file_stem(*parts) + ".xlsx")
    assert is_fit(readable_name(*parts) + ".xlsx")


def test_names_stay_readable() -> None:
    assert file_stem("T1", "vn-member-benefit", date(2026, 3, 31)) == (
        "T1_vn-member-benefit_2026-03-31"
    )
    assert file_stem("CĐCS Công ty May (Sông Hậu)", between=" ") == "CĐCS Công ty May Sông Hậu"


@pytest.mark.parametrize("words", HOSTILE[:-1])
def test_office_of_any_name_reports_and_is_backed_up(
    offices: OfficeMaker, tmp_path: Path, words: str
) -> None:
    own = OwnOrganisation(code=words, name=words, level="primary", parent_code="", place="")
    path = proposed_path(tmp_path, own)
    assert path.parent == tmp_path
    store = offices.make(path)
    sending = Sending(store, Reporting(store, CATALOGUE))
    form = Reporting(store, CATALOGUE).forms.open("vn-member-benefit")
    year = Period.year(2026)
    package = sending.send(form, year, tmp_path / sending.file_name(form, year)).path
    Cards(store).write(tmp_path / f"{file_stem(words)}.ucard")
    kept = BackupKeeper(path, tmp_path / "home").make("by_hand")
    assert package.exists()
    assert BackupKeeper(path, tmp_path / "home").is_sound(kept)
    store.close()


def test_file_with_the_longest_name_of_a_disk_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / ("Đ" * 123 + ".xlsx")
    write_whole(path, b"figures")
    assert path.read_bytes() == b"figures"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_office_far_below_vietnamese_folders_is_kept_like_any_other(
    offices: OfficeMaker, tmp_path: Path, run: Run
) -> None:
    folder = tmp_path
    for _level in range(4):  # SQLite takes 512 bytes
        folder = folder / "Nguyễn Ánh . Tai lieu cua toi - cong doan co so 2026"
    folder.mkdir(parents=True)
    path = folder / "Văn phòng.uoffice"
    assert len(str(path)) > 260
    offices.make(path).close()
    for arguments in (
        ("check", path),
        ("backup", path, folder / "sao lưu.uoffice"),
        ("report", path, "vn-member-benefit", "--from", "2026-01-01", "--to", "2026-12-31",
         "--out", folder / "báo cáo.pdf", "--out", folder / "báo cáo.xlsx"),
        ("restore", folder / "sao lưu.uoffice", folder / "khôi phục.uoffice"),
    ):  # fmt: skip
        answer = run(*arguments)
        assert answer.status == 0, answer.err


@pytest.mark.parametrize("name", ["a" * 300 + ".uoffice", "là thư mục/" * 2000 + "x.uoffice"])
def test_name_that_no_disk_takes_is_refused_with_a_sentence(
    run: Run, tmp_path: Path, name: str
) -> None:
    path = f"{tmp_path}/{name}"
    for arguments in (
        ("new", path, "--level", "primary", "--code", "T1", "--name", "Một"),
        ("check", path),
        ("backup", path, tmp_path / "copy.uoffice"),
        ("list", path, "members"),
    ):
        answer = run(*arguments)
        assert answer.status in (1, 2)
        assert "Something went wrong" not in answer.err
        assert len(answer.err.strip().splitlines()) <= 3
