"""Whether what ``styles`` reads of a page is all that says how it looks."""

from __future__ import annotations

import re

from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.styles import blocks, selector_of

__all__ = ["links_sheets", "says_all"]

_HARMLESS = re.compile(r"@(?:font-face|(?:-webkit-)?keyframes|page|media\s+print\b)")
_IN_A_STATE = re.compile(r":(?:hover|focus|active|visited)")


def links_sheets(page: AuditedPage) -> bool:
    """Whether a style sheet that is not read may have its say."""
    return any("stylesheet" in link.get("rel").lower() for link in page.document.named("link"))


def says_all(page: AuditedPage) -> bool:
    """Whether nothing but what is read can style the page: no linked sheet, no rule left out."""
    known = page.cache.get("styles-say-all")
    if known is None:
        sheets = (element.text for element in page.document.named("style"))
        known = page.cache["styles-say-all"] = not links_sheets(page) and not any(map(_leaves_out, sheets))
    return bool(known)


def _leaves_out(sheet: str) -> bool:
    if "@import" in sheet:
        return True
    for head, _body in blocks(sheet):
        if head.startswith("@"):
            if not _HARMLESS.match(head):
                return True
        elif any(not _IN_A_STATE.search(one) and selector_of(one.strip()) is None for one in head.split(",")):
            return True
    return False
