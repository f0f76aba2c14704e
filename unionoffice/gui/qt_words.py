"""Qt's own words (Cancel, Open, Yes …) from the catalogues of the program."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from unionoffice.core.i18n import N_, _

# The words of Qt's buttons and menus that the window shows; "&" marks the mnemonic.
WORDS = (
    N_("&OK"),
    N_("OK"),
    N_("&Cancel"),
    N_("Cancel"),
    N_("&Close"),
    N_("Close"),
    N_("&Yes"),
    N_("&No"),
    N_("Open"),
    N_("&Open"),
    N_("Save"),
    N_("&Save"),
    N_("Apply"),
    N_("Reset"),
    N_("Help"),
    N_("&Undo"),
    N_("&Redo"),
    N_("Cu&t"),
    N_("&Copy"),
    N_("&Paste"),
    N_("Delete"),
    N_("Select All"),
    N_("&Choose"),
    N_("Print"),
    N_("&Print"),
    # Of the dialog for files where the system has none of its own.
    N_("Look in:"),
    N_("File &name:"),
    N_("Files of type:"),
    N_("Directory:"),
    N_("Directories"),
    N_("Computer"),
    N_("Name"),
    N_("Size"),
    N_("Type"),
    N_("Kind"),
    N_("Date Modified"),
    N_("Folder"),
    N_("Drive"),
    N_("Back"),
    N_("Go back"),
    N_("Forward"),
    N_("Go forward"),
    N_("Parent Directory"),
    N_("Go to the parent directory"),
    N_("Create New Folder"),
    N_("Create a New Folder"),
    N_("&New Folder"),
    N_("New Folder"),
    N_("List View"),
    N_("Change to list view mode"),
    N_("Detail View"),
    N_("Change to detail view mode"),
    N_("Sidebar"),
    N_("Files"),
    N_("&Rename"),
    N_("&Delete"),
    N_("Show &hidden files"),
    N_("Recent Places"),
    N_("Remove"),
    N_("%1 already exists.\nDo you want to replace it?"),
    N_("%1\nFile not found.\nPlease verify the correct file name was given."),
    N_("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
)


class QtWords(QTranslator):
    """Looks Qt's texts up where all other texts of the program are."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        app.installTranslator(self)

    def follow(self) -> None:
        """The language has changed: let Qt ask for its words again."""
        self._app.removeTranslator(self)
        self._app.installTranslator(self)

    # Qt overrides
    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        if source not in WORDS:
            return source
        return _(source)
