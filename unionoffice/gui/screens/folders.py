"""Folders of the computer: asking for one, and showing what was written there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget


def open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def ask_for_folder(parent: QWidget, title: str, begin: Path | None = None) -> Path | None:
    """The folder or stick that the user chooses; None when nothing was chosen."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(begin or Path.home()))
    return Path(chosen) if chosen else None


def ask_where_to_write(
    parent: QWidget, title: str, proposal: Path, kind: str, suffix: str
) -> Path | None:
    """A file to write, its name always ending in `suffix`."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(proposal), f"{kind} (*{suffix})")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def ask_for_name_and_kind(
    parent: QWidget, title: str, proposal: Path, kinds: Sequence[tuple[str, str]]
) -> Path | None:
    """A file to write, of one of several `(suffix, name)`; its name ends in one of the suffixes."""
    filters = {f"{name} (*{suffix})": suffix for suffix, name in kinds}
    chosen, taken = QFileDialog.getSaveFileName(parent, title, str(proposal), ";;".join(filters))
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() in filters.values():
        return path
    return path.with_name(path.name + filters.get(taken, kinds[0][0]))


def ask_for_files(parent: QWidget, title: str, kind: str, suffixes: tuple[str, ...]) -> list[Path]:
    """Files to read; [] when nothing was chosen."""
    patterns = " ".join(f"*{suffix}" for suffix in suffixes)
    chosen, _kind = QFileDialog.getOpenFileNames(
        parent, title, str(Path.home()), f"{kind} ({patterns})"
    )
    return [Path(file) for file in chosen]
