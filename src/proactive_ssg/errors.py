"""What can go wrong, said once, in one form: the Diagnostic.

Every phase reports problems as diagnostics instead of stopping at the first; what cannot go on
raises :class:`ProblemsError` with all it found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

__all__ = ["ConfigurationError", "Diagnostic", "Diagnostics", "LiquidException", "ProblemsError", "Severity"]


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class LiquidException:
    """A problem of a template in Jekyll's words, for whoever looks them up or moves from Jekyll.

    ``kind``: ``syntax error`` or ``error`` of Liquid itself, empty for what a tag of Jekyll says; ``line``
    counts from the end of the front matter; ``page``: what was rendered, as Jekyll names it.
    """

    kind: str
    words: str
    line: int = 0
    file: str = ""
    page: str = ""

    def __str__(self) -> str:
        """The line that Jekyll prints."""
        place = f"{self.file} line {self.line}" if self.file else f"line {self.line}"
        start = f"Liquid {self.kind}" + (f" ({place})" if self.line else "") + ": " if self.kind else ""
        end = "" if not self.page else f" included in {self.page}" if self.file else f" in {self.page}"
        return f"Liquid Exception: {start}{self.words}{end}"


class Diagnostic(NamedTuple):
    """One problem, where it is and what to do about it.

    A tuple, and no dataclass: a folder of pictures that is missing makes thousands of them.

    ``code`` is stable and greppable (``front-matter-yaml``); ``line`` and ``column`` are 1-based as an
    editor counts them (0: unknown), front matter included; ``message`` says what is wrong, ``hint`` what
    to do. ``source_line`` is the text of the line, for the caret; ``original`` what Jekyll would say.
    """

    severity: Severity
    code: str
    message: str
    path: Path | None = None
    line: int = 0
    column: int = 0
    hint: str = ""
    source_line: str = ""
    original: LiquidException | None = None

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


@dataclass(slots=True)
class Diagnostics:
    """The problems of one run, in the order in which they were found."""

    items: list[Diagnostic] = field(default_factory=list)
    _counted: int = field(default=0, init=False, repr=False, compare=False)
    _errors: int = field(default=0, init=False, repr=False, compare=False)

    def add(self, diagnostic: Diagnostic) -> None:
        self.items.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.items.extend(diagnostics)

    @property
    def errors(self) -> int:
        """How many errors there are; asked after every page, so that only new items are looked at."""
        if self._counted > len(self.items):
            self._counted = self._errors = 0
        self._errors += sum(item.is_error for item in self.items[self._counted :])
        self._counted = len(self.items)
        return self._errors

    @property
    def warnings(self) -> int:
        return len(self.items) - self.errors


class ProblemsError(Exception):
    """The run cannot go on; ``diagnostics`` says why (exit code 1: problems in the site)."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(item.message for item in diagnostics))
        self.diagnostics = diagnostics


class ConfigurationError(ProblemsError):
    """The configuration or the command's own words are wrong (exit code 2)."""
