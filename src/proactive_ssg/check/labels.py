"""Whether what one sees of a control is in the name that assistive technology says."""

from __future__ import annotations

import re
import unicodedata

from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.styles import style_of
from proactive_ssg.check.visibility import invisible

__all__ = ["seen_text", "shown_in_name", "words"]

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BLOCKS = frozenset("address article aside blockquote br dd div dl dt fieldset h1 h2 h3 h4 h5 h6 hr li ol p pre ul".split())


def words(text: str) -> list[str]:
    """The words of a label without case, punctuation, symbols and what is in brackets."""
    folded = unicodedata.normalize("NFKC", _ASIDE.sub(" ", text)).casefold().replace("’", "'")
    return "".join(one if one.isalnum() or one.isspace() else _between(one) for one in folded).split()


def _between(character: str) -> str:
    """Hyphens and apostrophes join a word; other signs end it."""
    return "" if character in "-'\u2010\u2011" or unicodedata.category(character) in ("Mn", "Cf") else " "


def shown_in_name(shown: str, name: str) -> bool:
    """Whether the words of ``shown`` stand in ``name`` in one row."""
    wanted, said = words(shown), words(name)
    if not wanted:
        return True
    return any(said[at : at + len(wanted)] == wanted for at in range(len(said) - len(wanted) + 1))


def seen_text(page: AuditedPage, element: Element) -> str:
    """The text one sees in an element, also where ``aria-hidden`` keeps it from others; empty for icons."""
    parts: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
        elif not invisible(page, item) and not _icon_font(page, item) and ":" not in item.name:
            breaks = item.name in _BLOCKS and "inline" not in style_of(page, item).get("display", "")
            stack.extend(([" "] if breaks else []) + list(reversed(item.children)) + ([" "] if breaks else []))
    return " ".join("".join(parts).split())


def _icon_font(page: AuditedPage, element: Element) -> bool:
    """A font that draws a picture for a word (``search``), as its family or its class says."""
    family = style_of(page, element).get("font-family", "")
    classes = element.get("class").lower()
    return any(word in text for text in (family, classes) for word in ("icon", "symbols", "glyph"))
