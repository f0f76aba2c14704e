"""The printed form: every word and figure is there, in embedded fonts, on whole pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from reports.builders import (
    a_consolidated_form,
    a_corrected_form,
    a_filled_form,
    a_large_form,
    a_zero_form,
    the_figures,
    the_form,
    the_letterhead,
    the_rows,
)

from unionoffice.reports.filled import FilledForm, Organisation
from unionoffice.reports.pdf import write_pdf

MAKERS = [a_filled_form, a_corrected_form, a_zero_form, a_large_form, a_consolidated_form]
ALPHABETS = (
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ "
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ ӘҒҚҢӨҰҮҺІ 中华全国总工会職員 ₫₸₽"
)


def _print(filled: FilledForm, folder: Path, language: str = "vi") -> PdfReader:
    path = folder / "form.pdf"
    write_pdf(filled, path, language)
    return PdfReader(path)


def _words(reader: PdfReader) -> str:
    """The text of all pages without white space: lines may break anywhere."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("make", MAKERS)
def test_every_label_of_the_form_stands_on_the_paper(
    make: Callable[[], FilledForm], tmp_path: Path
) -> None:
    words = _words(_print(make(), tmp_path))
    form = the_form()
    for label in (
        *(row.label["vi"] for row in form.rows()),
        *(section.label["vi"] for section in form.sections),
        *(column.title["vi"] for column in form.columns),
    ):
        assert _bare(label) in words, label


def test_heading_signature_and_recipients_frame_the_table(tmp_path: Path) -> None:
    words = _words(_print(a_filled_form(), tmp_path))
    for text in (
        "LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ LONG XUYÊN CÔNG ĐOÀN CƠ SỞ CÔNG TY MAY MỸ QUÝ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "PHỤ LỤC BÁO CÁO THỰC HIỆN CÁC NỘI DUNG “NĂM VÌ LỢI ÍCH ĐOÀN VIÊN” NĂM 2017 "
        "(tính đến ngày 31/12/2017)",
        "Nơi nhận: - Liên đoàn Lao động thành phố Long Xuyên; - Lưu: VP.",
        "An Giang, ngày 31 tháng 12 năm 2017 TM. BAN CHẤP HÀNH CHỦ TỊCH Nguyễn Thị Hằng",
    ):
        assert _bare(text) in words, text


def test_federations_sign_for_their_standing_committee(tmp_path: Path) -> None:
    assert "TM.BANTHƯỜNGVỤCHỦTỊCH" in _words(_print(a_consolidated_form(), tmp_path))


def test_cells_carry_the_words_with_the_figures(tmp_path: Path) -> None:
    words = _words(_print(a_filled_form(), tmp_path))
    for text in (
        "Kết quả tham gia, xây dựng (lượt): 5",
        "- Góp ý Luật Bảo hiểm xã hội",
        "Đoàn viên công đoàn được hưởng (người): 60",
        "Số LĐ được hưởng lợi (người): 99",
        "Trong đó đoàn viên công đoàn (chiếm tỷ lệ %): 69 (69,7 %)",
        "3 (75,0 %)",
        "25 (64,1 %)",
    ):
        assert _bare(text) in words, text


def test_figures_stand_as_the_language_writes_them(tmp_path: Path) -> None:
    assert "1.234.567(52,6%)" in _words(_print(a_large_form(), tmp_path))
    assert "1,234,567(52.6%)" in _words(_print(a_large_form(), tmp_path, "en"))


def test_share_of_nothing_is_a_dash(tmp_path: Path) -> None:
    words = _words(_print(a_zero_form(), tmp_path))
    assert "0(–)" in words
    assert "0,0%" not in words


def test_head_counts_and_corrections_are_explained_below(tmp_path: Path) -> None:
    words = _words(_print(a_corrected_form(), tmp_path))
    assert "(người):62¹" in words
    assert "205²" in words
    assert "¹" in words.split("205²")[1]
    assert "Haingườiđượcbổsungtheodanhsáchgiấy(N.T.Hằng,31/12/2017)" in words


def test_consolidated_form_names_who_has_not_reported(tmp_path: Path) -> None:
    words = _words(_print(a_consolidated_form(40), tmp_path))
    assert "CôngđoàncơsởTrườngTiểuhọcsố40." in words


