"""What can go wrong while writing, as diagnostics."""

from __future__ import annotations

import errno
from pathlib import Path

from proactive_ssg.errors import Diagnostic, ProblemsError, Severity
from proactive_ssg.i18n import _

__all__ = ["OutputError", "UnreadableError", "problem", "unwritable"]

_FULL = (errno.ENOSPC, errno.EDQUOT)


class OutputError(ProblemsError):
    """The site cannot be written: no further file could be, either."""


class UnreadableError(ProblemsError):
    """One source cannot be read: others can."""


def problem(code: str, message: str, path: Path, hint: str = "") -> OutputError:
    return OutputError(Diagnostic(Severity.ERROR, code, message, path, hint=hint))


def unwritable(path: Path, error: OSError) -> OutputError:
    """The diagnosis of a failed system call on the side of the destination."""
    if error.errno in _FULL:
        hint = _("make room on this disk, or choose another `destination`")
        return problem("disk-full", _("the disk is full"), path, hint)
    message = _("cannot be written: {reason}").format(reason=error.strerror or str(error))
    return problem("output-unwritable", message, path, _("check the rights on this folder"))
