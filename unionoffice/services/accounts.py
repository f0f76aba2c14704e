"""Who signs in to the office, under which role; the gate before every deed.

Accounts and roles keep apart those who share one computer. They do not keep anybody from reading
a file that is not encrypted: only the passphrase of the office does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _
from unionoffice.core.text import clean, fold
from unionoffice.registerkit.narrowing import without_sensitive
from unionoffice.registers.accounts.model import CHAIR, ROLES, Account, AccountSecret
from unionoffice.registers.catalogue import Catalogue
from unionoffice.services.office import read_setting, write_setting
from unionoffice.services.recovery_code import has_code, new_code
from unionoffice.services.rights import NAMES, Right, may, right_for, roles_with
from unionoffice.services.sign_in import NotAllowedError, let_in
from unionoffice.services.strength import check_passphrase
from unionoffice.services.who import SignIn, SignInNeededError
from unionoffice.store.passwords import hashed
from unionoffice.store.store import Store

SEE_SENSITIVE = "roles_that_see_sensitive"
LONGEST_NAME = 60


@dataclass(frozen=True)
class AccountView:
    """One account; `role` is a key."""

    id: int
    name: str
    role: str
    is_active: bool = True
    is_locked: bool = False


class Accounts:
    """The accounts of one open office, and who of them is at work in it."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._now = now
        self._of_money = {each.key for each in catalogue if each.is_of_money}
        self._seeing: frozenset[str] = frozenset()
        self.present: AccountView | None = None
        self.came_by_code = False  # the password was forgotten, and is to be set anew
        store.gate = self

    # Coming in

    def enter(self, sign_in: SignIn | None) -> None:
        """Let somebody into an office that was just opened.

        Raises SignInNeededError where there are accounts and nobody is named, and UserError for a
        wrong name or password.
        """
        if self.all():
            if sign_in is None:
                raise SignInNeededError([each.name for each in self.all() if each.is_active])
            self._come_in(sign_in)
        with self._store.reading() as session:
            self._seeing = frozenset(read_setting(session, SEE_SENSITIVE, []))

    def confirm(self, password: str) -> None:
        """That it is still the same person who is at work; raises UserError when it is not."""
        if self.present is not None:
            self._come_in(SignIn(self.present.name, password))

    def _come_in(self, sign_in: SignIn) -> None:
        entered = let_in(self._store, sign_in, self._now())
        self._be(entered.account)
        self.came_by_code = entered.by_code
        if entered.by_code and not self._store.is_read_only:
            with self._store.writing(N_("Signed in by the recovery code")):
                pass  # the journal tells; nothing else changes

    @property
    def sees_sensitive(self) -> bool:
        """Whether whoever is at work may see the fields that are marked as sensitive."""
        who = self.present
        return who is None or who.role == CHAIR or who.role in self._seeing

    def seen(self, catalogue: Catalogue) -> Catalogue:
        """The registers as whoever is at work may see them."""
        if self.sees_sensitive:
            return catalogue
        narrowed = tuple(without_sensitive(register) for register in catalogue)
        return Catalogue(narrowed, shows_sensitive=False)

    # The gate

    def may(self, right: str, register: str = "") -> bool:
        """Whether whoever is at work has this right, in this register."""
        return self.why_not(right, register) == ""

    def why_not(self, right: str, register: str = "") -> str:
        """A sentence that says why not; "" for what is allowed."""
        if register in self._of_money and right in (Right.RECORDS, Right.BRING_IN):
            right = Right.MONEY
        who = self.present
        if who is None or may(who.role, right):
            return ""
        return str(_refusal(who.role, right))

    def require(self, right: str) -> None:
        """Raise NotAllowedError unless whoever is at work has this right."""
        if self.present is not None and not may(self.present.role, right):
            raise _refusal(self.present.role, right)

    def admit(self, session: Session, what: str, register: str) -> None:
        """The same for a deed; what the chair has changed meanwhile, elsewhere, holds at once."""
        if self.present is None:
            if session.scalar(select(func.count(Account.id))):
                raise NotAllowedError(N_("This office has accounts now. Open it again to sign in."))
            return
        account = session.get(Account, self.present.id)
        if account is None or not account.is_active:
            raise NotAllowedError(N_("Your account was closed. Nothing was changed."))
        right = right_for(what, is_of_money=register in self._of_money)
        if right is not None and not may(account.role, right):
            raise _refusal(account.role, right)

    # Keeping accounts. None of these deeds can be undone from the journal, where they stand with
    # what they changed: the opposite deed is another of them, and the last chair stays.

    def all(self) -> list[AccountView]:
        """Every account, by name."""
        with self._store.reading() as session:
            found = session.execute(
                select(Account, AccountSecret.locked_at)
                .join(AccountSecret, AccountSecret.account_id == Account.id)
                .order_by(Account.name_folded)
            ).all()
            return [_view(account, locked_at) for account, locked_at in found]

    def add(self, name: str, role: str, password: str) -> AccountView:
        """Make an account; the first one has to be a chair's, and is at work from then on."""
        check_passphrase(password)
        kept = hashed(password)
        known, is_first = _checked_role(role), not self.all()
        if is_first and known != CHAIR:
            raise UserError(N_("The first account has to be the chair's."))
        if is_first:
            self._store.gate.require(Right.ACCOUNTS)
            self._store.who = _checked_name(name)
        with self._store.writing(N_("Account made")) as session:
            account = Account(
                name=_checked_name(name), role=known, is_active=True, made_at=self._now()
            )
            account.name_folded = fold(account.name)
            _refuse_twin(session, account.name_folded)
            session.add(account)
            session.flush()
            session.add(AccountSecret(account_id=account.id, password_hash=kept))
            made = _view(account, None)
        if is_first:
            self._be(made)
        return made

    def change(self, name: str, role: str | None = None, is_active: bool | None = None) -> None:
        """Give an account another role, close it, or open it again."""
        with self._store.writing(N_("Account changed")) as session:
            account = _found(session, name)
            if role is not None:
                account.role = _checked_role(role)
            if is_active is not None:
                account.is_active = is_active
            session.flush()
            _keep_a_chair(session)

    def set_password(self, name: str, password: str) -> None:
        """Set somebody's password anew; this also lifts a lock-out."""
        check_passphrase(password)
        kept = hashed(password)
        with self._store.writing(N_("Password set anew")) as session:
            account = _found(session, name)
            _renew(session, account.id, kept)
            is_own = self.present is not None and self.present.id == account.id
        self.came_by_code = self.came_by_code and not is_own

    def renew_recovery_code(self) -> str:
        """A new code by which a chair comes in who forgot the password; nobody can show it again.

        The paper with the former one opens nothing any more.
        """
        with self._store.writing(N_("Recovery code made")) as session:
            return new_code(session)

    @property
    def has_recovery_code(self) -> bool:
        with self._store.reading() as session:
            return has_code(session)

    def unlock(self, name: str) -> None:
        """Lift a lock-out; the password stays."""
        with self._store.writing(N_("Account changed")) as session:
            secret = session.get_one(AccountSecret, _found(session, name).id)
            secret.wrong_tries, secret.locked_at = 0, None

    def change_own_password(self, present: str, new: str) -> None:
        """Whoever is at work chooses another password, by the one of until now."""
        check_passphrase(new)
        if self.present is None:
            raise UserError(N_("Nobody is signed in: this office has no accounts."))
        self.confirm(present)
        kept = hashed(new)
        with self._store.writing(N_("Own password changed")) as session:
            _renew(session, self.present.id, kept)

    def remove(self, name: str) -> None:
        """Remove an account; what was done under it keeps its name."""
        with self._store.writing(N_("Account removed")) as session:
            account = _found(session, name)
            session.delete(session.get_one(AccountSecret, account.id))
            session.flush()
            session.delete(account)
            session.flush()
            _keep_a_chair(session)

    # Who sees what is sensitive

    def roles_seeing(self) -> frozenset[str]:
        """The roles that may see sensitive fields beside the chair."""
        return self._seeing

    def let_see(self, roles: Iterable[str]) -> None:
        """Say which roles beside the chair see sensitive fields; from their next signing in on."""
        chosen = sorted({_checked_role(role) for role in roles} - {CHAIR})
        with self._store.writing(N_("Said who sees sensitive fields")) as session:
            write_setting(session, SEE_SENSITIVE, chosen)
        self._seeing = frozenset(chosen)

    def _be(self, account: AccountView | Account) -> None:
        if isinstance(account, Account):
            account = _view(account, None)
        self.present = account
        self._store.who = account.name


