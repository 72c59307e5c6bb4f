"""Accessible names and descriptions (accname 1.2), as far as HTML alone tells them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proactive_ssg.check.aria import ROLES
from proactive_ssg.check.generated import generated
from proactive_ssg.check.html import Element
from proactive_ssg.check.roles import NO_ROLE, role_of
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.visibility import hidden

__all__ = ["description_of", "labels_of", "name_of", "referenced", "text_of"]

_KEY = "names"
_NO_WIDTH = " \u00ad\u200b\u200c\u200d\u2060\ufeff"
_LABELABLE = frozenset(("button", "input", "meter", "output", "progress", "select", "textarea"))
_BUTTONS = {"submit": "Submit", "reset": "Reset", "button": ""}
# A run of these in a name is a border between words, as in what a screen reader says.
_BLOCK_NAMES = (
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr img input legend li main nav ol option p pre section select summary table "
    "tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_NOT_SAID = frozenset(("script", "style", "template", "noscript", "svg:style", "svg:title", "svg:desc"))
_NATIVELY_NAMED = _LABELABLE | {"area", "fieldset", "figure", "img", "optgroup", "table"}
_RANGES = frozenset(("slider", "spinbutton", "progressbar", "scrollbar", "meter"))
_VALUED = _RANGES | {"textbox", "searchbox", "combobox", "listbox"}


@dataclass(frozen=True, slots=True)
class _Walk:
    """``through_reference``: no reference is followed from here. ``unseen``: what is hidden counts, as it
    was referred to. ``inside``: an element on the way, whose text counts whatever its role.
    """

    through_reference: bool = False
    unseen: bool = False
    inside: bool = False


_OUTSIDE, _INSIDE = _Walk(), _Walk(inside=True)


def name_of(page: AuditedPage, element: Element) -> str:
    """The accessible name, with spaces as one; empty where there is none."""
    names: dict[Element, str] | None = page.cache.get(_KEY)  # type: ignore[assignment]
    if names is None:
        names = page.cache[_KEY] = {}
    name = names.get(element)
    if name is None:
        name = " ".join(_compute(page, element, _OUTSIDE, set()).split())
        name = names[element] = "" if not name.strip(_NO_WIDTH) else name
    return name


def description_of(page: AuditedPage, element: Element) -> str:
    """What ``aria-describedby``, ``aria-description`` or an unused ``title`` adds to the name."""
    targets = referenced(page, element, "aria-describedby")
    if targets:
        return _joined(_of_target(page, target, set()) for target in targets)
    said = element.get("aria-description").strip() or element.get("title").strip()
    return "" if said == name_of(page, element) else said


def text_of(page: AuditedPage, element: Element) -> str:
    """The text that assistive technology reads in an element, alternatives of images included."""
    return " ".join(_content(page, element, _INSIDE, set()).split())


def referenced(page: AuditedPage, element: Element, attribute: str) -> list[Element]:
    """The elements that an attribute of ids points to and that exist."""
    by_id = page.document.by_id
    return [by_id[identity][0] for identity in element.get(attribute).split() if identity in by_id]


def labels_of(page: AuditedPage, element: Element) -> list[Element]:
    """The ``label`` elements of a control, by ``for`` or around it."""
    if element.name not in _LABELABLE or element.get("type").lower() == "hidden":
        return []
    by_for = _labels_by_target(page)
    identity = element.get("id")
    found: list[Element] = []
    if identity and page.document.by_id.get(identity, [element])[0] is element:
        found.extend(by_for.get(identity, ()))
    around = next((above for above in element.ancestors if above.name == "label"), None)
    if around is not None and not around.has("for") and _first_control(around) is element:
        found.append(around)
    return found


def _labels_by_target(page: AuditedPage) -> dict[str, list[Element]]:
    known = page.cache.get("labels")
    if known is None:
        by_for: dict[str, list[Element]] = {}
        for label in page.document.named("label"):
            by_for.setdefault(label.get("for"), []).append(label)
        known = page.cache["labels"] = by_for
    return known  # type: ignore[return-value]


def _first_control(label: Element) -> Element | None:
    return next(
        (
            inner
            for inner in label.walk()
            if inner.name in _LABELABLE and inner.get("type").lower() != "hidden"
        ),
        None,
    )


def _compute(page: AuditedPage, element: Element, walk: _Walk, seen: set[Element]) -> str:
    if element in seen:
        return ""
    if not walk.unseen and hidden(page, element):
        return _shown_again(page, element, walk, seen)
    seen.add(element)
    if not walk.through_reference and element.has("aria-labelledby"):
        around = seen.intersection(element.ancestors)  # what is being read already is not read again in it
        targets = [one for one in referenced(page, element, "aria-labelledby") if one not in around]
        said = _joined(_of_target(page, target, {element} - {target}) for target in targets)
        if said:
            return said
    role = role_of(page, element)
    if walk.inside and role in _VALUED and (value := _value(element, role)):
        return value
    attributes = element.attributes
    if "aria-label" in attributes and (label := attributes["aria-label"].strip()):
        return label
    if (element.name in _NATIVELY_NAMED or element.name.startswith("svg:")) and role not in NO_ROLE:
        native = _native(page, element, seen)
        if native.strip():
            return native
    if walk.inside or _named_by_content(element, role):
        content = _content(page, element, walk, seen)
        if content.strip():
            return content
    if role in NO_ROLE:
        return ""
    return element.get("title").strip() or element.get("placeholder").strip()


def _shown_again(page: AuditedPage, element: Element, walk: _Walk, seen: set[Element]) -> str:
    """What ``visibility: visible`` brings back within an element of ``visibility: hidden``."""
    known = page.cache.get("shown-again")
    if known is None:
        known = page.cache["shown-again"] = "visible" in page.document.source
    if not known:
        return ""
    parts: list[str] = []
    stack = element.elements[::-1]
    while stack:
        inner = stack.pop()
        if hidden(page, inner):
            stack.extend(reversed(inner.elements))
        else:
            parts.append(_compute(page, inner, walk, seen))
    return "".join(parts)


def _of_target(page: AuditedPage, target: Element, seen: set[Element]) -> str:
    """A target counts even where it is hidden, and then all in it does."""
    return _compute(page, target, _Walk(True, hidden(page, target), True), seen)


def _joined(parts: Iterator[str]) -> str:
    return " ".join(part for part in (" ".join(one.split()) for one in parts) if part)


def _named_by_content(element: Element, role: str) -> bool:
    if role in ROLES:
        return ROLES[role].from_content
    return element.name in ("summary", "label", "legend", "figcaption", "svg:text")


def _value(element: Element, role: str) -> str:
    """A control in a label says its value."""
    if role in ("textbox", "searchbox") and element.name in ("input", "textarea"):
        return element.get("value") if element.name == "input" else element.text
    if role in ("combobox", "listbox") and element.name == "select":
        options = [inner for inner in element.walk() if inner.name == "option"]
        chosen = [option for option in options if option.has("selected")]
        return " ".join(option.text for option in chosen or options[:1])
    if role in _RANGES:
        return element.get("aria-valuetext") or element.get("aria-valuenow") or element.get("value")
    return ""


def _native(page: AuditedPage, element: Element, seen: set[Element]) -> str:
    """The name that HTML itself gives, before any text of the element and its ``title``."""
    match element.name:
        case "img" | "area":
            return element.get("alt")
        case "input":
            return _of_input(page, element, seen)
        case "button" | "select" | "textarea" | "meter" | "progress" | "output":
            return _of_labels(page, element, seen)
        case "fieldset":
            return _of_child(page, element, "legend", seen)
        case "table":
            return _of_child(page, element, "caption", seen)
        case "figure":
            return _of_child(page, element, "figcaption", seen)
        case "optgroup":
            return element.get("label")
        case name if name.startswith("svg:"):
            return _of_svg(element)
        case _:
            return ""


def _of_input(page: AuditedPage, element: Element, seen: set[Element]) -> str:
    kind = element.get("type").strip().lower()
    said = _of_labels(page, element, seen)
    if said:
        return said
    if kind in _BUTTONS:
        return element.get("value") if element.has("value") else element.get("title") or _BUTTONS[kind]
    if kind == "image":
        return element.get("alt").strip() or element.get("title").strip()
    return ""


def _of_labels(page: AuditedPage, element: Element, seen: set[Element]) -> str:
    labels = labels_of(page, element)
    walk = _Walk(through_reference=True, inside=True)
    return _joined(_compute(page, label, walk, seen - {label} | {element}) for label in labels)


def _of_child(page: AuditedPage, element: Element, name: str, seen: set[Element]) -> str:
    child = next((inner for inner in element.elements if inner.name == name), None)
    return "" if child is None else _compute(page, child, _INSIDE, seen)


def _of_svg(element: Element) -> str:
    title = next((child for child in element.elements if child.name == "svg:title"), None)
    if title is not None and title.text.strip():
        return title.text
    return element.get("xlink:title") if element.name == "svg:a" else ""


def _content(page: AuditedPage, element: Element, walk: _Walk, seen: set[Element]) -> str:
    inner = walk if walk.inside else _Walk(walk.through_reference, walk.unseen, True)
    before, after = generated(page, element)
    parts: list[str] = [before]
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
            continue
        if child.name in _NOT_SAID:
            continue
        said = _compute(page, child, inner, seen)
        parts.append(f" {said} " if child.name in _BLOCKS else said)
    parts.append(after)
    return "".join(parts)
