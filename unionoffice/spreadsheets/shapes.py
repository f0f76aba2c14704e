"""Which columns the lists of a register may have."""

from __future__ import annotations

from unionoffice.registerkit.columns import ListShape
from unionoffice.registers.catalogue import Catalogue


class Shapes:
    """The list shapes of all registers, by their keys."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of(self, register_key: str) -> ListShape:
        """Raises UserError, naming what there is, for a register that does not exist."""
        return self._catalogue.list_shape(register_key)

    def all(self) -> dict[str, ListShape]:
        return {register.key: self.of(register.key) for register in self._catalogue}
