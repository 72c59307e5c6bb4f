"""What all readers of one run share."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from proactive_ssg import diagnose
from proactive_ssg.config import Config
from proactive_ssg.content.defaults import FrontMatterDefaults
from proactive_ssg.content.entry_filter import EntryFilter
from proactive_ssg.content.front_matter import OPENING, KnownYaml, parse_front_matter
from proactive_ssg.errors import Diagnostic, Diagnostics, Severity
from proactive_ssg.i18n import _
from proactive_ssg.model.page import FrontMatter
from proactive_ssg.model.permalink import Converted

__all__ = ["Reading", "ReportedError"]

_FIRST_READ = 1 << 16
_HIDDEN_OPENINGS = tuple("\ufeff---".encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))


class ReportedError(Exception):
    """This file cannot be used, and the diagnostics say why: go on with the next one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The configuration, the time of the build, and where problems go."""

    config: Config
    now: datetime
    defaults: FrontMatterDefaults
    filter: EntryFilter
    diagnostics: Diagnostics
    converted: Converted | None = None
    known: KnownYaml | None = None
    turns: list[datetime] = field(default_factory=list)
    """When time alone makes another site of the same files."""

    @classmethod
    def of(
        cls,
        config: Config,
        now: datetime,
        diagnostics: Diagnostics,
        converted: Converted | None = None,
        known: KnownYaml | None = None,
    ) -> Reading:
        """``converted``: the extensions that plugins convert; ``known``: front matter read before."""
        entries = EntryFilter.of(config.include, config.exclude)
        return cls(config, now, FrontMatterDefaults.of(config), entries, diagnostics, converted, known)

    def report(self, code: str, message: str, path: Path | None, line: int = 0, *, hint: str = "") -> None:
        column = 1 if line else 0
        self.diagnostics.add(diagnose.at(code, message, path, line, column, hint=hint))

    def warn(self, code: str, message: str, path: Path | None, line: int = 0, *, hint: str = "") -> None:
        column = 1 if line else 0
        found = diagnose.at(code, message, path, line, column, hint=hint, severity=Severity.WARNING)
        self.diagnostics.add(found)

    def add(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.add(diagnostic)

    def content(self, path: str, *, always: bool = False) -> bytes | None:
        """The bytes of a file with front matter (of any file: ``always``); None: it is a static file.

        One read decides: the first bytes of a picture are enough to know that it has no front matter.
        Raises ReportedError when the file cannot be read.
        """
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            try:
                head = os.read(descriptor, _FIRST_READ)
                if not always and not OPENING.match(head):
                    if head.startswith(_HIDDEN_OPENINGS):
                        self._warn_byte_order_mark(path)
                    return None
                if len(head) == _FIRST_READ:
                    with open(descriptor, "rb", closefd=False) as rest:
                        head += rest.read()
                return head
            finally:
                os.close(descriptor)
        except OSError as error:
            self.add(diagnose.os_error("unreadable-file", Path(path), error))
            raise ReportedError from error

    def text(self, path: Path, content: bytes) -> str | None:
        """``content`` as text, without a byte order mark; None when it is not text, which is reported."""
        encoding = self.config.encoding
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            self.add(diagnose.undecodable(path, content, error))
            return None

    def page(self, path: Path, content: bytes) -> tuple[FrontMatter, str] | None:
        """The front matter and the body in ``content``; None when one is wrong, which is reported."""
        text = self.text(path, content)
        if text is None:
            return None
        return parse_front_matter(
            text,
            path,
            self.config.timezone,
            self.diagnostics,
            strict=self.is_strict,
            known=self.known,
        )

    @property
    def is_strict(self) -> bool:
        """Does front matter that cannot be read, or a date that is none, stop the build?"""
        return self.config.strict_front_matter or not self.config.as_jekyll

    def _warn_byte_order_mark(self, path: str) -> None:
        """A page that begins with a byte order mark is no page for Jekyll: it is copied as it is."""
        message = _("a byte order mark hides the front matter: the file is copied as it is, as Jekyll does")
        hint = _("save the file as UTF-8 without byte order mark (BOM)")
        self.warn("front-matter-bom", message, Path(path), 1, hint=hint)
