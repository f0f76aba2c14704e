"""Loans, above all from the national employment support fund."""
