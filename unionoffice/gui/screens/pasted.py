"""What was copied in another program, as files that are read like any other list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _

NO_TABLE = N_(
    "What was copied is no table. Mark the rows in Excel, with the heads of the columns, and copy "
    "them; then paste them here."
)


def copied_now() -> QMimeData:
    """What was copied; nothing where there is no clipboard."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def is_table(copied: QMimeData, suffixes: Sequence[str]) -> bool:
    """Whether rows were copied, or files that may hold some."""
    return bool(_files(copied, suffixes) or _kind_of(copied))


def pasted_files(copied: QMimeData, suffixes: Sequence[str], folder: Path) -> list[Path]:
    """The files that were copied, or one in `folder` with the rows.

    Raises UserError where it is no table.
    """
    files = _files(copied, suffixes)
    if files:
        return files
    kind = _kind_of(copied)
    if not kind:
        raise UserError(NO_TABLE)
    path = folder / (_("Pasted table") + kind)
    path.write_text(copied.text() if kind == ".tsv" else copied.html(), encoding="utf-8")
    return [path]


def _kind_of(copied: QMimeData) -> str:
    """Spreadsheets put tabs between their cells; a browser may give the table as a page alone."""
    if "\t" in copied.text():
        return ".tsv"
    return ".html" if "<table" in copied.html().lower() else ""


def _files(copied: QMimeData, suffixes: Sequence[str]) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in copied.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in suffixes]
