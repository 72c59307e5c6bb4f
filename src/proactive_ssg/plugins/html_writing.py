"""A tree of HTML as text, as libxml2 writes it for Nokogiri's ``to_html`` (``HTMLtree.c``).

It puts a line break between block elements that have no text between them, writes every attribute in quotes,
``<br>`` without a slash, and percent-encodes what no URL may hold.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from proactive_ssg.plugins.html_fragment import VOID, Element, Node, Text

__all__ = ["to_html"]

_BLOCKS: Final = frozenset((
    "address", "area", "base", "blockquote", "body", "caption", "center", "col", "colgroup", "dd",
    "dir", "div", "dl", "dt", "fieldset", "form", "frame", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "hr", "isindex", "legend", "li", "link", "menu", "meta", "noframes", "noscript", "ol", "optgroup",
    "option", "p", "param", "pre", "style", "table", "tbody", "td", "tfoot", "th", "thead", "title",
    "tr", "ul",
))  # fmt: skip
_MINIMIZED: Final = frozenset((
    "checked", "compact", "declare", "defer", "disabled", "ismap", "multiple", "nohref", "noresize",
    "noshade", "nowrap", "readonly", "selected",
))  # fmt: skip
_URL_SAFE: Final = "-_.!~*'()@/:=?;#%&,+"
_RAW: Final = ("script", "style")


def to_html(root: Element) -> str:
    """The children of ``root``, one after the other."""
    parts: list[str] = []
    for child in root.children:
        _write(child, None, None, parts)
    return "".join(parts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _write(node: Node, parent: Element | None, following: Node | None, parts: list[str]) -> None:
    if isinstance(node, Text):
        raw = parent is not None and parent.name in _RAW
        parts.append(node.text if raw else _escaped(node.text))
    elif not isinstance(node, Element):
        parts.append(node.markup)
    else:
        _write_element(node, parts)
        broken = following is not None and not isinstance(following, Text)
        if broken and node.name in _BLOCKS and parent is not None and not parent.name.startswith("p"):
            parts.append("\n")


def _write_element(element: Element, parts: list[str]) -> None:
    name, children = element.name, element.children
    attributes = "".join(_attribute(element, key, value) for key, value in element.attributes.items())
    parts.append(f"<{name}{attributes}>")
    if not children:
        if name not in VOID and name != "li":
            parts.append(f"</{name}>")
        return
    spaced = name in _BLOCKS and len(children) > 1 and not name.startswith("p")
    if spaced and not isinstance(children[0], Text):
        parts.append("\n")
    for child, following in zip(children, [*children[1:], None], strict=True):
        _write(child, element, following, parts)
    if spaced and not isinstance(children[-1], Text):
        parts.append("\n")
    parts.append(f"</{name}>")


def _attribute(element: Element, name: str, value: str | None) -> str:
    if value is None or name in _MINIMIZED:
        return f" {name}"
    text = _escaped(value)
    if name in ("href", "action", "src") or (name == "name" and element.name == "a"):
        text = quote(text.lstrip(" \t\r\n"), safe=_URL_SAFE)
    if '"' not in text:
        return f' {name}="{text}"'
    return f" {name}='{text}'" if "'" not in text else f' {name}="{text.replace(chr(34), "&quot;")}"'
