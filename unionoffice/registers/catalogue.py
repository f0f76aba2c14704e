"""The registers of the program, in the order of the side bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_
from unionoffice.registerkit.columns import ListShape
from unionoffice.registerkit.evidence import Indicator
from unionoffice.registerkit.register import Register
from unionoffice.registers.accounts import model as _accounts_tables  # noqa: F401 - maps them
from unionoffice.registers.activities.register import ACTIVITIES
from unionoffice.registers.agreements.register import AGREEMENTS, NEGOTIATIONS
from unionoffice.registers.benefits.register import BENEFITS
from unionoffice.registers.checkups.register import CHECKUPS
from unionoffice.registers.dialogues.register import DIALOGUES
from unionoffice.registers.housing.register import HOUSING
from unionoffice.registers.loans.register import LOANS
from unionoffice.registers.organisation import bodies as _bodies_tables  # noqa: F401 - maps them
from unionoffice.registers.organisation.bodies_register import BODIES
from unionoffice.registers.organisation.register import HEADCOUNTS, UNITS
from unionoffice.registers.papers import model as _papers_tables  # noqa: F401 - maps them
from unionoffice.registers.people.register import MEMBERS, PERSON_COLUMNS, WORKERS
from unionoffice.registers.policies.register import POLICIES
from unionoffice.registers.preferences.register import OFFERS, PREFERENCES
from unionoffice.registers.privacy.register import CONSENTS, REQUESTS
from unionoffice.registers.returns import following as _returns_tables  # noqa: F401 - maps them
from unionoffice.registers.training.register import TRAINING


@dataclass(frozen=True)
class Catalogue:
    """All registers, by key; some see them without what is sensitive."""

    registers: tuple[Register, ...]
    shows_sensitive: bool = True

    def __iter__(self) -> Iterator[Register]:
        return iter(self.registers)

    def __getitem__(self, key: str) -> Register:
        """Raises UserError, naming what there is, for a register that does not exist."""
        register = self._by_key.get(key)
        if register is None:
            raise UserError(
                N_("There is no register “{name}”. There are: {known}."),
                name=key,
                known=", ".join(self._by_key),
            )
        return register

    @cached_property
    def _by_key(self) -> dict[str, Register]:
        return {register.key: register for register in self.registers}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        return {each.key: each for register in self.registers for each in register.indicators}

    def list_shape(self, key: str) -> ListShape:
        """The columns that lists of one register may have."""
        return self[key].list_shape(PERSON_COLUMNS)


CATALOGUE = Catalogue(
    (
        MEMBERS,
        WORKERS,
        UNITS,
        HEADCOUNTS,
        BENEFITS,
        CHECKUPS,
        HOUSING,
        LOANS,
        OFFERS,
        PREFERENCES,
        AGREEMENTS,
        NEGOTIATIONS,
        DIALOGUES,
        POLICIES,
        ACTIVITIES,
        TRAINING,
        CONSENTS,
        REQUESTS,
        BODIES,
    )
)
