"""How fast forms and lists become PDF, against hand-written scripts that do no more than that."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table
from reports.builders import a_filled_form

from unionoffice.reports import fonts
from unionoffice.reports.list_pdf import PrintedColumn, PrintedList, write_list
from unionoffice.reports.pdf import write_pdf
from unionoffice.reports.sheet import Line, sheet
from unionoffice.reports.xlsx import write_xlsx

COLUMNS = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Số định danh",
    "Đơn vị",
    "Nội dung",
    "Số tiền",
    "Nguồn",
)
ROWS = 24_000
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Đặng")
GIVEN = ("Thị Hằng", "Văn Dũng", "Ngọc Ánh", "Hữu Tuấn", "Minh Phượng", "Thanh Quý")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        limit, ours = in_turn(
            lambda: plain_form(folder / "limit.pdf"),
            lambda: write_pdf(a_filled_form(), folder / "ours.pdf", "vi"),
            rounds=25,
        )
        report("form as PDF, warm (limit: hand-written Platypus)", limit, ours, 1.5)
        write_xlsx(a_filled_form(), folder / "calc.xlsx", "vi")
        limit, ours = in_turn(lambda: calc_converts(folder), lambda: cold(folder), rounds=5)
        report("form as PDF, cold (limit: Calc converts a workbook)", limit, ours, 0.35)
        limit, ours = in_turn(
            lambda: plain_list(folder / "limit.pdf"),
            lambda: our_list(folder / "ours.pdf", ROWS),
            rounds=3,
        )
        report("list of 1,000 pages (limit: canvas, drawString)", limit, ours, 0.85)
        half, whole = in_turn(
            lambda: our_list(folder / "half.pdf", ROWS // 2),
            lambda: our_list(folder / "whole.pdf", ROWS),
            rounds=3,
        )
        report("list of 1,000 pages (limit: twice 500 pages)", 2 * half, whole, 1.2)
        print(f"peak of a list of 1,000 pages: +{peak_of_a_list(folder):.0f} MiB (at most 80)")


def in_turn(
    limit: Callable[[], object], ours: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Median seconds of both, measured one after the other so that both meet the same weather."""
    limit()
    ours()
    times: tuple[list[float], list[float]] = ([], [])
    for _round in range(rounds):
        for deed, kept in zip((limit, ours), times, strict=True):
            start = time.perf_counter()
            deed()
            kept.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def report(what: str, limit: float, ours: float, target: float) -> None:
    ratio = ours / limit
    verdict = "reached" if ratio <= target else "MISSED"
    print(
        f"{what}: limit {limit * 1000:.0f} ms, ours {ours * 1000:.0f} ms, "
        f"ratio {ratio:.2f} (target {target}, {verdict})"
    )


def plain_form(path: Path) -> None:
    """The same paper as somebody would write it by hand for this one form."""
    paper = sheet(a_filled_form(), "vi")
    for font in (fonts.REGULAR, fonts.BOLD, fonts.ITALIC):
        fonts.letters_of(font)
    left = ParagraphStyle("left", fontName=fonts.REGULAR, fontSize=13, leading=15)
    centre = ParagraphStyle("centre", left, alignment=1)
    bold = ParagraphStyle("bold", centre, fontName=fonts.BOLD)

    def cells(line: Line) -> list[Paragraph]:
        texts = ["".join(run.text for run in cell) for cell in line.cells] or ["", ""]
        return [
            Paragraph(line.number, centre),
            Paragraph(line.label, left),
            *(Paragraph(text, centre) for text in texts),
        ]

    rows = [[Paragraph(head.title, bold) for head in paper.heads]]
    rows.extend(cells(line) for line in paper.lines)
    width = A4[0] - 45 * mm
    table = Table(rows, colWidths=[width * head.width for head in paper.heads], repeatRows=1)
    table.setStyle(
        [("GRID", (0, 0), (-1, -1), 0.7, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    )
    head = Table(
        [
            [Paragraph(paper.upper_body, centre), Paragraph(paper.motto[0], bold)],
            [Paragraph(paper.organisation, bold), Paragraph(paper.motto[1], bold)],
        ]
    )
    end = Table(
        [
            ["", Paragraph(paper.date_line, centre)],
            [
                [Paragraph(line, left) for line in paper.recipients],
                [Paragraph(line, bold) for line in (*paper.signature, paper.signatory)],
            ],
        ]
    )
    document = SimpleDocTemplate(
        str(path), pagesize=A4, topMargin=20 * mm, bottomMargin=20 * mm, leftMargin=30 * mm
    )
    title = [Paragraph(line, bold) for line in paper.title]
    notes = [Paragraph(note, left) for note in (*paper.footnotes, *paper.remarks, *paper.notes)]
    document.build([head, Spacer(0, 20), *title, Spacer(0, 12), table, *notes, end])


def cold(folder: Path) -> None:
    code = (
        "from pathlib import Path; from reports.builders import a_filled_form; "
        "from unionoffice.reports.documents import write; "
        f"write(a_filled_form(), Path({str(folder / 'cold.pdf')!r}), 'vi')"
    )
    # Compiled modules, as an installed program has them, whatever the machine's settings.
    surroundings = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, "-c", code], check=True, env=surroundings)


def calc_converts(folder: Path) -> None:
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(folder / "calc.xlsx"),
        ],
        check=True,
        capture_output=True,
    )


def rows_of_a_list(count: int) -> Iterator[tuple[str, ...]]:
    chance = random.Random(7)
    for number in range(1, count + 1):
        yield (
            str(number),
            f"{chance.choice(FAMILY)} {chance.choice(GIVEN)}",
            f"{chance.randint(1, 28):02d}/{chance.randint(1, 12):02d}/{chance.randint(1960, 1999)}",
            f"0890{chance.randint(10_000_000, 99_999_999)}",
            f"Tổ công đoàn số {chance.randint(1, 40)}",
            "Thăm hỏi ốm đau",
            f"{chance.randint(1, 999)}0.000",
            "Quỹ xã hội công đoàn",
        )


def our_list(path: Path, count: int) -> None:
    printed = PrintedList("Danh sách", tuple(map(PrintedColumn, COLUMNS)))
    write_list(printed, rows_of_a_list(count), path)


def plain_list(path: Path) -> None:
    fonts.letters_of(fonts.REGULAR)
    canvas = Canvas(str(path), pagesize=landscape(A4), pageCompression=1)
    pitch = (landscape(A4)[0] - 35 * mm) / len(COLUMNS)
    for number, row in enumerate(rows_of_a_list(ROWS)):
        if number and number % 24 == 0:
            canvas.showPage()
        y = 520 - number % 24 * 19
        canvas.setFont(fonts.REGULAR, 11)
        for place, text in enumerate(row):
            canvas.drawString(20 * mm + place * pitch, y, text)
        canvas.line(20 * mm, y - 4, 282 * mm, y - 4)
    canvas.save()


def peak_of_a_list(folder: Path) -> float:
    """How much more memory a process of its own takes for the long list than for one row."""
    peaks = []
    for count in (1, ROWS):
        code = (
            "from pathlib import Path; from bench_reports import our_list; "
            f"our_list(Path({str(folder / 'peak.pdf')!r}), {count}); "
            "status = Path('/proc/self/status').read_text(); "
            "print(status.split('VmHWM:')[1].split()[0])"
        )
        done = subprocess.run(
            [sys.executable, "-c", f"import sys; sys.path.append('tests/bench'); {code}"],
            check=True,
            capture_output=True,
            text=True,
        )
        peaks.append(int(done.stdout) / 1024)
    return peaks[1] - peaks[0]


if __name__ == "__main__":
    main()
