"""A compiled catalogue answers as gettext itself would."""

from __future__ import annotations

import gettext
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from support.sources import ROOT

from unionoffice.core.word_file import WordFile

VIETNAMESE = ROOT / "translations" / "vi" / "LC_MESSAGES" / "unionoffice.po"


def compiled(catalog: Catalog) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def test_every_message_is_found_as_gettext_finds_it() -> None:
    with VIETNAMESE.open("rb") as stream:
        catalog = read_po(stream, locale="vi")
    content = compiled(catalog)
    words, ours = gettext.GNUTranslations(BytesIO(content)), WordFile(content)
    counted = [message.id for message in catalog if isinstance(message.id, tuple)]
    plain = [message.id for message in catalog if isinstance(message.id, str)]
    assert len(counted) > 50
    assert len(plain) > 1000
    for message in plain:
        assert ours.gettext(message) == words.gettext(message)
    for one, several in counted:
        for count in (0, 1, 2, 5):
            assert ours.ngettext(one, several, count) == words.ngettext(one, several, count)


def test_plurals_follow_the_rule_of_the_catalogue() -> None:
    catalog = Catalog(locale="ru")
    catalog.add(("{count} member", "{count} members"), ("член", "члена", "членов"))
    ours = WordFile(compiled(catalog))
    forms = [ours.ngettext("{count} member", "{count} members", count) for count in (1, 3, 5, 21)]
    assert forms == ["член", "члена", "членов", "член"]


def test_two_forms_are_two() -> None:
    catalog = Catalog(locale="kk")
    catalog.add(("{count} member", "{count} members"), ("бір мүше", "{count} мүше"))
    ours = WordFile(compiled(catalog))
    forms = [ours.ngettext("{count} member", "{count} members", count) for count in (1, 2, 5)]
    assert forms == ["бір мүше", "{count} мүше", "{count} мүше"]


def test_where_a_form_is_missing_the_last_one_stands() -> None:
    catalog = Catalog(locale="ru")
    catalog.add(("{count} member", "{count} members"), ("член", "члена"))
    ours = WordFile(compiled(catalog))
    assert ours.ngettext("{count} member", "{count} members", 5) == "члена"


def test_what_is_not_translated_stays_as_it_is() -> None:
    ours = WordFile(compiled(Catalog(locale="vi")))
    assert ours.gettext("Zebra") == "Zebra"
    assert ours.ngettext("one zebra", "zebras", 1) == "one zebra"
    assert ours.ngettext("one zebra", "zebras", 2) == "zebras"


def test_no_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match="not a compiled catalogue"):
        WordFile(b"nothing of the sort")
