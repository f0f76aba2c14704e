"""Contributions to laws and policies."""
