"""Words in the user's language: gettext catalogues under `translations/`.

The language of the window is set once with `use_language`; a printed form may ask for another
with `words_in`. `N_` marks a sentence where it is declared, `_` translates where it is shown.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from unionoffice.core.paths import translations_folder
from unionoffice.core.word_file import WordFile

DOMAIN = "unionoffice"
SOURCE_LANGUAGE = "en"
LANGUAGE_NAMES: Mapping[str, str] = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT_LANGUAGE = "vi"

_current: gettext.NullTranslations = gettext.NullTranslations()
_current_language = SOURCE_LANGUAGE


def N_(message: str) -> str:  # noqa: N802 - the customary name of the marker
    """Mark a message for extraction without translating it yet."""
    return message


def _(message: str) -> str:
    """The message in the language of the window; "" stays "" (gettext would give its header)."""
    return _current.gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a counted message that fits `count` in the language of the window."""
    return _current.ngettext(singular, plural, count)


def use_language(language: str) -> None:
    """Make `language` the language of the window from now on; unknown ones fall back to English."""
    global _current, _current_language  # the one process-wide setting gettext itself has
    _current = words_in(language)
    _current_language = language if language in LANGUAGE_NAMES else SOURCE_LANGUAGE


def current_language() -> str:
    return _current_language


@cache
def words_in(language: str) -> gettext.NullTranslations:
    """The catalogue of one language; English is the source and needs none."""
    if language == SOURCE_LANGUAGE or language not in LANGUAGE_NAMES:
        return gettext.NullTranslations()
    folder = translations_folder() / language / "LC_MESSAGES"
    compiled, source = folder / f"{DOMAIN}.mo", folder / f"{DOMAIN}.po"
    if compiled.exists() and not _is_stale(compiled, source):
        return WordFile(compiled.read_bytes())
    return _from_source(source)


def in_all_languages(message: str) -> list[str]:
    """The message as it is and in every language: what an exported list may have in its cells."""
    if not message:
        return []
    return [message, *(words_in(language).gettext(message) for language in LANGUAGE_NAMES)]


def _is_stale(compiled: Path, source: Path) -> bool:
    return source.exists() and source.stat().st_mtime > compiled.stat().st_mtime


def _from_source(source: Path) -> gettext.NullTranslations:
    """Compile a catalogue in memory: a checkout works before `make translations` was run."""
    import io  # only developers come here; the start of the program must not pay for it

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    if not source.exists():
        return gettext.NullTranslations()
    buffer = io.BytesIO()
    with source.open("rb") as stream:
        write_mo(buffer, read_po(stream, locale=source.parent.parent.name))
    return WordFile(buffer.getvalue())


def language_of_environment() -> str:
    """`UNIONOFFICE_LANG`, else the language of the system when we speak it, else Vietnamese."""
    for name in ("UNIONOFFICE_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        language = os.environ.get(name, "").split("_")[0].split(".")[0].split("-")[0].lower()
        if language in LANGUAGE_NAMES:
            return language
    return DEFAULT_LANGUAGE
