"""UnionOffice: the office of a primary trade-union organisation, and what it reports upward."""

__version__ = "0.1.0"
