"""``:smile:`` becomes an image (``kramdown/parser/gfm/emoji_parser.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.element import Element
from proactive_ssg.kramdown.emoji import emoji_image

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["FIRST", "STARTS", "parse"]

FIRST = ":"
STARTS: Final = {":": "(?=[A-Za-z0-9_])"}

_SHORTCODE: Final = re.compile(r":([A-Za-z0-9_]++):")
_ASSETS = "https://github.githubassets.com/images/icons/emoji"


def parse(s: SpanScanner) -> bool:
    """Take a word between colons: an image if it names an emoji, else text."""
    match = _SHORTCODE.match(s.src, s.pos)
    if match is None:
        return False
    code = match.group()
    image = emoji_image(match.group(1))
    if image is None:
        s.text.append(code)
    else:
        assets = str(s.parser.options.gfm_emoji_opts.get("asset_path") or _ASSETS).rstrip("/")
        attr: dict[str, str | None] = {"class": "emoji", "title": code, "alt": code}
        attr |= {"src": f"{assets}/{image}", "height": "20", "width": "20"}
        s.add(Element("img", None, s.line_number(), attr))
    s.pos = match.end()
    return True
