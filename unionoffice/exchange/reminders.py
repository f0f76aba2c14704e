"""Reminder letters to the bodies that have not handed in, or whose return went back to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from gettext import NullTranslations
from pathlib import Path

from unionoffice.core import formatting
from unionoffice.core.errors import UserError
from unionoffice.core.file_names import file_stem
from unionoffice.core.i18n import N_, words_in
from unionoffice.core.periods import Period
from unionoffice.core.text import clean
from unionoffice.exchange.board_entries import LATE, RETURNED, Entry
from unionoffice.reports.forms import Form
from unionoffice.reports.letter_files import write_letters
from unionoffice.reports.letters import Letter
from unionoffice.reports.sheet import date_line
from unionoffice.services.office import (
    OwnOrganisation,
    own_organisation,
    read_setting,
    write_setting,
)
from unionoffice.store.store import Store

_SETTING = "reminders"

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class LetterDetails:
    """What the federation's letters have in common; it is remembered for the next time."""

    sign: str = "CV-LĐLĐ"  # of the letter's number
    first_number: int | None = None  # the others count up; None: left blank for the pen
    contact: str = ""  # "Ban Chính sách pháp luật, điện thoại 02963 953721"
    reply_by: date | None = None  # a new day for those who are late


class Reminders:
    """Writes the letters, all in one go."""

    def __init__(self, store: Store, today: Callable[[], date] = date.today) -> None:
        self._store = store
        self._today = today

    def details(self) -> LetterDetails:
        """What was entered the last time, but for numbers and days, which are used once."""
        with self._store.reading() as session:
            kept = read_setting(session, _SETTING, {})
        return replace(LetterDetails(), **kept)

    def letters(
        self,
        form: Form,
        period: Period,
        entries: Sequence[Entry],
        details: LetterDetails,
        language: str = "vi",
    ) -> list[Letter]:
        """One letter for each body that is to be reminded, in the order of the entries."""
        with self._store.reading() as session:
            own = own_organisation(session)
        makes = _Letters(form, period, details, own, self._today(), language)
        to_remind = [entry for entry in entries if entry.to_remind]
        return [makes.letter(place, entry) for place, entry in enumerate(to_remind)]

    def write(
        self,
        letters: Sequence[Letter],
        names: Sequence[str],
        target: Path,
        progress: Progress | None = None,
    ) -> list[Path]:
        """Write one file for printing (.pdf or .docx), or into a folder each letter as both.

        Raises UserError when there is nobody to write to.
        """
        if not letters:
            raise UserError(N_("Everybody has handed in: there is nobody to remind."))
        if target.suffix.lower() in (".pdf", ".docx") and not target.is_dir():
            write_letters(letters, target, progress)
            return [target]
        written = []
        for done, (letter, name) in enumerate(zip(letters, names, strict=True)):
            if progress is not None:
                progress(done, len(letters), name)
            stem = file_stem(name, otherwise=str(done + 1))
            for suffix in (".docx", ".pdf"):
                path = target / f"{stem}{suffix}"
                write_letters([letter], path)
                written.append(path)
        return written

    def remember(self, details: LetterDetails) -> None:
        """Propose the same the next time. A choice of the office: there is nothing to undo."""
        kept = {name: asdict(details)[name] for name in ("sign", "contact")}
        with self._store.writing(N_("Setting changed")) as session:
            write_setting(session, _SETTING, kept)


