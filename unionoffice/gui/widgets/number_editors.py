"""Editors of numbers and money, with the thousands marked while they are typed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from unionoffice.core.formatting import number
from unionoffice.core.i18n import _
from unionoffice.gui.amount_text import read_short
from unionoffice.gui.theme import text_font
from unionoffice.gui.widgets.editors import TextEditor

MOST_DIGITS = 15
_FIGURES = re.compile(r"[0-9]{1,15}(\.[0-9]{1,2})?")


class NumberEditor(TextEditor):
    """A whole number that is not negative."""

    may_have_decimals = False

    def __init__(
        self, label: str, hint: str = "", is_required: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, hint, is_required, parent)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setFont(text_font())
        self.line.textEdited.connect(self._mark_thousands)
        self.line.textChanged.connect(self._remember)  # comes behind what was edited
        self._former = ""
        self._has_own_mark = False  # where no thousands end: `1.5` is not 15

    def value(self) -> Any:
        amount = self._read()
        return None if amount is None else int(amount)

    def set_value(self, value: Any, name: str = "") -> None:
        self.line.setText("" if value is None else number(value))

    def unreadable(self) -> str:
        if self.line.text().strip() and self._read() is None:
            return _("This is not a number. Write figures only.")
        return ""

    def _read(self) -> Decimal | None:
        text = self.line.text()
        plain = self._plain(text)
        return Decimal(plain) if self._is_grouped(text) and _FIGURES.fullmatch(plain) else None

    def _plain(self, text: str) -> str:
        thousands, decimal = marks()
        text = "".join(text.split()).replace(thousands, "").replace("\u00a0", "")
        return text.replace(decimal, ".") if self.may_have_decimals else text

    def _is_grouped(self, text: str) -> bool:
        """Whether marks stand nowhere but where thousands end."""
        thousands, decimal = marks()
        whole = text.partition(decimal)[0] if self.may_have_decimals else text
        first, *groups = whole.split(thousands)
        return not groups or (0 < len(first) < 4 and all(len(each) == 3 for each in groups))

    def _remember(self) -> None:
        self._former = self.line.text()

    def _leaves_marks(self, text: str) -> bool:
        """Whether somebody has set a mark elsewhere: what it means is theirs to say."""
        added = len(text) - len(self._former)
        typed = text[: self.line.cursorPosition()][-1:]
        if self._is_grouped(text):
            self._has_own_mark = False
        elif added > 1 or (added == 1 and typed == marks()[0]):
            self._has_own_mark = True
        return self._has_own_mark

    def _mark_thousands(self, text: str) -> None:
        if self._leaves_marks(text):
            return
        decimal = marks()[1]
        before = len([sign for sign in text[: self.line.cursorPosition()] if sign.isdigit()])
        whole, mark, rest = text.partition(decimal) if self.may_have_decimals else (text, "", "")
        digits = self._plain(whole)
        if not digits.isdecimal() or len(digits) > MOST_DIGITS:
            return
        marked = number(int(digits)) + mark + rest
        if marked != text:
            self.line.setText(marked)
            # Behind a decimal mark nothing moves, so the place from the end is kept there.
            at_end = self.line.cursorPosition() if before >= len(digits) else None
            self.line.setCursorPosition(_place_after(marked, before) if at_end is None else at_end)


class MoneyEditor(NumberEditor):
    """An amount of money, up to two decimals where the currency has them; 500k will do, too."""

    may_have_decimals = True

    def __init__(
        self, label: str, hint: str = "", is_required: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, hint, is_required, parent)
        self.line.editingFinished.connect(self._write_in_full)

    def value(self) -> Decimal | None:
        return self._read()

    def unreadable(self) -> str:
        if self.line.text().strip() and self._read() is None:
            return _("This is not an amount of money. Write it as 500,000, 500k or 1.5m.")
        return ""

    def _read(self) -> Decimal | None:
        short = read_short(self.line.text())
        return super()._read() if short is None else short

    def _write_in_full(self) -> None:
        short = read_short(self.line.text())
        if short is not None:
            self.set_value(int(short))


def marks() -> tuple[str, str]:
    """The thousands mark and the decimal mark of the language of the window."""
    return number(1000)[1], number(Decimal("0.5"))[1]


def _place_after(text: str, digits: int) -> int:
    """Where the caret stands behind so many digits."""
    place = 0
    while digits and place < len(text):
        digits -= text[place].isdigit()
        place += 1
    return place
