"""A return of this office that came back: what is asked, remark by remark, over the paper."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal

from unionoffice.core.formatting import day, number
from unionoffice.core.i18n import _, ngettext
from unionoffice.exchange.giving_back import RowRemark
from unionoffice.exchange.mending import ToMend
from unionoffice.gui.widgets.banner import Banner
from unionoffice.reports.forms import Form


class MendBanner(Banner):
    """Leads from one remark to the next; it stays until a later version is handed in."""

    remark_wanted = Signal(str, str)  # row, figure

    def __init__(self) -> None:
        super().__init__()
        self._asked: ToMend | None = None
        self._places: list[tuple[str, str]] = []
        self._next = 0
        self.acted.connect(self.show_next)

    def show_request(self, asked: ToMend | None, form: Form) -> None:
        """Say what came back; None hides the banner."""
        if asked != self._asked:
            self._next = 0
        self._asked = asked
        self._places = [] if asked is None else list(_places(asked, form))
        action = _("Show the next remark") if self._places else ""
        self.say("" if asked is None else request_words(asked), "warn", action)

    def show_next(self) -> None:
        """Lead to the next figure that is asked about, and from the last to the first again."""
        if self._places:
            row, figure = self._places[self._next % len(self._places)]
            self._next += 1
            self.remark_wanted.emit(row, figure)

    def words_of(self, row_key: str) -> str:
        """What is asked about one row, with the figures that it is held against."""
        remarks = () if self._asked is None else self._asked.of_row(row_key)
        return "\n\n".join(map(remark_words, remarks))


def request_words(asked: ToMend) -> str:
    """The request as a whole."""
    remarks = ngettext("{count} remark", "{count} remarks", len(asked.remarks))
    told = [
        _("{sender} gave version {version} back, with {remarks}.").format(
            sender=asked.sender,
            version=number(asked.version),
            remarks=remarks.format(count=number(len(asked.remarks))),
        )
    ]
    if asked.reply_by is not None:
        told.append(_("An answer is asked for by {day}.").format(day=day(asked.reply_by)))
    told += [_ended(asked.message)] if asked.message else []
    told += [_ended(each.says) for each in asked.remarks if not each.row]
    if asked.contact:
        told.append(_("Whom to turn to: {contact}.").format(contact=asked.contact.rstrip(".")))
    return " ".join(told)


def remark_words(remark: RowRemark) -> str:
    """One remark, and what the body above held the figure against."""
    told = [_ended(remark.says)]
    if remark.value is not None:
        told.append(_("Handed in: {value}.").format(value=number(remark.value)))
    if remark.year_before is not None:
        told.append(_("The year before: {value}.").format(value=number(remark.year_before)))
    if remark.peers_middle is not None and remark.peers_count is not None:
        words = _("Half of the {count} bodies of this level have at most {value}.")
        value, count = number(remark.peers_middle), number(remark.peers_count)
        told.append(words.format(count=count, value=value))
    return " ".join(told)


def _ended(words: str) -> str:
    """Words that somebody wrote, so that a sentence may follow."""
    return words if words.endswith((".", "?", "!", ":", "…")) else f"{words}."


def _places(asked: ToMend, form: Form) -> Iterator[tuple[str, str]]:
    for remark in asked.remarks:
        row = form.row(remark.row)
        if row is None:
            continue
        names = [name for name in row.figures if name != "titles"]
        figure = remark.figure if remark.figure in names else (names[-1] if names else "")
        if figure:
            yield row.key, figure
