"""Every text of the program is there in every language, with the same gaps to fill."""

from __future__ import annotations

import pytest
from support.catalogues import catalogue_of, gaps_in, texts_in_the_code

from unionoffice.core.i18n import LANGUAGE_NAMES, SOURCE_LANGUAGE

LANGUAGES = sorted(set(LANGUAGE_NAMES) - {SOURCE_LANGUAGE})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_program_is_translated(language: str) -> None:
    catalogue = catalogue_of(language)
    missing = []
    for text, place in texts_in_the_code().items():
        message = catalogue.get(text)
        forms = [] if message is None else _forms(message.string)
        if message is None or message.fuzzy or not all(forms):
            missing.append(f"{place}: {text}")
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_gaps_of_its_text(language: str) -> None:
    differing = [
        f"{message.id!r}: {form!r}"
        for message in catalogue_of(language)
        if message.id
        for form in _forms(message.string)
        if form and gaps_in(form) != gaps_in(_forms(message.id)[-1])
    ]
    assert not differing, "\n".join(differing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_counted_text_has_as_many_forms_as_the_language(language: str) -> None:
    catalogue = catalogue_of(language)
    counted = [message for message in catalogue if message.pluralizable]
    assert all(len(message.string) == catalogue.num_plurals for message in counted)


def _forms(text: str | list[str] | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)
