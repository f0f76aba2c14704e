"""Invented people and the words that offices use for units, kinds and funds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

SURNAMES = "Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Lưu"
MIDDLES = {
    "male": "Văn Hữu Đức Minh Quốc Công Xuân Đình Thế Trọng Viết Ngọc Thành",
    "female": "Thị Thị_Kim Thị_Ngọc Thúy Mỹ Bích Thanh Thị_Hồng Như Phương Diệu Tường",
}
GIVENS = {
    "male": "Bảo Cường Dũng Đạt Giang Hải Khôi Lộc Nghĩa Phước Quý Sơn Tài Ửng Vinh Toàn Ý Ẩn",
    "female": "Ánh Cẩm Diễm Đào Gấm Hằng Kiều Lựu Mỹ Nhẫn Oanh Phượng Quỳnh Tuyết Uyên Yến Vy Thảo",
}
RUSSIAN = {
    "male": (
        "Ковалёв Соколов Ёлкин Щербаков Ильин",
        "Иван Пётр Олег Юрий",
        "Ильич Юрьевич Петрович",
    ),
    "female": ("Ковалёва Соколова Ёлкина Щукина", "Анна Ольга Юлия", "Ильинична Юрьевна Петровна"),
}
CHINESE = ("王李张刘陈杨赵黄周吴徐孙", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超")
UNITS = {
    "vi": (
        "Phân xưởng Cắt", "Phân xưởng May 1", "Phân xưởng May 2", "Tổ Cơ điện", "Văn phòng",
        "Phòng Kế toán", "Kho - Vận tải", "Tổ Hoàn thiện", "Chuyền 7", "Phòng Kỹ thuật",
        "Khoa Nội", "Trường Mầm non Hoa Sen", "Đội xe số 3", "Ban Quản lý chợ", "Tổ Văn - Sử",
    ),
    "ru": ("Цех № 1", "Цех № 2", "Бухгалтерия", "Склад", "Отдел кадров"),
    "zh": ("一车间", "二车间", "财务部", "仓库", "办公室"),
    "en": ("Cutting shop", "Sewing line 1", "Sewing line 2", "Warehouse", "Accounting"),
}  # fmt: skip
JOBS = ("Công nhân may", "Tổ trưởng", "Kế toán viên", "Thợ điện", "Nhân viên kho", "Giáo viên")
ROLES = ("Chủ tịch", "Phó Chủ tịch", "Ủy viên BCH", "Tổ trưởng công đoàn")
PLACES = ("Ấp Bình Hòa, xã Mỹ Đức", "Số 12, đường Lê Lợi", "Khóm Châu Long 3", "Tổ 4, ấp Vĩnh Phú")

# What each value is called in lists of offices, by field and key.
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "kind:benefits": {
        "visit_sickness": ("Thăm ốm", "Thăm hỏi ốm đau", "Mổ ruột thừa, nằm viện"),
        "visit_work_accident": ("TNLĐ", "Thăm hỏi tai nạn lao động", "Bị tai nạn lao động"),
        "visit_occupational_disease": ("Bệnh nghề nghiệp", "Thăm hỏi bệnh nghề nghiệp"),
        "visit_maternity": ("Thai sản", "Sinh con", "Thăm hỏi thai sản", "Đoàn viên sinh con"),
        "visit_bereavement": ("Viếng tang", "Phúng điếu cha ruột", "Mẹ chồng mất"),
        "hardship": ("Trợ cấp khó khăn", "Hoàn cảnh khó khăn", "Trợ cấp khó khăn đột xuất"),
        "tet_gift": ("Quà Tết", "Quà Tết Nguyên đán", "Tặng quà Tết"),
        "wedding": ("Mừng cưới", "Kết hôn", "Mừng đám cưới"),
        "children": ("Quà 1/6 cho con đoàn viên", "Khen thưởng con học giỏi"),
        "disaster": ("Hỗ trợ thiên tai", "Nhà bị tốc mái do bão", "Hỏa hoạn"),
        "retirement": ("Nghỉ hưu", "Quà nghỉ hưu"),
    },
    "fund": {
        "social_fund": ("Quỹ xã hội công đoàn", "Quỹ xã hội CĐ", "Quỹ Xã hội"),
        "union_budget": ("Kinh phí công đoàn", "Tài chính công đoàn", "Nguồn tài chính CĐ", "KPCĐ"),
        "employer": ("Doanh nghiệp hỗ trợ", "Công ty", "Quỹ phúc lợi công ty"),
        "public_collection": ("Vận động quyên góp", "Quyên góp", "CNVCLĐ đóng góp ủng hộ"),
    },
    "organiser": {
        "province": ("LĐLĐ tỉnh", "Liên đoàn Lao động tỉnh"),
        "primary": ("CĐCS phối hợp với công ty", "CĐCS phối hợp doanh nghiệp", "Công đoàn cơ sở"),
    },
    "kind:housing": {"new": ("Xây mới", "Xây dựng mới"), "repair": ("Sửa chữa", "Sửa chữa nhà")},
    "status:housing": {
        "handed_over": ("Đã bàn giao", "Bàn giao đưa vào sử dụng"),
        "building": ("Đang xây dựng", "Đang thi công"),
        "approved": ("Đã duyệt",),
        "proposed": ("Đề nghị", "Đang đề nghị xét"),
        "rejected": ("Không duyệt", "Không đủ điều kiện"),
    },
    "status:benefits": {
        "paid": ("Đã chi", "Đã nhận"), "proposed": ("Đề nghị",), "rejected": ("Không duyệt",),
    },
    "source": {
        "employment_fund": ("Quỹ quốc gia hỗ trợ việc làm", "Vốn 120", "Quỹ quốc gia về việc làm"),
    },
    "form": {
        "periodic": ("Đối thoại định kỳ", "Định kỳ"),
        "on_demand": ("Đối thoại đột xuất", "Đột xuất", "Khi có yêu cầu"),
        "conference": ("Hội nghị người lao động", "Hội nghị NLĐ", "Hội nghị CBCC"),
        "internal_rules": ("Xây dựng quy chế", "Góp ý nội quy lao động"),
    },
    "kind:activities": {
        "culture": ("Văn nghệ", "Văn hóa, văn nghệ", "Hội diễn"),
        "sport": ("Thể thao", "TDTT", "Thể dục thể thao"),
        "sightseeing": ("Tham quan", "Tham quan, du lịch"),
        "holiday": ("Nghỉ mát", "Nghỉ dưỡng"),
        "recreation": ("Vui chơi giải trí", "Giải trí"),
    },
    "kind:training": {
        "political": ("Học tập chính trị", "Lý luận chính trị", "Chính trị"),
        "professional": ("Bồi dưỡng nghiệp vụ", "Nghiệp vụ", "Chuyên môn nghiệp vụ"),
        "skills": ("Kỹ năng nghề", "Kỹ năng nghề nghiệp", "Đào tạo tay nghề"),
    },
}  # fmt: skip
TITLES = {
    "culture": ("Hội diễn văn nghệ", "Liên hoan tiếng hát công nhân", "Hội thi cắm hoa"),
    "sport": ("Giải bóng chuyền", "Hội thao", "Giải bóng đá mini", "Chạy việt dã"),
    "sightseeing": ("Tham quan Núi Cấm", "Tham quan Củ Chi", "Về nguồn Côn Đảo"),
    "holiday": ("Nghỉ mát Nha Trang", "Nghỉ mát Vũng Tàu"),
    "recreation": ("Đêm hội trăng rằm", "Trò chơi dân gian"),
    "political": ("Học tập Nghị quyết", "Quán triệt chỉ thị", "Sơ cấp lý luận chính trị"),
    "professional": ("Tập huấn nghiệp vụ công đoàn", "Nghiệp vụ kế toán"),
    "skills": ("Kỹ năng vận hành máy", "Nâng bậc thợ may"),
}
PARTNERS = ("Siêu thị Co.op", "Nhà sách Phương Nam", "Điện máy Xanh", "Khu du lịch Núi Cấm")
POLICIES = ("Góp ý Luật Bảo hiểm xã hội", "Góp ý dự thảo Nghị định lương tối thiểu vùng",
    "Góp ý quy chế chi tiêu nội bộ", "Góp ý Bộ luật Lao động sửa đổi")  # fmt: skip
SUBJECTS = ("Tiền lương, bữa ăn ca", "Thời giờ làm việc, nghỉ ngơi", "An toàn lao động")


@dataclass
class Person:
    """Somebody of the office, and what its lists have told of them so far."""

    full_name: str
    sex: str
    birth: date
    number: int
    unit: str
    joined: date | None = None
    left: date | None = None
    language: str = "vi"
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        century = 2 * (self.birth.year >= 2000) + (self.sex == "female")
        return f"089{century}{self.birth:%y}{self.number:06d}"

    @property
    def old_identity(self) -> str:
        return f"3{self.number * 37 % 10**8:08d}"

    @property
    def card(self) -> str:
        return f"89{self.number * 7919 % 10**8:08d}"

    @property
    def phone(self) -> str:
        return f"09{self.number * 104729 % 10**8:08d}"

    @property
    def employed_on(self) -> date:
        return (self.joined or date(2015, 5, 4)) - timedelta(90)

    @property
    def is_member(self) -> bool:
        return self.joined is not None

    def texts(self) -> Mapping[str, str]:
        return {
            "unit": self.unit,
            "job_title": JOBS[self.number % len(JOBS)],
            "union_role": ROLES[self.number % len(ROLES)] if self.number % 9 == 0 else "",
            "address": PLACES[self.number % len(PLACES)],
            "ethnicity": ("Kinh", "Khmer", "Hoa")[self.number % 3],
            "education": ("12/12", "Đại học", "Cao đẳng", "9/12")[self.number % 4],
            "notes": ("", "", "Con nhỏ", "Hộ cận nghèo")[self.number % 4],
        }


def a_name(lot: Random, sex: str, language: str) -> str:
    if language == "zh":
        return lot.choice(CHINESE[0]) + "".join(lot.sample(CHINESE[1], lot.choice((1, 2, 2))))
    if language == "ru":
        return " ".join(lot.choice(words.split()) for words in RUSSIAN[sex])
    words = (SURNAMES, MIDDLES[sex], GIVENS[sex])
    return " ".join(lot.choice(choice.split()) for choice in words).replace("_", " ")


def people(lot: Random, count: int, *, members: bool, first: int, language: str) -> list[Person]:
    """People of whom no two share a name, but for one pair in thirty."""
    found: list[Person] = []
    names: set[str] = set()
    units = lot.sample(UNITS[language], k=min(len(UNITS[language]), 4))
    while len(found) < count:
        sex = lot.choice(("male", "female"))
        name = a_name(lot, sex, language)
        if name in names and lot.random() > 0.03:
            if language == "vi":
                continue
            name = f"{name}{'一二三四五六七八九十'[len(found) % 10]}" if language == "zh" else name
        names.add(name)
        joined = date(2003, 1, 1) + timedelta(lot.randrange(5300)) if members else None
        left = None
        if joined and lot.random() < 0.08:
            left = max(joined + timedelta(200), date(2016, 10, 1) + timedelta(lot.randrange(500)))
        born = date(1962, 1, 1) + timedelta(lot.randrange(13000))
        found.append(
            Person(name, sex, born, first + len(found), lot.choice(units), joined, left, language)
        )
    return found
