"""A province with districts and primaries that have reported for years, made by lot in one go.

`python -m support.federation FILE BODIES [SEED]` (with tests on the path) writes such an office.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from unionoffice.core.periods import Period
from unionoffice.exchange.package import figures_content
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.organisation.model import Organisation as Body
from unionoffice.registers.returns.model import ReceivedFigure, ReceivedReturn
from unionoffice.reports.filled import FormFigures, HeadCount, Organisation, RowFigures
from unionoffice.reports.forms import Form, open_form
from unionoffice.reports.indicators import known_indicators
from unionoffice.services.office import Office, OwnOrganisation
from unionoffice.store.store import Store, create_store, open_store

YEARS = (2022, 2023, 2024, 2025, 2026)
PROVINCE = OwnOrganisation(
    code="AG",
    name="LĐLĐ tỉnh An Giang",
    level="province",
    parent_code="VN",
    parent_name="Tổng LĐLĐ Việt Nam",
    place="An Giang",
)
_DISTRICTS = ("Châu Phú", "Chợ Mới", "Tân Châu", "Thoại Sơn", "Tri Tôn", "Phú Tân", "An Phú")
_WORKPLACES = (
    "Công ty May Sông Hậu",
    "Công ty Thủy sản Bình Long",
    "Trường THPT Trần Văn Thành",
    "Bệnh viện Đa khoa khu vực",
    "Công ty Lương thực Vĩnh Hòa",
    "Xí nghiệp Gạch ngói Long Xuyên",
    "Trung tâm Y tế dự phòng",
    "Công ty Cổ phần Điện nước",
)


@dataclass(frozen=True)
class Reporter:
    """One primary: who it is, and how many members it has in the first year."""

    id: int
    code: str
    name: str
    members: int


class Federation:
    """Fills an empty office; one in nine bodies does not hand in for the newest year."""

    def __init__(self, store: Store, form: Form, seed: int = 1) -> None:
        self._store = store
        self._form = form
        self._lot = random.Random(seed)
        self._sequence = 0

    def fill(self, bodies: int, years: Sequence[int] = YEARS) -> list[Reporter]:
        with self._store.writing("Sample made") as session:
            reporters = list(self._bodies(session, bodies))
            for year in years:
                for reporter in reporters:
                    if year != years[-1] or self._lot.random() > 1 / 9:
                        self._hand_in(session, reporter, year, year - years[0])
        return reporters

    def _bodies(self, session: Session, count: int) -> Iterator[Reporter]:
        now = datetime.now(UTC)
        districts = min(len(_DISTRICTS), max(2, count // 4))
        for place in range(districts):
            name = f"LĐLĐ huyện {_DISTRICTS[place]}"
            session.add(Body(code=f"H{place + 1}", name=name, level="district", parent_code="AG"))
        for place in range(count):
            name = f"CĐCS {_WORKPLACES[place % len(_WORKPLACES)]}"
            if count > len(_WORKPLACES):
                name += f" {place + 1}"
            code, above = f"T{place + 1:03}", f"H{place % districts + 1}"
            body = Body(code=code, name=name, level="primary", parent_code=above, enrolled_at=now)
            session.add(body)
            session.flush()
            yield Reporter(body.id, code, name, self._lot.choice((8, 24, 60, 140, 420, 900)))

    def _hand_in(self, session: Session, reporter: Reporter, year: int, age: int) -> None:
        figures = self.figures(reporter, year, age)
        self._sequence += 1
        session.execute(
            insert(ReceivedReturn),
            {
                "organisation_id": reporter.id,
                "appendix": figures.appendix,
                "appendix_version": figures.appendix_version,
                "period_first": figures.period.first,
                "period_last": figures.period.last,
                "version": 1,
                "is_current": True,
                "received_at": figures.generated_at + timedelta(days=self._lot.randrange(1, 20)),
                "generated_at": figures.generated_at,
                "sequence": self._sequence,
                "manifest_sha256": f"{self._sequence:064x}",
                "signed_with": "",
                "file_name": f"{reporter.code}.upack",
                "content": figures_content(figures),
                "origin": "typed" if self._lot.random() < 0.05 else "package",
            },
        )
        id_ = session.scalars(select(ReceivedReturn.id).order_by(ReceivedReturn.id.desc())).first()
        session.execute(insert(ReceivedFigure), [_columns(id_, row) for row in figures.rows])

    def figures(self, reporter: Reporter, year: int, age: int) -> FormFigures:
        """Figures without contradiction, which grow a little from year to year."""
        members = round(reporter.members * (1 + 0.04 * age))
        return FormFigures(
            appendix=self._form.id,
            appendix_version=self._form.version,
            organisation=Organisation(reporter.code, reporter.name, "primary"),
            period=Period.year(year),
            generated_at=datetime(year, 12, 31, 8, tzinfo=UTC),
            rows=tuple(self._rows(members, reporter)),
            registered_members=members,
        )

    def _rows(self, members: int, reporter: Reporter) -> Iterator[RowFigures]:
        some = self._some
        province, primary = some(members, 0.3), some(members, 0.5)
        sums = {"health.province": province, "health.primary": primary}
        parts = {
            "charity.fund.housing": some(members, 0.01),
            "charity.fund.visit": some(members, 0.2),
            "charity.loan": some(members, 0.05),
            "charity.other": some(members, 0.15),
        }
        parts["charity.fund"] = parts["charity.fund.housing"] + parts["charity.fund.visit"]
        parts["charity"] = parts["charity.fund"] + parts["charity.loan"] + parts["charity.other"]
        parts["political.study"], parts["political.training"] = (
            some(members, 0.4),
            some(members, 0.1),
        )
        parts["political"] = parts["political.study"] + parts["political.training"]
        parts["spiritual"] = some(members, 0.8)
        sums["health"] = province + primary
        for row in self._form.rows():
            if "total" in row.figures:
                count = parts[row.key]
                yield RowFigures(
                    row.key, total=count + count // 4, members=count, by_head_count=HeadCount()
                )
                continue
            titles = (f"Góp ý của {reporter.name}",) if "titles" in row.figures else None
            yield RowFigures(
                row.key,
                result=some(6, 0.5) if "result" in row.figures else None,
                members=sums.get(row.key, some(members, 0.6)) if "members" in row.figures else None,
                titles=titles,
            )

    def _some(self, members: int, share: float) -> int:
        return round(members * share * self._lot.uniform(0.6, 1.4))


def _columns(return_id: int | None, row: RowFigures) -> dict[str, object]:
    heads = row.by_head_count
    return {
        "return_id": return_id,
        "row_key": row.key,
        "result": row.result,
        "total": row.total,
        "members": row.members,
        "head_total": heads.total if heads else None,
        "head_members": heads.members if heads else None,
        "titles": json.dumps(row.titles, ensure_ascii=False) if row.titles else None,
    }


def usual_form() -> Form:
    """The form that every office has."""
    return open_form("vn-member-benefit", known_indicators(CATALOGUE))


def make(path: Path, bodies: int, seed: int = 1) -> None:
    """Write an office file with so many primaries."""
    create_store(path).close()
    store = open_store(path)
    try:
        Office(store).found(PROVINCE)
        Federation(store, usual_form(), seed).fill(bodies)
    finally:
        store.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
