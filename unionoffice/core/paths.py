"""Where things lie: what travels with the program, and what belongs to the user."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

APPLICATION = "UnionOffice"


@cache
def program_folder() -> Path:
    """The folder that holds resources/, migrations/ and translations/, frozen or from source."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parents[2]


def resources_folder() -> Path:
    return program_folder() / "resources"


def migrations_folder() -> Path:
    return program_folder() / "migrations"


def translations_folder() -> Path:
    return program_folder() / "translations"


def licences_folder() -> Path:
    """What the program and its libraries may be used for; in a checkout, the project itself."""
    bundled = program_folder() / "licences"
    return bundled if bundled.is_dir() else program_folder()


def home_folder() -> Path:
    """Settings, logs and backups: `UNIONOFFICE_HOME`, else the user's *local* application data.

    Never Documents or the desktop: cloud drives copy those while the office is being written.
    """
    chosen = os.environ.get("UNIONOFFICE_HOME")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / APPLICATION
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / APPLICATION.lower()
