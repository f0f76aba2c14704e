"""The sentences of an explanatory note: how the returns came in, what was asked, what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from gettext import NullTranslations

from unionoffice.core import formatting
from unionoffice.core.i18n import N_, words_in
from unionoffice.core.periods import Period
from unionoffice.core.text import clean
from unionoffice.exchange import successions
from unionoffice.exchange.board import BoardView
from unionoffice.exchange.board_entries import RETURNED, Entry, RemarkView
from unionoffice.exchange.by_body import BodyFigures, Cell
from unionoffice.exchange.remarks import NOTE
from unionoffice.reports.filled import FormFigures
from unionoffice.reports.forms import Form
from unionoffice.reports.sheet_remarks import beside_the_sum

MOST_MISSING, MOST_NAMES = 60, 12
MOST_POINTS = 12
MOST_CHANGES = 6
LEAST_CHANGE, LEAST_PERCENT = 10, Decimal(10)
LONGEST_NOTE = 300

_ROSE: Mapping[str, str] = {
    "result": N_("{row}: {now} turns, {percent} more than {before} the year before."),
    "total": N_("{row}: {now} people, {percent} more than {before} the year before."),
    "members": N_("{row}: {now} members, {percent} more than {before} the year before."),
}
_FELL: Mapping[str, str] = {
    "result": N_("{row}: {now} turns, {percent} fewer than {before} the year before."),
    "total": N_("{row}: {now} people, {percent} fewer than {before} the year before."),
    "members": N_("{row}: {now} members, {percent} fewer than {before} the year before."),
}
_BY_HAND: Mapping[str, str] = {
    "result": N_("{row}: {value} turns, where {computed} were computed. Reason: {reason}."),
    "total": N_("{row}: {value} people, where {computed} were computed. Reason: {reason}."),
    "members": N_("{row}: {value} members, where {computed} were computed. Reason: {reason}."),
}


@dataclass(frozen=True)
class Facts:
    """Everything that a note speaks of."""

    form: Form
    period: Period
    board: BoardView
    whole: FormFigures
    before: FormFigures | None  # None: nobody reported the year before
    bodies: Mapping[int, BodyFigures]
    bodies_before: Mapping[int, BodyFigures]


@dataclass(frozen=True)
class _Change:
    row: str
    figure: str
    now: int
    before: int

    @property
    def percent(self) -> Decimal:
        return abs(Decimal(self.now - self.before) * 100 / Decimal(self.before or 1))


class NoteWords:
    """Makes the paragraphs of one note in one language."""

    def __init__(self, facts: Facts, language: str) -> None:
        self._facts = facts
        self._language = language
        self._words: NullTranslations = words_in(language)
        self._say: Callable[[str], str] = self._words.gettext
        spoken = facts.form.speaks(language)
        self._labels = {row.key: facts.form.label(row.key, spoken) for row in facts.form.rows()}

    def paragraphs(self) -> Iterator[str]:
        say = self._say
        yield from self._section(say(N_("I. How the reports came in")), self._coming_in())
        yield from self._section(say(N_("II. Remarks on the figures")), self._asked())
        yield from self._section(
            say(N_("III. Largest changes against the year before")), self._changed()
        )
        yield from self._section(say(N_("IV. Figures set by hand")), self._by_hand())

    def _section(self, title: str, paragraphs: Iterator[str]) -> Iterator[str]:
        yield f"# {title}"
        yield from paragraphs

    # I

    def _coming_in(self) -> Iterator[str]:
        board, n = self._facts.board, self._number
        received, expected = len(board.reported.returns), board.reported.expected
        share = formatting.percent(formatting.share(received, expected), self._language)
        words = self._say(N_("{received} of {expected} organisations have reported ({share})."))
        yield words.format(received=n(received), expected=n(expected), share=share)
        ngettext = self._words.ngettext
        missing = [each.name or each.code for each in board.reported.missing]
        yield from self._list(
            missing,
            ngettext(
                "Not handed in ({count} organisation): {names}.",
                "Not handed in ({count} organisations): {names}.",
                len(missing),
            ),
            MOST_MISSING,
        )
        late = [self._late(entry) for entry in board.entries if entry.is_in and entry.days_late]
        yield from self._list(
            late,
            ngettext(
                "Came after the deadline ({count} organisation): {names}.",
                "Came after the deadline ({count} organisations): {names}.",
                len(late),
            ),
        )
        yield from self._unsigned()
        back = [entry.name for entry in board.entries if entry.state == RETURNED]
        yield from self._list(
            back,
            ngettext(
                "Given back and not mended yet ({count} organisation): {names}.",
                "Given back and not mended yet ({count} organisations): {names}.",
                len(back),
            ),
        )
        for said in beside_the_sum(self._facts.whole, self._language):
            yield f"- {said}"

    def _unsigned(self) -> Iterator[str]:
        ngettext = self._words.ngettext
        workbooks, typed = self._of_origin("workbook"), self._of_origin("typed")
        yield from self._list(
            workbooks,
            ngettext(
                "By workbook, without an electronic signature ({count} organisation): {names}.",
                "By workbook, without an electronic signature ({count} organisations): {names}.",
                len(workbooks),
            ),
        )
        yield from self._list(
            typed,
            ngettext(
                "Typed in from signed paper ({count} organisation): {names}.",
                "Typed in from signed paper ({count} organisations): {names}.",
                len(typed),
            ),
        )

    def _of_origin(self, origin: str) -> list[str]:
        entries = self._facts.board.entries
        return [each.name for each in entries if each.reported and each.reported.origin == origin]

    def _late(self, entry: Entry) -> str:
        words = self._words.ngettext(
            "{name} ({count} day)", "{name} ({count} days)", entry.days_late
        )
        return words.format(name=clean(entry.name), count=self._number(entry.days_late))

    def _list(self, names: Sequence[str], said: str, most: int = MOST_NAMES) -> Iterator[str]:
        if not names:
            return
        shown = [clean(name) for name in names[:most]]
        if len(names) > most:
            words = self._say(N_("and {count} others"))
            shown.append(words.format(count=self._number(len(names) - most)))
        yield "- " + said.format(count=self._number(len(names)), names="; ".join(shown))

    # II

    def _asked(self) -> Iterator[str]:
        explained = [
            (entry, each)
            for entry in self._facts.board.entries
            for each in entry.remarks
            if each.explanation is not None
        ]
        open_ones = [
            entry.name
            for entry in self._facts.board.entries
            if any(each.is_open for each in entry.remarks)
        ]
        settled = [
            f"{clean(entry.name)}: {self._say(remark.message).format(**remark.values)}"
            for entry in self._facts.board.entries
            for remark in (each.remark for each in entry.remarks)
            if remark.check == successions.CHECK and remark.severity == NOTE
        ]
        if not explained and not open_ones and not settled:
            yield self._say(N_("There is no remark on the figures."))
            return
        for entry, each in explained[:MOST_POINTS]:
            yield f"- {self._explained(entry, each)}"
        yield from self._more(len(explained))
        yield from (f"- {words}" for words in settled[:MOST_POINTS])
        yield from self._more(len(settled))
        yield from self._list(
            open_ones,
            self._words.ngettext(
                "Still to be explained ({count} organisation): {names}.",
                "Still to be explained ({count} organisations): {names}.",
                len(open_ones),
            ),
        )

    def _explained(self, entry: Entry, each: RemarkView) -> str:
        remark, note = each.remark, each.explanation
        said = self._say(remark.message).format(**remark.values).rstrip(".")
        label = self._labels.get(remark.field)
        where = clean(entry.name) if label is None else f"{clean(entry.name)}, {label}"
        words = self._say(N_("{where}: {remark}. Explained: {note}."))
        return words.format(where=where, remark=said, note=_short(note.note if note else ""))

    def _more(self, count: int) -> Iterator[str]:
        if count > MOST_POINTS:
            words = self._say(N_("And {count} more, which are kept on the board."))
            yield "- " + words.format(count=self._number(count - MOST_POINTS))

    # III

    def _changed(self) -> Iterator[str]:
        facts = self._facts
        if facts.before is None:
            yield self._say(N_("There are no reports of the year before to compare with."))
            return
        both = len(facts.bodies.keys() & facts.bodies_before.keys())
        words = self._say(
            N_(
                "{now} reports are summed, {before} the year before; "
                "{both} organisations reported in both years."
            )
        )
        n = self._number
        yield words.format(
            now=n(len(facts.bodies)), before=n(len(facts.bodies_before)), both=n(both)
        )
        changes = sorted(self._changes(facts.before), key=lambda each: -each.percent)
        if not changes:
            yield self._say(N_("No figure has changed by more than a tenth."))
        for change in changes[:MOST_CHANGES]:
            yield f"- {self._told(change)}"

    def _changes(self, before: FormFigures) -> Iterator[_Change]:
        """One for each row: its people or members, or else its turns."""
        earlier = {row.key: row for row in before.rows}
        for row in self._facts.whole.rows:
            figure = next(
                (name for name in ("total", "members", "result") if row.number(name) is not None),
                "",
            )
            was = earlier[row.key].number(figure) if row.key in earlier else None
            if not figure or was is None:
                continue
            change = _Change(row.key, figure, row.number(figure) or 0, was)
            if abs(change.now - was) >= LEAST_CHANGE and was and change.percent >= LEAST_PERCENT:
                yield change

    def _told(self, change: _Change) -> str:
        words = (_ROSE if change.now > change.before else _FELL)[change.figure]
        told = self._say(words).format(
            row=self._labels.get(change.row, change.row),
            now=self._number(change.now),
            before=self._number(change.before),
            percent=formatting.percent(change.percent, self._language),
        )
        return " ".join([told, *self._where_from(change)])

    def _where_from(self, change: _Change) -> Iterator[str]:
        """The bodies behind most of a change, and what they said to it."""
        cell: Cell = (change.row, change.figure)
        now, before = self._facts.bodies, self._facts.bodies_before
        moves = [
            (_of(now, id_, cell) - _of(before, id_, cell), (now.get(id_) or before[id_]))
            for id_ in now.keys() | before.keys()
        ]
        sign = 1 if change.now > change.before else -1
        most = sorted(moves, key=lambda move: (-sign * move[0], move[1].code))[:3]
        named = [f"{clean(body.name)} ({self._signed(by)})" for by, body in most if sign * by > 0]
        if named:
            yield self._say(N_("Above all: {names}.")).format(names="; ".join(named))
        alone = sum(
            by for by, body in moves if not (body.body_id in now and body.body_id in before)
        )
        if alone and sign * alone > 0:
            words = N_("Of it {count} because not the same organisations have reported.")
            yield self._say(words).format(count=self._signed(alone))
        codes = {body.code for by, body in most if sign * by > 0}
        yield from self._reasons(codes, change.row)

    def _reasons(self, codes: set[str], row: str) -> Iterator[str]:
        for entry in self._facts.board.entries:
            for each in entry.remarks:
                if entry.code in codes and each.remark.field == row and each.explanation:
                    words = self._say(N_("{name} explains: {note}."))
                    yield words.format(name=clean(entry.name), note=_short(each.explanation.note))

    # IV

    def _by_hand(self) -> Iterator[str]:
        count = 0
        for row in self._facts.whole.rows:
            for entry in row.corrections:
                count += 1
                yield "- " + self._say(_BY_HAND[entry.figure]).format(
                    row=self._labels.get(row.key, row.key),
                    value=self._number(entry.value),
                    computed=self._number(entry.computed),
                    reason=_short(entry.reason),
                )
        below = [
            f"{clean(entry.name)}, {self._labels.get(each.remark.field, '')}: "
            + self._say(each.remark.message).format(**each.remark.values)
            for entry in self._facts.board.entries
            for each in entry.remarks
            if each.remark.check == "by_hand"
        ]
        yield from (f"- {point}" for point in below[:MOST_POINTS])
        yield from self._more(len(below))
        if not count and not below:
            yield self._say(N_("No figure was set by hand."))

    def _number(self, value: int) -> str:
        return formatting.number(value, self._language)

    def _signed(self, value: int) -> str:
        return f"{'+' if value > 0 else '−'}{self._number(abs(value))}"


def _of(bodies: Mapping[int, BodyFigures], body_id: int, cell: Cell) -> int:
    return bodies[body_id].figures.get(cell, 0) if body_id in bodies else 0


def _short(text: str) -> str:
    text = clean(text).rstrip(".")
    return text if len(text) <= LONGEST_NOTE else f"{text[: LONGEST_NOTE - 1]}…"
