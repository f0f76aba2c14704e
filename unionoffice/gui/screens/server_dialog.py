"""Asks for the address of an office on a server, and for the password that nothing keeps."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from unionoffice.core.addresses import server_address, with_password, without_password
from unionoffice.core.errors import InvalidRecordError, Problem
from unionoffice.core.i18n import N_, _
from unionoffice.gui.screens.deed_dialog import DeedDialog
from unionoffice.gui.widgets.editors import TextEditor
from unionoffice.gui.widgets.secret_editors import PassphraseEditor


class ServerDialog(DeedDialog):
    """Accepted when the server lets the clerk in; `address` then opens the office."""

    def __init__(
        self, reach: Callable[[str], None], parent: QWidget, known: str = "", why: str = ""
    ) -> None:
        """`reach` raises UserError when nothing opens there; `known` is an address used before."""
        self.address = ""
        self._reach = reach
        self._known = known
        self.server = TextEditor(_("Server"), _("Name or address, with a port if it needs one"))
        self.database = TextEditor(_("Database"))
        self.name = TextEditor(_("Your name at the server"))
        self.password = PassphraseEditor(_("Password"))
        editors = {"server": self.server, "database": self.database, "name": self.name}
        super().__init__(
            _("An office on a server"),
            _(
                "Several people work in it at once. Whoever looks after the server gives you these "
                "four. The password is asked for each time: nothing keeps it here."
            ),
            {**editors, "password": self.password},
            _("Open"),
            self._try,
            parent,
        )
        if known:
            parts = urlsplit(known)
            login, _at, server = parts.netloc.rpartition("@")
            self.server.set_value(server or parts.query.removeprefix("host="))
            self.database.set_value(unquote(parts.path.strip("/")))
            self.name.set_value(unquote(login.partition(":")[0]))
            self.password.setFocus()
        if why:
            self._say("", why)

    def _try(self) -> None:
        missing = [
            Problem(key, N_("Fill this in."))
            for key in ("server", "database", "name")
            if not self._editors[key].value()
        ]
        if missing:
            raise InvalidRecordError(missing)
        address = self._entered()
        password = self.password.value()
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            address = with_password(address, password) if password else address
            self._reach(address)
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.address = address

    def _entered(self) -> str:
        """What stands in the form; a server that is a folder is one on this very computer."""
        server, database, name = (
            str(self._editors[key].value()) for key in ("server", "database", "name")
        )
        if server.startswith("/"):
            return server_address("", database, name) + f"?host={server}"
        return without_password(server_address(server, database, name))