@dataclass(frozen=True)
class _Letters:
    """Makes the letters of one form and period."""

    form: Form
    period: Period
    details: LetterDetails
    own: OwnOrganisation
    today: date
    language: str

    def letter(self, place: int, entry: Entry) -> Letter:
        spoken = self.form.speaks(self.language)
        say = self._words.gettext
        return Letter(
            language=self.language,
            upper_body=clean(self.own.parent_name),
            organisation=clean(self.own.name),
            motto=self.form.motto[spoken] if self.form.motto else (),
            number=self._number(place),
            subject=self._subject(entry),
            date_line=dated(self.form, self.own, self.today, spoken),
            address=say(N_("To: {name}")).format(name=entry.name or entry.code),
            paragraphs=tuple(self._paragraphs(entry, spoken)),
            recipients=(say(N_("Copies to:")), say(N_("- As above;")), say(N_("- Office file."))),
            signature=signature(self.form, self.own, spoken),
            signatory=clean(self.own.signer_name),
        )

    @property
    def _words(self) -> NullTranslations:
        return words_in(self.language)

    def _number(self, place: int) -> str:
        first = self.details.first_number
        number = "        " if first is None else str(first + place)
        words = self._words.gettext(N_("No.: {number}/{sign}"))
        return words.format(number=number, sign=self.details.sign)

    def _subject(self, entry: Entry) -> str:
        if entry.state == RETURNED:
            return self._words.gettext(N_("Re: mending the report that was handed in"))
        return self._words.gettext(N_("Re: reminder to hand in the report"))

    def _paragraphs(self, entry: Entry, spoken: str) -> Iterator[str]:
        say = self._words.gettext
        gaps = {
            "form": self.form.name[spoken],
            "first": formatting.day(self.period.first, self.language),
            "last": formatting.day(self.period.last, self.language),
            "office": clean(self.own.name),
            "today": formatting.day(self.today, self.language),
        }
        if entry.state == RETURNED and entry.reported is not None:
            yield say(
                N_(
                    "{office} has received from you the report {form} for {first} to {last} "
                    "(version {version}). Looking through it, we ask you to check the following:"
                )
            ).format(**gaps, version=entry.reported.version)
            yield from self._points(entry, spoken)
        else:
            yield say(
                N_(
                    "By the rules on reporting, the report {form} for {first} to {last} is to "
                    "be handed in to {office}."
                )
            ).format(**gaps)
            yield self._standing(entry, gaps)
        yield self._asked(entry)
        if self.details.contact:
            words = say(N_("Should you meet difficulties, please turn to: {contact}."))
            yield words.format(contact=clean(self.details.contact).rstrip("."))
        yield say(N_("We ask you to attend to this in time./."))

    def _standing(self, entry: Entry, gaps: dict[str, str]) -> str:
        say = self._words.gettext
        if entry.due is None:
            words = N_("As of {today} your report has not come in.")
            return say(words).format(**gaps)
        due = formatting.day(entry.due, self.language)
        if entry.state == LATE:
            words = self._words.ngettext(
                "It was due on {due}. As of {today}, {count} day after that, it has not come in.",
                "It was due on {due}. As of {today}, {count} days after that, it has not come in.",
                entry.days_late,
            )
            return words.format(**gaps, due=due, count=entry.days_late)
        words = N_("It is due on {due}. As of {today} your report has not come in.")
        return say(words).format(**gaps, due=due)

    def _points(self, entry: Entry, spoken: str) -> Iterator[str]:
        for remark in entry.asked:
            label = self.form.label(remark.row, spoken) if remark.row else ""
            yield f"- {label}: {remark.says}" if label else f"- {remark.says}"

    def _asked(self, entry: Entry) -> str:
        say = self._words.gettext
        until = entry.reply_by or self.details.reply_by
        if until is None and entry.state != LATE:
            until = entry.due
        if until is None:
            return say(N_("Please hand it in as soon as you have received this letter."))
        words = say(N_("Please hand it in not later than {day}."))
        return words.format(day=formatting.day(until, self.language))


def dated(form: Form, own: OwnOrganisation, day: date, spoken: str) -> str:
    """Place and day of a letter, as the form writes them."""
    pattern = (form.date_line or {}).get(spoken, "{place}, {day}/{month}/{year}")
    return date_line(pattern, own.place, day)


def signature(form: Form, own: OwnOrganisation, spoken: str) -> tuple[str, ...]:
    """Who signs, as the office says or as the form has it for this level."""
    given = tuple(filter(None, (clean(own.signs_for), clean(own.signer_title))))
    if given:
        return given
    return next(
        (each.lines[spoken] for each in form.signatures if own.level in each.levels),
        (),
    )
