"""Diagnostics as JSON and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path
from typing import Any

from proactive_ssg.errors import Diagnostic, LiquidException, Severity

__all__ = ["from_json", "to_json"]


def to_json(diagnostics: Iterable[Diagnostic]) -> list[list[Any]]:
    """Each as the list of its fields."""
    return [
        [
            *(str(one.severity), one.code, one.message, None if one.path is None else str(one.path)),
            *(one.line, one.column, one.hint, one.source_line),
            None if one.original is None else list(astuple(one.original)),
        ]
        for one in diagnostics
    ]


def from_json(rows: Iterable[list[Any]]) -> list[Diagnostic]:
    """What :func:`to_json` was given."""
    return [
        Diagnostic(
            Severity(severity),
            code,
            message,
            None if path is None else Path(path),
            line,
            column,
            hint,
            source_line,
            None if original is None else LiquidException(*original),
        )
        for severity, code, message, path, line, column, hint, source_line, original in rows
    ]
