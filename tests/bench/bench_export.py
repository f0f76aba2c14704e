"""How fast 100,000 members go out as a workbook, against writing the XML of the sheet by hand."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from support.benches import PEOPLE, in_turn, opened, report

from unionoffice.services.views import Query
from unionoffice.spreadsheets.exporting import written_list
from unionoffice.spreadsheets.writing import write_list
from unionoffice.workplace import Workplace

# XlsxWriter takes about nine times as long as the bare XML, and as long as Calc does.
TARGET = 10.0
BARE = """
    SELECT p.*, m.card_number, m.joined_on, m.left_on, m.status, m.union_role, e.job_title, u.name
    FROM people p JOIN memberships m ON m.person_id = p.id AND m.is_current = 1
    LEFT JOIN employments e ON e.person_id = p.id AND e.is_current = 1
    LEFT JOIN units u ON u.id = e.unit_id
"""
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-'
    'types"/>',
}


def main() -> None:
    workplace = opened()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report(
            f"export of {PEOPLE:,} members to .xlsx (limit: the sheet's XML by hand)",
            *in_turn(
                lambda: by_hand(workplace, folder / "limit.xlsx"),
                lambda: write_list(
                    folder / "ours.xlsx", written_list(workplace, "members", Query()), "vi"
                ),
                1,
                warm=False,
            ),
            TARGET,
        )
    workplace.close()


def by_hand(workplace: Workplace, path: Path) -> None:
    """Twenty columns of text, without formats; enough to be timed, not to be opened."""
    with (
        workplace.store.reading() as session,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
    ):
        for name, content in PARTS.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b"<worksheet><sheetData>")
            for row in session.connection().exec_driver_sql(BARE):
                cells = "".join(
                    f'<c t="inlineStr"><is><t>{escape(str(value or ""))}</t></is></c>'
                    for value in row[:20]
                )
                sheet.write(f"<row>{cells}</row>".encode())
            sheet.write(b"</sheetData></worksheet>")


if __name__ == "__main__":
    main()
