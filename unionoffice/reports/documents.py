"""One door to every kind of document that a filled form is written as."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from unionoffice.core.errors import UserError
from unionoffice.core.files import write_whole
from unionoffice.core.i18n import N_
from unionoffice.reports.as_json import to_text
from unionoffice.reports.filled import FilledForm

SUFFIXES = (".pdf", ".xlsx", ".docx", ".json")
Writer = Callable[[FilledForm, Path, str], None]


def check_suffix(path: Path) -> None:
    """Raise UserError for a file name that says no kind of document, before anything is counted."""
    if path.suffix.lower() not in SUFFIXES:
        raise UserError(
            N_("“{file}” says no kind of document. Let the name end in one of these: {known}."),
            file=path.name,
            known=" ".join(SUFFIXES),
        )


def write(filled: FilledForm, path: Path, language: str) -> None:
    """Write the form as its file name says: .pdf, .xlsx, .docx or .json."""
    check_suffix(path)
    _writer(path.suffix.lower())(filled, path, language)


def _writer(suffix: str) -> Writer:
    # The libraries are loaded when the first such document is written: the window, and commands
    # that write none, must not wait for them.
    if suffix == ".pdf":
        from unionoffice.reports.pdf import write_pdf

        return write_pdf
    if suffix == ".xlsx":
        from unionoffice.reports.xlsx import write_xlsx

        return write_xlsx
    if suffix == ".docx":
        from unionoffice.reports.docx import write_docx

        return write_docx
    return _write_json


def _write_json(filled: FilledForm, path: Path, language: str) -> None:  # noqa: ARG001 - a Writer
    write_whole(path, to_text(filled.figures).encode("utf-8"))
