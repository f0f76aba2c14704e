"""Letters as files: the suffix picks the kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.reports.letters import Letter


def write_letters(
    letters: Sequence[Letter],
    path: Path,
    progress: Callable[[int, int, str], None] | None = None,
) -> None:
    """Write letters one after the other, each on a page of its own; the suffix picks the kind."""
    suffix = path.suffix.lower()
    coming = _told(letters, progress)
    # Each library is loaded only for papers of its kind.
    if suffix == ".pdf":
        from unionoffice.reports.letter_pdf import write_pdf

        write_pdf(coming, path)
    elif suffix == ".docx":
        from unionoffice.reports.letter_docx import write_docx

        write_docx(coming, path)
    else:
        raise UserError(
            N_("“{file}” is no name for letters. Let it end in .pdf or .docx."), file=path.name
        )


def _told(
    letters: Sequence[Letter], progress: Callable[[int, int, str], None] | None
) -> Iterable[Letter]:
    for done, letter in enumerate(letters):
        if progress is not None:
            progress(done, len(letters), letter.address)
        yield letter
