"""The texts in the code, and the catalogues that translate them."""

from __future__ import annotations

from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from unionoffice.cli.program import all_help
from unionoffice.core.i18n import DOMAIN

from .sources import ROOT

KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}

# A text, or the singular and plural of a counted one.
MessageId = str | tuple[str, ...]


def texts_in_the_code() -> dict[MessageId, str]:
    """Every text marked for translation, and a place where it stands."""
    found = extract_from_dir(ROOT / "unionoffice", keywords=KEYWORDS)
    marked = {
        message: f"unionoffice/{file}:{line}" for file, line, message, _, _ in found if message
    }
    helps = {text: "help of the command line" for text in all_help() if text}
    return helps | marked


def catalogue_of(language: str) -> Catalog:
    path = ROOT / "translations" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as stream:
        return read_po(stream, locale=language, domain=DOMAIN)


def gaps_in(text: str) -> list[str]:
    """The named gaps of a text, in no order; a brace out of place is an error."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)
