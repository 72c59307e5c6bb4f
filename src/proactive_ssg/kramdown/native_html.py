# ruff: noqa: SIM905 - long lists of names read best as text
"""HTML elements become kramdown's own where they mean the same, for ``html_to_native``.

The rules are those of ``ElementConverter`` in kramdown's ``parser/html.rb``: white space that HTML does
not show is dropped, entities become elements, tags become ``em``, ``header``, ``table``... An element
that has no counterpart stays an ``html_element``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from .definitions import STRIP
from .element import BLOCK_TYPES, Element
from .entities import UnknownEntityError, entity
from .html_tags import SPAN_ELEMENTS, content_model
from .native_table import convert_table

__all__ = ["html_to_native", "process_children", "process_html_element"]

_DROP_TEXT: Final = frozenset(
    "html head hgroup ol ul dl table colgroup tbody thead tfoot tr select optgroup".split()
)
_WRAP_TEXT: Final = frozenset(
    "body section nav article aside header footer address div li dd blockquote figure figcaption "
    "fieldset form".split()
)
_DROP_SPACES = _WRAP_TEXT | {"td", "th"}
_STRIP_SPACES: Final = frozenset(
    "address article aside blockquote body caption dd div dl dt fieldset figcaption form footer header "
    "h1 h2 h3 h4 h5 h6 legend li nav p section td th".split()
)
_SIMPLE: Final = frozenset(
    "em strong blockquote hr br img p thead tbody tfoot tr td th ul ol dl li dt dd".split()
)
_ENTITY: Final = re.compile(r"&([\w:][\w.:-]*+);|&#(\d++);|&#x([0-9a-fA-F]++);", re.A)
_SPACES: Final = re.compile(r"[ \t\n\r\f\v]+")
_QUOTES: Final = frozenset("lsquo rsquo ldquo rdquo".split())
_SYMBOLS: Final = frozenset("mdash ndash hellip laquo raquo".split())
_HIGHLIGHTER: Final = re.compile(r"\s+\bhighlighter-\w+\b|\bhighlighter-\w+\b\s*")
_LANGUAGE: Final = re.compile(r"\blanguage-[^ \t\n\r\f\v]+")
_CONVERTED: Final = frozenset(("html_element", "xml_comment", "xml_pi"))
_ENTITY_SIGN: Final = re.compile("&")
_ENTITY_OR_SPACES: Final = re.compile(r"[&\t\n\r\f\v]|  ")
_MATH_TYPE: Final = re.compile(r"\bmath/tex\b")
_MATH_CDATA: Final = re.compile(r"(?:%\s*)?<!\[CDATA\[\n?(.*?)(?:\s%)?\]\]>", re.S)


def html_to_native(el: Element) -> None:
    """Convert an HTML element that the parser has just completed, and what it contains."""
    _process(el, None, True, False)


def _process(el: Element, parent: Element | None, converting: bool, preserving: bool) -> None:
    if el.type != "html_element":
        if el.type in _CONVERTED:
            el.category = _markup_category(parent)
        return
    name = el.value
    special = _SPECIAL.get(name) if converting else None
    if special is not None:
        special(el)
        return
    if converting and name in _DROP_TEXT:
        el.children = [child for child in el.children if child.type != "text"]
    if converting and name in _SIMPLE:
        _become(el, name)
        process_children(el, converting, preserving)
    else:
        process_html_element(el, converting, preserving)
    if converting:
        if name in _STRIP_SPACES:
            _strip_spaces(el)
        if name in _DROP_SPACES:
            _drop_spaces(el)
        if name in _WRAP_TEXT:
            _wrap_text(el)


def _markup_category(parent: Element | None) -> str:
    """Comments take their place in lines or between them from the element around."""
    if parent is None:
        name = "div"
    elif parent.type == "html_element":
        name = parent.value
    else:
        name = "h1" if parent.type == "header" else parent.type
    return "span" if content_model(name) == "span" else "block"


def process_children(el: Element, converting: bool = True, preserving: bool = False) -> None:
    """Convert the children; ``preserving`` keeps the white space of text as it is."""
    children: list[Element] = []
    keep_spaces = preserving or not converting
    to_convert = _ENTITY_SIGN if keep_spaces else _ENTITY_OR_SPACES
    for child in el.children:
        if child.type == "text":
            # Elements in elements are converted again with each of those around them.
            if child.value and not child.options and not to_convert.search(child.value):
                children.append(child)
            else:
                children += _text_elements(child.value, keep_spaces)
        else:
            if child.type in _CONVERTED:
                _process(child, el, converting, preserving)
            children.append(child)
    el.children = children


def _text_elements(text: str, preserving: bool) -> list[Element]:
    """Text and the entities in it."""
    if not preserving:
        text = _SPACES.sub(" ", text)
    result: list[Element] = []
    pos = 0
    while found := _ENTITY.search(text, pos):
        result.append(Element("text", text[pos : found.start()]))
        pos = found.end()
        name, decimal, hexadecimal = found.groups()
        if name in _QUOTES:
            result.append(Element("smart_quote", name))
        elif name in _SYMBOLS:
            result.append(Element("typographic_sym", name))
        else:
            try:
                value = entity(name or (int(decimal) if decimal else int(hexadecimal, 16)))
                result.append(Element("entity", value, options={"original": found[0]}))
            except UnknownEntityError:
                pos = found.start() + 1
                result.append(Element("entity", entity("amp")))
    if pos < len(text):
        result.append(Element("text", text[pos:]))
    return result


def process_html_element(el: Element, converting: bool = True, preserving: bool = False) -> None:
    """Keep the tag; without conversion its content is literal."""
    el.category = "span" if el.value in SPAN_ELEMENTS else "block"
    el.options = {"content_model": content_model(el.value) if converting else "raw"}
    el.ial = None
    process_children(el, converting, preserving)


def _become(el: Element, type: str) -> None:
    """Turn an HTML element into kramdown's own."""
    el.type = type
    el.value = None
    el.category = ""
    el.options = None
    el.ial = None


