"""The window, put together: first picture at once, everything heavy after it.

Nothing imported here may need SQLAlchemy: the first picture is painted from one row that the
office keeps, while the rest is still being imported in a thread.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from unionoffice.core.addresses import without_password
from unionoffice.core.errors import DamagedFileError, UserError
from unionoffice.core.i18n import LANGUAGE_NAMES, use_language
from unionoffice.core.paths import home_folder
from unionoffice.gui.assistant import (
    ask_for_server,
    make_office_window,
    open_assistant,
    open_rescue,
    open_sign_in,
    open_unlock,
)
from unionoffice.gui.bug_log import bug_folder, keep_bugs
from unionoffice.gui.doors import Doors, Opened, Opening
from unionoffice.gui.error_box import ErrorReporter
from unionoffice.gui.look import Look, Theme, system_text_size
from unionoffice.gui.memory import Memory, remember_office
from unionoffice.gui.qt_words import QtWords
from unionoffice.gui.sweeping import Sweeper

if TYPE_CHECKING:
    from unionoffice.gui.office_window import OfficeWindow
    from unionoffice.gui.screens.first_run import FirstRun
    from unionoffice.gui.screens.rescue import RescueWindow
    from unionoffice.gui.screens.server_dialog import ServerDialog
    from unionoffice.gui.screens.sign_in import SignInWindow
    from unionoffice.gui.screens.unlock import UnlockWindow
    from unionoffice.services.who import SignIn

LAST_OFFICE = "last_office"
LANGUAGE = "language"


class Application(QObject):
    """One office at a time: opens it, and opens another one when asked to."""

    def __init__(self, app: QApplication, doors: Doors, home: Path) -> None:
        super().__init__()
        self._app = app
        self._doors = doors
        home.mkdir(parents=True, exist_ok=True)
        self.memory = Memory(home)
        self._choose_language()
        self._words = QtWords(app)
        theme = self.memory.recall("theme", Theme.SYSTEM.value)
        self.look = Look(
            app,
            Theme(theme) if theme in [each.value for each in Theme] else Theme.SYSTEM,
            self.memory.recall("text_size", system_text_size(app.font().pointSizeF())),
            is_in_first_picture=True,
        )
        self.window: OfficeWindow | None = None
        self.assistant: FirstRun | None = None
        self.server_dialog: ServerDialog | None = None
        self.rescue: RescueWindow | None = None
        self._sweeper = Sweeper(self)
        self.unlock: UnlockWindow | None = None
        self.sign_in: SignInWindow | None = None

    def start(self, office: str | None) -> None:
        """Open this office, the one used last, or the assistant that makes one."""
        wanted = office or self.memory.recall(LAST_OFFICE, "")
        if wanted and (office or "://" in wanted or os.path.exists(wanted)):
            self.open_office(wanted)
        else:
            self.open_assistant()

    def open_office(self, office: str, *, only_look: bool = False) -> None:
        """Show the window on an office, in the place of what was shown before.

        `only_look` is for one that is damaged: it is not written to, whatever is found.
        """
        if "://" not in office and self._doors.is_locked(office):
            self._ask_for_passphrase(office)
            return
        door = self._doors.look_into if only_look else self._doors.open
        names = self._doors.account_names(office)
        if names:
            self._ask_who(office, names, door)
        else:
            self._show_office(office, door)

    def _show_office(self, office: str, door: Opening) -> None:
        former, doors = self.window, self._doors._replace(open=door)
        try:
            self.window = make_office_window(office, doors, self.look, self.memory)
        except DamagedFileError as error:
            self.open_rescue(office, str(error))
            if former is not None:
                former.close()
            return
        except UserError as error:
            from unionoffice.services.who import SignInNeededError

            if isinstance(error, SignInNeededError):
                self._ask_who(office, error.names, door)
                return
            self._say_refused(former, str(error))
            if "://" in office:
                self.ask_for_server(without_password(office), str(error))
            return
        self.window.office_wanted.connect(self.open_office)
        self.window.assistant_wanted.connect(self.open_assistant)
        self.window.server_wanted.connect(self.ask_for_server)
        self.window.language_chosen.connect(self._change_language)
        self.window.refused.connect(self._tell_refusal)
        self.window.damaged.connect(self._tell_damage)
        self.window.restore_wanted.connect(self._restore)
        self.window.opened.connect(self._remember)
        self.window.sign_in_wanted.connect(self._change_person)
        self.window.show()
        ErrorReporter(self.window.window).install()
        if former is not None:
            former.close()

    def leave(self) -> None:
        """Close the office and end."""
        if self.window is not None:
            self.window.close()
        self._app.quit()

    def open_assistant(self) -> None:
        """Ask who the office is and where its file shall lie."""
        self.look.dress()
        self.assistant = open_assistant(self._doors, self.look)
        self.assistant.made.connect(self.open_office)
        self.assistant.language_chosen.connect(self._restart_assistant)
        self.assistant.server_wanted.connect(self.ask_for_server)
        self.assistant.show()

    def ask_for_server(self, known: str = "", why: str = "") -> None:
        """Ask for the address of an office on a server, over what is open now."""
        self.look.dress()
        parent = self.assistant_now if self.window is None else self.window.window
        self.server_dialog = ask_for_server(self._doors, parent, known, why)
        self.server_dialog.accepted.connect(self._open_at_server)

    def _open_at_server(self) -> None:
        assert self.server_dialog is not None
        former = self.assistant
        self.open_office(self.server_dialog.address)
        if former is not None:
            former.close()

    def _restart_assistant(self, language: str) -> None:
        self._use(language)
        former = self.assistant
        self.open_assistant()
        if former is not None:
            former.close()

    def _remember(self, office: str) -> None:
        is_file = "://" not in office
        kept = str(Path(office).absolute()) if is_file else without_password(office)
        self.memory.keep(LAST_OFFICE, kept)
        remember_office(self.memory, kept)
        self.memory.write()

    def _tell_refusal(self, sentence: str) -> None:
        """The office could not be opened: say why, and offer the way to another one."""
        window, self.window = self.window, None
        self._say_refused(None, sentence)
        if window is not None:
            window.close()

    # Encrypted

    def _ask_for_passphrase(self, office: str) -> None:
        """Show the page before an encrypted office; what is open stays open meanwhile."""
        self.look.dress()
        self.unlock = open_unlock(office, self._doors)
        self.unlock.unlocked.connect(self._open_unlocked)
        self.unlock.other_wanted.connect(self._leave_locked)
        self.unlock.show()

    def _open_unlocked(self, office: str) -> None:
        unlock, self.unlock = self.unlock, None
        self.open_office(office)
        if unlock is not None:
            unlock.lift()

    def _leave_locked(self) -> None:
        unlock, self.unlock = self.unlock, None
        if self.window is None:
            self.open_assistant()
        if unlock is not None:
            unlock.lift()

    # Accounts

    def _ask_who(self, office: str, names: Sequence[str], door: Opening) -> None:
        """Show the page before an office with accounts; what is open stays open meanwhile."""
        self.look.dress()
        self.sign_in = open_sign_in(office, names, door)
        self.sign_in.signed_in.connect(partial(self._open_signed_in, office))
        self.sign_in.other_wanted.connect(self._leave_sign_in)
        self.sign_in.show()

    def _open_signed_in(self, office: str, opened: Opened) -> None:
        def door(_office: str, _sign_in: SignIn | None = None) -> Opened:
            return opened  # by who just signed in

        page, self.sign_in = self.sign_in, None
        self._show_office(office, door)
        if page is not None:
            page.lift()

    def _leave_sign_in(self) -> None:
        page, self.sign_in = self.sign_in, None
        if self.window is None:
            self.open_assistant()
        if page is not None:
            page.lift()

    def _change_person(self) -> None:
        """Close the office of who was at work, and let somebody else sign in."""
        window, self.window = self.window, None
        if window is not None:
            window.close_at_once()
            self.open_office(window.office)

    # Damaged, or to be put back

    def open_rescue(self, office: str, sentence: str) -> RescueWindow:
        """Offer what can be done for an office; `sentence` says what is wrong with it."""
        self.look.dress()
        self.rescue = open_rescue(Path(office), sentence)
        self.rescue.open_wanted.connect(self._leave_rescue)
        self.rescue.look_wanted.connect(self._look_into)
        self.rescue.begin()
        return self.rescue

    def _tell_damage(self, sentence: str) -> None:
        window, self.window = self.window, None
        if window is not None:
            self.open_rescue(window.office, sentence)
            window.close()

    def _restore(self, office: str, backup: Path) -> None:
        """Close the office, put the backup in its place, and open it again."""
        rescue = self.open_rescue(office, "")
        if self.window is not None:
            self.window.close()
            self.window = None
        rescue.restore(backup)

    def _leave_rescue(self, office: str, sentence: str) -> None:
        rescue, self.rescue = self.rescue, None
        self.open_office(office)
        if self.window is not None and sentence:
            self.window.window.banner.say(sentence, "ok")
        if rescue is not None:
            rescue.close()

    def _look_into(self, office: str) -> None:
        rescue, self.rescue = self.rescue, None
        self.open_office(office, only_look=True)
        if rescue is not None:
            rescue.close()

    def _say_refused(self, former: OfficeWindow | None, sentence: str) -> None:
        """Stay with the office that is open, or begin with the assistant."""
        if former is not None:
            former.window.say(sentence)
        else:
            self.open_assistant()
            self.assistant_now.banner.say(sentence, "bad")

    def _choose_language(self) -> None:
        kept = self.memory.recall(LANGUAGE, "")
        if kept in LANGUAGE_NAMES and not os.environ.get("UNIONOFFICE_LANG"):
            use_language(kept)

    def _use(self, language: str) -> None:
        use_language(language)
        self.memory.keep(LANGUAGE, language)
        self.memory.write()
        self._words.follow()

    def _change_language(self, language: str) -> None:
        """Everything visible is made anew; the office is opened again under the new words."""
        if self.window is None:
            return
        office, page = self.window.office, self.window.window.current_key
        self._use(language)
        self.window.close()
        self.window = None
        self.open_office(office)
        self.window_now.show_page(page)

    @property
    def assistant_now(self) -> FirstRun:
        assert self.assistant is not None
        return self.assistant

    @property
    def window_now(self) -> OfficeWindow:
        assert self.window is not None
        return self.window


def run(
    office: str | None,
    doors: Doors,
    *,
    say: Callable[[str], None] | None = None,
    pictures: Path | None = None,
) -> int:
    """Open the window and stay until it is closed; returns the exit status.

    `pictures` is a folder that pictures of the pages are written into, after which the window
    closes by itself: that is for those who have no screen to look at it.
    """
    # As an argument and not by `setStyle`, which would give the style back and thereby make
    # PySide know all of its numbers before the first picture.
    app = QApplication.instance() or QApplication([sys.argv[0], "-style", "Fusion"])
    assert isinstance(app, QApplication)
    app.setApplicationName("UnionOffice")
    keep_bugs(bug_folder())
    application = Application(app, doors, home_folder())
    application.start(office)
    if pictures is not None and application.window is not None:
        from unionoffice.gui.pictures import PictureTaker

        taker = PictureTaker(application.window, pictures)
        if say is not None:
            taker.taken.connect(say)
        taker.taken.connect(application.leave)
    # What is there by the first picture stays, and is not looked through again.
    QTimer.singleShot(0, gc.freeze)
    return app.exec()
