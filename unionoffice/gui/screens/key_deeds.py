"""The deeds of the keys' page: each says its consequence in a dialog before it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import _
from unionoffice.exchange.trusted_keys import BodyKey
from unionoffice.gui.screens.deed_dialog import Deeds
from unionoffice.gui.widgets.day_editors import DayEditor
from unionoffice.gui.widgets.editors import ChoiceEditor
from unionoffice.workplace import Workplace


class KeyDeeds(Deeds):
    """What can be done with keys."""

    def __init__(self, services: Workplace, today: Callable[[], date], page: QWidget) -> None:
        super().__init__(page)
        self._services = services
        self._today = today

    def renew(self) -> None:
        """A new key for this office."""

        def deed() -> None:
            self._services.cards.renew_key()

        self._open(
            _("Make a new key"),
            _(
                "Do this when the key may be known to others, or after the office was restored "
                "from a backup. The body above refuses what you send until it has your new card."
            ),
            {},
            _("Make a new key"),
            deed,
            _("There is a new key. Give the body above the new card before you send."),
        )

    def take_upper(self, path: Path) -> None:
        """The card of the body above, after its fingerprint was compared."""
        (seen,) = self._services.cards.look([path])
        known = self._services.upper_bodies.current()

        def deed() -> None:
            self._services.upper_bodies.take(path, replace=known is not None)

        words = _(
            "“{name}” ({code}), key {key}. Compare the key with the one on the paper of the card: "
            "whoever made this card will be able to open what you seal."
        )
        if known is not None and known.fingerprint != seen.fingerprint:
            words = _(
                "“{name}” ({code}), key {key}. It takes the place of the key {known}. Ask that "
                "body itself whether this is right: whoever made this card will be able to open "
                "what you seal."
            )
        former = "" if known is None else known.fingerprint
        self._open(
            _("Take in the card of the body above"),
            seen.why
            or words.format(name=seen.name, code=seen.code, key=seen.fingerprint, known=former),
            {},
            _("Take in"),
            deed,
            _("From now on packages can be sealed for “{name}”.").format(name=seen.name),
        )

    def replace(self, path: Path) -> None:
        """A body's new card in place of its former one."""
        (seen,) = self._services.cards.look([path])

        def deed() -> None:
            (result,) = self._services.cards.enrol([path], replace=True)
            if result.why is not None:
                raise UserError(result.why)

        words = _(
            "“{name}” ({code}): the key {new} takes the place of {known}. What was made with the "
            "former key until now still counts; what is made with it from now on is refused. Ask "
            "the organisation itself whether its key is new."
        )
        self._open(
            _("Replace a key"),
            seen.why
            or words.format(
                name=seen.name,
                code=seen.code,
                new=seen.fingerprint,
                known=seen.known_fingerprint or _("no key"),
            ),
            {},
            _("Replace"),
            deed,
            _("“{name}” signs with its new key from now on.").format(name=seen.name),
        )

    def revoke(self, body: BodyKey) -> None:
        """Withdraw the trust in the key of a body."""
        reasons = [
            _("The computer or stick was stolen"),
            _("The file was lost"),
            _("The key is known to others"),
            _("Somebody else used it"),
        ]
        reason = ChoiceEditor(_("Reason"), [(each, each) for each in reasons], is_required=True)
        reason.set_value(reasons[0])
        day = DayEditor(_("From which day"), is_required=True, today=self._today)
        day.set_value(self._today())

        def deed() -> None:
            self._services.trusted_keys.revoke(body.code, reason.value() or "", day.value())

        words = _(
            "From that day on every package that “{name}” signed with {key} is refused, whenever "
            "it was made. What was taken in stays and is marked. The organisation makes a new key "
            "and sends its new card."
        )
        self._open(
            _("Revoke a key"),
            words.format(name=body.name, key=body.fingerprint),
            {"reason": reason, "day": day},
            _("Revoke"),
            deed,
            _("The key of “{name}” is revoked.").format(name=body.name),
        )
