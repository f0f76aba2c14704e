"""One door to every kind of document that a filled form is written as."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from unionoffice.core.errors import UserError
from unionoffice.core.files import write_whole
from unionoffice.core.i18n import N_
from unionoffice.reports.as_json import to_text
from unionoffice.reports.filled import FilledForm

# The libraries behind these are loaded when the first such document is written: the window and
# the commands that write none must not wait for them.
_WRITERS = {
    ".pdf": ("unionoffice.reports.pdf", "write_pdf"),
    ".xlsx": ("unionoffice.reports.xlsx", "write_xlsx"),
    ".docx": ("unionoffice.reports.docx", "write_docx"),
}
SUFFIXES = (*_WRITERS, ".json")


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
    suffix = path.suffix.lower()
    if suffix == ".json":
        write_whole(path, to_text(filled.figures).encode("utf-8"))
        return
    module, function = _WRITERS[suffix]
    getattr(import_module(module), function)(filled, path, language)
