"""Preferential offers of partners, and their use."""
