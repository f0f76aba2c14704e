"""What is said of a return that several others have summed, and a clerk's word on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from unionoffice.core.errors import UserError
from unionoffice.core.formatting import day
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.consolidation import shared_in
from unionoffice.exchange.remarks import CONTRADICTION, NOTE, Remark, Severity
from unionoffice.exchange.shared_returns import Shared
from unionoffice.registers.returns.following import SettledShare
from unionoffice.reports.forms import Form
from unionoffice.store.store import Store

CHECK = "shared"

_ONCE = N_("{name} is summed in the returns of {holders}: it counts once, with that of {keeper}.")
_SETTLED = N_(
    "{name} is summed in the returns of {holders}: it counts once, with that of {keeper}. "
    "Settled by {who}, {on}."
)
_APART = N_(
    "{name} is summed in the returns of {holders}: these are different bodies, and each counts. "
    "Settled by {who}, {on}."
)
_OPEN: Mapping[str, str] = {
    "differ": N_(
        "{name} is summed in the returns of {holders} with different figures, and counts in each. "
        "Settle in which it counts, or give one of them back."
    ),
    "hand": N_(
        "{name} is summed in the returns of {holders}, and counts in each: figures that were "
        "changed above it cannot be taken apart. Give one of them back."
    ),
    "unknown": N_(
        "{name} is summed in the returns of {holders}, and counts in each: not all of them tell "
        "its figures. Give one of them back, or settle that they are different bodies."
    ),
}


class SharedReturns:
    """The clerk's deed."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def settle(self, form: Form, period: Period, code: str, keeper: str) -> None:
        """Say in whose return it counts; "" says that they are different bodies, and all count.

        `code` may be the mark of a body, where several elsewhere bear its code.
        """
        with self._store.writing(N_("Shared return settled")) as session:
            shared = shared_in(session, form, period)
            named = [each for each in shared if each.mark == code]
            named = named or [each for each in shared if each.code == code]
            if len(named) > 1:
                words = N_("Several bodies bear the code {code}. Name one of them: {marks}.")
                raise UserError(words, code=code, marks="; ".join(each.mark for each in named))
            found = next(iter(named), None)
            if found is None or (keeper and keeper not in found.holders):
                words = N_("Several returns have not summed that of {code}, or {keeper} has not.")
                raise UserError(words, code=code, keeper=keeper or "–")
            if found.settled is not None:
                session.delete(found.settled)
            session.add(
                SettledShare(
                    code=found.mark,
                    appendix=form.id,
                    period_first=period.first,
                    period_last=period.last,
                    keeper=keeper,
                    settled_at=datetime.now(UTC),
                    settled_by=self._store.who,
                )
            )
            self._store.touched(session, 1)


def share_remarks(shared: Shared) -> Iterator[tuple[str, Remark]]:
    """By the code of who has summed it."""
    settled = shared.settled
    name = f"{shared.name} ({shared.code})" if shared.name else shared.code
    values = {
        "name": name,
        "code": shared.mark,
        "holders": ", ".join(shared.holders),
        "keeper": shared.keeper,
        "who": "" if settled is None else settled.settled_by,
        "on": "" if settled is None else day(settled.settled_at.astimezone().date()),
    }
    severity: Severity = CONTRADICTION if shared.is_open else NOTE
    for code in shared.holders:
        yield code, Remark("", _words(shared), values, severity, CHECK)


def _words(shared: Shared) -> str:
    if shared.is_open:
        return _OPEN[shared.why]
    if shared.is_apart:
        return _APART
    return _ONCE if shared.settled is None else _SETTLED


def refuse_open_ones(found: list[Shared]) -> None:
    """Raise UserError where figures would be handed on that certainly stand there twice."""
    codes = ", ".join(each.code for each in found if each.is_open)
    if codes:
        raise UserError(
            N_(
                "Several returns have summed the return of {codes}. Settle on the board in which "
                "it counts, or give one of them back; then send."
            ),
            codes=codes,
        )