@pytest.mark.parametrize("make", MAKERS)
def test_every_font_is_embedded(make: Callable[[], FilledForm], tmp_path: Path) -> None:
    seen = 0
    for page in _print(make(), tmp_path).pages:
        for font in page["/Resources"]["/Font"].values():
            seen += 1
            assert "/FontFile2" in font.get_object().get("/FontDescriptor", {}), font
    assert seen


def test_pages_are_a4_with_numbers_from_the_second_on(tmp_path: Path) -> None:
    pages = _print(a_large_form(), tmp_path).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {
        (595, 842)
    }
    starts = [page.extract_text().split()[0] for page in pages]
    assert starts == ["LIÊN", "2", "3", "4"]
    assert all("Nội dung lợi ích cho đoàn viên" in page.extract_text() for page in pages)


def test_sixty_policies_are_all_named(tmp_path: Path) -> None:
    words = _words(_print(a_large_form(60), tmp_path))
    assert all(f"-Gópýdựthảovănbảnsố{number}" in words for number in range(1, 61))


def test_letters_of_all_our_languages_are_drawn(tmp_path: Path) -> None:
    filled = a_filled_form(organisation=Organisation("X", ALPHABETS, "primary"))
    words = _words(_print(filled, tmp_path))
    assert _bare(ALPHABETS) in words
    assert "\ufffd" not in words


def test_decomposed_letters_are_put_together(tmp_path: Path) -> None:
    filled = a_filled_form(organisation=Organisation("X", "Nguye\u0302\u0303n", "primary"))
    assert "NGUYỄN" in _words(_print(filled, tmp_path))


def test_unknown_sign_is_shown_as_unknown_once(tmp_path: Path) -> None:
    filled = a_filled_form(organisation=Organisation("X", "May 👩\u200d🌾🏽 Quý", "primary"))
    assert "MAY\ufffdQUÝ" in _words(_print(filled, tmp_path))


def test_markup_in_a_name_means_nothing(tmp_path: Path) -> None:
    filled = a_filled_form(organisation=Organisation("X", "A <b>& B</b> &amp; C", "primary"))
    assert "A<B>&B</B>&AMP;C" in _words(_print(filled, tmp_path))


@pytest.mark.parametrize("letters", ["x" * 2000, "dài " * 500, "工" * 2000])
def test_enormous_texts_flow_over_pages(letters: str, tmp_path: Path) -> None:
    titles = (letters, letters)
    rows = tuple(
        row if row.titles is None else type(row)(row.key, result=2, titles=titles)
        for row in the_rows()
    )
    filled = FilledForm(
        the_form(),
        the_figures(rows=rows, organisation=Organisation("X", letters, "primary")),
        the_letterhead(
            upper_body=letters, recipients=(f"- {letters[:60]};",) * 100, signatory=letters[:100]
        ),
    )
    reader = _print(filled, tmp_path)
    assert _words(reader).count(_bare(letters)[:5]) > 100


@pytest.mark.parametrize("policies", range(3, 30, 2))
def test_signature_never_stands_alone_on_a_page(policies: int, tmp_path: Path) -> None:
    last = _print(a_large_form(policies), tmp_path).pages[-1].extract_text()
    assert "Nguyễn Thị Hằng" in last
    assert "Mỗi người được tính một lần" in last


def test_unit_stands_below_its_organisation(tmp_path: Path) -> None:
    words = _words(_print(a_filled_form(unit="Tổ công đoàn số 1"), tmp_path))
    assert "CÔNGĐOÀNCƠSỞCÔNGTYMAYMỸQUÝTỔCÔNGĐOÀNSỐ1" in words


def test_office_may_leave_out_the_motto(tmp_path: Path) -> None:
    filled = FilledForm(the_form(), the_figures(), the_letterhead(has_motto=False))
    assert "HẠNH" not in _words(_print(filled, tmp_path)).upper()


def test_language_that_the_form_lacks_falls_back_to_its_first(tmp_path: Path) -> None:
    assert "PHỤLỤCBÁOCÁO" in _words(_print(a_filled_form(), tmp_path, "kk"))


def test_same_figures_give_the_same_file(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    write_pdf(a_corrected_form(), first, "vi")
    write_pdf(a_large_form(), tmp_path / "between.pdf", "vi")
    write_pdf(a_corrected_form(), second, "vi")
    assert first.read_bytes() == second.read_bytes()
