"""The packages behind the returns that were received, given out again as they came."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionoffice.core.errors import UserError
from unionoffice.core.files import write_whole
from unionoffice.core.i18n import N_
from unionoffice.core.periods import Period
from unionoffice.exchange.envelope import Opener
from unionoffice.exchange.handed_in import handed_in
from unionoffice.exchange.intake import shelf_of
from unionoffice.registers.organisation.model import Organisation
from unionoffice.registers.returns.model import ReceivedReturn
from unionoffice.reports.forms import Form
from unionoffice.services.office import own_organisation
from unionoffice.services.sealing_keys import identities
from unionoffice.store.store import Store


class KeptPackages:
    """Finds the package of a return by the checksum that stands in the return's row."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._shelf = shelf_of(store)

    def give_out(self, return_id: int, path: Path, *, is_opened: bool = False) -> None:
        """Write the package of a return to `path`, byte for byte as it came.

        `is_opened` takes it out of the envelope that it was sealed in for this office.
        """
        with self._store.reading() as session:
            content = self._content(session, return_id)
            if is_opened:
                code = own_organisation(session).code
                content = Opener(code, identities(session)).opened(content)
        write_whole(path, content)

    def find(self, form: Form, period: Period, code: str) -> int:
        """The id of the return of an organisation that counts; raises UserError if it has none."""
        with self._store.reading() as session:
            found = session.scalar(
                select(ReceivedReturn.id)
                .join(Organisation, Organisation.id == ReceivedReturn.organisation_id)
                .where(*handed_in(session, form, period), Organisation.code == code)
            )
        if found is None:
            raise UserError(N_("{code} has not handed in for this period."), code=code)
        return found

    def _content(self, session: Session, return_id: int) -> bytes:
        sha256 = session.scalar(
            select(ReceivedReturn.package_sha256).where(ReceivedReturn.id == return_id)
        )
        if sha256 is None:
            raise UserError(
                N_(
                    "This return did not come as a package, or came when packages were not kept "
                    "yet: only its figures are here."
                )
            )
        content = self._shelf.content(session, sha256)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise UserError(
                N_("The package {sha256} kept here is no longer what came. Collect it once more."),
                sha256=sha256[:12],
            )
        return content
