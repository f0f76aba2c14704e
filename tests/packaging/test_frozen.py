"""The programs as an office gets them: built, put into a folder, and started from there."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
import xlsxwriter
from pypdf import PdfReader
from support.frozen import Bundle, frozen_programs

from unionoffice.core.i18n import LANGUAGE_NAMES

# Building takes a minute or two.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

LEVEL = ("--level", "primary", "--code", "T1", "--name", "T1")
MEMBERS = (
    ("Họ và tên", "Ngày sinh", "Giới tính", "Số thẻ đoàn viên"),
    ("Đặng Thị Ánh", "21/03/1985", "Nữ", "0123456789"),
    ("Nguyễn Văn Đạt", "1990", "Nam", "0123456790"),
)


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return frozen_programs()


@pytest.fixture
def office(bundle: Bundle, tmp_path: Path) -> Path:
    """An empty office that the frozen program has made."""
    office = tmp_path / "Công đoàn.uoffice"
    _run(bundle.console_program, "new", office, *LEVEL)
    return office


@pytest.fixture
def members(tmp_path: Path) -> Path:
    """A spreadsheet with two members."""
    file = tmp_path / "Đoàn viên.xlsx"
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(MEMBERS):
            sheet.write_row(number, 0, row)
    return file


@pytest.mark.parametrize("name", ["unionoffice-cli", "UnionOffice"])
def test_each_program_takes_in_a_list_and_shows_it(
    bundle: Bundle, office: Path, members: Path, name: str
) -> None:
    program = bundle.program(name)
    # Each starts itself again to read the spreadsheet apart from the office.
    _run(program, "import", office, "members", members)
    people = {
        person["full_name"]: person
        for person in json.loads(_run(program, "list", office, "members", "--format", "json"))
    }
    assert set(people) == {"Đặng Thị Ánh", "Nguyễn Văn Đạt"}
    assert people["Đặng Thị Ánh"]["birth_date"] == "1985-03-21"
    assert people["Đặng Thị Ánh"]["card_number"] == "0123456789"
    assert people["Nguyễn Văn Đạt"]["birth_date"] == "1990"


def test_an_office_reports_on_paper_and_as_data(
    bundle: Bundle, office: Path, tmp_path: Path
) -> None:
    paper, data = tmp_path / "Phụ lục.pdf", tmp_path / "Phụ lục.json"
    form = ["vn-member-benefit", "--from", "2017-01-01", "--to", "2017-12-31", "--lang", "vi"]
    _run(bundle.console_program, "report", office, *form, "--out", paper, "--out", data)
    assert "PHỤ LỤC BÁO CÁO" in PdfReader(paper).pages[0].extract_text()
    assert json.loads(data.read_text(encoding="utf-8"))


def test_the_bundle_carries_what_the_program_reads_and_no_more(bundle: Bundle) -> None:
    contents = bundle.contents
    assert list(contents.glob("migrations/versions/*.py"))
    assert list(contents.glob("resources/appendices/*.toml"))
    assert (contents / "translations/vi/LC_MESSAGES/unionoffice.mo").exists()
    locales = {path.stem.split("_")[0] for path in contents.glob("babel/locale-data/*")}
    assert locales == {"root", *LANGUAGE_NAMES}
    assert not [name for name in ("numpy", "mypy", "tkinter") if (contents / name).exists()]


def test_qt_lies_in_the_bundle_as_a_library_that_can_be_replaced(bundle: Bundle) -> None:
    assert [path for path in bundle.contents.rglob("*Qt6Core*") if path.is_file()]


def test_the_licences_of_the_libraries_travel_with_them(bundle: Bundle) -> None:
    licences = bundle.contents / "licences"
    assert (licences / "LICENSE").exists()
    texts = {path.parent.name for path in licences.glob("*/*")}
    packed = {path.name.lower() for path in bundle.contents.iterdir()}
    libraries = {"babel", "lxml", "msgspec", "openpyxl", "reportlab", "sqlalchemy", "sqlcipher3"}
    assert libraries <= packed
    assert libraries | {"cryptography", "python", "xlrd"} <= texts


def _run(program: Path, *arguments: str | Path) -> str:
    """What a frozen program writes. It must succeed, without this checkout and its Python."""
    finished = subprocess.run(
        [program, *arguments],
        cwd=program.parent,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout
