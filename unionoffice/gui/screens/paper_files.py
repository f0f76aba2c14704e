"""The dialogs by which papers of a record come from files and become files again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from unionoffice.core.i18n import _
from unionoffice.gui.papers_view import PapersView
from unionoffice.gui.screens.folders import ask_for_files, ask_where_to_write
from unionoffice.services.papers import SUFFIXES, PaperView


def give_dialogs(papers: PapersView) -> None:
    """From now on its buttons open the dialogs of the computer."""
    papers.files_wanted.connect(partial(_choose_files, papers))
    papers.place_wanted.connect(partial(_choose_place, papers))


def _choose_files(papers: PapersView) -> None:
    papers.add_files(ask_for_files(papers, _("Add a paper"), _("Papers"), SUFFIXES))


def _choose_place(papers: PapersView, paper: PaperView) -> None:
    proposal = Path.home() / f"{paper.name}{paper.suffix}"
    path = ask_where_to_write(papers, _("Save a copy"), proposal, _("Papers"), paper.suffix)
    if path is not None:
        papers.save_copy(paper, path)
