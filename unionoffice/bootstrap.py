"""The only place where the parts are put together."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from unionoffice.core.i18n import _, language_of_environment, use_language

if TYPE_CHECKING:
    from unionoffice.cli.context import Program
    from unionoffice.gui.doors import Doors, Opened
    from unionoffice.services.glance import Glance
    from unionoffice.services.journal_proof import Ends
    from unionoffice.services.office import OwnOrganisation
    from unionoffice.services.who import SignIn
    from unionoffice.store.key_record import KeyRecord
    from unionoffice.store.keyring import RawKey
    from unionoffice.workplace import Workplace

SAMPLE_MEMBERS, SAMPLE_SEED = 180, 1
GARBAGE = 50_000  # new objects after which a command looks for those that nobody needs
PASSPHRASE_FILE = "UNIONOFFICE_PASSPHRASE_FILE"

# The window paints before SQLAlchemy and the like are imported: each part is imported where it is
# put together, and nowhere earlier.


def main(arguments: Sequence[str]) -> int:
    """Open the window, or run a sub-command; returns the exit status."""
    use_language(language_of_environment())
    if PASSPHRASE_FILE in os.environ:
        from unionoffice.store.keyring import KEYRING

        KEYRING.supplier = _key_from_file
    if not arguments or _is_office(arguments):
        return open_window(arguments[0] if arguments else None)
    # Most of what a command makes it keeps to its end: looking for garbage so often only costs.
    gc.set_threshold(GARBAGE)
    from unionoffice.cli.program import run

    return run(_program(), arguments)


def _key_from_file(office: Path, record: KeyRecord) -> RawKey:
    """What batch jobs open encrypted offices and backups with."""
    from unionoffice.services.unlocking import key_from_file

    return key_from_file(Path(os.environ[PASSPHRASE_FILE]), office, record)


def _is_office(arguments: Sequence[str]) -> bool:
    """`unionoffice OFFICE` opens the window; names of sub-commands are no offices."""
    first = arguments[0]
    return len(arguments) == 1 and (first.endswith(".uoffice") or "://" in first)


def open_workplace(
    office: str, *, read_only: bool = False, sign_in: SignIn | None = None
) -> Workplace:
    """Open an office, let whoever signs in come in, and put its services together.

    Raises SignInNeededError where there are accounts and nobody signs in.
    """
    from unionoffice.services.file_care import back_up_before_upgrade
    from unionoffice.store.engine import is_url
    from unionoffice.store.store import open_store
    from unionoffice.workplace import Workplace

    if not is_url(office):
        back_up_before_upgrade(Path(office))
    store = open_store(office, read_only=read_only)
    try:
        workplace = Workplace(store, sign_in)
        if store.holds("received_lists"):
            workplace.received_lists.remove_expired()
    except BaseException:
        store.close()
        raise
    return workplace


def create_office(office: str, own: OwnOrganisation, units: Sequence[str] = ()) -> None:
    """Make an empty office of this organisation, with its units by their names."""
    from unionoffice.services.office import Office, check_own
    from unionoffice.store.store import create_store
    from unionoffice.store.upgrade import new_place

    check_own(own)
    with new_place(office) as place, closing(create_store(place)) as store:
        Office(store).found(own, units)


def create_encrypted(
    office: str, own: OwnOrganisation, units: Sequence[str], passphrase: str
) -> str:
    """The same, encrypted before anything is entered; returns its recovery key."""
    from unionoffice.services.office import Office, check_own
    from unionoffice.services.strength import check_passphrase
    from unionoffice.store.secret_file import create_encrypted_file
    from unionoffice.store.store import open_store
    from unionoffice.store.upgrade import new_place

    check_own(own)
    check_passphrase(passphrase)
    with new_place(office) as place:
        recovery = create_encrypted_file(Path(place), passphrase)
        with closing(open_store(place)) as store:
            Office(store).found(own, units)
    return recovery


def _ends_of(files: Sequence[Path]) -> Ends:
    from unionoffice.exchange.journal_ends import ends_of

    return ends_of(files)


def _program() -> Program:
    from unionoffice.cli.context import Program
    from unionoffice.registers.catalogue import CATALOGUE
    from unionoffice.services.file_care import FileCare
    from unionoffice.services.register_views import view_of

    return Program(
        open_office=open_workplace,
        create_office=create_office,
        create_encrypted=create_encrypted,
        unlock=unlock,
        account_names=account_names,
        files=FileCare(_ends_of),
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
    if _has_screen():
        return open_window(str(made.office))
    say(_("There is no screen here: pictures of the pages are made instead of opening the window."))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return open_window(str(made.office), say=say, pictures=folder / "pictures")


def _has_screen() -> bool:
    if sys.platform != "linux":
        return True
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(
    office: str | None, *, say: Callable[[str], None] | None = None, pictures: Path | None = None
) -> int:
    """Open the window on an office, the one used last, or the first-run assistant."""
    # Nothing that is made on the way to the first picture is garbage: looking for it only costs.
    gc.disable()
    import_plain_parts()
    from unionoffice.gui.app import run

    return run(office, doors_of_window(), say=say, pictures=pictures)


def doors_of_window() -> Doors:
    """What the window is given to open, make and save offices with."""
    from unionoffice.gui.doors import Doors

    return Doors(
        glance=first_glance,
        open=open_for_window,
        look_into=look_into,
        is_locked=is_locked,
        account_names=account_names,
        unlock=unlock,
        choose_new_passphrase=choose_new_passphrase,
        create=create_office,
        create_encrypted=create_encrypted,
        back_up=back_up,
        make_sample=make_sample,
    )


def import_plain_parts() -> None:
    """What the first picture needs beside Qt: once Qt is there, every import takes longer.

    Their named tuples do without `from __future__ import annotations`, with which every annotation
    would be compiled when the class is made.
    """
    import unionoffice.core.addresses
    import unionoffice.core.formatting
    import unionoffice.gui.doors
    import unionoffice.gui.drawings
    import unionoffice.gui.error_box
    import unionoffice.gui.figures
    import unionoffice.gui.page_list
    import unionoffice.gui.screens.need_words
    import unionoffice.gui.tokens
    import unionoffice.gui.widgets.command
    import unionoffice.services.glance
    import unionoffice.store.first_glance  # noqa: F401


def first_glance(office: Path) -> tuple[str, Glance | None]:
    """The office's name and its newest figures, without opening it."""
    from unionoffice.services.glance import SETTING, from_text
    from unionoffice.store.first_glance import read_first_glance

    name, kept = read_first_glance(office, SETTING)
    return name, from_text(kept)


