"""The two sorts of error: what the user can put right (here), and bugs (everything else)."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Any

from unionoffice.core.i18n import N_, _

# Why the system refuses a file, in words of ours: its own are English.
_REASONS = {
    errno.ENOENT: N_("there is no such file"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of the path is no folder"),
    errno.EACCES: N_("access is not allowed"),
    errno.EPERM: N_("access is not allowed"),
    errno.EROFS: N_("the disk can only be read"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EIO: N_("the disk or stick reports an error"),
    errno.ENAMETOOLONG: N_("the name is too long"),
}


def reason_of(error: OSError) -> str:
    """Why a file cannot be read or written, in the language of the window where we know it."""
    known = _REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or str(error)


_NO_MEMORY = N_(
    "There is too little memory for this. Close other programs and try again; "
    "nothing was left half done."
)
# What else says so: the loader of libraries, and Python of a thread.
_ALSO_LACKING = (
    (ImportError, ("failed to map segment", "cannot allocate memory")),
    (RuntimeError, ("can't start new thread",)),
)
# What parses XML says all sorts of things; in this process it parses nothing but our own templates.
_OF_TEMPLATES = "XMLSyntaxError"


def lack_of_memory(error: BaseException) -> str:
    """The sentence for what failed because the computer has no memory left; "" for all else.

    Libraries that clean up then fail in ways of their own: what they were cleaning up after counts.
    """
    found: BaseException | None = error
    while found is not None:
        if _is_lack_of_memory(found):
            return _(_NO_MEMORY)
        found = found.__context__
    return ""


def _is_lack_of_memory(error: BaseException) -> bool:
    return (
        isinstance(error, MemoryError)
        or (isinstance(error, OSError) and error.errno == errno.ENOMEM)
        or type(error).__name__ == _OF_TEMPLATES
        or any(
            isinstance(error, kind) and any(each in str(error) for each in words)
            for kind, words in _ALSO_LACKING
        )
    )


class UserError(Exception):
    """Something the user can put right: one sentence saying what happened and what to do next.

    `message` is an untranslated sentence marked with `N_`; `values` fill its named gaps. The
    translation is looked up when the error is shown, so it follows the language of the window.
    """

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return _(self.message).format(**self.values)


class RefusedFileError(UserError):
    """A file from outside that is not what it should be; nothing was taken from it."""


class DamagedFileError(RefusedFileError):
    """An office file that is no longer whole; it is neither used nor overwritten."""


class ChangedMeanwhileError(UserError):
    """A record that somebody else has saved since it was opened; nothing was written."""


class Problem:
    """What is wrong with one field of a record; `field` is the field's key, "" for the whole."""

    def __init__(self, field: str, message: str, values: Mapping[str, Any] | None = None) -> None:
        self.field = field
        self.message = message
        self.values = values or {}

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    __hash__ = None  # type: ignore[assignment]  # its values need not have one

    def __repr__(self) -> str:
        return f"{type(self).__name__}({vars(self)})"

    def __str__(self) -> str:
        return _(self.message).format(**self.values)


class InvalidRecordError(UserError):
    """A record that breaks rules; `problems` says which, field by field."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("")
        self.problems = problems

    def __str__(self) -> str:
        return " ".join(str(problem) for problem in self.problems)


class CancelledError(Exception):
    """The user stopped a long deed; the transaction is rolled back and nothing has changed."""
