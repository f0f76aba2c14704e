"""What Ctrl+K finds."""

from collections.abc import Callable
from typing import NamedTuple


class Command(NamedTuple):
    """One thing that can be found; texts are translated."""

    title: str
    icon: str
    run: Callable[[], None]
    note: str = ""  # what sort of thing it is, or what tells it from others
    words: str = ""  # found by these too
