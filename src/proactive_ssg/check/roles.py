"""The role of an element: the one its author wrote, or the one HTML gives it."""

from __future__ import annotations

from collections.abc import Callable

from proactive_ssg.check.aria import GLOBAL, ROLES
from proactive_ssg.check.html import Element, in_order
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.visibility import inert, invisible

__all__ = [
    "GRAPHICS", "NO_ROLE", "explicit_role", "focusable", "implicit_role", "is_disabled", "role_of",
    "tabbable", "told_as", "written_as",
]  # fmt: skip

GRAPHICS = ("img", "graphics-document", "graphics-symbol")
"""The roles of a picture that informs."""

NO_ROLE = ("none", "presentation")
"""The two names of the role that takes an element its own."""

_KEY = "roles"
_PLAIN = {
    "article": "article",
    "aside": "complementary",
    "blockquote": "blockquote",
    "button": "button",
    "caption": "caption",
    "code": "code",
    "dd": "definition",
    "del": "deletion",
    "details": "group",
    "dfn": "term",
    "dialog": "dialog",
    "dt": "term",
    "em": "emphasis",
    "fieldset": "group",
    "figure": "figure",
    "form": "form",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "hr": "separator",
    "html": "document",
    "ins": "insertion",
    "main": "main",
    "mark": "mark",
    "math:math": "math",
    "menu": "list",
    "meter": "meter",
    "nav": "navigation",
    "ol": "list",
    "optgroup": "group",
    "option": "option",
    "output": "status",
    "p": "paragraph",
    "progress": "progressbar",
    "search": "search",
    "strong": "strong",
    "sub": "subscript",
    "sup": "superscript",
    "table": "table",
    "tbody": "rowgroup",
    "textarea": "textbox",
    "tfoot": "rowgroup",
    "thead": "rowgroup",
    "time": "time",
    "tr": "row",
    "ul": "list",
    **dict.fromkeys(("b", "bdi", "bdo", "body", "data", "div", "i", "pre", "q", "samp"), "generic"),
    **dict.fromkeys(("s", "small", "span", "u"), "generic"),
}
_INPUTS = {
    "button": "button",
    "checkbox": "checkbox",
    "image": "button",
    "number": "spinbutton",
    "radio": "radio",
    "range": "slider",
    "reset": "button",
    "search": "searchbox",
    "submit": "button",
    **dict.fromkeys(("email", "tel", "text", "url"), "textbox"),
    **dict.fromkeys(("color", "date", "datetime-local", "file", "month", "password", "time", "week"), ""),
    "hidden": "",
}
# WAI-ARIA 1.3 gives `img` a second name, which browsers know.
_SYNONYMS = {"image": "img"}
_SECTIONING = frozenset(("article", "aside", "main", "nav", "section"))
# All others need an attribute to get the focus.
_WITHOUT_ATTRIBUTES = frozenset(("button", "iframe", "input", "select", "summary", "textarea"))
_DISABLED = frozenset(("button", "fieldset", "input", "optgroup", "option", "select", "textarea"))


def role_of(page: AuditedPage, element: Element) -> str:
    """The role that assistive technology is told; empty where there is none of ARIA (``video``)."""
    role = _roles(page).get(element)
    return _work_out(page, element) if role is None else role


def told_as(page: AuditedPage, *roles: str) -> list[Element]:
    """The elements of which assistive technology is told one of these roles, in the order of the document."""
    by_role: dict[str, list[Element]] | None = page.cache.get("elements-by-role")  # type: ignore[assignment]
    if by_role is None:
        page.cache["elements-by-role"] = by_role = {}
        for element, role in _roles(page).items():
            by_role.setdefault(role, []).append(element)
    return in_order([by_role[role] for role in roles if role in by_role])


def written_as(page: AuditedPage, *roles: str) -> list[Element]:
    """The elements to which the author gave one of these roles, in the order of the document."""
    by_role: dict[str, list[Element]] | None = page.cache.get("elements-by-written")  # type: ignore[assignment]
    if by_role is None:
        page.cache["elements-by-written"] = by_role = {}
        for element in page.document.having("role"):
            by_role.setdefault(explicit_role(element), []).append(element)
    return in_order([by_role[role] for role in roles if role in by_role])


def _roles(page: AuditedPage) -> dict[Element, str]:
    """The role of every element of the page."""
    roles: dict[Element, str] | None = page.cache.get(_KEY)  # type: ignore[assignment]
    if roles is None:
        page.cache[_KEY] = roles = {}
        for element in page.document.all:
            if "role" in element.attributes:
                roles[element] = _work_out(page, element)
            else:
                roles[element] = _PLAIN.get(element.name) or implicit_role(element)
    return roles


