"""The forms that an office knows: those that travel with the program, and those it was given.

Several forms, and several versions of each, live side by side. Which version reports a period says
the form itself: the newest one that is in force for the period's last day.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.formatting import day as shown
from unionoffice.core.i18n import N_, _
from unionoffice.registers.organisation.model import Setting
from unionoffice.reports.forms import (
    Form,
    bundled_text,
    form_content,
    form_ids,
    open_form,
    parse_form,
)
from unionoffice.services.office import own_organisation, read_setting, write_setting
from unionoffice.store.store import Store

_KEPT = "form:"


@dataclass(frozen=True)
class KnownForm:
    """One version of a form."""

    id: str
    version: int
    name: str
    in_force_from: date | None
    is_bundled: bool


class KnownForms:
    """Finds forms by id; every form that is handed out, made or opened here is kept."""

    def __init__(self, store: Store, known_indicators: Collection[str]) -> None:
        self._store = store
        self._indicators = known_indicators
        self._forms: dict[tuple[str, int], Form] = {}
        self._refusals: dict[tuple[str, int, date], UserError | None] = {}

    def ids(self) -> tuple[str, ...]:
        return tuple(sorted({*form_ids(), *(id_ for id_, _version in self._kept())}))

    def all(self) -> list[KnownForm]:
        """Every version of every form, the newest of each first."""
        return [
            KnownForm(
                form.id,
                form.version,
                form.name[form.languages[0]],
                form.in_force_from,
                (form.id, form.version) not in set(self._kept()),
            )
            for form_id in self.ids()
            for form in self._versions(form_id)
        ]

    def open(self, form: str | Path, last: date | None = None) -> Form:
        """The form with this id, or in this file.

        Of several versions the one for periods that end on `last`, else the newest. Raises
        UserError when there is none, RefusedFileError for a file that is no form.
        """
        if isinstance(form, str) and not form.endswith(".toml"):
            versions = self._versions(form)
            if not versions:
                return open_form(form, self._indicators)
            fitting = (each for each in versions if last is None or each.is_in_force_for(last))
            return next(fitting, versions[-1])
        return self.take_in(Path(form))[0]

    def take_in(self, path: Path) -> tuple[Form, bool]:
        """The form in this file, and whether it was not known here before.

        It is kept where returns of it may come in; without it they would be refused.
        """
        content = form_content(path)  # once: what is kept is what was checked
        form = parse_form(content, path.name, self._indicators)
        known = self.find(form.id, form.version)
        if known is not None and known != form and self._collects():
            raise _differs(form, path.name)
        if known is None and self._collects() and not self._store.is_read_only:
            self._keep(form, content.decode())
        return form, known is None

    def parse(self, text: str, file: str) -> Form:
        """The form that this text declares; raises RefusedFileError with why it is none."""
        return parse_form(text.encode("utf-8", "replace"), file, self._indicators)

    def keep_handed_out(self, form: Form, text: str, file: str) -> bool:
        """Keep a form of the body above; False when it is held already.

        Raises RefusedFileError for one that is older than what is held, or differs from it.
        """
        known = self.find(form.id, form.version)
        if known is not None and known != form:
            raise _differs(form, file)
        newest = next((each.version for each in self._versions(form.id)), 0)
        if known is None and form.version < newest:
            raise RefusedFileError(
                N_("Version {version} of the form “{form}” is older than {newest}, which is held."),
                version=form.version,
                form=form.id,
                newest=newest,
            )
        if known is None:
            self._keep(form, text)
        return known is None

    def keep_made(self, text: str) -> Form:
        """Keep a form that was made in this office; raises UserError for a version in use."""
        form = self.parse(text, _("The form"))
        known = self.find(form.id, form.version)
        if known == form:
            return form
        if known is not None:
            raise _differs(form, form.name[form.languages[0]])
        self._keep(form, text)
        return form

    def text(self, form_id: str, version: int) -> str:
        """The declaration itself, to be handed on; raises UserError when it is not known."""
        with self._store.reading() as session:
            kept = read_setting(session, f"{_KEPT}{form_id}:{version}")
        if kept is not None:
            return str(kept)
        if self._bundled(form_id, version) is None:
            raise UserError(
                N_("There is no version {version} of the form “{form}” here."),
                version=version,
                form=form_id,
            )
        return bundled_text(form_id)

    def find(self, form_id: str, version: int) -> Form | None:
        """The form that a return says it is of; None when this office does not know it."""
        key = (form_id, version)
        if key not in self._forms:
            form = self._bundled(form_id, version) or self._read_kept(form_id, version)
            if form is None:
                return None  # somebody else may take it in at any moment
            self._forms[key] = form
        return self._forms[key]

    def check_in_force(self, form: Form, last: date) -> None:
        """Raise RefusedFileError where a newer version reports the period that ends on `last`.

        A newer version that accepts the older one lets its returns be summed with its own.
        """
        key = (form.id, form.version, last)
        if key not in self._refusals:
            self._refusals[key] = self._refusal(form, last)
        refusal = self._refusals[key]
        if refusal is not None:
            raise refusal

    def _refusal(self, form: Form, last: date) -> UserError | None:
        newest = self.open(form.id, last)
        if newest.version <= form.version or form.version in newest.accepts:
            return None
        return RefusedFileError(
            N_(
                "It is made on version {old} of the form “{form}”, but for periods that end on "
                "{day} version {new} is in force. Ask the organisation to report on the new form."
            ),
            old=form.version,
            form=form.name[form.languages[0]],
            day=shown(last),
            new=newest.version,
        )

    def _versions(self, form_id: str) -> list[Form]:
        """Every version that is known, the newest first."""
        found = [self.find(id_, version) for id_, version in self._kept() if id_ == form_id]
        if form_id in form_ids():
            found.append(open_form(form_id, self._indicators))
        by_version = {form.version: form for form in found if form is not None}
        return [by_version[version] for version in sorted(by_version, reverse=True)]

    def _bundled(self, form_id: str, version: int) -> Form | None:
        if form_id not in form_ids():
            return None
        form = open_form(form_id, self._indicators)
        return form if form.version == version else None

    def _read_kept(self, form_id: str, version: int) -> Form | None:
        name = f"{form_id}:{version}"
        with self._store.reading() as session:
            text = read_setting(session, _KEPT + name)
        return None if text is None else parse_form(text.encode(), name, self._indicators)

    def _kept(self) -> list[tuple[str, int]]:
        with self._store.reading() as session:
            keys = session.scalars(select(Setting.key).where(Setting.key.startswith(_KEPT))).all()
        parts = [key.removeprefix(_KEPT).rpartition(":") for key in keys]
        return [(form_id, int(version)) for form_id, _colon, version in parts]

    def _keep(self, form: Form, text: str) -> None:
        with self._store.writing(N_("Form taken in")) as session:
            write_setting(session, f"{_KEPT}{form.id}:{form.version}", text)
        self._forms[(form.id, form.version)] = form
        self._refusals.clear()

    def _collects(self) -> bool:
        with self._store.reading() as session:
            return own_organisation(session).collects


def _differs(form: Form, file: str) -> RefusedFileError:
    return RefusedFileError(
        N_(
            "{file} differs from the form “{form}” {version} that is known here. "
            "Give the changed form a new version."
        ),
        file=file,
        form=form.id,
        version=form.version,
    )
