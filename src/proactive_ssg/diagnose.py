"""Makers of diagnostics that know the text they are about, so that every message can show its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.i18n import _, reason

if TYPE_CHECKING:
    from proactive_ssg.ruby_yaml import YamlProblem

__all__ = ["at", "from_yaml", "line_of", "os_error", "undecodable"]


def line_of(text: str, line: int) -> str:
    """The 1-based ``line`` of ``text``, without its end; empty when there is none."""
    lines = _lines(text) if line > 0 else ()
    return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""


@lru_cache(maxsize=1)
def _lines(text: str) -> tuple[str, ...]:
    """A text with many problems is divided once."""
    return tuple(text.split("\n"))


def at(
    code: str,
    message: str,
    path: Path | None,
    line: int = 0,
    column: int = 0,
    *,
    hint: str = "",
    text: str | None = None,
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    """A diagnostic on a place of ``path``; ``text`` is the file's where it is at hand, else it is read."""
    if text is None and path is not None and line > 0:
        try:
            text = path.read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            text = ""
    return Diagnostic(severity, code, message, path, line, column, hint, line_of(text or "", line))


def from_yaml(
    prefix: str,
    path: Path,
    text: str,
    problems: Iterable[YamlProblem],
    severity: Severity = Severity.ERROR,
) -> Iterator[Diagnostic]:
    """The problems of a YAML text as diagnostics ``prefix-yaml``, ``prefix-date`` ..."""
    for problem in problems:
        code = f"{prefix}-{problem.code}"
        place = (problem.line, problem.column)
        yield at(code, problem.message, path, *place, hint=problem.hint, text=text, severity=severity)


def undecodable(path: Path, content: bytes, error: UnicodeDecodeError) -> Diagnostic:
    """A file that is not in the encoding it should be in; the place counts the readable characters before."""
    before = content[: error.start].decode(error.encoding, errors="replace")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    guess = content[error.start : error.start + 1].decode("cp1252", errors="replace")
    message = _("not {encoding}: the byte 0x{byte:02X} at position {position} (from 0) is no character")
    message = message.format(encoding=error.encoding.upper(), byte=content[error.start], position=error.start)
    hint = _("save the file as UTF-8")
    if guess.isprintable() and guess != "\ufffd":
        hint = _("save the file as UTF-8; in Windows-1252 the byte is {character!r}").format(character=guess)
    source_line = line_of(content.decode(error.encoding, errors="replace"), line)
    return Diagnostic(Severity.ERROR, "encoding", message, path, line, column, hint, source_line)


def os_error(code: str, path: Path, error: OSError) -> Diagnostic:
    """A file or folder that the system does not let us read or write."""
    message = _("cannot be used: {reason}").format(reason=reason(error))
    hint = _("check that it still exists and that you may read it")
    return Diagnostic(Severity.ERROR, code, message, path, hint=hint)
