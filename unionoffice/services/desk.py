"""Everything a register's page asks for, in one object."""

from __future__ import annotations

from unionoffice.services.choosing import Choosing
from unionoffice.services.deeds import Deeds
from unionoffice.services.records import Records


class Desk(Records, Choosing, Deeds):
    """Keeping records, finding what they refer to, and undoing what was done to them."""
