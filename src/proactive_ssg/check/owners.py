"""Which element owns which, in the tree that assistive technology sees."""

from __future__ import annotations

from collections.abc import Iterator

from proactive_ssg.check.aria import GLOBAL
from proactive_ssg.check.html import Element
from proactive_ssg.check.names import referenced
from proactive_ssg.check.roles import focusable, role_of
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.visibility import hidden

__all__ = ["owned", "owner_chain"]

_TRANSPARENT = ("", "generic", "none", "presentation")


def owner_chain(page: AuditedPage, element: Element) -> Iterator[Element]:
    """The owners of an element that mean something, from the nearest outwards."""
    owners = _owners(page)
    current: Element | None = element
    seen: set[Element] = set()
    while current is not None and current not in seen:
        seen.add(current)
        current = owners.get(current) or current.parent
        if current is not None and not is_transparent(page, current):
            yield current


def owned(page: AuditedPage, element: Element) -> list[Element]:
    """What an element owns: its children and those of ``aria-owns``, through elements without a meaning."""
    found: list[Element] = []
    stack = [*reversed(referenced(page, element, "aria-owns")), *reversed(element.elements)]
    owners = _owners(page)
    while stack:
        child = stack.pop()
        if hidden(page, child) or owners.get(child, element) is not element:
            continue
        if is_transparent(page, child):
            stack.extend(reversed(child.elements))
        else:
            found.append(child)
    return found


def is_transparent(page: AuditedPage, element: Element) -> bool:
    """No role, nothing said by a global attribute, no focus: nobody notices that it is there."""
    if role_of(page, element) not in _TRANSPARENT or element.name in ("html", "body"):
        return element.name == "body"
    said = any(
        name.startswith("aria-") and name != "aria-hidden" and name[5:] in GLOBAL and value.strip()
        for name, value in element.attributes.items()
    )
    return not said and not focusable(page, element)


def _owners(page: AuditedPage) -> dict[Element, Element]:
    known = page.cache.get("owners")
    if known is None:
        known = page.cache["owners"] = {
            target: element
            for element in page.document.having("aria-owns")
            for target in referenced(page, element, "aria-owns")
        }
    return known  # type: ignore[return-value]
