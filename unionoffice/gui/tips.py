"""Tips that show what was written, whatever a name contains."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """The text for a tip: Qt would read what looks like markup as markup."""
    return f"<qt>{escape(text)}</qt>" if "<" in text else text
