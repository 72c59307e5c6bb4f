"""Diagnostics as JSON and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path
from typing import Any

from proactive_ssg.errors import Diagnostic, LiquidException, Severity

__all__ = ["from_json", "to_json"]

_HERE = 0
_SEVERITIES = {str(severity): severity for severity in Severity}


def to_json(diagnostics: Iterable[Diagnostic], here: Path | None = None) -> list[list[Any]]:
    """Each as the list of its fields; ``here``: the file that most of them are about."""
    return [
        [
            *(str(one.severity), one.code, one.message),
            _place(one.path, here),
            *(one.line, one.column, one.hint, one.source_line),
            None if one.original is None else list(astuple(one.original)),
        ]
        for one in diagnostics
    ]


def _place(path: Path | None, here: Path | None) -> str | int | None:
    if path is None:
        return None
    return _HERE if here is not None and (path is here or path == here) else str(path)


def from_json(rows: Iterable[list[Any]], here: Path | None = None) -> list[Diagnostic]:
    """What :func:`to_json` was given."""
    paths: dict[Any, Path | None] = {None: None, _HERE: here}  # making a path takes longer than all the rest
    found = []
    for severity, code, message, path, line, column, hint, source_line, original in rows:
        if path not in paths:
            paths[path] = Path(path)
        exception = None if original is None else LiquidException(*original)
        place = (paths[path], line, column, hint, source_line)
        found.append(Diagnostic(_SEVERITIES[severity], code, message, *place, exception))
    return found
