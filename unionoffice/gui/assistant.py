"""The door to the first-run assistant, whose parts are only imported when it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.gui.doors import Doors
from unionoffice.gui.look import Look

if TYPE_CHECKING:
    from unionoffice.gui.screens.first_run import FirstRun


def open_assistant(doors: Doors, look: Look) -> FirstRun:
    # An office that is used every day never asks for this, and its start must not pay for it.
    from unionoffice.gui.screens.first_run import FirstRun

    return FirstRun(doors, look)
