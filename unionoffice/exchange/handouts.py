"""Hand-outs (`.uforms`): forms and rule packs that a federation gives to the offices below it.

The file is believed by offices that have the federation's card: its key must have signed it. What
is newer takes its place beside what is held; what is older is refused, so that nobody can bring a
former rule back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice import __version__
from unionoffice.core import strict_json
from unionoffice.core.errors import RefusedFileError, UserError, reason_of
from unionoffice.core.files import check_suffix, write_whole
from unionoffice.core.i18n import N_
from unionoffice.exchange.known_forms import KnownForms
from unionoffice.exchange.manifest import Code, Moment, Name, Stamp, Strict, Uid
from unionoffice.exchange.signed_file import SignedFile, read_signed, signed
from unionoffice.registerkit.norms import Pack, Value, parse_pack
from unionoffice.registers.organisation.model import UpperBody
from unionoffice.reports.figures import local_now
from unionoffice.services.norms import HANDED_OUT, own_pack, pack_text, texts_from_above
from unionoffice.services.office import own_organisation, read_setting, write_setting
from unionoffice.services.rights import Right
from unionoffice.services.signing_keys import fingerprint, office_key
from unionoffice.store.known_types import known_at_once
from unionoffice.store.store import Store

SUFFIX = ".uforms"
KIND = "forms"
FORMAT: Final = 1
LONGEST_ITEM = 1024 * 1024

Text = Annotated[str, msgspec.Meta(max_length=LONGEST_ITEM)]
Items = Annotated[tuple[Text, ...], msgspec.Meta(max_length=200)]
Status = Literal["accepted", "already_held", "refused"]


class Giver(Strict, frozen=True):
    """The federation."""

    code: Code
    name: Name
    uid: Uid


@known_at_once
class Content(Strict, frozen=True):
    """What is signed."""

    format: Literal[1]
    application: Annotated[str, msgspec.Meta(max_length=50)]
    organisation: Giver
    made_at: Moment
    forms: Items  # as TOML
    rules: Items


@dataclass(frozen=True)
class HandedOut:
    """What became of one form or rule pack; `why` is the sentence that refuses it."""

    kind: Literal["form", "rules"]
    id: str
    version: int
    name: str
    status: Status
    why: str | None = None
    rules: tuple[Value, ...] = ()  # what a pack says


class HandOuts:
    """Writes hand-outs at a federation, and takes them in at the offices below it."""

    def __init__(
        self, store: Store, forms: KnownForms, now: Callable[[], datetime] = local_now
    ) -> None:
        self._store = store
        self._forms = forms
        self._now = now

    def write(
        self,
        path: Path,
        forms: Iterable[tuple[str, int]],
        rules: Sequence[Path] = (),
        *,
        with_own_rules: bool = False,
        with_rules_from_above: bool = False,
    ) -> int:
        """Write these forms, rule packs, and what this office has entered as rules of its own.

        Rules from above reach the offices below only so: they believe nobody but this office.
        Returns how many there are; raises UserError for none, for a form or pack that is not
        right, and in an office that has nobody below it.
        """
        check_suffix(path, SUFFIX)
        self._store.gate.require(Right.OFFICE)  # what is signed here holds in every office below
        with self._store.reading() as session:
            own = own_organisation(session)
            from_above = texts_from_above(session) if with_rules_from_above else []
        if not own.collects:
            raise UserError(N_("A primary organisation has no organisations below it."))
        texts = tuple(self._forms.text(form_id, version) for form_id, version in sorted(set(forms)))
        packs = [*from_above, *(_text_of(file) for file in rules)]
        if with_own_rules:
            packs.append(pack_text(own_pack(self._store)))
        if not texts and not packs:
            raise UserError(N_("Choose a form or a rule pack to hand out."))
        content = Content(
            FORMAT,
            __version__,
            Giver(own.code, own.name, own.uid),
            self._now(),
            texts,
            tuple(packs),
        )
        text = signed(KIND, msgspec.to_builtins(content), office_key(self._store))
        write_whole(path, text.encode())
        return len(texts) + len(packs)

    def take(self, path: Path) -> list[HandedOut]:
        """Take a hand-out in, each form and pack judged by itself.

        Forms and rules are declarations and no records: they are kept beside one another by their
        versions, and nothing is replaced that could be brought back. Raises RefusedFileError for
        a file that is unsigned, forged or of somebody else.
        """
        content = self.read(path)
        # Older versions first, so that one file may hold several of one form.
        forms = sorted(content.forms, key=self._version_of)
        taken = [self._take_form(text, path.name) for text in forms]
        return [*taken, *(self._take_rules(text, path.name) for text in content.rules)]

    def read(self, path: Path) -> Content:
        """What a hand-out says, when the federation above has signed it."""
        file = read_signed(path, KIND)
        content = _content(file, path)
        with self._store.reading() as session:
            upper = _upper_body(session)
        if upper is None:
            raise UserError(
                N_(
                    "Nobody can tell yet who made {file}: the card of the body above is not here. "
                    "Ask for it and take it in, once."
                ),
                file=path.name,
            )
        if content.organisation.uid != upper.uid or file.public_key != upper.public_key:
            raise RefusedFileError(
                N_(
                    "{file} was made by “{name}” with the key {key}, which is not that of the "
                    "body above ({known}). Ask that body itself for it."
                ),
                file=path.name,
                name=content.organisation.name,
                key=fingerprint(file.public_key),
                known=fingerprint(upper.public_key),
            )
        return content

    def _version_of(self, text: str) -> int:
        try:
            return self._forms.parse(text, "").version
        except UserError:
            return 0

    def _take_form(self, text: str, file: str) -> HandedOut:
        try:
            form = self._forms.parse(text, file)
        except UserError as error:
            return HandedOut("form", "", 0, "", "refused", str(error))
        name = form.name[form.languages[0]]
        try:
            is_new = self._forms.keep_handed_out(form, text, file)
        except UserError as error:
            return HandedOut("form", form.id, form.version, name, "refused", str(error))
        status: Status = "accepted" if is_new else "already_held"
        return HandedOut("form", form.id, form.version, name, status)

    def _take_rules(self, text: str, file: str) -> HandedOut:
        try:
            pack = parse_pack(text.encode("utf-8", "replace"), file)
        except UserError as error:
            return HandedOut("rules", "", 0, "", "refused", str(error))
        status, why = self._keep_rules(pack, text)
        name = next(iter(pack.name.values()))
        return HandedOut("rules", pack.id, pack.version, name, status, why, pack.values)

    def _keep_rules(self, pack: Pack, text: str) -> tuple[Status, str | None]:
        with self._store.reading() as session:
            held = read_setting(session, HANDED_OUT + pack.id)
        known = None if held is None else parse_pack(held.encode(), pack.id)
        if known == pack:
            return "already_held", None
        if known is not None and known.version >= pack.version:
            error = UserError(
                N_("The rules “{id}” {held} are held already; {version} are not newer."),
                id=pack.id,
                held=known.version,
                version=pack.version,
            )
            return "refused", str(error)
        with self._store.writing(N_("Rules taken in")) as session:
            write_setting(session, HANDED_OUT + pack.id, text)
        return "accepted", None


def handed_out_as_json(items: Iterable[HandedOut]) -> dict[str, Any]:
    return {"items": [msgspec.to_builtins(each) for each in items]}


def _upper_body(session: Session) -> UpperBody | None:
    return session.scalars(select(UpperBody).order_by(UpperBody.id.desc()).limit(1)).first()


def _content(file: SignedFile, path: Path) -> Content:
    try:
        values = strict_json.parse(file.content)
        if msgspec.convert(values, Stamp).format > FORMAT:
            raise RefusedFileError(
                N_("The file was made by a newer UnionOffice. Install the newer version first.")
            )
        return msgspec.convert(values, Content)
    except ValueError as error:
        raise RefusedFileError(
            N_("{file} is no signed hand-out of forms, or it is damaged. Ask for it again."),
            file=path.name,
        ) from error


def read_pack(file: Path) -> Pack:
    """The rule pack that lies in a file; raises UserError when it is none."""
    return parse_pack(_content_of(file), file.name)


def _text_of(file: Path) -> str:
    content = _content_of(file)
    parse_pack(content, file.name)
    return content.decode()


def _content_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UserError(N_("The file cannot be read: {why}."), why=reason_of(error)) from error
