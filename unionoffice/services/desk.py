"""Everything a register's page asks for, in one object."""

from __future__ import annotations

from unionoffice.services.choosing import Choosing
from unionoffice.services.deeds import Deeds
from unionoffice.services.papers import Papers
from unionoffice.services.several import Several


class Desk(Several, Choosing, Deeds, Papers):
    """Keeping records and their papers, finding what they refer to, and undoing what was done."""
