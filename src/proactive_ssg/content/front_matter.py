"""Front matter: where it begins and ends (Jekyll's rules), and what its YAML says (Ruby's rules)."""

from __future__ import annotations

import re
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any, Final, Protocol

from frontmatter.default_handlers import BaseHandler

from proactive_ssg import diagnose
from proactive_ssg.errors import Diagnostic, Diagnostics, Severity
from proactive_ssg.i18n import _
from proactive_ssg.model.page import FrontMatter
from proactive_ssg.ruby_yaml import YamlError, load

__all__ = ["OPENING", "KnownYaml", "RubyYAMLHandler", "parse_front_matter", "split"]

_BLANK = r" \t\r\f\v"  # Ruby's \s without the line feed; Python's would take in no-break spaces
OPENING: Final = re.compile(rb"---[" + _BLANK.encode() + rb"]*\n")
"""The first line of a file that has front matter: what makes it a page (Jekyll's has_yaml_header?)."""

_OPENING: Final = re.compile(rf"---[{_BLANK}]*\n")
_CLOSING: Final = re.compile(rf"^(?:---|\.\.\.)[{_BLANK}]*$", re.MULTILINE)
_BLANK_LINES: Final = re.compile(rf"[{_BLANK}\n]*")


class RubyYAMLHandler(BaseHandler):
    """python-frontmatter's handler for Jekyll's files: ``frontmatter.loads(text, handler=...)``."""

    FM_BOUNDARY = _OPENING
    START_DELIMITER = "---"
    END_DELIMITER = "---"

    def split(self, text: str) -> tuple[str, str]:
        """YAML and body; ValueError (as python-frontmatter expects) when no line closes the front matter."""
        parts = split(text)
        if parts is None:
            raise ValueError("no front matter")
        return parts

    def load(self, fm: str) -> dict[str, Any]:
        value = load(fm, UTC).value
        return value if isinstance(value, dict) else {}


def split(text: str) -> tuple[str, str] | None:
    """The YAML with its opening line (its lines are the file's) and the body; None without front matter.

    The body begins after the blank lines that follow the closing line, as in Jekyll's regular expression,
    which this replaces because that one may take quadratic time.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if closing is None:
        return None
    blank = _BLANK_LINES.match(text, closing.end())
    assert blank is not None
    body_start = blank.end()
    if body_start < len(text):  # the indentation of the first line belongs to the body
        body_start = text.rindex("\n", 0, body_start) + 1
    return text[: closing.start()], text[body_start:]


class KnownYaml(Protocol):
    """YAML that an earlier build read, and that there was nothing odd about."""

    def recall(
        self, text: str, local: tzinfo, *, strict: bool
    ) -> tuple[dict[str, Any], dict[str, int]] | None: ...

    def remember(
        self, text: str, local: tzinfo, data: dict[str, Any], lines: dict[str, int], *, strict: bool
    ) -> None: ...


def parse_front_matter(
    text: str,
    path: Path,
    local: tzinfo,
    diagnostics: Diagnostics,
    *,
    strict: bool = True,
    known: KnownYaml | None = None,
) -> tuple[FrontMatter, str] | None:
    """Front matter and body of a file; None when the front matter is wrong, as ``diagnostics`` then say.

    Where it is not ``strict``, front matter that cannot be read is a warning and says nothing
    (``convertible.rb``: Jekyll's ``strict_front_matter``). ``known``: what need not be read again.
    """
    if not text.startswith("---") or not _OPENING.match(text):
        return FrontMatter(), text
    parts = split(text)
    if parts is None:
        diagnostics.add(_never_closed(text, path))
        return FrontMatter(), text
    yaml, body = parts
    if known is not None and (found := known.recall(yaml, local, strict=strict)) is not None:
        return FrontMatter(*found, _lines_before(text, body)), body
    try:
        loaded = load(yaml, local, any_date=not strict)
    except YamlError as error:
        severity = Severity.ERROR if strict else Severity.WARNING
        diagnostics.extend(diagnose.from_yaml("front-matter", path, text, error.problems, severity))
        return None if strict else (FrontMatter(end_line=_lines_before(text, body)), body)
    diagnostics.extend(diagnose.from_yaml("front-matter", path, text, loaded.warnings, Severity.WARNING))
    data = {} if loaded.value in (None, False) else loaded.value
    if not isinstance(data, dict):
        diagnostics.add(_no_mapping(text, path))
        return None
    if not all(isinstance(key, str) for key in data):
        data = {_key(key): value for key, value in data.items()}
    if known is not None and not loaded.warnings:
        known.remember(yaml, local, data, loaded.lines, strict=strict)
    return FrontMatter(data, loaded.lines, _lines_before(text, body)), body


def _never_closed(text: str, path: Path) -> Diagnostic:
    message = _("the front matter that opens here is never closed: all of it is text of the page")
    hint = _("end it with a line `---`; if this is a ruler, put a line `---` twice above it")
    return diagnose.at(
        "front-matter-unclosed", message, path, 1, 1, hint=hint, text=text, severity=Severity.WARNING
    )


def _no_mapping(text: str, path: Path) -> Diagnostic:
    message = _("the front matter is not a list of `key: value`")
    hint = _("write one `key: value` per line between the two lines `---`")
    return diagnose.at("front-matter-type", message, path, 2, 1, hint=hint, text=text)


def _lines_before(text: str, body: str) -> int:
    return text.count("\n", 0, len(text) - len(body))


def _key(key: object) -> str:
    """A key as text: `on: x` and `2024: x` are keys that are no text in YAML."""
    return str(key).lower() if isinstance(key, bool) else "" if key is None else str(key)
