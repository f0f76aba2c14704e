"""UnionOffice: the office of a primary trade-union organisation, and what it reports upward."""

from datetime import date

__version__ = "0.1.0"
MADE_IN = date(2026, 1, 1)  # nobody had this program before: an earlier day is a wrong clock