def open_for_window(office: str, sign_in: SignIn | None = None) -> Opened:
    """Open an office to write in it, or to read it while somebody else writes."""
    from unionoffice.gui.doors import Opened
    from unionoffice.store.lock import OfficeHeldError

    try:
        return Opened(open_workplace(office, sign_in=sign_in))
    except OfficeHeldError as error:
        words = _("{holder} has this office open for writing. Here it can only be read.")
        holder = words.format(holder=error.values["holder"])
        return Opened(open_workplace(office, read_only=True, sign_in=sign_in), holder)


def look_into(office: str, sign_in: SignIn | None = None) -> Opened:
    """Open a damaged office to look at what can be read of it; nothing is written."""
    from unionoffice.gui.doors import Opened

    words = _("This file is damaged: it can only be looked at, and some pages may not open.")
    return Opened(open_workplace(office, read_only=True, sign_in=sign_in), words)


def account_names(office: str) -> tuple[str, ...]:
    """Who may sign in to an office that is unlocked; nobody where everybody just comes in.

    An office on a server is asked only when it is opened.
    """
    from unionoffice.store.first_glance import read_account_names

    return () if "://" in office else read_account_names(Path(office))


def is_locked(office: str) -> bool:
    """Whether its passphrase has to be entered first."""
    from unionoffice.store.keyring import KEYRING

    return KEYRING.is_locked(Path(office))


def unlock(office: str, secret: str) -> None:
    """Open an encrypted office for this process, by passphrase or recovery key."""
    from unionoffice.services import unlocking

    unlocking.unlock(office, secret)


def choose_new_passphrase(office: str, recovery: str, passphrase: str) -> None:
    """Let somebody who forgot the passphrase choose another one."""
    from unionoffice.services import unlocking

    unlocking.choose_new_passphrase(office, recovery, passphrase)


def back_up(office: str, target: Path) -> str:
    from unionoffice.services.file_care import FileCare

    return FileCare().back_up(office, target)


def make_sample(folder: Path, say: Callable[[str], None]) -> Path:
    """A sample office to look around in; made anew each time."""
    import shutil

    from unionoffice.demo.maker import DemoMaker

    shutil.rmtree(folder, ignore_errors=True)
    made = DemoMaker(open_workplace, create_office, say).make(folder, SAMPLE_MEMBERS, SAMPLE_SEED)
    return Path(made.office)
