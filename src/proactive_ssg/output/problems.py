"""What can go wrong while writing, as diagnostics."""

from __future__ import annotations

import errno
from pathlib import Path
from types import TracebackType

from proactive_ssg.errors import Diagnostic, ProblemsError, Severity
from proactive_ssg.i18n import _, reason

__all__ = ["OutputError", "UnreadableError", "Writing", "conflict", "problem", "unwritable"]

_FULL = (errno.ENOSPC, errno.EDQUOT)


class OutputError(ProblemsError):
    """The site cannot be written: no further file could be, either."""


class UnreadableError(ProblemsError):
    """One source cannot be read: others can."""


def problem(code: str, message: str, path: Path, hint: str = "") -> OutputError:
    """An error about ``path`` as a whole, ready to be raised."""
    return OutputError(Diagnostic(Severity.ERROR, code, message, path, hint=hint))


def unwritable(path: Path, error: OSError) -> OutputError:
    """The diagnosis of a failed system call on the side of the destination."""
    if error.errno in _FULL:
        hint = _("make room on this disk, or choose another `destination`")
        return problem("disk-full", _("the disk is full"), path, hint)
    message = _("cannot be written: {reason}").format(reason=reason(error))
    return problem("output-unwritable", message, path, _("check the rights on this folder"))


def _diagnosed(error: OSError | UnicodeEncodeError, path: Path) -> OutputError:
    if isinstance(error, UnicodeEncodeError):
        return problem("output-name", str(error), path)
    if isinstance(error, FileExistsError | NotADirectoryError | IsADirectoryError):
        return conflict(path)
    if error.errno == errno.ENAMETOOLONG:
        hint = _("give the page a shorter `permalink`")
        return problem("output-name", _("the name is too long for this disk"), path, hint)
    return unwritable(path, error)


def conflict(path: Path) -> OutputError:
    """The diagnosis where a file and a folder want the same place."""
    message = _("this is both a file and a folder, or the same name in another case")
    return problem("output-conflict", message, path)


class Writing:
    """Turns what the system says to a write into a diagnostic on a place of the published site.

    For a ``with``; a class, as each page takes one and a generator is slow.
    """

    __slots__ = ("_published", "_relative")

    def __init__(self, published: Path, relative: str) -> None:
        self._published = published
        self._relative = relative

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(value, (OSError, UnicodeEncodeError)):
            raise _diagnosed(value, self._published / self._relative) from value
