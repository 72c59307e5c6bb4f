"""The one warning for a page whose text holds Liquid, which is not run (yet)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.i18n import _
from proactive_ssg.model.page import Page

__all__ = ["liquid_notice"]

# Text that only shows Liquid: fenced code, code between backquotes, code and pre elements, lines of
# indented code after a blank line.
_CODE = re.compile(
    r"""
    ^(?P<fence>`{3,}|~{3,})[^\n]*\n (?:(?!(?P=fence))[^\n]*\n)*+ (?P=fence)[^\n]*
    | (?<!`)(?P<ticks>`++)(?!`) (?:[^`\n]++|(?!(?P=ticks)(?!`))`++)*+ (?P=ticks)(?!`)
    | <(?P<tag>pre|code)\b (?:[^<]++|<(?!/(?P=tag)\b))*+ (?:</)?
    | (?:^|(?<=\n))[ \t]*\n(?:(?:\ {4}|\t)[^\n]*(?:\n|\Z))++
    """,
    re.M | re.X,
)
_LIQUID = re.compile(r"\{\{|\{%")


def liquid_notice(page: Page) -> Iterator[Diagnostic]:
    """At most one warning, at the first ``{{`` or ``{%`` outside code."""
    body = page.body
    if ("{{" not in body and "{%" not in body) or page.data.get("render_with_liquid") is False:
        return
    masked = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), body)
    found = _LIQUID.search(masked)
    if found is None:
        return
    start = body.rfind("\n", 0, found.start()) + 1
    end = body.find("\n", start)
    yield Diagnostic(
        Severity.WARNING,
        "liquid-unsupported",
        _("Liquid in the text of a page is not run; it is left as it is"),
        page.path,
        page.front_matter.end_line + body.count("\n", 0, start) + 1,
        found.start() - start + 1,
        _("move it to a layout, or say render_with_liquid: false in the front matter"),
        body[start : end if end >= 0 else len(body)],
    )
