"""Giving a return back to be mended (`.ureturn`): signed, for one office, with remarks by row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Annotated, Any, Final

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.errors import InvalidRecordError, Problem, UserError
from unionoffice.core.file_names import file_stem
from unionoffice.core.files import check_suffix, write_whole
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.core.text import clean
from unionoffice.exchange.handed_in import handed_in, of_form
from unionoffice.exchange.manifest import Code, DayText, Moment, Name, Strict, Uid, Version
from unionoffice.exchange.manifest import Period as Days
from unionoffice.exchange.returns import year_before
from unionoffice.exchange.signed_file import signed
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.following import ReturnedReturn
from unionoffice.registers.returns.model import ReceivedFigure, ReceivedReturn
from unionoffice.reports.filled import NUMBERS
from unionoffice.reports.forms import Form
from unionoffice.services.office import own_organisation
from unionoffice.services.signing_keys import office_key
from unionoffice.store.store import Store

SUFFIX: Final = ".ureturn"
FEWEST_PEERS = 4
KIND: Final = "returned return"

LONGEST_WORDS: Final = 4000
Line = Annotated[str, msgspec.Meta(max_length=LONGEST_WORDS)]
Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]


class RowRemark(Strict, frozen=True):
    """What is asked about one row; `row` is "" for the return as a whole."""

    row: Annotated[str, msgspec.Meta(max_length=200)]
    figure: Annotated[str, msgspec.Meta(max_length=20)]  # result, total, members, or ""
    says: Line
    value: Whole | None = None
    year_before: Whole | None = None
    peers_middle: Whole | None = None  # half of the bodies of the same level have at most so many
    peers_count: Whole | None = None


class Party(Strict, frozen=True):
    code: Code
    name: Name
    uid: Uid


class GivenBack(Strict, frozen=True):
    """What stands in the file."""

    sender: Party
    receiver: Party
    appendix: Code
    period: Days
    version: Version
    package: Annotated[str, msgspec.Meta(max_length=64)]  # digest of the manifest, "" of a paper
    returned_at: Moment
    reply_by: DayText | None
    message: Line
    contact: Line
    remarks: tuple[RowRemark, ...]


_DECODER = msgspec.json.Decoder(GivenBack)


def given_back(content: str) -> GivenBack:
    """What this office wrote into a signed file of its own."""
    return _DECODER.decode(json.loads(content)["content"])


@dataclass(frozen=True)
class Asked:
    """What the clerk asks about one row."""

    row: str
    figure: str
    says: str


class GivingBack:
    """The deed of the federation."""

    def __init__(self, store: Store, today: Callable[[], date] = date.today) -> None:
        self._store = store
        self._today = today

    def give_back(
        self,
        form: Form,
        period: Period,
        code: str,
        asked: Sequence[Asked],
        *,
        message: str = "",
        reply_by: date | None = None,
        contact: str = "",
    ) -> int:
        """Mark the return of a body as given back; the id by which its file is written.

        Raises InvalidRecordError without a remark, or with a day that has passed.
        """
        with self._store.reading() as session:
            _current(session, form, period, code)
        self._check(asked, message, contact, reply_by)
        key = office_key(self._store)
        with self._store.writing(N_("Return given back")) as session:
            received = _current(session, form, period, code)
            body = received.organisation
            own = own_organisation(session)
            content = GivenBack(
                sender=Party(own.code, own.name, own.uid),
                receiver=Party(body.code, body.name, body.uid),
                appendix=form.id,
                period=Days(received.period_first.isoformat(), received.period_last.isoformat()),
                version=received.version,
                package=received.manifest_sha256 if received.signed_with else "",
                returned_at=datetime.now(UTC),
                reply_by=None if reply_by is None else reply_by.isoformat(),
                message=clean(message),
                contact=clean(contact),
                remarks=tuple(_with_figures(session, form, period, received, body.level, asked)),
            )
            entry = ReturnedReturn(
                organisation_id=body.id,
                appendix=form.id,
                period_first=period.first,
                period_last=period.last,
                version=received.version,
                returned_at=content.returned_at,
                returned_by=self._store.who,
                reply_by=reply_by,
                content=signed(KIND, msgspec.to_builtins(content), key),
            )
            session.add(entry)
            session.flush()
            self._store.touched(session, 1)
            return entry.id

    def write(self, given_id: int, path: Path) -> None:
        """Write the signed file; the same again as often as it is asked for."""
        check_suffix(path, SUFFIX)
        with self._store.reading() as session:
            entry = session.get(ReturnedReturn, given_id)
            if entry is None:
                raise UserError(N_("This return was not given back."))
            content = entry.content
        write_whole(path, content.encode())

    def standing(self, form: Form, period: Period, code: str) -> int | None:
        """The id of what was given back last to this body for the form and period."""
        with self._store.reading() as session:
            return session.scalars(
                select(ReturnedReturn.id)
                .join(Organisation, Organisation.id == ReturnedReturn.organisation_id)
                .where(
                    Organisation.code == code,
                    ReturnedReturn.appendix == form.id,
                    ReturnedReturn.period_first == period.first,
                    ReturnedReturn.period_last == period.last,
                )
                .order_by(ReturnedReturn.id.desc())
            ).first()

    def file_name(self, form: Form, period: Period, code: str) -> str:
        return file_stem(code, form.id, period.first, period.last) + SUFFIX

    def _check(
        self, asked: Sequence[Asked], message: str, contact: str, reply_by: date | None
    ) -> None:
        problems = []
        for words in (message, contact, *(each.says for each in asked)):
            if len(clean(words)) > LONGEST_WORDS:
                problems.append(Problem("message", N_("These words are too long.")))
        if not clean(message) and not any(clean(each.says) for each in asked):
            problems.append(
                Problem("message", N_("Say what is to be mended: choose a remark or write one."))
            )
        if reply_by is not None and reply_by < self._today():
            problems.append(Problem("reply_by", N_("The day for the answer has passed already.")))
        if problems:
            raise InvalidRecordError(problems)


def _current(session: Session, form: Form, period: Period, code: str) -> ReceivedReturn:
    found = session.scalars(
        select(ReceivedReturn)
        .join(Organisation, Organisation.id == ReceivedReturn.organisation_id)
        .where(*handed_in(session, form, period), Organisation.code == code)
    ).first()
    if found is None:
        raise UserError(
            N_("{code} has not handed in for this period, so nothing can be given back."),
            code=code,
        )
    return found


def _with_figures(
    session: Session,
    form: Form,
    period: Period,
    received: ReceivedReturn,
    level: str,
    asked: Sequence[Asked],
) -> Iterable[RowRemark]:
    """Each remark beside its figure, that of the year before, and the middle of its peers."""
    before = session.scalars(
        select(ReceivedReturn.id).where(
            *handed_in(session, form, year_before(period)),
            ReceivedReturn.organisation_id == received.organisation_id,
        )
    ).first()
    for each in asked:
        if not clean(each.says):
            continue
        if not each.row or each.figure not in NUMBERS:
            yield RowRemark(each.row, "", clean(each.says))
            continue
        peers = _of_peers(session, form, period, level, each)
        if len(peers) < FEWEST_PEERS:
            peers = []  # the middle of so few is its own figure, or tells that of a neighbour
        yield RowRemark(
            each.row,
            each.figure,
            clean(each.says),
            _value(session, received.id, each),
            None if before is None else _value(session, before, each),
            round(median(peers)) if peers else None,
            len(peers) or None,
        )


def _value(session: Session, return_id: int, asked: Asked) -> int | None:
    row = session.get(ReceivedFigure, (return_id, asked.row))
    return None if row is None else getattr(row, asked.figure)


def _of_peers(session: Session, form: Form, period: Period, level: str, asked: Asked) -> list[int]:
    figure: Any = getattr(ReceivedFigure, asked.figure)
    found = session.scalars(
        select(figure)
        .join(ReceivedReturn, ReceivedReturn.id == ReceivedFigure.return_id)
        .join(Organisation, Organisation.id == ReceivedReturn.organisation_id)
        .where(
            *of_form(session, form, period),
            Organisation.level == level,
            ReceivedFigure.row_key == asked.row,
            figure.is_not(None),
        )
    )
    return list(found)
