"""A paper and its package are found to be one by the code that stands on the paper."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
import rfc8785
from exchange.levels import YEAR, AnOffice, Levels, help_one_more
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from support.command_line import Run

from unionoffice.core.errors import UserError
from unionoffice.core.paper_code import code_of, digest_beginning, qr_text
from unionoffice.exchange.papers import Papers
from unionoffice.reports.documents import write

_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}")
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)


@pytest.fixture
def district(levels: Levels) -> AnOffice:
    return levels.office("H1", "district")


@pytest.fixture
def primary(levels: Levels, district: AnOffice) -> AnOffice:
    (office,) = levels.primaries("T1")
    district.enrol(office)
    return office


def words_of_pdf(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def code_in(words: str) -> str:
    (code,) = set(_CODE.findall(words)) or {""}
    return code


def printed(office: AnOffice, suffix: str = ".pdf") -> Path:
    path = office.folder / f"paper{suffix}"
    write(office.reporting.filled(office.form, YEAR), path, "vi")
    return path


def code_of_package(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return code_in(words_of_pdf_bytes(archive.read("report.pdf")))


def words_of_pdf_bytes(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@given(DIGESTS)
def test_a_code_is_found_again_however_it_is_typed(digest: str) -> None:
    code = code_of(digest)
    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} "):
        assert digest.startswith(digest_beginning(typed))
    mistaken = code.replace("0", "o").replace("1", "l")
    assert digest_beginning(mistaken) == digest_beginning(code.replace("1", "I"))
    assert digest_beginning(qr_text(digest)) == digest


@pytest.mark.parametrize(
    "typed", ["", "7K3M", "7K3M-9QPXX", "UUUU-UUUU", "7K3M-9QP!", "UNIONOFFICE:RETURN:AB", "Ệ" * 8]
)
def test_what_is_no_code_is_refused_with_a_sentence(district: AnOffice, typed: str) -> None:
    with pytest.raises(UserError, match="no code of a return"):
        Papers(district.store).find(typed)


def test_the_code_is_that_of_the_manifest_without_the_paper(primary: AnOffice) -> None:
    with zipfile.ZipFile(primary.send()) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        words = words_of_pdf_bytes(archive.read("report.pdf"))
    del manifest["files"]["report.pdf"]
    digest = hashlib.sha256(rfc8785.dumps(manifest)).hexdigest()
    assert code_in(words) == code_of(digest)


def test_an_unchanged_form_has_the_code_of_what_was_handed_in(primary: AnOffice) -> None:
    assert code_in(words_of_pdf(printed(primary))) == ""
    code = code_of_package(primary.send())
    assert code
    assert code_in(words_of_pdf(printed(primary))) == code
    help_one_more(primary)
    assert code_in(words_of_pdf(printed(primary))) == ""
    assert code_of_package(primary.send()) == code_in(words_of_pdf(printed(primary))) != code


def test_word_and_excel_have_the_code_as_a_line(primary: AnOffice) -> None:
    code = code_of_package(primary.send())
    document = docx.Document(str(printed(primary, ".docx")))
    assert any(code in paragraph.text for paragraph in document.paragraphs)
    sheet = openpyxl.load_workbook(printed(primary, ".xlsx")).active
    assert sheet is not None
    assert any(code in str(cell.value) for row in sheet for cell in row)


def test_the_square_on_paper_is_the_qr_code_of_the_whole_digest(primary: AnOffice) -> None:
    import segno

    primary.send()
    filled = primary.reporting.filled(primary.form, YEAR)
    page = pypdfium2.PdfDocument(printed(primary))[0]
    scale = 8
    picture = page.render(scale=scale).to_pil().convert("L")
    rows = segno.make_qr(qr_text(filled.content_sha256), error="m", boost_error=False).matrix
    width, left, bottom = (scale * mm * 72 / 25.4 for mm in (13, 30, 5.5))
    step, top = width / len(rows), picture.height - bottom - width
    seen = [
        [
            picture.getpixel((int(left + (x + 0.5) * step), int(top + (y + 0.5) * step))) < 128
            for x in range(len(rows))
        ]
        for y in range(len(rows))
    ]
    assert seen == [[bool(square) for square in row] for row in rows]


def test_the_federation_finds_the_return_by_its_paper(
    district: AnOffice, primary: AnOffice
) -> None:
    package = primary.send()
    code = code_of_package(package)
    with pytest.raises(UserError, match="No package that belongs to this paper"):
        Papers(district.store).find(code)
    assert district.statuses(package) == ["accepted"]
    (found,) = Papers(district.store).find(code.lower())
    assert (found.state, found.organisation, found.version) == ("current", "T1", 1)
    assert found.period == YEAR
    assert "version 1 of “Công đoàn T1” (T1)" in found.told()


def test_an_older_paper_says_which_version_counts(district: AnOffice, primary: AnOffice) -> None:
    first = primary.send("1.upack")
    help_one_more(primary)
    assert district.statuses(first, primary.send("2.upack")) == ["accepted", "accepted"]
    (found,) = Papers(district.store).find(code_of_package(first))
    assert (found.state, found.version, found.current_version) == ("older", 1, 2)
    assert "Version 2 came after it" in found.told()


def test_the_paper_of_a_refused_file_says_why(district: AnOffice, primary: AnOffice) -> None:
    primary.cards.renew_key()
    package = primary.send()
    assert district.statuses(package) == ["refused"]
    (found,) = Papers(district.store).find(code_of_package(package))
    assert found.state == "refused"
    assert "not the one enrolled for T1" in found.told()


def test_the_command_says_the_same(district: AnOffice, primary: AnOffice, run: Run) -> None:
    package = primary.send()
    district.collect(package)
    code = code_of_package(package)
    office = str(district.store.path)
    assert "version 1" in run("paper", office, code.lower()).out
    found = json.loads(run("paper", office, code, "--json").out)
    assert found["returns"][0]["organisation"] == "T1"
    refused = run("paper", office, "7K3M9QPX")
    assert (refused.status, refused.out) == (1, "")
