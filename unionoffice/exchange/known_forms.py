"""The forms that an office can read returns of: those that travel with the program, and its own."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sqlalchemy import select

from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.i18n import N_
from unionoffice.registers.organisation.model import Setting
from unionoffice.reports.forms import Form, form_ids, open_form, parse_form
from unionoffice.services.office import own_organisation, read_setting, write_setting
from unionoffice.store.store import Store

_KEPT = "form:"


class KnownForms:
    """Finds forms by id; a federation keeps every form file that it opens."""

    def __init__(self, store: Store, known_indicators: Collection[str]) -> None:
        self._store = store
        self._indicators = known_indicators
        self._forms: dict[tuple[str, int], Form | None] = {}

    def ids(self) -> tuple[str, ...]:
        return tuple(sorted({*form_ids(), *(id_ for id_, _version in self._kept())}))

    def open(self, form: str | Path) -> Form:
        """The form with this id (the newest version known), or in this file.

        Raises UserError when there is none, RefusedFileError for a file that is no form.
        """
        if isinstance(form, str) and not form.endswith(".toml"):
            kept = [version for id_, version in self._kept() if id_ == form]
            found = self.find(form, max(kept)) if kept else None
            return found or open_form(form, self._indicators)
        return self.take_in(Path(form))[0]

    def take_in(self, path: Path) -> tuple[Form, bool]:
        """The form in this file, and whether it was not known here before.

        It is kept where returns of it may come in; without it they would be refused.
        """
        form = open_form(path, self._indicators)
        known = self.find(form.id, form.version)
        if known is None:
            self._keep(form, path)
        elif known != form and self._collects():
            raise RefusedFileError(
                N_(
                    "{file} differs from the form “{form}” {version} that is known here. "
                    "Give the changed form a new version."
                ),
                file=path.name,
                form=form.id,
                version=form.version,
            )
        return form, known is None

    def find(self, form_id: str, version: int) -> Form | None:
        """The form that a return says it is of; None when this office does not know it."""
        key = (form_id, version)
        if key not in self._forms:
            self._forms[key] = self._bundled(form_id, version) or self._read_kept(form_id, version)
        return self._forms[key]

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

    def _keep(self, form: Form, path: Path) -> None:
        if self._store.is_read_only or not self._collects():
            return
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise UserError(
                N_("The form file {file} cannot be read. Check that it is there."), file=path
            ) from error
        with self._store.writing(N_("Form taken in")) as session:
            write_setting(session, f"{_KEPT}{form.id}:{form.version}", text)
        self._forms[(form.id, form.version)] = form

    def _collects(self) -> bool:
        with self._store.reading() as session:
            return own_organisation(session).collects
