"""Where somebody may decide who comes in and does what; by itself it is open to everybody."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy.orm import Session


class Gate(Protocol):
    """Both raise UserError, with a sentence, where something is not for whoever is at work."""

    def admit(self, session: Session, what: str, register: str) -> None:
        """Asked before every deed, within its transaction; `what` is the deed's name."""

    def require(self, right: str) -> None:
        """Asked before what writes no deed: encrypting, restoring, making keys …"""


class OpenGate:
    """An office without accounts: whoever opens it does everything."""

    def admit(self, session: Session, what: str, register: str) -> None:
        """Everybody does every deed."""

    def require(self, right: str) -> None:
        """Everybody has every right."""
