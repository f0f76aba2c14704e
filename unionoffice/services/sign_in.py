"""Coming into an office that has accounts: the right password, and not too many wrong ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.core.text import fold
from unionoffice.registers.accounts.model import CHAIR, Account, AccountSecret
from unionoffice.services.recovery_code import opens
from unionoffice.services.who import SignIn
from unionoffice.store.passwords import is_right
from unionoffice.store.store import Store

FREE_TRIES = 3
MOST_TRIES = 10
LONGEST_WAIT = timedelta(minutes=15)


class WrongPasswordError(UserError):
    """A name and a password that do not go together."""


class NotAllowedError(UserError):
    """A deed that is not for the role of whoever is at work; nothing was changed."""


@dataclass(frozen=True)
class LetIn:
    """Who came in; `by_code` in place of a password that was forgotten."""

    account: Account
    by_code: bool


def let_in(store: Store, sign_in: SignIn, now: datetime) -> LetIn:
    """The account, if the password is right, or what a chair types is the recovery code.

    Raises UserError when it is not, or comes too soon.

    A try is counted before it is judged: ending the program meanwhile wins nobody another one.
    """
    with store.reading() as session:
        found = session.execute(
            select(Account, AccountSecret)
            .join(AccountSecret, AccountSecret.account_id == Account.id)
            .where(Account.name_folded == fold(sign_in.name))
        ).first()
        if found is None:
            raise WrongPasswordError(N_("Name or password is wrong."))
        account, secret = found
        is_only_chair = account.role == CHAIR and _open_chairs(session) == 1
    if not account.is_active:
        raise UserError(N_("This account is closed. The chair can open it again."))
    if secret.locked_at is not None:
        raise UserError(N_("Too many wrong tries: this account is locked. The chair unlocks it."))
    _refuse_haste(secret, now)
    if not store.is_read_only:
        # Nobody could lift the lock-out of the only chair: a wait is all there is for that one.
        _count_try(store, account.id, now, may_lock=not is_only_chair)
    by_code = account.role == CHAIR and opens(store, sign_in.password)
    if not by_code and not is_right(sign_in.password, secret.password_hash):
        raise WrongPasswordError(N_("Name or password is wrong."))
    if not store.is_read_only:
        _forget_tries(store, account.id)
    return LetIn(account, by_code)


def waiting_time(wrong_tries: int) -> timedelta:
    """How long the next try has to wait: from the fourth on twice as long each time."""
    if wrong_tries < FREE_TRIES:
        return timedelta(0)
    return min(LONGEST_WAIT, timedelta(seconds=2 ** min(wrong_tries - FREE_TRIES + 1, 20)))


def _refuse_haste(secret: AccountSecret, now: datetime) -> None:
    if secret.wrong_at is None:
        return
    wait = waiting_time(secret.wrong_tries)
    # A clock that was put back must not lengthen the wait.
    left = min(wait, secret.wrong_at + wait - now)
    if left > timedelta(0):
        raise UserError(
            N_("Too many wrong tries. Wait {seconds} s."), seconds=int(left.total_seconds()) + 1
        )


def _open_chairs(session: Session) -> int:
    chairs: Any = (
        select(func.count(Account.id))
        .join(AccountSecret, AccountSecret.account_id == Account.id)
        .where(
            Account.role == CHAIR,
            Account.is_active == True,  # noqa: E712 - SQL
            AccountSecret.locked_at.is_(None),
        )
    )
    return int(session.scalar(chairs) or 0)


def _count_try(store: Store, account_id: int, now: datetime, *, may_lock: bool) -> None:
    # Tries are no deeds: the journal would be filled by whoever guesses.
    with store.remembering() as session:
        secret = session.get_one(AccountSecret, account_id)
        secret.wrong_tries += 1
        secret.wrong_at = now
        if may_lock and secret.wrong_tries >= MOST_TRIES:
            secret.locked_at = now


def _forget_tries(store: Store, account_id: int) -> None:
    with store.remembering() as session:
        secret = session.get_one(AccountSecret, account_id)
        secret.wrong_tries, secret.wrong_at, secret.locked_at = 0, None, None
