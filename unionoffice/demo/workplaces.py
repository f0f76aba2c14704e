"""The organisations of the sample: a garment company, and those of its district."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class UnitPlan:
    """A unit, how heavy its share of the workers is, and which jobs are done in it."""

    name: str
    kind: str
    parent: str = ""
    share: int = 0
    jobs: tuple[str, ...] = ()
    is_hazardous: bool = False
    women: float = 0.5


@dataclass(frozen=True)
class Body:
    """An organisation of the sample; `members` None: as many as the user asked for."""

    code: str
    name: str
    employer: str
    units: tuple[UnitPlan, ...]
    members: int | None = None


DISTRICT_CODE, DISTRICT_NAME = "AG-CP", "Công đoàn khu vực Châu Phú"
PROVINCE_CODE, PROVINCE_NAME = "AG", "Liên đoàn Lao động tỉnh An Giang"
PLACE = "Châu Phú"

_SEWING = ("Công nhân may", "Công nhân may", "Công nhân may", "Thợ kiểm hóa", "Tổ trưởng chuyền")
_OFFICE = ("Nhân viên văn phòng", "Chuyên viên", "Nhân viên nghiệp vụ", "Trưởng phòng")

_GARMENTS = (
    UnitPlan("Khối văn phòng", "branch"),
    UnitPlan("Phòng Hành chính - Nhân sự", "office", "Khối văn phòng", 4, _OFFICE, women=0.6),
    UnitPlan("Phòng Kế toán - Tài chính", "office", "Khối văn phòng", 3, ("Kế toán viên",)),
    UnitPlan("Phòng Kế hoạch - Xuất nhập khẩu", "office", "Khối văn phòng", 4, _OFFICE),
    UnitPlan("Khối sản xuất", "branch"),
    UnitPlan(
        "Phân xưởng Cắt", "workshop", "Khối sản xuất", 11, ("Thợ cắt", "Thợ trải vải"), women=0.4
    ),
    UnitPlan("Phân xưởng May 1", "workshop", "Khối sản xuất"),
    *(
        UnitPlan(f"Chuyền {number}", "team", "Phân xưởng May 1", 11, _SEWING, women=0.85)
        for number in (1, 2, 3)
    ),
    UnitPlan("Phân xưởng May 2", "workshop", "Khối sản xuất"),
    *(
        UnitPlan(f"Chuyền {number}", "team", "Phân xưởng May 2", 10, _SEWING, women=0.85)
        for number in (4, 5)
    ),
    UnitPlan(
        "Phân xưởng Giặt - Nhuộm", "workshop", "Khối sản xuất", 6,
        ("Công nhân giặt nhuộm", "Công nhân pha hóa chất"), is_hazardous=True, women=0.3,
    ),
    UnitPlan(
        "Phân xưởng Hoàn thiện", "workshop", "Khối sản xuất", 10, ("Công nhân ủi", "Đóng gói"),
        women=0.7,
    ),
    UnitPlan(
        "Tổ Cơ điện", "team", "Khối sản xuất", 4, ("Thợ điện", "Thợ cơ khí", "Thợ vận hành lò hơi"),
        is_hazardous=True, women=0.02,
    ),
    UnitPlan("Kho - Vận tải", "team", "", 5, ("Thủ kho", "Lái xe", "Công nhân bốc xếp"), women=0.2),
    UnitPlan("Tổ Bảo vệ", "team", "", 2, ("Bảo vệ",), women=0.05),
    UnitPlan("Nhà ăn", "team", "", 3, ("Cấp dưỡng", "Bếp trưởng"), women=0.8),
    UnitPlan("Tổ bốc xếp thời vụ", "team"),
)  # fmt: skip


def _school() -> tuple[UnitPlan, ...]:
    return (
        UnitPlan("Ban Giám hiệu", "office", "", 1, ("Hiệu trưởng", "Phó hiệu trưởng")),
        UnitPlan("Tổ Toán - Tin", "group", "", 4, ("Giáo viên",)),
        UnitPlan("Tổ Ngữ văn", "group", "", 4, ("Giáo viên",), women=0.8),
        UnitPlan("Tổ Tự nhiên", "group", "", 4, ("Giáo viên",)),
        UnitPlan("Tổ Văn phòng", "group", "", 2, ("Văn thư", "Kế toán viên", "Bảo vệ")),
    )


def _clinic() -> tuple[UnitPlan, ...]:
    return (
        UnitPlan("Khoa Khám bệnh", "group", "", 4, ("Bác sĩ", "Điều dưỡng"), True, 0.6),
        UnitPlan("Khoa Xét nghiệm", "group", "", 2, ("Kỹ thuật viên xét nghiệm",), True, 0.6),
        UnitPlan("Khoa Dược", "group", "", 2, ("Dược sĩ",), women=0.7),
        UnitPlan("Phòng Tổ chức - Hành chính", "office", "", 2, _OFFICE),
    )


def _factory(*workshops: str) -> tuple[UnitPlan, ...]:
    return (
        UnitPlan("Văn phòng", "office", "", 2, _OFFICE),
        *(
            UnitPlan(name, "workshop", "", 5, ("Công nhân", "Công nhân", "Tổ trưởng"), number == 0)
            for number, name in enumerate(workshops)
        ),
        UnitPlan("Tổ Cơ điện", "team", "", 1, ("Thợ điện", "Thợ cơ khí"), women=0.02),
    )


def _body(number: int, name: str, members: int, units: tuple[UnitPlan, ...]) -> Body:
    return Body(f"{DISTRICT_CODE}-{number:03d}", f"CĐCS {name}", name, units, members)


OWN = Body(
    f"{DISTRICT_CODE}-001",
    "CĐCS Công ty Cổ phần May Bảy Núi",
    "Công ty Cổ phần May Bảy Núi",
    _GARMENTS,
)
REPORTING = (
    _body(2, "Trường THPT Vĩnh Tre", 42, _school()),
    _body(3, "Trường THCS Bình Long", 31, _school()),
    _body(4, "Trung tâm Y tế Châu Phú", 64, _clinic()),
    _body(5, "Công ty TNHH Thủy sản Sông Hậu Xanh", 90, _factory("Xưởng Fillet", "Xưởng Đông")),
    _body(6, "Công ty TNHH Lương thực Thất Sơn", 48, _factory("Xưởng Xay xát", "Kho lúa")),
    _body(7, "Hợp tác xã Vận tải Cái Dầu", 27, _factory("Đội xe", "Bến bãi")),
    _body(8, "Công ty Cổ phần Gạch ngói Núi Sam", 55, _factory("Lò nung", "Xưởng Tạo hình")),
    _body(9, "Trường Mầm non Hoa Sen", 24, _school()),
    _body(10, "Công ty TNHH Giày Đồng Tháp Mười", 83, _factory("Xưởng Đế", "Xưởng May mũ giày")),
    _body(11, "Xí nghiệp Cấp nước Châu Phú", 29, _factory("Trạm bơm", "Đội Đường ống")),
    _body(12, "Công ty TNHH Bao bì Phú Mỹ", 38, _factory("Xưởng In", "Xưởng Cắt dán")),
)
SILENT = (
    _body(13, "Công ty TNHH Đan lát Mỹ Đức", 0, ()),
    _body(14, "Trường Tiểu học Bình Mỹ", 0, ()),
)
"""They have handed in their cards, but no package that could be read."""
LATE = (REPORTING[4], REPORTING[8])
"""Their packages of last year came after the day."""
