"""A form is a file: what it declares, and what is refused with the place and the reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports.builders import INDICATORS, the_form
from support.mutations import broken

from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.paths import resources_folder
from unionoffice.reports.forms import form_ids, open_form, parse_form

SOURCE = (resources_folder() / "appendices" / "vn-member-benefit.toml").read_text(encoding="utf-8")

# Letter for letter as the paper form has them.
LABELS = """
Tham gia xây dựng chính sách pháp luật:
Thương lượng, ký kết thỏa ước lao động tập thể
Đối thoại, xây dựng và thực hiện quy chế dân chủ ở cơ sở.
Lợi ích cho đoàn viên thông qua các chính sách ưu đãi được hưởng
Được công đoàn hỗ trợ khám sức khỏe
+ LĐLĐ tỉnh tổ chức
+ CĐCS phối hợp với thủ trưởng đơn vị/doanh nghiệp tổ chức
Lợi ích cho đoàn viên, thông qua hoạt động xã hội từ thiện:
- Thông qua Quỹ xã hội công đoàn
+ Hỗ trợ Nhà ở “Mái ấm Công đoàn”
+ Hỗ trợ thăm hỏi ốm đau, TNLĐ, bệnh nghề nghiệp,...
- Vay vốn Quỹ quốc gia hỗ trợ việc làm
- Thông qua các hoạt động xã hội, từ thiện khác
Lợi ích tinh thần: Đoàn viên tham gia các hoạt động văn hóa, thể dục, thể thao; \
tham quan, nghỉ mát, vui chơi, giải trí.
Quyền lợi chính trị:
- Đoàn viên được học tập, nâng cao trình độ chính trị;
- Đoàn viên tham gia các lớp học tập, bồi dưỡng nghiệp vụ, kỹ năng nghề nghiệp.
""".strip().split("\n")


def test_labels_stand_letter_for_letter_in_the_order_of_the_paper_form() -> None:
    assert [row.label["vi"] for row in the_form().rows()] == LABELS


def test_form_asks_for_every_indicator_that_the_office_counts() -> None:
    assert the_form().indicators() == INDICATORS


def test_rows_with_total_and_members_have_a_share_and_no_others() -> None:
    shared = {row.key for row in the_form().rows() if row.has_share}
    assert shared == {
        row.key for row in the_form().rows() if row.key.split(".")[0] in _SHARED_GROUPS
    }


_SHARED_GROUPS = {"charity", "spiritual", "political"}


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('indicator = "preference"', 'indicator = "cats"', "“preference”.*“cats”"),
        ('key = "health"', 'key = "policy"', "two rows with the key “policy”"),
        ('key = "result"\nholds', 'key = "label"\nholds', "two columns with the key “label”"),
        ('count = "turns"', 'count = "cows"', r"cows.*section\[0\]\.row\[0\]"),
        ('count = "people"', 'count = "turns"', "“charity”.*“turns”.*“total”"),
        ('label.vi = "+ LĐLĐ tỉnh tổ chức"\n', "", "“vi” at “health.province”"),
        ('label.en = "Political rights:"', 'label.en = " "', "“en” at “political”"),
        ("version = 1", 'version = "1"', "“version”"),
        ("version = 1", "version = 0", "id and version"),
        ('id = "vn-member-benefit"', 'id = "../benefit"', "id and version"),
        ("version = 1", "version == 1", "TOML"),
        ("id = ", "idd = ", "idd"),
        ("{total}", "{total.__class__}", "“total.__class__”"),
        ("{total}", "{total", "gap"),
        ("{total}", "{result}", "gap “result” at “charity, result”"),
        ("{year}", "{0}", "gap “0” at “title”"),
        ("cells.beneficiary", "cells.elsewhere", "“elsewhere”"),
        ("Quyền lợi chính trị:", "Quyền lợi\\u0001", "“political” that cannot be printed"),
        ("Quyền lợi chính trị:", "lợi " * 100, "“political” that are too long"),
        ("indent = 2", "indent = 9", "indented"),
        ("width = 41", "width = 0", "without width"),
        ('holds = "label"', 'holds = "figures"', "one column for labels"),
    ],
)
def test_faulty_form_is_refused_with_the_place(was: str, becomes: str, said: str) -> None:
    assert was in SOURCE
    with pytest.raises(RefusedFileError) as refusal:
        parse_form(SOURCE.replace(was, becomes).encode(), "mine.toml", INDICATORS)
    assert re.search(said, str(refusal.value))
    assert "mine.toml" in str(refusal.value)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"a=" + b"[" * 100_000, b"version=" + b"9" * 5_000]
)
def test_what_is_no_form_at_all_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedFileError):
        parse_form(content, "mine.toml", INDICATORS)


def test_form_is_opened_by_id_or_by_file(tmp_path: Path) -> None:
    copy = tmp_path / "mine.toml"
    copy.write_text(SOURCE.replace('id = "vn-member-benefit"', 'id = "mine"'), encoding="utf-8")
    assert open_form("vn-member-benefit", INDICATORS).id in form_ids()
    assert open_form(copy, INDICATORS).id == "mine"
    assert open_form(str(copy), INDICATORS).id == "mine"


def test_unknown_form_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="vn-member-benefit"):
        open_form("vn-member-benfit", INDICATORS)
    with pytest.raises(UserError, match="cannot be read"):
        open_form(tmp_path / "nothing.toml", INDICATORS)


def test_enormous_file_is_refused_unread(tmp_path: Path) -> None:
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * (1024 * 1024 + 1))
    with pytest.raises(RefusedFileError, match="too large"):
        open_form(large, INDICATORS)


TYPED = (Path(__file__).parents[1] / "data" / "forms" / "typed.toml").read_text(encoding="utf-8")


@given(st.one_of(st.binary(max_size=300), broken(TYPED)))
def test_any_broken_form_is_refused_with_a_sentence_or_still_whole(content: bytes) -> None:
    said = ""
    try:
        said = parse_form(content, "form.toml", {"policy"}).id
    except RefusedFileError as error:
        said = str(error)
    assert said
