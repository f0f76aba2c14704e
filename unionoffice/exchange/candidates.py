"""Files become candidates: each is read and verified, and what holds is laid by to be judged."""

from __future__ import annotations

import hashlib
import os

from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.i18n import N_
from unionoffice.exchange.intake import Intake
from unionoffice.exchange.judging import Candidate
from unionoffice.exchange.package import PackageReader, RefusedPackageError, read_file

# What a spreadsheet program makes of a blank form when it saves it in its own way.
_OTHER_WORKBOOKS = (".ods", ".xls", ".xlsm", ".csv")
_SAVED_OTHERWISE = N_(
    "A filled-in form is collected as .xlsx only. Open the file, save it as an Excel workbook "
    "(.xlsx) and collect that."
)


class Candidates:
    """Reads the files of one collection."""

    def __init__(self, reader: PackageReader, intake: Intake) -> None:
        self._reader = reader
        self._intake = intake
        self._skims = True

    def read_in_full(self, file: str) -> Candidate:
        """One that was kept once and taken back since; where there is one, there are more."""
        self._skims = False
        return self.read(file)

    def read(self, file: str) -> Candidate:
        """The file, verified; one that is kept byte for byte was verified then, and is skimmed."""
        name = name_of(file)
        if ending_of(file) in _OTHER_WORKBOOKS:
            return Candidate(name, "", None, None, UserError(_SAVED_OTHERWISE))
        try:
            content = read_file(file)
            sha256 = hashlib.sha256(content).hexdigest()
            is_kept = self._intake.holds(sha256)
            if is_kept and self._skims and (skimmed := self._skimmed(file, content, sha256)):
                return skimmed
            package = self._reader.read(content)
        except RefusedPackageError as error:
            return Candidate(name, error.digest, error.manifest, None, error, error.content_sha256)
        except UserError as error:
            return Candidate(name, "", None, None, error)
        if not is_kept:
            self._intake.lay_by(content, sha256)
        manifest, told = package.manifest, package.content_sha256
        return Candidate(name, package.digest, manifest, package, None, told, sha256)

    def _skimmed(self, file: str, content: bytes, sha256: str) -> Candidate | None:
        """None where not even its manifest can be read any more: reading it in full says why."""
        try:
            manifest, digest = self._reader.skim(content)
        except RefusedFileError:
            return None
        return Candidate(name_of(file), digest, manifest, None, None, None, sha256, file)


def ending_of(file: str) -> str:
    return os.path.splitext(file)[1].lower()


def name_of(file: str) -> str:
    """The path as text that can be kept and shown, whatever bytes a stick has in its names."""
    name = os.fsencode(file).decode("utf-8", "replace")
    return file if name == file else name  # mostly, and there may be very many
