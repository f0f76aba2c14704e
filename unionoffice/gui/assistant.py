"""The doors to the windows of the program; their parts are only imported when they are needed."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from unionoffice.core.addresses import without_password
from unionoffice.gui.doors import Doors, Opened, Opening
from unionoffice.gui.look import Look

if TYPE_CHECKING:
    from unionoffice.gui.memory import Memory
    from unionoffice.gui.office_window import OfficeWindow
    from unionoffice.gui.screens.first_run import FirstRun
    from unionoffice.gui.screens.rescue import RescueWindow
    from unionoffice.gui.screens.server_dialog import ServerDialog
    from unionoffice.gui.screens.sign_in import SignInWindow
    from unionoffice.gui.screens.unlock import UnlockWindow


def make_office_window(office: str, doors: Doors, look: Look, memory: Memory) -> OfficeWindow:
    """The window of an office; an encrypted one shows another page first, without all of this."""
    from unionoffice.gui.office_window import OfficeWindow

    return OfficeWindow(office, doors, look, memory)


def open_assistant(doors: Doors, look: Look) -> FirstRun:
    # An office that is used every day never asks for this, and its start must not pay for it.
    from unionoffice.gui.screens.first_run import FirstRun

    return FirstRun(doors, look)


def open_unlock(office: str, doors: Doors) -> UnlockWindow:
    """The page before an office that is encrypted."""
    from unionoffice.gui.screens.unlock import UnlockWindow

    return UnlockWindow(office, doors)


def open_sign_in(office: str, names: Sequence[str], door: Opening) -> SignInWindow:
    """The page before an office with accounts; it opens the office for whoever signs in."""
    from unionoffice.gui.screens.sign_in import SignInWindow
    from unionoffice.services.who import SignIn

    def enter(name: str, password: str) -> Opened:
        return door(office, SignIn(name, password))

    shown = without_password(office) if "://" in office else Path(office).name
    return SignInWindow(shown, names, enter)


def open_rescue(office: Path, sentence: str) -> RescueWindow:
    """What can be done for an office that is damaged, or shall be put back."""
    from unionoffice.gui.screens.rescue import RescueWindow

    return RescueWindow(office, sentence)


def ask_for_server(doors: Doors, parent: QWidget, known: str = "", why: str = "") -> ServerDialog:
    """The form for an office on a server; `known` is its address, `why` it did not open."""
    from unionoffice.gui.screens.server_dialog import ServerDialog
    from unionoffice.services.who import SignInNeededError

    def reach(address: str) -> None:
        # That somebody has to sign in there shows that the office was reached.
        with contextlib.suppress(SignInNeededError):
            doors.open(address).workplace.close()

    dialog = ServerDialog(reach, parent, known, why)
    dialog.open()
    return dialog
