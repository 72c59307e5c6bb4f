"""Whether the accessible name holds the label that is seen: who speaks to a machine says what he reads."""

from __future__ import annotations

import re
import unicodedata

from proactive_ssg.check.html import Element
from proactive_ssg.check.names import name_of
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.styles import style_of
from proactive_ssg.check.visibility import invisible
from proactive_ssg.check.words import tokens

__all__ = ["label_not_in_name", "not_in_name", "visible_text"]

_IN_BRACKETS = re.compile(r"\([^)]*\)")
_HYPHENS = re.compile(r"[-\u2010\u2011\u00ad]")
_ICONS = re.compile(r"\b(?:\w*icons?\w*|fa|fa[srlbd]?|material-symbols\S*)\b", re.IGNORECASE)
_UNSEEN_CLASS = re.compile(
    r"(?:^|\s)(?:[\w-]+-)?(?:sr-only|screen-?readers?(?:-text|-only)?|visually-?hidden|hidden-visually"
    r"|assistive-text)(?:$|\s)"
)
"""What style sheets everywhere call the texts that are for screen readers only."""
_CLIPPED = re.compile(
    r"rect\(\s*[01](?:px)?[ ,]+[01](?:px)?[ ,]+[01](?:px)?[ ,]+[01](?:px)?\s*\)|inset\((?:50|100)%\)"
)
_FAR_AWAY = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|r?em|vw)")
# A sign that leads back from a note, and the number of the place it leads to.
_RETURN = re.compile("[\u2191\u21a9\u21b5\u2912\u2934^]\ufe0e?\\s*\\d{0,3}")
_CONTROLS = frozenset(("input", "select", "textarea"))
_BREAKS = frozenset(("br", "div", "li", "p", "td", "th", "tr"))


def visible_text(page: AuditedPage, element: Element) -> str:
    """The text that is seen in an element, whatever assistive technology is told.

    What a field in it holds is no part of a label.
    """
    parts: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
        elif _is_seen(page, item) and not (item.name in _CONTROLS and item is not element):
            if item.name in _BREAKS and style_of(page, item).get("display") != "inline":
                parts.append(" ")
            stack.extend(reversed(item.children))
    return " ".join("".join(parts).split())


def _is_seen(page: AuditedPage, element: Element) -> bool:
    if invisible(page, element) or element.name in ("svg:title", "svg:desc"):
        return False
    if not element.attributes:
        return True
    if _UNSEEN_CLASS.search(element.get("class")):
        return False
    style = style_of(page, element)
    if re.fullmatch(r"0*\.?0+", style.get("opacity", "")):
        return False
    if style.get("position") not in ("absolute", "fixed"):
        return True
    away = any(_FAR_AWAY.match(style.get(side, "")) for side in ("left", "top"))
    clipped = any(_CLIPPED.match(style.get(name, "")) for name in ("clip", "clip-path"))
    return not (away or clipped)


def label_not_in_name(page: AuditedPage, element: Element) -> str:
    """The visible label where the name does not hold it word for word, else nothing.

    What is in brackets may be left out; a label of one sign (``x``, ``>``) is a symbol, not a text.
    """
    if not (element.get("aria-label").strip() or element.has("aria-labelledby")):
        return ""
    if _RETURN.fullmatch(element.text.strip()):
        return ""
    seen = element.get("value") if element.name == "input" else visible_text(page, element)
    name = name_of(page, element)
    return seen if name and not _in_icons(page, element) and not_in_name(seen, name) else ""


def not_in_name(seen: str, name: str) -> bool:
    """Whether a text of more than one sign does not stand in a name, word for word."""
    seen = unicodedata.normalize("NFKC", seen)
    words = tokens(_IN_BRACKETS.sub(" ", seen))
    if len("".join(words)) < 2:
        return False
    name = unicodedata.normalize("NFKC", name)
    written = (name, _IN_BRACKETS.sub(" ", name), _HYPHENS.sub("", name))
    return not (
        any(_holds(tokens(one), words) for one in written)
        or _holds(tokens(name), tokens(_HYPHENS.sub("", seen)))
    )


def _holds(said: list[str], words: list[str]) -> bool:
    return any(said[at : at + len(words)] == words for at in range(len(said) - len(words) + 1))


def _in_icons(page: AuditedPage, element: Element) -> bool:
    """A font of icons shows a drawing for a word (``search``)."""
    return any(
        _ICONS.search(inner.get("class")) or "icon" in style_of(page, inner).get("font-family", "")
        for inner in element.walk()
    )
