"""Addresses in angle brackets: ``<https://example.org>``, ``<me@example.org>`` (``autolink.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.element import Element

from .characters import is_alnum

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["FIRST", "STARTS", "parse"]

FIRST = "<"
STARTS: Final[dict[str, str]] = {}

_SCHEMES: Final = ("<mailto:", "<http:", "<https:", "<ftp:", "<ftps:")
_MAIL: Final = re.compile(r"<([^\s<>@]+@[^\s<>@]+)>")


def parse(s: SpanScanner) -> bool:
    """Take an address in angle brackets, if there is one."""
    src, start = s.src, s.pos
    if not src.startswith(_SCHEMES, start):
        mail = _MAIL.match(src, start) if s.find("@", start) > 0 else None
        if mail is None or not _is_mail_address(mail.group(1)):
            return False
        text, end = mail.group(1), mail.end()
        href = f"mailto:{text}"
    else:
        # At least one character, whatever it is, and all on one line.
        after = src.index(":", start) + 1
        closing = s.find(">", after + 1)
        if closing < 0 or -1 < s.find("\n", after) < closing:
            return False
        href, end = src[start + 1 : closing], closing + 1
        text = href.removeprefix("mailto:")
    el = Element("a", None, s.line_number(), {"href": href})
    if text:
        el.children.append(Element("text", text, el.line))
    s.add(el)
    s.pos = end
    return True


def _is_mail_address(text: str) -> bool:
    return all(char in "-_.@" or is_alnum(char) for char in text)
