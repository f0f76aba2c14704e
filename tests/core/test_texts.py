"""Names and words: cleaned, folded, sorted and compared as people mean them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.core.choices import choices
from unionoffice.core.file_names import file_stem, readable_name, shortened
from unionoffice.core.text import clean, fold, name_sort_key, title_case
from unionoffice.core.wordings import Wording


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean(text) == clean(text).strip()
    assert "  " not in clean(text)


@given(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyỹỗựẮỆЁйщIq3 -_,"))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Lê  Thị\t\nAn ", "Lê Thị An"),
        ("a  b", "a b"),
        (" ab ", "ab"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("\u200bAn\u202e\ufeff\x00", "An"),
        ("a\tb", "a b"),
        ("a\u00adb", "a\u00adb"),
    ],
)
def test_cleaning_keeps_what_is_meant(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đào  Thị ÁNH", "dao thi anh"),
        ("Ёлкин", "елкин"),
        ("ABC", "abc"),
        ("A-B, C.", "a b c"),
        ("İı", "ii"),
        ("王小明", "王小明"),
        ("", ""),
    ],
)
def test_folding_drops_case_accents_and_marks(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_names_are_sorted_by_given_name_then_surname_letters_before_tones() -> None:
    names = [
        "Lê An",
        "Nguyễn An",
        "Nguyễn Bình An",
        "Lê Àn",
        "Lê Ăn",
        "Lê Ân",
        "Lê Bình",
        "Lê Dung",
        "Lê Đào",
        "Lê Oanh",
        "Lê Ổn",
        "Trần Văn Ở",
        "Lê Ơn",
    ]
    assert sorted(set(names), key=name_sort_key) == names
    tones = ["Ba Ma", "Ba Mả", "Ba Mã", "Ba Má", "Ba Mạ"]
    assert sorted(set(tones), key=name_sort_key) == tones
    assert name_sort_key("Ма") > name_sort_key("Ba Mạ")


def test_names_in_other_letters_are_sorted_as_they_are_written() -> None:
    assert name_sort_key("Иванов Пётр").startswith(name_sort_key("Иванов"))
    assert name_sort_key("王 小明").startswith(name_sort_key("王"))
    assert name_sort_key("Lan") == name_sort_key(" lan ")


def test_names_in_capitals_are_written_as_is_customary() -> None:
    assert title_case("NGUYỄN THỊ ÁNH") == "Nguyễn Thị Ánh"
    assert title_case("PETROVA-VODKINA") == "Petrova-Vodkina"


# Words of lists

KINDS = choices(
    ("visit_ill", "Visit in illness", ("thăm ốm", "ốm đau", "ốm")),
    ("wedding", "Wedding", ("đám cưới", "cưới")),
    ("funeral", "Funeral", ("đám tang", "tang")),
    ("approved", "Approved", ("đã duyệt", "duyệt")),
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("visit_ill", "visit_ill"),
        ("Visit ill", "visit_ill"),
        ("VISIT IN ILLNESS", "visit_ill"),
        ("Thăm ốm", "visit_ill"),
        ("tham om", "visit_ill"),
        ("Hỗ trợ đám cưới con", "wedding"),
        ("đi đám tang", "funeral"),
        ("đã được duyệt", "approved"),
        ("chưa duyệt", None),
        ("chưa được duyệt", None),
        ("không có ai duyệt", None),
        ("", None),
        ("…", None),
        ("khác", None),
    ],
)
def test_choice_is_read_as_it_is_meant(text: str, key: str | None) -> None:
    assert KINDS.read(text) == key


TOLD = choices(
    ("tet", "Tết", ("quà tết", "tết")),
    ("gift", "Gift", ("tặng quà",)),
    ("visit", "Visit", ("thăm", "đi thăm")),
    ("visit_ill", "Visit in illness", ("thăm ốm", "thăm ốm đau")),
    ("loan", "Loan", ("tết vay",)),
    ("other", "Other", ("hỗ trợ thêm",)),
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Tặng quà cho đoàn viên, đi thăm", "gift"),
        ("đi thăm và tặng quà", "visit"),
        ("Tết đi thăm, tặng quà", "visit"),  # one word alone says less than two
        ("Tết năm nay", "tet"),
        ("nhân dịp Tết thì thăm", "tet"),
        ("tặng quà tết", "tet"),  # where words overlap the later ones tell
        ("tặng quà tết vay", "loan"),
        ("thăm ốm đau", "visit_ill"),
        ("đi thăm ốm", "visit_ill"),
        ("hỗ trợ thêm", None),
        ("không rõ", None),
        ("", None),
    ],
)
def test_what_a_sentence_names_first_is_told(text: str, key: str | None) -> None:
    assert TOLD.first(text) == key


def test_choices_keep_their_order_and_know_their_labels() -> None:
    assert KINDS.keys == ("visit_ill", "wedding", "funeral", "approved")
    assert [each.key for each in KINDS] == list(KINDS.keys)
    assert "wedding" in KINDS
    assert "Wedding" not in KINDS
    assert KINDS.label("wedding") == "Wedding"
    assert KINDS.label("of a newer form") == "of a newer form"


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("hủy", "huỷ", True),
        ("CĐCS", "công đoàn cơ sở", True),
        ("c ty may", "công ty may", True),
        ("q xh", "quỹ xã hội", True),
        ("má", "mà", False),
        ("ma", "má", False),
        ("ma", "ma", True),
        ("khám bệnh", "kham benh", True),
    ],
)
def test_wordings_are_equal_where_they_mean_the_same(one: str, other: str, is_same: bool) -> None:
    assert Wording.of(one).equals(Wording.of(other)) == is_same


@pytest.mark.parametrize(
    ("word", "text", "is_in"),
    [
        ("duyệt", "đã duyệt rồi", True),
        ("duyệt", "chưa duyệt", False),
        ("duyệt", "chưa duyệt, sau đó duyệt", True),
        ("duyệt", "duyệtx", False),
        ("duyệt", "xduyệt", False),
        ("a", "a b", False),
        ("an", "lan", False),
        ("批准", "未批准", False),
        ("批准", "已批准了", True),
        ("одобрен", "одобрено", True),
        ("одобрен", "не одобрено", False),
    ],
)
def test_word_is_found_whole_and_not_where_it_is_denied(word: str, text: str, is_in: bool) -> None:
    assert Wording.of(word).is_in(Wording.of(text)) == is_in


def test_longer_wordings_are_longer() -> None:
    assert len(Wording.of("thăm ốm")) == len("tham om")


# Names of files


def test_names_of_files_fit_every_disk() -> None:
    assert file_stem("T1", "vn-member-benefit", "2026") == "T1_vn-member-benefit_2026"
    assert file_stem("a/b\\c:d") == "a-b-c-d"
    assert file_stem("a/b", between="+") == "a+b"
    assert file_stem("", "x") == "x"
    assert file_stem("///") == "_"
    assert file_stem("...", otherwise="?") == "?"
    assert file_stem("CON") == "CON_"
    assert file_stem("con.txt") == "con_.txt"
    assert file_stem("console") == "console"
    assert file_stem("lpt1") == "lpt1_"
    assert len(file_stem("ố" * 300).encode()) == 198
    assert shortened("ab", 1) == "a"


def test_names_for_people_read_like_a_line() -> None:
    name = readable_name(
        "Phụ lục “Năm vì lợi ích đoàn viên”", "01/01/2026 đến 31/03/2026", "T1 A, B"
    )
    assert name == "Phụ lục Năm vì lợi ích đoàn viên - 01-01-2026 đến 31-03-2026 - T1 A, B"
    assert readable_name("", "CON") == "CON_"
    assert readable_name("?", "") == "_"
    assert len(readable_name("CĐCS " * 40)) <= 90
