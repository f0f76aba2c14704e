"""Where an office file may lie: not where a cloud copies it, not only on a stick."""

from __future__ import annotations

import sys
from pathlib import Path

from unionoffice.core.file_names import file_stem
from unionoffice.core.i18n import _
from unionoffice.services.office import OwnOrganisation

_CLOUDS = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "yandex", "nextcloud")
_STICKS = ("/media/", "/run/media/", "/mnt/", "/volumes/")


def proposed_path(home: Path, own: OwnOrganisation) -> Path:
    """In the user's local data, under the name of the organisation."""
    name = file_stem(own.name or own.code, between=" ", otherwise="office")
    path = home / f"{name}.uoffice"
    number = 2
    while path.exists():
        path = home / f"{name} {number}.uoffice"
        number += 1
    return path


def doubt_about(path: Path) -> str:
    """Why this is no good place, as a sentence; "" when nothing speaks against it."""
    folded = path.as_posix().lower()
    if any(cloud in folded for cloud in _CLOUDS):
        return _(
            "A cloud program copies this folder, also while the office is being written: "
            "that can damage the file. Take a folder of this computer, and keep backups there."
        )
    if folded.startswith("//"):
        return _("This is a folder of the network: when the line breaks, work can be lost.")
    if folded.startswith(_STICKS) or _is_removable(path):
        return _(
            "This is a stick or another disk. Work is safer on this computer; use the stick for "
            "backups."
        )
    return ""


def _is_removable(path: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes  # only Windows can say it, and only it has this

    removable = 2
    return bool(ctypes.windll.kernel32.GetDriveTypeW(str(path.anchor)) == removable)
