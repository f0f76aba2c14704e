"""Slows down whoever tries one passphrase after the other at this computer."""

from __future__ import annotations

import time
from collections.abc import Callable

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.store.keyring import WrongPassphraseError

FREE_TRIES = 3
LONGEST_WAIT = 60.0


class Attempts:
    """Counts wrong tries: from the fourth on each has to wait twice as long as the one before.

    It slows down whoever sits at this computer; against a copied file only a strong passphrase
    and its slow stretching help.
    """

    def __init__(
        self,
        unlock: Callable[[str, str], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._unlock = unlock
        self._now = now
        self._wrong = 0
        self._free_at = 0.0

    @property
    def wait(self) -> float:
        """Seconds until the next try."""
        return max(0.0, self._free_at - self._now())

    def unlock(self, office: str, secret: str) -> None:
        """Raises UserError when it does not open, or comes too soon."""
        if self.wait > 0:
            raise UserError(N_("Too many wrong tries. Wait a moment."))
        try:
            self._unlock(office, secret)
        except WrongPassphraseError:
            self._wrong += 1
            if self._wrong >= FREE_TRIES:
                self._free_at = self._now() + min(
                    LONGEST_WAIT, 2.0 ** (self._wrong - FREE_TRIES + 1)
                )
            raise
        self._wrong = 0