def role_names() -> list[tuple[str, str]]:
    """The keys of all roles with their untranslated names."""
    return [(choice.key, choice.label) for choice in ROLES]


def _view(account: Account, locked_at: datetime | None) -> AccountView:
    return AccountView(
        account.id, account.name, account.role, account.is_active, locked_at is not None
    )


def _refusal(role: str, right: str) -> NotAllowedError:
    return NotAllowedError(
        N_("{deed}: not for the role “{role}”. It is for: {roles}."),
        deed=_(NAMES[Right(right)]),
        role=_(ROLES.label(role)),
        roles=", ".join(_(each) for each in roles_with(right)),
    )


def _found(session: Session, name: str) -> Account:
    account = session.scalars(select(Account).where(Account.name_folded == fold(name))).first()
    if account is None:
        raise UserError(N_("There is no account “{name}”."), name=name)
    return account


def _refuse_twin(session: Session, name_folded: str) -> None:
    if session.scalar(select(Account.id).where(Account.name_folded == name_folded)) is not None:
        raise UserError(N_("There is an account of this name already. Take another one."))


def _checked_name(name: str) -> str:
    text = clean(name)
    if not fold(text) or len(text) > LONGEST_NAME:
        raise UserError(N_("Enter a name of 60 letters at most."))
    return text


def _checked_role(role: str) -> str:
    if role not in ROLES:
        raise UserError(
            N_("There is no role “{role}”. There are: {known}."),
            role=role,
            known=", ".join(ROLES.keys),
        )
    return role


def _keep_a_chair(session: Session) -> None:
    chairs = select(func.count(Account.id)).where(
        Account.role == CHAIR,
        Account.is_active == True,  # noqa: E712 - SQL
    )
    if not session.scalar(chairs):
        raise UserError(N_("The last chair stays: give somebody else this role first."))


def _renew(session: Session, account_id: int, kept: str) -> None:
    secret = session.get_one(AccountSecret, account_id)
    secret.password_hash = kept
    secret.wrong_tries, secret.wrong_at, secret.locked_at = 0, None, None
