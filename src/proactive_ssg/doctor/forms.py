"""Forms that templates had in older versions of Jekyll and that mean something else now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from proactive_ssg.diagnose import at
from proactive_ssg.doctor.texts import TemplateText
from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.i18n import _

__all__ = ["old_forms"]


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    message: str
    hint: str


def _forms() -> tuple[_Form, ...]:
    return (
        _Form(
            re.compile(r"\{\{-?\s*site\.baseurl\s*-?\}\}/?\s*\{%-?\s*(?:link|post_url)\b"),
            _("since Jekyll 4 the tags `link` and `post_url` write `baseurl` themselves: here it is twice"),
            _("take `{{ site.baseurl }}` out"),
        ),
        _Form(
            re.compile(
                r"\{\{-?\s*site\.(?:url|baseurl)\s*-?\}\}\s*\{\{[^{}]*\|\s*(?:relative|absolute)_url\b"
            ),
            _("the filter writes the beginning of the address itself: here it is twice"),
            _("take what stands before it out"),
        ),
        _Form(
            re.compile(r"\bsite\.gems\b"),
            _("`site.gems` has become `site.plugins`"),
            _("write `site.plugins`"),
        ),
    )


def old_forms(texts: Iterable[TemplateText]) -> Iterator[Diagnostic]:
    """A warning for the first of each form in each text."""
    forms = _forms()
    for text in texts:
        for form in forms:
            if match := form.pattern.search(text.text):
                line = text.text.count("\n", 0, match.start()) + 1 + text.skipped
                column = match.start() - text.text.rfind("\n", 0, match.start())
                yield at(
                    "liquid-deprecated", form.message, text.path, line, column, hint=form.hint,
                    severity=Severity.WARNING,
                )  # fmt: skip
