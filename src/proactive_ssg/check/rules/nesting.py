"""Which elements stand where HTML does not allow them (criterion 8.2)."""

from __future__ import annotations

from collections.abc import Iterator

from proactive_ssg.check.content_model import (
    BLOCKS,
    INTERACTIVE,
    LABELABLE,
    PHRASING_ONLY,
    TRANSPARENT,
)
from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage, Hit
from proactive_ssg.i18n import _

__all__ = ["lone_summaries", "wrong_nesting"]

_PARENTS = {
    "figcaption": ("figure",),
    "source": ("audio", "video", "picture"),
    "track": ("audio", "video"),
    "option": ("select", "datalist", "optgroup"),
    "base": ("head",),
    "title": ("head",),
    "style": ("head", "noscript"),
    "legend": ("fieldset",),
}
_SECTIONS = frozenset({"article", "aside", "nav", "section"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hgroup"})
# Texts that may hold headings too.
_WITH_HEADINGS = ("legend", "summary")

# An element, and what may not be anywhere in it.
_NEVER_IN = {
    "address": _SECTIONS | _HEADINGS | {"address", "header", "footer"},
    "header": frozenset({"main"}),
    "footer": frozenset({"main"}),
    "article": frozenset({"main"}),
    "aside": frozenset({"main"}),
    "nav": frozenset({"main"}),
    "section": frozenset({"main"}),
    "th": _SECTIONS | _HEADINGS | {"header", "footer"},
    "dt": _SECTIONS | _HEADINGS | {"header", "footer"},
    "caption": frozenset({"table"}),
    "form": frozenset({"form"}),
    "label": frozenset({"label"}),
}


def wrong_nesting(page: AuditedPage) -> Iterator[Hit]:
    """Elements that HTML does not allow where they are; a transparent parent is seen through."""
    for element in page.document.all:
        name = element.name
        if name not in _CONCERNED:
            continue
        parent = element.parent
        if parent is not None and parent.name in TRANSPARENT:
            parent = _parent(element)
        if parent is None:
            continue
        if name in BLOCKS and _holds_text_only(parent, name):
            yield _hit(element, parent)
        elif name in _PARENTS and _misplaced(element):
            yield _hit(element, element.parent or parent)
        if name in _FORBIDDEN and (above := _forbidding(element)) is not None:
            yield _hit(element, above)
    yield from _interactive(page)
    yield from _labels(page)


def _holds_text_only(parent: Element, name: str) -> bool:
    return parent.name in PHRASING_ONLY or (parent.name in _WITH_HEADINGS and name not in _HEADINGS)


def lone_summaries(page: AuditedPage) -> Iterator[Hit]:
    """A ``summary`` that opens nothing is a text like another, and not valid."""
    for element in page.document.named("summary"):
        if element.parent is not None and element.parent.name != "details":
            yield _hit(element, element.parent)


def _hit(element: Element, above: Element) -> Hit:
    return Hit(
        element,
        _("<{name}> is not allowed in <{parent}>").format(name=element.name, parent=above.name),
    )


def _parent(element: Element) -> Element | None:
    """The element that decides what may stand here: transparent ones pass the question on."""
    parent = element.parent
    while parent is not None and parent.name in TRANSPARENT:
        parent = parent.parent
    return parent


def _misplaced(element: Element) -> bool:
    parent = element.parent
    if parent is None or element.has("itemprop") or parent.name in ("template", "slot"):
        return False
    if element.name == "option" and any(above.name == "select" for above in element.ancestors):
        return False
    return parent.name not in _PARENTS[element.name] and "-" not in parent.name


def _forbidding(element: Element) -> Element | None:
    name = element.name
    above = element.parent
    while above is not None:
        if above.name in _NEVER_IN and name in _NEVER_IN[above.name]:
            return above
        above = above.parent
    return None


_FORBIDDEN = frozenset().union(*_NEVER_IN.values())
_CONCERNED = BLOCKS | _FORBIDDEN | frozenset(_PARENTS)


def _interactive(page: AuditedPage) -> Iterator[Hit]:
    """Something to click in a link or a button: nobody knows what a click would do."""
    for outer in page.document.named("a", "button"):
        if outer.name == "a" and not outer.has("href"):
            continue
        for inner in outer.walk():
            if inner is not outer and _is_interactive(inner):
                yield _hit(inner, outer)


def _is_interactive(element: Element) -> bool:
    match element.name:
        case name if name in INTERACTIVE:
            return True
        case "a":
            return element.has("href")
        case "input":
            return element.get("type").lower() != "hidden"
        case "audio" | "video":
            return element.has("controls")
        case "img" | "object":
            return element.has("usemap")
        case _:
            return element.has("tabindex") and ":" not in element.name


def _labels(page: AuditedPage) -> Iterator[Hit]:
    """A label is of one field."""
    for label in page.document.named("label"):
        fields = [
            inner
            for inner in label.walk()
            if inner.name in LABELABLE and inner.get("type").lower() != "hidden"
        ]
        for more in fields[1:]:
            yield Hit(more, _("a label holds more than one field"))
