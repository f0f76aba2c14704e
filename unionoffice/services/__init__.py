"""Deeds of the user, one transaction each; plain values in and out."""
