"""The drawings of the icons as files; painting them is the affair of others."""

from __future__ import annotations

from unionoffice.core.paths import resources_folder

FALLBACK = "list-details"


def svg_in(name: str, colour: str) -> bytes:
    """The drawing of an icon in one fixed colour."""
    file = resources_folder() / "icons" / f"{name}.svg"
    if not file.exists():
        file = file.with_name(f"{FALLBACK}.svg")
    return file.read_bytes().replace(b"currentColor", colour.encode())
