"""Links and images: ``[text](url "title")``, ``[text][id]``, ``[id]``, ``![alt](...)`` (``link.rb``).

kramdown parses the text first, counting brackets, and only then looks for what follows the closing
one. So that brackets which lead to nothing cost nothing the second time, the places where the
brackets inside a failed link would close are kept; what follows them is in ``link_target.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.attributes import update_attr
from proactive_ssg.kramdown.element import Element

from .link_target import Target, find_target, link_text, warn_of_missing_definition
from .scanner import LINK, Check

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["FIRST", "STARTS", "parse"]

FIRST = "!["
STARTS: Final = {"!": r"(?=\[)"}

# Where a bracket was met, how many were open before and after it, how many images stood before it.
_Event = tuple[int, int, int, int]


def parse(s: SpanScanner) -> bool:
    """Take a link or an image or, where there is none, the opening bracket as text."""
    src, start = s.src, s.pos
    image = src[start] == "!"
    opening = start + 2 if image else start + 1
    if src[opening : opening + 1] in ("", "^"):
        return False
    # A link does not stand in a link, nor in the text of an image.
    if not (s.context & LINK and not image) and s.may_try(itself=image) and _attempt(s, opening, image):
        return True
    s.text.append(src[start:opening])
    s.pos = opening
    return True


def _attempt(s: SpanScanner, opening: int, image: bool) -> bool:
    known = s.link_ends.get((opening, s.context | LINK))
    if known is not None and (known < 0 or find_target(s, opening, known) is None):
        if known >= 0:
            warn_of_missing_definition(s, opening, known)
        return False
    if _last_bracket(s) < opening:
        return False
    el = Element("img" if image else "a", None, s.line_number())
    if _plain_link(s, el, opening):
        return True
    s.pos = opening
    outer = s.context
    s.context = context = outer | LINK
    events: list[_Event] = []
    warnings = len(s.parser.warnings)
    found = s.parse(el, "[]!", _closing(s, el, events))
    end = s.pos
    s.context = outer
    target = find_target(s, opening, end) if found else None
    if target is not None:
        _add_link(s, el, target, opening, end)
        return True
    s.wasted += end - opening
    del s.parser.warnings[warnings:]
    s.pos = opening
    if found:
        warn_of_missing_definition(s, opening, end)
    _remember(s, context, events, el, found)
    return False


def _plain_link(s: SpanScanner, el: Element, opening: int) -> bool:
    """Take a link whose text is plain, as it is most often; False where it is not, or leads nowhere."""
    match = s.rules.search_in_link(s.src, opening)
    if match is None or match.group() != "]":
        return False
    end = match.start()
    target = find_target(s, opening, end)
    if target is None:
        return False
    if end > opening and el.type == "a":
        el.children.append(Element("text", s.src[opening:end], el.line))
    _add_link(s, el, target, opening, end)
    return True


def _closing(s: SpanScanner, el: Element, events: list[_Event]) -> Check:
    """The check for the closing bracket: images inside, which opened one, count as closed."""
    count, images, seen = 1, 0, 0

    def check() -> bool:
        nonlocal count, images, seen
        children = el.children
        while seen < len(children):
            images += children[seen].type == "img"
            seen += 1
        before = count - images
        count += -1 if s.src[s.pos] == "]" else 1
        events.append((s.pos, before, count - images, images))
        return count == images

    return check


def _remember(s: SpanScanner, context: int, events: list[_Event], el: Element, found: bool) -> None:
    """Keep where the brackets inside would close, if links that start there were tried.

    A bracket that opened at a count of n closes where the count first comes back to n. Images that
    were found are not of interest: they hide their brackets, and are found again.
    """
    src, ends = s.src, s.link_ends
    closing: dict[int, int] = {}
    images_after = sum(child.type == "img" for child in el.children)
    for pos, before, after, images in reversed(events):
        if src[pos] != "]" and images == images_after:
            opening = pos + (2 if src[pos] == "!" else 1)
            end = closing.get(before)
            if end is not None or not found:
                ends[opening, context] = -1 if end is None else end
        closing[after] = pos
        images_after = images


def _last_bracket(s: SpanScanner) -> int:
    last: int | None = s.memo.get("]")
    if last is None:
        last = s.memo["]"] = s.src.rfind("]")
    return last


def _add_link(s: SpanScanner, el: Element, target: Target, opening: int, end: int) -> None:
    attr = el.attr
    if target.ial:
        # Shared: what is written behind one such link adds to the definition, as in kramdown.
        el.ial = target.ial
        update_attr(s.parser, attr, target.ial)
    if el.type == "a":
        attr["href"] = target.url
    else:
        attr["src"] = target.url
        attr["alt"] = link_text(s.src, opening, end)
        el.children.clear()
    if target.title is not None:
        attr["title"] = target.title
    s.add(el)
    s.pos = target.end
