"""The smaller registers of a sample office: housing, loans, offers, voice, life, training."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from unionoffice.demo.days import Span, any_day
from unionoffice.demo.entering import PERSON, Rows, clues
from unionoffice.demo.people import Someone
from unionoffice.demo.workplaces import Body

MOST_ON_A_LIST = 250  # names on the list of one activity; more come as a head count
_PARTNERS = (
    ("Siêu thị Co.opmart Châu Phú", "consumer", "Giảm 5% khi xuất trình thẻ đoàn viên", 0.20),
    ("Điện máy Bảy Núi", "electrical", "Giảm 7%, trả góp không lãi", 0.05),
    ("Khu du lịch Núi Cấm", "leisure", "Giảm 20% vé cáp treo", 0.12),
    ("Nhà thuốc Sức Khỏe Vàng", "other", "Giảm 10%", 0.08),
    ("Gạo sạch Thất Sơn", "food", "Giảm 1.000 đồng/kg", 0.15),
)
_ACTIVITIES = (
    (4, 26, "Hội thao Tháng Công nhân", "sport", 0.22, "Nhà thi đấu Châu Phú"),
    (7, 18, "Tham quan về nguồn", "sightseeing", 0.10, "Đồi Tức Dụp, Tri Tôn"),
    (8, 22, "Giải bóng chuyền nam, nữ", "sport", 0.08, "Sân công ty"),
    (10, 17, "Hội diễn văn nghệ 20/10", "culture", 0.15, "Hội trường"),
)
_HEAD_COUNTS = (
    (1, 18, "Họp mặt Tết Sum vầy", "recreation", 0.30, "Sân công ty"),
    (6, 12, "Ngày hội gia đình công nhân", "recreation", 0.15, "Công viên Châu Phú"),
    (5, 6, "Phát động thi đua lao động giỏi", "movement", 0.60, "Hội trường"),
)
_COURSES = (
    (3, 14, "Học tập Nghị quyết Đại hội Công đoàn", "political", 0.12),
    (9, 5, "Chuyên đề học tập và làm theo Bác", "political", 0.15),
    (6, 20, "Tập huấn nghiệp vụ cán bộ công đoàn", "professional", 0.04),
    (8, 8, "Luyện tay nghề, thi thợ giỏi", "skills", 0.06),
    (4, 10, "Huấn luyện an toàn, vệ sinh lao động", "safety", 0.25),
    (11, 9, "Phổ biến Luật Công đoàn và Bộ luật Lao động", "law", 0.20),
)
_POLICIES = (
    (2, 20, "Góp ý dự thảo Nghị định về tiền lương tối thiểu vùng", 2, "decree", "wages"),
    (5, 22, "Góp ý dự thảo Luật Việc làm sửa đổi", 3, "law", "unemployment_insurance"),
    (8, 15, "Góp ý quy chế trả lương, trả thưởng của đơn vị", 1, "unit", "bonuses"),
    (10, 6, "Góp ý đề án nhà ở công nhân của tỉnh", 1, "province", "other"),
)
_SUBJECTS = (
    "Tiền lương và định mức lao động", "Bữa ăn ca và nhà vệ sinh", "Thời giờ làm thêm dịp cao điểm",
    "Tiền thưởng Tết và phương án nghỉ Tết",
)  # fmt: skip


class RecordsMaker:
    """Invents the rows of every register that is small or a list of names."""

    def __init__(self, rng: Random, body: Body, people: Sequence[Someone], span: Span) -> None:
        self._rng = rng
        self._body = body
        self._people = people
        self._known = [each for each in people if each.identity_number and each.birth_date]
        self._span = span

    def all(self) -> Iterator[Rows]:
        yield from (self._housing(), self._loans(), self._offers(), self._uses())
        yield from (self._agreements(), self._negotiations(), self._dialogues(), self._policies())
        yield from (self._head_counts(), self._activities(), self._training(), self._counted())
        yield from (self._consents(), self._requests())

    def _consents(self) -> Rows:
        rows = [
            (*clues(someone), purpose, any_day(self._rng, self._span.first, self._span.today))
            for someone in self._known[:12]
            for purpose in ("care", "pictures")
        ]
        return Rows("consents", (*PERSON, "purpose", "given_on"), rows)

    def _requests(self) -> Rows:
        received = self._span.today - timedelta(days=1)
        rows = [("access", *clues(someone), received) for someone in self._known[:1]]
        return Rows("requests", ("kind", *PERSON, "received_on"), rows)

    def _housing(self) -> Rows:
        """One case in every state, and more of those that end well."""
        today = self._span.today
        states = ("handed_over", "building", "approved", "proposed", "rejected", "cancelled")
        more = ("handed_over",) * min(len(self._people) // 120, 40)
        rows = []
        poor = [each for each in self._known if each.is_member_on(today)]
        wanted = min(len(states) + len(more), len(poor))
        for state, someone in zip((*states, *more), self._rng.sample(poor, wanted), strict=False):
            last = today - timedelta(days=150 if state == "handed_over" else 30)
            proposed = any_day(self._rng, self._span.first, last)
            is_new = self._rng.random() < 0.6
            decided = state not in ("proposed", "cancelled")
            begun = state in ("handed_over", "building")
            disbursed = min(proposed + timedelta(days=30), today) if begun else None
            rows.append(
                (
                    *clues(someone),
                    "new" if is_new else "repair",
                    state,
                    Decimal(60_000_000 if is_new else 30_000_000),
                    Decimal(180_000_000 if is_new else 55_000_000),
                    proposed,
                    min(proposed + timedelta(days=14), today) if decided else None,
                    disbursed,
                    proposed + timedelta(days=140) if state == "handed_over" else None,
                    "Nhà lá xuống cấp; có đất ở ổn định, gia đình có vốn đối ứng.",
                )
            )
        columns = (
            *PERSON, "kind", "status", "amount", "total_cost", "proposed_on", "approved_on",
            "disbursed_on", "handed_over_on", "conditions",
        )  # fmt: skip
        return Rows("housing", columns, rows)

    def _loans(self) -> Rows:
        rows = []
        span = self._span
        wanted = min(3 + len(self._people) // 70, 200, len(self._known))
        for number, someone in enumerate(self._rng.sample(self._known, wanted)):
            lent = any_day(self._rng, span.first, span.today)
            is_proposed = number == 0
            repaid = None if lent + timedelta(days=365) > span.today else lent + timedelta(days=365)
            status = "proposed" if is_proposed else "repaid" if repaid else "lent"
            rows.append(
                (
                    *clues(someone),
                    self._rng.choice(("employment_fund", "employment_fund", "cep")),
                    Decimal(self._rng.choice((20, 30, 50)) * 1_000_000),
                    None if is_proposed else lent,
                    self._rng.choice((12, 24, 36)),
                    status,
                    None if is_proposed else repaid,
                    self._rng.choice(("Chăn nuôi bò", "Mua bán nhỏ", "Sửa xe máy", "Trồng rau")),
                    1,
                )
            )
        columns = (
            *PERSON, "source", "amount", "lent_on", "term_months", "status", "repaid_on", "purpose",
            "jobs_created",
        )  # fmt: skip
        return Rows("loans", columns, rows)

    def _offers(self) -> Rows:
        first = self._span.first
        end = date(self._span.today.year, 12, 31)
        rows = [
            (partner, goods, discount, "province", first, first, end)
            for partner, goods, discount, _share in _PARTNERS
        ]
        columns = (
            "partner", "goods", "discount", "level", "signed_on", "valid_from", "valid_to",
        )  # fmt: skip
        return Rows("offers", columns, rows)

    def _uses(self) -> Rows:
        """Partners tell a number for each month."""
        rows = [
            (last, partner, max(1, round(len(self._people) * share * self._rng.uniform(0.5, 1.2))))
            for _first, last in self._span.months()
            for partner, _goods, _discount, share in _PARTNERS
        ]
        return Rows("preferences", ("used_on", "partner", "uses"), rows)

    def _agreements(self) -> Rows:
        """One ran out and was followed by one that ends within ninety days; one about wages."""
        today = self._span.today
        ends = today + timedelta(days=62)
        signed = date(ends.year - 2, ends.month, min(ends.day, 28))
        old = date(signed.year - 3, signed.month, signed.day)
        wages = any_day(self._rng, date(today.year, 1, 2), today)
        employer = self._body.employer
        rows = [
            (f"01/{old.year}/TƯLĐTT", "agreement", old, old, signed, 4, "C", employer),
            (f"02/{signed.year}/TƯLĐTT", "agreement", signed, signed, ends, 9, "B", employer),
            (f"03/{wages.year}/TL", "wages", wages, wages, date(today.year + 1, 12, 31), 2, "none",
             employer),
        ]  # fmt: skip
        columns = (
            "number", "kind", "signed_on", "effective_from", "effective_to", "better_clauses",
            "grade", "employer",
        )  # fmt: skip
        return Rows("agreements", columns, rows)

    def _negotiations(self) -> Rows:
        today = self._span.today
        rows: list[Sequence[Any]] = [
            (day, f"Phiên thương lượng tiền lương năm {day.year}", "Thống nhất tăng lương 6%")
            for month, number in ((1, 12), (11, 5))
            for day in self._span.on(month, number)
        ]
        rows.append((today - timedelta(days=9), "Chuẩn bị thỏa ước mới: phiên thứ nhất", None))
        return Rows("negotiations", ("held_on", "subject", "result"), rows)

    def _dialogues(self) -> Rows:
        units = [unit.name for unit in self._body.units if unit.kind == "workshop"]
        rows: list[Sequence[Any]] = []
        for month, subject in zip((3, 6, 9, 12), _SUBJECTS, strict=True):
            for day in self._span.on(month, 21):
                raised = self._rng.randrange(5, 16)
                rows.append((day, "periodic", subject, (), raised, raised - 2))
        for day in self._span.on(1, 15):
            rows.append((day, "conference", f"Hội nghị người lao động năm {day.year}", (), 22, 18))
        for day in self._span.on(8, 2):
            only = tuple(units[:1])
            rows.append((day, "on_demand", "Định mức mới của mã hàng xuất khẩu", only, 6, 5))
        for day in self._span.on(4, 4):
            subject = f"Quy chế dân chủ ở cơ sở, sửa đổi năm {day.year}"
            rows.append((day, "internal_rules", subject, (), None, None))
        columns = ("held_on", "form", "subject", "units", "opinions", "opinions_met")
        return Rows("dialogues", columns, rows)

    def _policies(self) -> Rows:
        rows = [
            (day, f"{title} năm {day.year}", turns, level, topic, level == "unit")
            for month, number, title, turns, level, topic in _POLICIES
            for day in self._span.on(month, number)
        ]
        columns = ("contributed_on", "title", "turns", "level", "topic", "is_accepted")
        return Rows("policies", columns, rows)

    def _head_counts(self) -> Rows:
        rows = []
        for month, number, title, kind, share, place in _HEAD_COUNTS:
            for day in self._span.on(month, number):
                there = sum(each.is_there_on(day) for each in self._people)
                members = sum(each.is_member_on(day) for each in self._people)
                cost = Decimal(round(there * share) * 60_000)
                heads = (round(there * share), round(members * share))
                rows.append((day, f"{title} {day.year}", kind, place, *heads, cost))
        columns = ("held_on", "title", "kind", "place", "head_total", "head_members", "cost_union")
        return Rows("activities", columns, rows)

    def _activities(self) -> Rows:
        rows = []
        for month, number, title, kind, share, place in _ACTIVITIES:
            for day in self._span.on(month, number):
                for someone in self._listed(day, share):
                    attended = self._rng.random() < 0.92
                    rows.append(
                        (day, f"{title} {day.year}", kind, place, *clues(someone), attended)
                    )
        columns = ("held_on", "title", "kind", "place", *PERSON, "attended")
        return Rows("activities", columns, rows)

    def _training(self) -> Rows:
        rows = []
        for month, number, title, kind, share in _COURSES:
            for day in self._span.on(month, number):
                for someone in self._listed(day, share):
                    attended = self._rng.random() < 0.9
                    rows.append((day, f"{title} {day.year}", kind, *clues(someone), attended))
        return Rows("training", ("held_on", "title", "kind", *PERSON, "attended"), rows)

    def _counted(self) -> Rows:
        """A unit without a list of names: the office knows only how many they are."""
        named = [unit for unit in self._body.units if not unit.share and unit.kind == "team"]
        rows = []
        for unit in named:
            for month in (1, 7):
                for day in self._span.on(month, 1):
                    workers = self._rng.randrange(24, 40)
                    rows.append((unit.name, day, workers, workers // 8))
        return Rows("headcounts", ("unit", "counted_on", "workers", "women"), rows)

    def _listed(self, day: date, share: float) -> list[Someone]:
        there = [each for each in self._known if each.is_there_on(day)]
        wanted = max(2, round(len(there) * share))
        return self._rng.sample(there, min(wanted, MOST_ON_A_LIST, len(there)))
