"""The ways from one screen to another, and the news that a register has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal


class Ways(QObject):
    """Screens emit what the user wants to see; whoever put the window together opens it."""

    page_wanted = Signal(str)
    register_wanted = Signal(str, object)  # key, filters
    record_wanted = Signal(str, int)
    new_wanted = Signal(str)
    person_wanted = Signal(int)
    data_wanted = Signal(int)  # what is held on this person
    record_for_wanted = Signal(str, object)  # a new record of a register, for this NamedChoice
    list_wanted = Signal(str)  # bringing a list into this register, "" for any
    mending_wanted = Signal()  # the return that the body above gave back

    changed = Signal(str)  # the register whose records were written, "" for several


def then(deed: Callable[..., None], *values: Any) -> Callable[[], None]:
    """The deed with these values, deaf to whatever the signal of a button says beside."""

    def act() -> None:
        deed(*values)

    return act
