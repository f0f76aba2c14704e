"""Collective agreements and the negotiations that lead to them."""
