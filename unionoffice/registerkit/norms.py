"""Rules of the field as dated data: how often, how much, how long, since when and by which paper.

They stand in rule packs (TOML): some travel with the program, others are handed out by the
federation or entered by the office. What is asked is always the rule in force on one day.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

import msgspec

from unionoffice.core.damage import damage
from unionoffice.core.errors import RefusedFileError
from unionoffice.core.i18n import N_
from unionoffice.core.paths import resources_folder
from unionoffice.store.known_types import known_at_once

LARGEST_PACK = 1024 * 1024
LONGEST_TEXT = 300

Unit = Literal["months", "days", "percent", "money", "people", "yes_no"]
Origin = Literal["program", "federation", "office"]
_RANKS: Mapping[Origin, int] = {"program": 0, "federation": 1, "office": 2}


@dataclass(frozen=True)
class Norm:
    """A rule that the program knows to use; its values come from packs."""

    key: str
    title: str  # untranslated
    unit: Unit
    largest: int


NORMS = {
    norm.key: norm
    for norm in (
        Norm("agreement.shortest_months", N_("Shortest term of an agreement"), "months", 600),
        Norm("agreement.longest_months", N_("Longest term of an agreement"), "months", 600),
        Norm("agreement.renewal_days", N_("Renewal is due before an agreement ends"), "days", 1000),
        Norm("dialogue.every_months", N_("Dialogue with employer at least every"), "months", 60),
        Norm("checkup.every_months", N_("Health check-up at least every"), "months", 60),
        Norm(
            "checkup.hazardous_every_months",
            N_("Health check-up in heavy or hazardous work at least every"),
            "months",
            60,
        ),
        Norm("loan.members_only", N_("The employment fund lends to members only"), "yes_no", 1),
        Norm("dues.rate_percent", N_("Members' dues, of the wage"), "percent", 100),
        Norm("dues.cap_percent", N_("Highest dues, of the base salary"), "percent", 100),
        Norm("dues.kept_percent", N_("Of the dues the primary keeps"), "percent", 100),
        Norm("fund.rate_percent", N_("Employer's union fund, of the wage fund"), "percent", 100),
        Norm("fund.kept_percent", N_("Of the employer's fund the primary keeps"), "percent", 100),
        Norm("base_salary", N_("Base salary"), "money", 10**12),
        Norm(
            "foreign.contract_months",
            N_("Contract with which a foreign worker may join"),
            "months",
            600,
        ),
        Norm("privacy.answer_days", N_("A person's request is answered within"), "days", 366),
        Norm(
            "privacy.keep_months",
            N_("Data of people are kept after their membership for"),
            "months",
            1200,
        ),
    )
}


class _Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Anything that a pack declares; a word that is not known is refused."""


@known_at_once
class Value(_Declared, frozen=True):
    """What a rule says between two days, both included; no document: a proposal."""

    key: str
    value: Decimal
    first: date | None = msgspec.field(name="from", default=None)
    last: date | None = msgspec.field(name="to", default=None)
    document: str = ""
    article: str = ""

    def is_in_force_on(self, day: date) -> bool:
        begun = self.first is None or self.first <= day
        return begun and (self.last is None or day <= self.last)


@known_at_once
class Pack(_Declared, frozen=True):
    """One file of values."""

    id: str
    version: int
    name: Mapping[str, str]  # by language
    values: tuple[Value, ...] = msgspec.field(name="value", default=())


@dataclass(frozen=True)
class InForce:
    """A value, and whose pack it comes from."""

    value: Value
    origin: Origin

    @property
    def number(self) -> Decimal:
        return self.value.value


class Norms:
    """All packs of one office; of several values the one that began last is in force."""

    def __init__(self, packs: Iterable[tuple[Origin, Pack]]) -> None:
        self._values: dict[str, list[InForce]] = {}
        for origin, pack in packs:
            for value in pack.values:
                self._values.setdefault(value.key, []).append(InForce(value, origin))

    def in_force(self, key: str, day: date) -> InForce | None:
        """What the rule says on that day; None where no pack says anything."""
        standing = [each for each in self._values.get(key, ()) if each.value.is_in_force_on(day)]
        return max(standing, key=_precedence, default=None)

    def number(self, key: str, day: date) -> Decimal | None:
        found = self.in_force(key, day)
        return None if found is None else found.number

    def whole(self, key: str, day: date, otherwise: int) -> int:
        """The number of months, days or people; `otherwise` where no pack says one."""
        found = self.number(key, day)
        return otherwise if found is None else int(found)

    def history(self, key: str) -> list[InForce]:
        """Every value of a rule, the newest first."""
        return sorted(self._values.get(key, ()), key=_precedence, reverse=True)


def _precedence(each: InForce) -> tuple[date, int]:
    return each.value.first or date.min, _RANKS[each.origin]


def bundled_packs() -> Iterator[Pack]:
    """The packs that travel with the program."""
    for path in sorted((resources_folder() / "rules").glob("*.toml")):
        yield parse_pack(path.read_bytes(), path.name)


def parse_pack(content: bytes, file_name: str) -> Pack:
    """Check the content of a rule pack; raises RefusedFileError with one sentence."""
    if len(content) > LARGEST_PACK:
        raise RefusedFileError(N_("{file} is too large for a rule pack."), file=file_name)
    try:
        values = tomllib.loads(content.decode("utf-8"), parse_float=Decimal)
        pack = msgspec.convert(values, Pack)
    except (tomllib.TOMLDecodeError, RecursionError, InvalidOperation, ValueError) as error:
        raise RefusedFileError(
            N_("{file} is no rule pack, or it is damaged ({why})."),
            file=file_name,
            why=damage(error),
        ) from error
    for message, gaps in _faults(pack):
        raise RefusedFileError(message, file=file_name, **gaps)
    return pack


def _faults(pack: Pack) -> Iterator[tuple[str, dict[str, str]]]:
    plain = pack.id.isascii() and pack.id.replace("-", "").replace(".", "").isalnum()
    if not plain or len(pack.id) > 64 or pack.version < 1 or not pack.name:
        yield N_("The rule pack {file} has no proper id, version and name."), {}
    texts = (*pack.name.values(), *(text for each in pack.values for text in _texts(each)))
    if any(not _is_printable(text) for text in texts):
        yield N_("The rule pack {file} has words that cannot be shown."), {}
    for value in pack.values:
        norm = NORMS.get(value.key)
        if norm is None:
            yield (
                N_(
                    "The rule pack {file} sets “{key}”, which this program does not know. "
                    "A newer version of the program may."
                ),
                {"key": value.key[:100]},
            )
        elif not (value.value.is_finite() and 0 <= value.value <= norm.largest):
            yield (
                N_("The rule pack {file} gives “{key}” a value that cannot be."),
                {"key": value.key},
            )
        if value.first is not None and value.last is not None and value.last < value.first:
            yield N_("In the rule pack {file} “{key}” ends before it begins."), {"key": value.key}


def _texts(value: Value) -> tuple[str, str]:
    return value.document, value.article


def _is_printable(text: str) -> bool:
    odd = any(unicodedata.category(letter) in {"Cc", "Cf", "Cs"} for letter in text)
    return not odd and len(text) <= LONGEST_TEXT
