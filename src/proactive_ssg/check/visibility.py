"""Who can perceive an element: everybody, only those who see, only those who listen, nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.styles import has_rules, style_of

__all__ = ["hidden", "inert", "invisible", "perceivable", "perceived"]

_KEY = "visibility"
_NOT_RENDERED_NAMES = (
    "head title base link meta script style template noscript datalist param source track "
    "svg:defs svg:metadata svg:script svg:style svg:symbol"
)
_NOT_RENDERED = frozenset(_NOT_RENDERED_NAMES.split())

_NO_STYLE: Mapping[str, str] = {}
_INVISIBLE, _ARIA_HIDDEN, _INERT = 1, 2, 4


def hidden(page: AuditedPage, element: Element) -> bool:
    """Whether assistive technology is not given the element (or an element above it hides it)."""
    return _states(page).get(element, 0) != 0


def perceivable(page: AuditedPage, *names: str) -> list[Element]:
    """The elements of these names that assistive technology is given."""
    return perceived(page, page.document.named(*names))


def perceived(page: AuditedPage, elements: Iterable[Element]) -> list[Element]:
    """Those of ``elements`` that assistive technology is given."""
    states = _states(page)
    return [element for element in elements if element not in states]


def invisible(page: AuditedPage, element: Element) -> bool:
    """Whether nobody gets it: not rendered, or not visible, whatever ``aria-hidden`` says."""
    return bool(_states(page).get(element, 0) & _INVISIBLE)


def inert(page: AuditedPage, element: Element) -> bool:
    """Whether it is in a part of the page that takes no focus and no click."""
    return bool(_states(page).get(element, 0) & _INERT)


def _states(page: AuditedPage) -> dict[Element, int]:
    known = page.cache.get(_KEY)
    if known is None:
        known = page.cache[_KEY] = _work_out(page)
    return known  # type: ignore[return-value]


def _work_out(page: AuditedPage) -> dict[Element, int]:
    """Only what something hides is entered. ``visibility`` is inherited, ``display: none`` is final."""
    states: dict[Element, int] = {}
    passed_on: dict[Element | None, tuple[int, bool]] = {}
    styled = has_rules(page)
    suspects = _suspects(page)
    for element in page.document.all:
        above = passed_on.get(element.parent)
        if above is None and not styled and element not in suspects:
            continue
        state, unseen = above or (0, False)
        style = style_of(page, element) if styled or "style" in element.attributes else _NO_STYLE
        if visibility := style.get("visibility"):
            if visibility in ("hidden", "collapse"):
                unseen = True
            elif visibility in ("visible", "initial"):
                unseen = False
        state |= _own_state(element, style)
        here = state | _INVISIBLE if unseen else state
        if here:
            states[element] = here
        if state or unseen:
            passed_on[element] = (state, unseen)
    return states


def _suspects(page: AuditedPage) -> set[Element]:
    """All that may be hidden by what stands in the page itself and is no rule of a style sheet."""
    names = (*_NOT_RENDERED, "input", "dialog")
    suspects = set(page.document.named_or_having(names, "aria-hidden", "hidden", "inert", "style"))
    for medium in page.document.named("audio", "video"):
        suspects.update(medium.elements)
    return suspects


def _own_state(element: Element, style: Mapping[str, str]) -> int:
    state = _INVISIBLE if _not_displayed(element, style) else 0
    if element.get("aria-hidden").strip().lower() == "true":
        state |= _ARIA_HIDDEN
    return state | _INERT if element.has("inert") else state


def _not_displayed(element: Element, style: Mapping[str, str]) -> bool:
    display = style.get("display", "")
    if display == "none" or element.name in _NOT_RENDERED:
        return True
    if display == "" and element.has("hidden") and element.get("hidden").lower() != "until-found":
        return True
    if element.name == "input" and element.get("type").lower() == "hidden":
        return True
    if element.name == "dialog" and not element.has("open") and display == "":
        return True
    # What is in a closed details is one click away: it counts as there.
    return element.parent is not None and element.parent.name in ("audio", "video")