def _strip_spaces(el: Element) -> None:
    if not el.children:
        return
    first, last = el.children[0], el.children[-1]
    if first.type == "text":
        first.value = first.value.lstrip(STRIP)
    if last.type == "text":
        last.value = last.value.rstrip(STRIP)


def _drop_spaces(el: Element) -> None:
    """Drop white space at the ends, and between blocks."""
    children = el.children
    last = len(children) - 1
    el.children = [
        child
        for i, child in enumerate(children)
        if child.type != "text"
        or child.value.strip(STRIP)
        or not (i in (0, last) or (children[i - 1].is_block and children[i + 1].is_block))
    ]


def _wrap_text(el: Element) -> None:
    """Put runs of spans in paragraphs that leave no trace in the output."""
    children: list[Element] = []
    wrapper: Element | None = None
    for child in el.children:
        if child.type in BLOCK_TYPES or child.is_block:
            children.append(child)
            wrapper = None
            continue
        if wrapper is None:
            wrapper = Element("p", options={"transparent": True})
            children.append(wrapper)
        wrapper.children.append(child)
    el.children = children


def _extract_text(el: Element) -> str:
    parts: list[str] = []
    pending = [el]
    while pending:
        el = pending.pop()
        if el.type == "text":
            parts.append(el.value)
        pending.extend(reversed(el.children))
    return "".join(parts)


def _textarea(el: Element) -> None:
    process_html_element(el, True, True)


def _link(el: Element) -> None:
    if el.attr.get("href") is None:
        process_html_element(el, False)
    else:
        _become(el, "a")
        process_children(el)


def _emphasis(el: Element) -> None:
    text = _extract_text(el)
    if text.strip(" \t\n\r\f\v") != text:
        process_html_element(el, False)
    else:
        _become(el, "em" if el.value in ("em", "i") else "strong")
        process_children(el)


def _header(el: Element) -> None:
    level = int(el.value[1])
    _become(el, "header")
    el.options = {"level": level, "raw_text": _extract_text(el)}
    process_children(el)


def _code(el: Element) -> None:
    """``code`` and ``pre`` hold text alone; where an entity stays one, they remain HTML."""
    parts = [_code_text(part) for part in _text_elements(_extract_text(el), True)]
    if None in parts:
        process_html_element(el, False, True)
        return
    text = "".join(part for part in parts if part)
    if el.value == "code":
        _become(el, "codespan")
        if el.attr.get("class") is not None:
            el.attr["class"] = _HIGHLIGHTER.sub("", el.attr["class"] or "")
    else:
        inner = el.children[0] if len(el.children) == 1 else None
        _become(el, "codeblock")
        if inner is not None and inner.value == "code":
            found = _LANGUAGE.search(inner.attr.get("class") or "")
            if found:
                el.attr["class"] = f"{found[0]} {el.attr.get('class') or ''}".rstrip(STRIP)
    el.value = text
    el.children = []


def _code_text(part: Element) -> str | None:
    """The text of a part, None where there is no such character."""
    if part.type == "text":
        return str(part.value)
    value = part.value if part.type == "entity" else entity(part.value)
    return str(value.char) or None


def _script(el: Element) -> None:
    """A formula for MathJax is a formula again."""
    type = el.attr.get("type") or ""
    if not _MATH_TYPE.search(type) or not el.children:
        process_html_element(el)
        return
    text = el.children[0].value
    found = _MATH_CDATA.fullmatch(text)
    _become(el, "math")
    el.category = "block" if "mode=display" in type else "span"
    el.value = found[1] if found else text
    el.children = el.children[1:]
    del el.attr["type"]


def _table(el: Element) -> None:
    convert_table(el, process_children, process_html_element)


_SPECIAL: Final[dict[str, Callable[[Element], None]]] = {
    "textarea": _textarea,
    "a": _link,
    **dict.fromkeys(("em", "strong", "b", "i"), _emphasis),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _header),
    "code": _code,
    "pre": _code,
    "script": _script,
    "table": _table,
}
