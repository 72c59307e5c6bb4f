"""Tables of contents: the list in place of ``{:toc}``, and the same as plain data for templates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from .element import Attributes, Element
from .entities import entity
from .header_id import HeaderIds
from .html_escape import escape_html
from .html_format import SYMBOLS
from .options import Options

__all__ = ["TocEntry", "TocHeader", "in_toc", "toc_entries", "toc_list", "toc_tokens"]

_NO_TOC: Final = re.compile(r"\bno_toc\b")


class TocHeader(NamedTuple):
    """A header as the converter met it."""

    level: int
    id: str
    children: list[Element]


@dataclass(slots=True)
class TocEntry:
    """A header with the headers below it (``converter/toc.rb``)."""

    id: str
    header: Element
    children: list[TocEntry] = field(default_factory=list)


def in_toc(header: Element, options: Options) -> bool:
    """Whether a header belongs in the table of contents: its level is wanted, it is not ``.no_toc``."""
    if header.option("level") not in options.toc_levels:
        return False
    classes = header.attr.get("class")
    return not classes or "no_toc" not in classes or _NO_TOC.search(classes) is None


def toc_list(headers: Iterable[TocHeader], type: str, attr: Attributes) -> Element:
    """The ``ul`` or ``ol`` element of a table of contents (``generate_toc_tree``), maybe without items."""
    sections = Element(type, None, attr=dict(attr))
    if sections.attr.get("id") is None:
        sections.attr["id"] = "markdown-toc"
    open_items: list[tuple[int, Element]] = []
    for level, id, children in headers:
        while open_items and open_items[-1][0] >= level:
            _close(open_items.pop()[1])
        item = _toc_item(id, children, f"{sections.attr['id']}-{id}", type)
        (open_items[-1][1].children[-1] if open_items else sections).children.append(item)
        open_items.append((level, item))
    for _, item in open_items:
        _close(item)
    return sections


def _toc_item(id: str, children: list[Element], own_id: str, type: str) -> Element:
    """A list item: the link, and the list for the headers below this one."""
    link = Element("a", None, attr={"href": f"#{id}", "id": own_id})
    link.children = _entry_content(children)
    paragraph = Element("p", options={"transparent": True})
    paragraph.children = [link]
    item = Element("li")
    item.children = [paragraph, Element(type)]
    return item


def _close(item: Element) -> None:
    """Take the inner list away again where it stayed empty."""
    if not item.children[-1].children:
        item.children.pop()


def _entry_content(elements: list[Element]) -> list[Element]:
    """A header's content without its footnotes, and its links replaced by their content."""
    result: list[Element] = []
    for el in elements:
        if el.type == "footnote":
            continue
        if el.type == "a":
            result.extend(_entry_content(el.children))
        elif el.children:
            twin = Element(el.type, el.value, attr=el.attr, category=el.category, options=el.options)
            twin.ial = el.ial
            twin.children = _entry_content(el.children)
            result.append(twin)
        else:
            result.append(el)
    return result


def toc_entries(root: Element, options: Options) -> list[TocEntry]:
    """The headers of a parsed document as a tree of data."""
    ids = HeaderIds(options)
    top: list[TocEntry] = []
    open_entries: list[TocEntry] = []
    for header in _headers(root, options):
        id = header.attr.get("id")
        if id is None and options.auto_ids:
            id = ids.generate(header.option("raw_text", ""))
        if id is None:
            continue
        while open_entries and open_entries[-1].header.option("level") >= header.option("level"):
            open_entries.pop()
        entry = TocEntry(id, header)
        (open_entries[-1].children if open_entries else top).append(entry)
        open_entries.append(entry)
    return top


def _headers(el: Element, options: Options) -> Iterable[Element]:
    """The headers for the table of contents, in the order of the document."""
    pending = [el]
    while pending:
        el = pending.pop()
        if el.type == "header" and in_toc(el, options):
            yield el
        else:
            pending.extend(reversed(el.children))


def toc_tokens(headers: Iterable[TocHeader]) -> list[dict[str, Any]]:
    """The headers as Python-Markdown's ``toc`` extension describes them in ``Markdown.toc_tokens``."""
    top: list[dict[str, Any]] = []
    open_tokens: list[dict[str, Any]] = []
    for level, id, children in headers:
        name = _plain_text(children)
        token: dict[str, Any] = {
            "level": level,
            "id": id,
            "name": name,
            "html": escape_html(name),
            "data-toc-label": "",
            "children": [],
        }
        while open_tokens and open_tokens[-1]["level"] >= level:
            open_tokens.pop()
        (open_tokens[-1]["children"] if open_tokens else top).append(token)
        open_tokens.append(token)
    return top


def _plain_text(elements: Iterable[Element]) -> str:
    """The text of a header without markup and footnotes."""
    parts: list[str] = []
    pending = [*elements][::-1]
    while pending:
        el = pending.pop()
        if el.type in ("text", "codespan", "math", "abbreviation"):
            parts.append(el.value)
        elif el.type == "entity":
            parts.append(el.value.char)
        elif el.type in ("smart_quote", "typographic_sym"):
            parts.append("".join(entity(name).char for name in SYMBOLS.get(el.value, (el.value,))))
        pending.extend(reversed(el.children))
    return "".join(parts).strip()
