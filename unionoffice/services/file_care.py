"""Health of office files: checking, copying, putting back, bringing up to date."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from unionoffice.core import formatting
from unionoffice.core.errors import UserError
from unionoffice.core.i18n import N_, _, ngettext
from unionoffice.services.backup_keeper import RESTORE, UPGRADE, BackupKeeper
from unionoffice.services.journal_proof import Ends, no_ends_of, prove_office, sentences
from unionoffice.store import backups
from unionoffice.store.engine import is_url
from unionoffice.store.package_files import PackageState
from unionoffice.store.store import grant_on_server, upgrade_office_on_server
from unionoffice.store.sums import Verdict

TABLE_NAMES = {
    "people": N_("People"),
    "memberships": N_("Memberships"),
    "benefits": N_("Benefits"),
    "checkup_campaigns": N_("Check-ups"),
    "received_returns": N_("Returns received"),
}

VERDICTS = {
    Verdict.AS_LEFT: N_("Every byte is as it was when the office was closed."),
    Verdict.PAGE_BY_PAGE: N_("It is encrypted, and every page in use was read as it was written."),
    Verdict.UNKNOWN: N_(
        "The office is open, or was not closed properly: a changed value would not be seen."
    ),
}


class FileCare:
    """What can be done with an office file as a whole; every answer is ready to be shown."""

    def __init__(self, ends_of: Callable[[Sequence[Path]], Ends] = no_ends_of) -> None:
        self._ends_of = ends_of  # what packages say, those in these files too

    def check(self, office: str, packages: Sequence[Path] = ()) -> tuple[list[str], bool]:
        """The state of an office in some lines, and whether it is sound.

        Its journal has to lead through these packages that it sent.
        """
        ends = self._ends_of(packages)
        if is_url(office):
            proof = prove_office(office, ends)
            answer = _("The server answers, and its tables are up to date.")
            return [answer, *sentences(proof)], proof.is_unbroken
        state = backups.look_at(Path(office))
        lines = [
            _("File: {file} ({size} KB)").format(
                file=state.path, size=formatting.number(state.size // 1024)
            ),
            _("Format: {schema} of {newest}").format(
                schema=state.schema, newest=state.newest_schema
            ),
        ]
        counts = (
            f"{_(TABLE_NAMES[table])}: {formatting.number(count)}"
            for table, count in state.rows.items()
        )
        lines += [" · ".join(counts)] if state.rows else []
        lines.append(
            _(
                "Damaged: {why}. Restore a backup, or open the office in the window and save what "
                "can still be read."
            ).format(why=state.complaint)
            if state.complaint
            else " ".join((_("All pages and references are sound."), _(VERDICTS[state.verdict])))
        )
        lines += _about_packages(state.packages)
        lines.append(_newest_backup(Path(office)))
        is_sound = not state.complaint and (state.packages is None or state.packages.is_sound)
        if not state.complaint and state.schema == state.newest_schema:
            proof = prove_office(office, ends)
            lines += sentences(proof)
            is_sound = is_sound and proof.is_unbroken
        return lines, is_sound

    def back_up(self, office: str, target: Path) -> str:
        made = backups.back_up(_file(office), target)
        said = _("Backup: {file}; people: {people}; SHA-256: {hash}").format(
            file=made.path, people=formatting.number(made.rows["people"]), hash=made.sha256
        )
        packages = backups.packages_of(_file(office))
        return said if packages is None else f"{said}\n{_not_in_the_backup(packages)}"

    def restore(self, backup: Path, office: Path) -> str:
        if office.exists() and backup.exists():
            # What cannot be backed up, such as a damaged office, is kept beside its place anyway.
            with contextlib.suppress(UserError):
                BackupKeeper(office).keep(RESTORE)
        kept = backups.restore(backup, office)
        said = _("Restored: {file}. What stood there is kept as {kept}.")
        if kept is None:
            said = _("Restored: {file}")
        lines = [said.format(file=office, kept=kept)]
        packages = backups.packages_of(office)
        if packages is not None and not packages.is_sound:
            lines += _about_packages(packages)
        return "\n".join(lines)

    def upgrade(self, office: str) -> str:
        if is_url(office):
            upgrade_office_on_server(office)
            return _("The server's tables are up to date.")
        back_up_before_upgrade(Path(office))
        kept = backups.bring_up_to_date(Path(office))
        if kept is None:
            return _("{file} is up to date already.").format(file=office)
        return _("{file} is up to date now. The older file is kept as {kept}.").format(
            file=office, kept=kept
        )

    def grant(self, office: str, writers: Sequence[str], readers: Sequence[str]) -> str:
        """Give roles of a server what they need to write or to read in an office there."""
        if not is_url(office):
            raise UserError(
                N_("Roles are for offices on a server; a file has the folder's rights.")
            )
        grant_on_server(office, writers, readers)
        return _("Granted. Writing: {writers}. Reading only: {readers}.").format(
            writers=", ".join(writers) or formatting.DASH,
            readers=", ".join(readers) or formatting.DASH,
        )


def back_up_before_upgrade(office: Path) -> None:
    """Back an office of an older version up; does nothing for any other file.

    That it fails stops nothing: the upgrade itself keeps the older file.
    """
    with contextlib.suppress(UserError):
        if backups.is_older(office):
            BackupKeeper(office).keep(UPGRADE)


def _about_packages(packages: PackageState | None) -> Iterator[str]:
    if packages is None:
        return
    words = ngettext(
        "{count} package is kept in {folder}",
        "{count} packages are kept in {folder}",
        packages.kept,
    )
    yield words.format(count=formatting.number(packages.kept), folder=packages.folder)
    for lost, words in (
        (
            packages.missing,
            ngettext(
                "{count} package is missing there: {names}. Its figures are in the office; "
                "collect it again, or put the folder back from its copy.",
                "{count} packages are missing there: {names}. Their figures are in the office; "
                "collect them again, or put the folder back from its copy.",
                len(packages.missing),
            ),
        ),
        (
            packages.changed,
            ngettext(
                "{count} package there is no longer what came: {names}. Its figures in the "
                "office are not touched; remove the file and collect it again.",
                "{count} packages there are no longer what came: {names}. Their figures in the "
                "office are not touched; remove the files and collect them again.",
                len(packages.changed),
            ),
        ),
    ):
        if lost:
            names = ", ".join(sha256[:12] for sha256 in lost[:3]) + (" …" if lost[3:] else "")
            yield words.format(count=formatting.number(len(lost)), names=names)


def _not_in_the_backup(packages: PackageState) -> str:
    words = ngettext(
        "Not in it: the {count} package in {folder}. It never changes; copy the folder as well.",
        "Not in it: the {count} packages in {folder}. They never change; copy the folder as well.",
        packages.kept,
    )
    return words.format(count=formatting.number(packages.kept), folder=packages.folder)


def _newest_backup(office: Path) -> str:
    keeper = BackupKeeper(office)
    newest = keeper.all().newest
    if newest is None:
        return _("The program has made no backup of this office yet.")
    words = (
        N_("Newest backup: {moment} ({age}), sound: {file}")
        if keeper.is_sound(newest)
        else N_("Newest backup: {moment} ({age}), damaged: {file}")
    )
    # A clock that was ahead dated it into the future.
    age = _age(max(timedelta(), datetime.now(UTC) - newest.made_at))
    return _(words).format(moment=formatting.moment(newest.made_at), age=age, file=newest.path)


def _age(age: timedelta) -> str:
    if age.days:
        words = ngettext("{count} day old", "{count} days old", age.days)
        return words.format(count=formatting.number(age.days))
    hours = age.seconds // 3600
    words = ngettext("{count} hour old", "{count} hours old", hours)
    return words.format(count=formatting.number(hours))


def _file(office: str) -> Path:
    if is_url(office):
        raise UserError(N_("A server's database is backed up by the tools of the server."))
    return Path(office)
