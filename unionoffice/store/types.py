"""Column types that SQLite (STRICT tables) and PostgreSQL keep, compare and sort alike.

Days and moments are ISO text compared byte by byte, so that partial days sort among whole ones;
money is whole hundredths; closed lists are their keys. The subclasses of `Words` say what sort of
text a column holds, which is all that registers need to know to show and read it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeDecorator

from unionoffice.core.choices import Choices
from unionoffice.core.dates import PartialDate
from unionoffice.core.money import from_stored, to_stored

BYTEWISE = Text().with_variant(Text(collation="C"), "postgresql")
WHOLE = BigInteger().with_variant(Integer, "sqlite")


LOWERED = "lowered"  # what SQLite knows of small letters is ASCII: a file's engine has its own


class Lowered(GenericFunction[str]):
    """A text in small letters, whatever its alphabet."""

    name = LOWERED
    type = Text()
    inherit_cache = True


@compiles(Lowered, "postgresql")
def _by_unicode(element: Lowered, compiler: Any, **options: Any) -> str:
    text = compiler.process(element.clauses, **options)
    return f'lower({text} COLLATE "und-x-icu")'


class Words(TypeDecorator[str]):
    """Plain text, sorted byte by byte."""

    impl = BYTEWISE
    cache_ok = True


class LongWords(Words):
    """Text of several lines."""

    cache_ok = True


class FullName(Words):
    """A person's full name."""

    cache_ok = True


class IdentityNumber(Words):
    """The number of an identity document: text, because leading zeros count."""

    cache_ok = True


class CardNumber(Words):
    """The number of a union card: text of unknown format."""

    cache_ok = True


class Phone(Words):
    """A telephone number as text."""

    cache_ok = True


class Email(Words):
    """An e-mail address."""

    cache_ok = True


class Day(TypeDecorator[date]):
    """A whole day as `YYYY-MM-DD`."""

    impl = BYTEWISE
    cache_ok = True

    def process_bind_param(self, value: date | str | None, dialect: Dialect) -> str | None:
        return value.isoformat() if isinstance(value, date) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class PartialDay(TypeDecorator[PartialDate]):
    """A day, month or year as its ISO text; compares with whole days as its first day would."""

    impl = BYTEWISE
    cache_ok = True

    def process_bind_param(self, value: PartialDate | date | str | None, dialect: Dialect) -> Any:
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> PartialDate | None:
        return None if value is None else PartialDate.parse(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC as `YYYY-MM-DDTHH:MM:SS.ffffff`; a naive one is refused with ValueError."""

    impl = BYTEWISE
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class Amount(TypeDecorator[Decimal]):
    """An exact amount of money as whole hundredths; anything finer raises ValueError."""

    impl = WHOLE
    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> int | None:
        return None if value is None else to_stored(Decimal(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else from_stored(int(value))


class ChoiceKey(TypeDecorator[str]):
    """The key of one of `choices`; any other text raises ValueError."""

    impl = BYTEWISE
    cache_ok = True

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is not None and value not in self.choices:
            raise ValueError(f"not one of the choices: {value!r}")
        return value
