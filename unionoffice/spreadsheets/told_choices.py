"""The value of a closed list that the title of a list, or of a group of its rows, tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from unionoffice.core.choices import Choices

PEOPLE = (
    r"(?:các|những|cán bộ|đoàn viên|công đoàn viên|đv|cđv|cnvclđ|cnvc-lđ|cnlđ|nlđ|cb|"
    r"người lao động|lao động|công nhân|nhân viên|công chức|viên chức|giáo viên|học viên|nữ|"
    r"vận động viên|đại biểu|thành viên|công đoàn|người|và|cbcc|cbvc|cbnv|gia đình)"
)
_RECIPIENTS = re.compile(rf"^\s*{PEOPLE}\b", re.IGNORECASE)
_ENUMERATED = re.compile(r"[,;&+]|(?<!\d)/(?!\d)|\bvà\b|\s[-–]\s", re.IGNORECASE)


def choice_told(choices: Choices, marks: Iterable[str], text: str) -> str | None:
    """The value that a title tells behind one of these words; None when it tells none."""
    keys = (_only_choice(choices, part) for part in _parts_behind(marks, text))
    return next((key for key in keys if key is not None), None)


def _parts_behind(marks: Iterable[str], text: str) -> Iterator[str]:
    """The text from each of the words on that announce what is sought; "" announces all of it.

    Words behind "…" announce what stands before them: "LĐLĐ tỉnh tổ chức". A word with a colon is
    a label, and no part of what it announces.
    """
    lowered = text.lower()
    for mark in marks:
        word = mark.removeprefix("…").strip()
        match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", lowered) if word else None
        if match is not None and mark != word:
            yield text[: match.end()].removesuffix(text[match.start() : match.end()])
        elif match is not None:
            label = re.match(r"\s*[:：]", text[match.end() :])
            yield text[match.end() + label.end() :] if label else text[match.start() :]
        elif not word:
            yield text


def _only_choice(choices: Choices, text: str) -> str | None:
    """The value that a title means; None when it enumerates several."""
    pieces = _ENUMERATED.split(text)
    telling = [piece for at, piece in enumerate(pieces) if not at or not _RECIPIENTS.match(piece)]
    for some in (telling, pieces):
        keys = {key for piece in some if (key := choices.first(piece)) is not None}
        if keys:
            return keys.pop() if len(keys) == 1 else None
    return None
