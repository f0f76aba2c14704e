"""The ways into an office that the window is given by whoever puts the program together."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from unionoffice.services.glance import Glance

if TYPE_CHECKING:
    from unionoffice.services.office import OwnOrganisation
    from unionoffice.services.who import SignIn
    from unionoffice.workplace import Workplace


class Opened(NamedTuple):
    """An open office; `holder` is a sentence naming who writes in it while we can only read."""

    workplace: "Workplace"
    holder: str = ""


class Opening(Protocol):
    """Raises SignInNeededError where there are accounts and nobody signs in."""

    def __call__(self, office: str, sign_in: "SignIn | None" = None, /) -> Opened: ...


class Doors(NamedTuple):
    """`glance` is quick and never raises; the others raise UserError with a sentence."""

    glance: Callable[[Path], tuple[str, Glance | None]]  # name of the office, its newest figures
    open: Opening
    look_into: Opening  # only to be read, even where it is damaged
    is_locked: Callable[[str], bool]  # never raises either
    account_names: Callable[[str], tuple[str, ...]]  # nor does this; empty for a server
    unlock: Callable[[str, str], None]  # by passphrase or recovery key
    choose_new_passphrase: Callable[[str, str, str], None]  # by the recovery key
    create: Callable[[str, "OwnOrganisation", Sequence[str]], None]  # with the names of its units
    create_encrypted: Callable[[str, "OwnOrganisation", Sequence[str], str], str]  # recovery key
    back_up: Callable[[str, Path], str]
    make_sample: Callable[[Path, Callable[[str], None]], Path]
