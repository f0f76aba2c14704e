"""The office file: SQLAlchemy base and types, transactions, journal, upgrade; knows no register."""
