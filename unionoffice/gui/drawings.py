"""The drawings of the icons as files; painting them is the affair of others."""

from __future__ import annotations

from functools import cache

from unionoffice.core.paths import resources_folder

FALLBACK = "list-details"


def svg_in(name: str, colour: str) -> bytes:
    """The drawing of an icon in one fixed colour."""
    return _drawing(name).replace(b"currentColor", colour.encode())


@cache
def _drawing(name: str) -> bytes:
    # Thirty of them are in the first picture: a Path each would take longer than reading them.
    try:
        with open(f"{_folder()}/{name}.svg", "rb") as file:
            return file.read()
    except FileNotFoundError:
        return _drawing(FALLBACK)


@cache
def _folder() -> str:
    return str(resources_folder() / "icons")
