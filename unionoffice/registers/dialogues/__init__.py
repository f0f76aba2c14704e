"""Dialogues, conferences of employees, and internal rules taken part in."""
