"""One of many bodies by its code, found by a part of its code or name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from unionoffice.core.text import fold
from unionoffice.gui.widgets.pickers import Picker
from unionoffice.services.views import NamedChoice

MOST_FOUND = 30


class CodePicker(Picker):
    """Suggests while one types: of three hundred, nobody finds one in a list that only scrolls."""

    def __init__(self, label: str, choices: Sequence[tuple[str, str]]) -> None:
        """`choices` are pairs of code and words."""
        self._choices = choices
        super().__init__(label, self._find, is_required=True)

    def value(self) -> Any:
        place = super().value()
        return None if place is None else self._choices[place][0]

    def set_value(self, value: Any, name: str = "") -> None:
        places = {code: place for place, (code, _words) in enumerate(self._choices)}
        place = places.get(value)
        super().set_value(place, "" if place is None else self._choices[place][1])

    def _find(self, text: str) -> list[NamedChoice]:
        wanted = fold(text)
        found = [
            NamedChoice(place, words)
            for place, (_code, words) in enumerate(self._choices)
            if wanted in fold(words)
        ]
        return found[:MOST_FOUND]
