"""The only place where the parts are put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from unionoffice.core.i18n import language_of_environment, use_language

if TYPE_CHECKING:
    from unionoffice.cli.context import Program
    from unionoffice.services.office import OwnOrganisation
    from unionoffice.workplace import Workplace

# The window paints before SQLAlchemy and the like are imported: each part is imported where it is
# put together, and nowhere earlier.


def main(arguments: Sequence[str]) -> int:
    """Open the window, or run a sub-command; returns the exit status."""
    use_language(language_of_environment())
    if not arguments or _is_office(arguments):
        return open_window(arguments[0] if arguments else None)
    from unionoffice.cli.program import run

    return run(_program(), arguments)


def _is_office(arguments: Sequence[str]) -> bool:
    """`unionoffice OFFICE` opens the window; names of sub-commands are no offices."""
    first = arguments[0]
    return len(arguments) == 1 and (first.endswith(".uoffice") or "://" in first)


def open_workplace(office: str, *, read_only: bool = False) -> Workplace:
    """Open an office and put its services together."""
    from unionoffice.exchange.cards import Cards
    from unionoffice.exchange.collecting import Collecting
    from unionoffice.exchange.reporting import Reporting
    from unionoffice.exchange.returns import Returns
    from unionoffice.exchange.sending import Sending
    from unionoffice.registers.catalogue import CATALOGUE
    from unionoffice.reports.corrections import Corrections
    from unionoffice.reports.figures import Figures
    from unionoffice.services.desk import Desk
    from unionoffice.services.exporting import Exporting
    from unionoffice.services.office import Office
    from unionoffice.services.overview import Overview
    from unionoffice.services.people import People
    from unionoffice.spreadsheets.importing import Importing
    from unionoffice.spreadsheets.shapes import Shapes
    from unionoffice.store.store import open_store
    from unionoffice.workplace import Workplace

    store = open_store(office, read_only=read_only)
    reporting = Reporting(store, CATALOGUE)
    desk = Desk(store, CATALOGUE)
    return Workplace(
        store=store,
        office=Office(store),
        desk=desk,
        exporting=Exporting(store, CATALOGUE, desk),
        people=People(store, CATALOGUE),
        overview=Overview(store, CATALOGUE),
        shapes=Shapes(CATALOGUE),
        importing=Importing(store, CATALOGUE),
        figures=Figures(store, CATALOGUE),
        corrections=Corrections(store),
        reporting=reporting,
        sending=Sending(store, reporting),
        cards=Cards(store),
        collecting=Collecting(store, reporting.forms),
        returns=Returns(store),
    )


def create_office(office: str, own: OwnOrganisation) -> None:
    """Make an empty office of this organisation."""
    from unionoffice.services.office import Office, check_own
    from unionoffice.store.store import create_store

    check_own(own)
    store = create_store(office)
    try:
        Office(store).found(own)
    finally:
        store.close()


def _program() -> Program:
    from unionoffice.cli.context import Program
    from unionoffice.registers.catalogue import CATALOGUE
    from unionoffice.services.file_care import FileCare
    from unionoffice.services.register_views import view_of

    return Program(
        open_office=open_workplace,
        create_office=create_office,
        files=FileCare(),
        make_demo=_make_demo,
        open_window=open_window,
        registers=lambda: tuple(view_of(register) for register in CATALOGUE),
    )


def _make_demo(
    folder: Path, *, members: int, seed: int, with_window: bool, say: Callable[[str], None]
) -> int:
    from unionoffice.demo.maker import DemoMaker

    made = DemoMaker(open_workplace, create_office, say).make(folder, members, seed)
    if not with_window:
        return 0
    return open_window(str(made.office), say=say, pictures=folder / "pictures")


def open_window(
    office: str | None, *, say: Callable[[str], None] | None = None, pictures: Path | None = None
) -> int:
    """Open the window on an office, the one used last, or the first-run assistant."""
    from unionoffice.gui.app import run

    return run(office, open_workplace, create_office, say=say, pictures=pictures)
