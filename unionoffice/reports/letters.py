"""Official letters and reports: their words and layout, as Vietnamese offices write them.

At the left stand the bodies, the number and the subject; at the right the motto, the place and
the day; then the one addressed, the text, who gets a copy and who signs.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """Everything that stands on one letter, in its language.

    Paragraphs beginning "- " are points, those beginning "# " headings of their own.

    `organisation` is who writes, `addressee` who is written to.
    """

    language: str
    upper_body: str
    organisation: str
    motto: tuple[str, ...]
    number: str
    subject: str
    date_line: str
    address: str  # "Kính gửi: …"
    paragraphs: tuple[str, ...]
    recipients: tuple[str, ...]  # the heading and its lines
    signature: tuple[str, ...]
    signatory: str
    heading: tuple[str, ...] = ()  # of a report: "BÁO CÁO" and what it is about

    @property
    def title(self) -> str:
        return f"{self.subject} – {self.address}"
