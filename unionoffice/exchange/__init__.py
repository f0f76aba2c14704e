"""Packages between levels: written, read, collected and consolidated."""
