"""Folders of the computer: asking for one, and showing what was written there."""

from __future__ import annotations

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


def ask_for_files(parent: QWidget, title: str, kind: str, suffixes: tuple[str, ...]) -> list[Path]:
    """Files to read; [] when nothing was chosen."""
    patterns = " ".join(f"*{suffix}" for suffix in suffixes)
    chosen, _kind = QFileDialog.getOpenFileNames(
        parent, title, str(Path.home()), f"{kind} ({patterns})"
    )
    return [Path(file) for file in chosen]
