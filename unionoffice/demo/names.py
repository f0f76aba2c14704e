"""Invented people of An Giang: names of the Kinh, Khmer, Chăm and Hoa, numbers and addresses."""

from __future__ import annotations

from random import Random

FAMILIES = (
    ("Nguyễn", 30), ("Trần", 12), ("Lê", 10), ("Phạm", 7), ("Huỳnh", 9), ("Võ", 6), ("Phan", 5),
    ("Trương", 3), ("Bùi", 3), ("Đặng", 3), ("Đỗ", 2), ("Ngô", 2), ("Hồ", 3), ("Dương", 3),
    ("Lý", 2), ("Đinh", 1), ("Mai", 1), ("Châu", 1), ("Quách", 1), ("Lưu", 1), ("Tô", 1),
)  # fmt: skip
MIDDLES = {
    "male": (
        "Văn", "Văn", "Hữu", "Minh", "Quốc", "Thanh", "Hoàng", "Đức", "Công", "Tấn", "Phước",
        "Chí", "Trung", "Ngọc", "Thành", "",
    ),
    "female": (
        "Thị", "Thị", "Thị", "Thị Kim", "Thị Ngọc", "Thị Mỹ", "Thị Thu", "Ngọc", "Mỹ", "Kim",
        "Bích", "Thúy", "Thị Cẩm", "Thị Hồng", "Phương", "Thanh",
    ),
}  # fmt: skip
GIVEN = {
    "male": (
        "An", "Bảo", "Bình", "Cường", "Dũng", "Duy", "Đạt", "Giang", "Hải", "Hậu", "Hiếu", "Hòa",
        "Hùng", "Huy", "Khánh", "Khoa", "Kiệt", "Lâm", "Lộc", "Long", "Luân", "Mạnh", "Nam",
        "Nghĩa", "Nhân", "Nhẫn", "Phong", "Phúc", "Phước", "Quang", "Quân", "Quý", "Sang", "Sơn",
        "Tài", "Tâm", "Tân", "Thắng", "Thiện", "Thịnh", "Tiến", "Tín", "Toàn", "Trí", "Trường",
        "Tuấn", "Tùng", "Út", "Vinh", "Vũ",
    ),
    "female": (
        "Anh", "Ánh", "Bé", "Cẩm", "Chi", "Cúc", "Diễm", "Diệu", "Dung", "Duyên", "Đào", "Gấm",
        "Giàu", "Hà", "Hằng", "Hạnh", "Hiền", "Hoa", "Hồng", "Hương", "Huyền", "Kiều", "Lan",
        "Liên", "Linh", "Loan", "Lựu", "Mai", "My", "Mỹ", "Nga", "Ngân", "Nguyệt", "Nhi", "Nhung",
        "Oanh", "Phượng", "Phương", "Quyên", "Sương", "Thảo", "Thoa", "Thủy", "Tiên", "Trang",
        "Trinh", "Tuyền", "Tuyết", "Uyên", "Vân", "Xuân", "Yến",
    ),
}  # fmt: skip
KHMER = {
    "male": (
        ("Chau",), ("Sóc", "Rinh", "Chanh", "Som", "Đa", "Sa", "Phi", "Kim"),
        ("Kha", "Rươne", "Thi", "Nây", "Ươl", "Phone", "Sên", "Tha", "Rết", "Sinh"),
    ),
    "female": (
        ("Néang",), ("Sa", "Kim", "Srây", "Chanh", "Sóc", "Phi", "Thi", "Rọt"),
        ("Rum", "Hà", "Mom", "Tha", "Nây", "Sương", "Phol", "Uôl", "Leng", "Vane"),
    ),
}  # fmt: skip
CHAM = {
    "male": (
        ("Mách", "Chàm", "Musa", "Salay", "Abdol"), ("Sa", "Mô", "Gia", "Ha", "Ro"),
        ("Lês", "Karim", "Hamid", "Roni", "Man", "Zaki", "Cosim"),
    ),
    "female": (
        ("Kha", "Ro", "Sa", "Sari", "Mari"), ("Ty", "Phi", "Li", "Ki", "Ha"),
        ("Giah", "Yah", "Mah", "Fah", "Nah", "Roh", "Dah"),
    ),
}  # fmt: skip
HOA = ("Lâm", "Trịnh", "Thái", "Quan", "Vương", "Tăng")
PLACES = (
    "Long Xuyên", "Châu Đốc", "Tân Châu", "Tịnh Biên", "Tri Tôn", "Châu Phú", "Châu Thành",
    "Chợ Mới", "Phú Tân", "Thoại Sơn", "An Phú",
)  # fmt: skip
HAMLETS = (
    "Bình Hòa", "Mỹ Phú", "Vĩnh Thạnh", "An Hòa", "Tân Thành", "Phú Hưng", "Long Hòa", "Hòa Bình",
    "Thới Hòa", "Trung Bình",
)  # fmt: skip
KINH, KHMER_PEOPLE, CHAM_PEOPLE, HOA_PEOPLE = "Kinh", "Khmer", "Chăm", "Hoa"

_FAMILY_NAMES = [name for name, _weight in FAMILIES]
_FAMILY_WEIGHTS = [weight for _name, weight in FAMILIES]
_HOME_PROVINCE = "089"
_PROVINCES = (*(_HOME_PROVINCE,) * 8, "091", "092", "087", "096", "093")
_MOBILE = ("032", "035", "038", "039", "070", "077", "079", "090", "091", "094", "097", "098")
_CENTURY = {("male", 19): "0", ("female", 19): "1", ("male", 20): "2", ("female", 20): "3"}


def ethnic_group(rng: Random) -> str:
    """As they live in An Giang: mostly Kinh, many Khmer, some Chăm and Hoa."""
    return rng.choices((KINH, KHMER_PEOPLE, CHAM_PEOPLE, HOA_PEOPLE), (89, 7, 2, 2))[0]


def full_name(rng: Random, sex: str, ethnicity: str) -> str:
    """A name of this sex and people."""
    if ethnicity in (KHMER_PEOPLE, CHAM_PEOPLE):
        parts = (KHMER if ethnicity == KHMER_PEOPLE else CHAM)[sex]
        return " ".join(rng.choice(part) for part in parts)
    if ethnicity == HOA_PEOPLE:
        family = rng.choice(HOA)
    else:
        family = rng.choices(_FAMILY_NAMES, _FAMILY_WEIGHTS)[0]
    middle, given = rng.choice(MIDDLES[sex]), rng.choice(GIVEN[sex])
    return " ".join(filter(None, (family, middle, given)))


def identity_number(rng: Random, sex: str, year: int, running: int) -> str:
    """Twelve digits: province, century and sex, year of birth, six more that never repeat."""
    century = _CENTURY[(sex, year // 100)]
    # The step has no factor in common with a million: a million numbers before one returns.
    tail = (running * 617_369 + 104_729) % 1_000_000
    return f"{rng.choice(_PROVINCES)}{century}{year % 100:02d}{tail:06d}"


def phone(rng: Random) -> str:
    return f"{rng.choice(_MOBILE)}{rng.randrange(10_000_000):07d}"


def address(rng: Random) -> str:
    return f"Ấp {rng.choice(HAMLETS)}, {rng.choice(PLACES)}, An Giang"
