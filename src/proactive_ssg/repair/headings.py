"""Repairs of headings (RGAA 9.1)."""

from __future__ import annotations

import re

from proactive_ssg.repair.markup import NO_TEXT, Markup
from proactive_ssg.repair.tags import HEADINGS, Tag

__all__ = ["bold_headings", "empty_headings", "heading_levels", "wants_levels"]

_WRAPPERS = frozenset(("b", "strong", "em", "i", "u", "span", "br", "font", "big"))
_AUTOMATIC = re.compile(r"section(?:-\d+)?")
_NAMED = ("aria-label", "aria-labelledby", "role", "hidden", "aria-hidden")
_LEVEL = re.compile(r"<h([1-6])(?=[\s/>])", re.I)


def bold_headings(markup: Markup) -> None:
    """``<h4><b>Text</b></h4>`` becomes ``<h4>Text</h4>``: a heading is bold by itself."""
    for tag in markup.elements(*HEADINGS):
        outer, unwrapped = tag, False
        while (inner := _sole_child(markup, outer)) is not None and inner.pair is not None:
            markup.replace(inner.start, inner.end, "")
            markup.replace(inner.pair.start, inner.pair.end, "")
            outer, unwrapped = inner, True
        if unwrapped:
            markup.note(tag)


def _sole_child(markup: Markup, outer: Tag) -> Tag | None:
    """The ``b`` or ``strong`` that is all there is in an element, if it has no attributes."""
    inside = markup.inside(outer)
    if not inside or inside[0].name not in ("b", "strong") or inside[0].attributes or outer.pair is None:
        return None
    pair = inside[0].pair
    if pair is not inside[-1] or markup.text[outer.end : inside[0].start].strip():
        return None
    return None if markup.text[pair.end : outer.pair.start].strip() else inside[0]


def empty_headings(markup: Markup) -> None:
    """A heading without anything in it is dropped; an ``id`` that a link may lead to is kept."""
    for tag in markup.elements(*HEADINGS):
        if not markup.in_content(tag) or tag.pair is None or tag.verbatim:
            continue
        if tag.parent is not None and tag.parent.name in HEADINGS:
            continue  # one of the two has no end of its own
        inside = markup.inside(tag)
        if any(one.name not in _WRAPPERS or one.attributes for one in inside):
            continue
        between = markup.text[tag.end : tag.pair.start]
        text = markup.text_of(tag)
        if "<!--" in between or not NO_TEXT.fullmatch(text) or any(map(tag.attributes.get, _NAMED)):
            continue
        name = tag.value("id")
        keep = name and (f"#{name}" in markup.text or not _AUTOMATIC.fullmatch(name))
        start, end = tag.start, tag.pair.end
        if not keep and markup.text.startswith("\n", end) and (start == 0 or markup.text[start - 1] == "\n"):
            end += 1
        markup.replace(start, end, f'<div id="{name}"></div>' if keep else "")
        markup.note(tag)


def heading_levels(markup: Markup) -> None:
    """The headings of the content begin at the second level, and go down without leaving one out.

    A first heading of the first level stays where the page has no other: the layouts give it no title.
    """
    headings = [tag for tag in markup.elements(*HEADINGS) if tag.pair is not None]
    inside = [tag for tag in headings if markup.in_content(tag)]
    has_title = any(tag.name == "h1" for tag in headings if not markup.in_content(tag))
    open_levels: list[tuple[int, int]] = []
    for number, tag in enumerate(inside):
        level = int(tag.name[1])
        if number == 0 and level == 1 and not has_title:
            continue
        while open_levels and open_levels[-1][0] >= level:
            open_levels.pop()
        new = min(open_levels[-1][1] + 1 if open_levels else 2, 6)
        open_levels.append((level, new))
        if new != level and tag.pair is not None:
            markup.rename(tag, f"h{new}")
            markup.rename(tag.pair, f"h{new}")
            markup.note(tag)


def wants_levels(markup: Markup) -> bool:
    """Is there a heading of the first level, or one more than a level below the one before it?"""
    before = 1
    for found in _LEVEL.finditer(markup.text, *markup.content):
        level = int(found[1])
        if level == 1 or level > before + 1:
            return True
        before = level
    return False