def _work_out(page: AuditedPage, element: Element) -> str:
    role = explicit_role(element)
    if role in ("none", "presentation") and (_has_global(element) or focusable(page, element)):
        return implicit_role(element)
    return role or implicit_role(element)


def explicit_role(element: Element) -> str:
    """The first role of the attribute ``role`` that exists."""
    written = element.attributes.get("role")
    if not written:
        return ""
    names = (_SYNONYMS.get(name, name) for name in written.lower().split())
    return next((name for name in names if name in ROLES), "")


def implicit_role(element: Element) -> str:
    """The role of HTML itself (HTML-AAM)."""
    name = element.name
    if name in _PLAIN:
        return _PLAIN[name]
    depends = _DEPENDING.get(name)
    return "" if depends is None else depends(element)


def _link_role(element: Element) -> str:
    return "link" if element.has("href") or element.has("xlink:href") else "generic"


def _image_role(element: Element) -> str:
    # An `alt` of spaces says nothing, and yet does not mark the image as decorative.
    bare = element.attributes.get("alt") == "" and not _has_global(element)
    return "none" if bare and not element.get("title") else "img"


def _select_role(element: Element) -> str:
    several = element.has("multiple") or element.get("size", "1") not in ("1", "0")
    return "listbox" if several else "combobox"


def _area_role(element: Element) -> str:
    if any(above.name in _SECTIONING for above in element.ancestors):
        return "generic"
    return "banner" if element.name == "header" else "contentinfo"


def _section_role(element: Element) -> str:
    return "region" if _named(element) else "generic"


def _item_role(element: Element) -> str:
    return "listitem" if element.parent and element.parent.name in ("ul", "ol", "menu") else "generic"


def _input_role(element: Element) -> str:
    kind = element.get("type").strip().lower()
    role = _INPUTS.get(kind, "textbox")
    return "combobox" if role in ("textbox", "searchbox") and element.has("list") else role


def _cell_role(element: Element) -> str:
    table = next((above for above in element.ancestors if above.name == "table"), None)
    grid = table is not None and explicit_role(table) in ("grid", "treegrid")
    if element.name == "td":
        return "gridcell" if grid else "cell"
    return "rowheader" if element.get("scope").lower() in ("row", "rowgroup") else "columnheader"


_DEPENDING: dict[str, Callable[[Element], str]] = {
    "a": _link_role,
    "area": _link_role,
    "footer": _area_role,
    "header": _area_role,
    "img": _image_role,
    "input": _input_role,
    "li": _item_role,
    "section": _section_role,
    "select": _select_role,
    "svg:a": _link_role,
    "td": _cell_role,
    "th": _cell_role,
}


def _named(element: Element) -> bool:
    return any(element.get(name).strip() for name in ("aria-label", "aria-labelledby", "title"))


def _has_global(element: Element) -> bool:
    """A global attribute of ARIA undoes ``role=none``; ``aria-hidden`` does not count."""
    return any(
        name.startswith("aria-") and name != "aria-hidden" and name[5:] in GLOBAL and value.strip()
        for name, value in element.attributes.items()
    )


def is_disabled(element: Element) -> bool:
    """A form control that is switched off, itself or by a ``fieldset`` (whose ``legend`` stays on)."""
    if element.name not in _DISABLED:
        return False
    if element.has("disabled"):
        return True
    inner = element
    for above in element.ancestors:
        if above.name == "fieldset" and above.has("disabled"):
            first = next((child for child in above.elements if child.name == "legend"), None)
            if inner is not first:
                return True
        inner = above
    return False


def focusable(page: AuditedPage, element: Element) -> bool:
    """Whether it can get the focus, by the keyboard or by a script."""
    if _tabindex(element) is None and not _natively(element):
        return False
    return not (invisible(page, element) or inert(page, element) or is_disabled(element))


def tabbable(page: AuditedPage, element: Element) -> bool:
    """Whether the key Tab gets there."""
    if not focusable(page, element):
        return False
    index = _tabindex(element)
    return index is None or index >= 0


def _tabindex(element: Element) -> int | None:
    written = element.attributes.get("tabindex")
    if written is None:
        return None
    try:
        return int(written)
    except ValueError:
        return None


def _natively(element: Element) -> bool:
    if not element.attributes and element.name not in _WITHOUT_ATTRIBUTES:
        return False
    match element.name:
        case "a" | "area" | "svg:a":
            return element.has("href") or element.has("xlink:href")
        case "button" | "select" | "textarea" | "iframe":
            return True
        case "input":
            return element.get("type").lower() != "hidden"
        case "audio" | "video":
            return element.has("controls")
        case "summary":
            parent = element.parent
            return (
                parent is not None
                and parent.name == "details"
                and next((child for child in parent.elements if child.name == "summary"), None) is element
            )
        case _:
            return element.get("contenteditable", "false").lower() in ("", "true")
