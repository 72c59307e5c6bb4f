"""jekyll-toc: the filters ``toc``, ``toc_only`` and ``inject_anchors`` and the tag ``toc``.

They do something on pages with ``toc: true``. Options, under ``toc:`` in the configuration: ``min_level``,
``max_level``, ``ordered_list``, ``no_toc_section_class``, ``list_id``, ``list_class``, ``sublist_class``,
``item_class``, ``item_prefix``. The rules are those of the gem's ``parser.rb`` (0.18).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, ClassVar, Final
from urllib.parse import quote_plus

from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.liquid import Context, Tag
from proactive_ssg.liquid.values import to_s
from proactive_ssg.model.site import Site
from proactive_ssg.plugins.html_fragment import Element, parse_fragment
from proactive_ssg.plugins.html_writing import to_html
from proactive_ssg.plugins.option_values import Kind, options
from proactive_ssg.templates.site_drop import SiteDrop

__all__ = ["TableOfContents", "TocOptions", "register"]

_NO_TOC: Final = "no_toc"
_KINDS: Final[Mapping[str, Kind]] = {
    "min_level": int,
    "max_level": int,
    "ordered_list": bool,
    "no_toc_section_class": (str, list),
    **dict.fromkeys(("list_id", "list_class", "sublist_class", "item_class", "item_prefix"), str),
}


@dataclass(frozen=True, slots=True)
class TocOptions:
    """The options, named as in the configuration."""

    min_level: int = 1
    max_level: int = 6
    ordered_list: bool = False
    no_toc_section_class: Any = "no_toc_section"
    list_id: str = "toc"
    list_class: str = "section-nav"
    sublist_class: str = ""
    item_class: str = "toc-entry"
    item_prefix: str = "toc-"


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    text: str
    level: int
    heading: Element


class TableOfContents:
    """The headings of one text of HTML."""

    def __init__(self, html: str, options: TocOptions) -> None:
        self._options = options
        self._tree = parse_fragment(html)
        self._entries = self._find_entries()

    def _find_entries(self) -> list[_Entry]:
        options = self._options
        excluded = options.no_toc_section_class
        outside = set(excluded if isinstance(excluded, list) else [excluded])
        levels = {f"h{level}": level for level in range(options.min_level, options.max_level + 1)}
        found, seen = [], dict[str, int]()
        for element, outer in self._tree.walk():
            if element.name not in levels or _NO_TOC in _classes(element):
                continue
            if any(outside.intersection(_classes(around)) for around in outer):
                continue
            text = element.text()
            name = element.attributes.get("id")
            if name is None:
                name = _generated_id(text)
                seen[name] = seen.get(name, -1) + 1
                name = f"{name}-{seen[name]}" if seen[name] else name
            found.append(_Entry(name, _escaped(text), levels[element.name], element))
        return found

    def list(self) -> str:
        """The table of contents, an HTML list."""
        options = self._options
        tag = "ol" if options.ordered_list else "ul"
        items = self._items(self._entries, tag)
        return f'<{tag} id="{options.list_id}" class="{options.list_class}">\n{items}</{tag}>'

    def _items(self, entries: Sequence[_Entry], tag: str) -> str:
        options, parts, position = self._options, list[str](), 0
        top = min((entry.level for entry in entries), default=0)
        sublist = f' class="{options.sublist_class}"' if options.sublist_class else ""
        while position < len(entries):
            entry = entries[position]
            start = position + (entry.level == top)
            end = next((at for at in range(start, len(entries)) if entries[at].level == top), len(entries))
            inside = self._items(entries[start:end], tag) if start < end else ""
            if entry.level == top:
                below = f"\n<{tag}{sublist}>\n{inside}</{tag}>\n" if inside else ""
                item = f'<li class="{options.item_class} {options.item_prefix}h{entry.level}">'
                parts.append(f'{item}<a href="#{entry.id}">{entry.text}</a>{below}</li>\n')
            else:
                parts.append(inside)
            position = end
        return "".join(parts)

    def with_anchors(self) -> str:
        """The text, each heading beginning with a link to itself."""
        for entry in self._entries:
            icon = Element("span", {"class": "octicon octicon-link"})
            link: dict[str, str | None] = {"class": "anchor", "href": f"#{entry.id}", "aria-hidden": "true"}
            entry.heading.children.insert(0, Element("a", link, [icon]))
        return to_html(self._tree)


def _classes(element: Element) -> list[str]:
    return (element.attributes.get("class") or "").split()


def _escaped(text: str) -> str:
    return escape(text).replace("&#x27;", "&#39;")


def _generated_id(text: str) -> str:
    kept = (c for c in text.lower() if c in "- " or _is_word(c))
    return quote_plus("".join(kept).replace(" ", "-"), safe="*")


def _is_word(character: str) -> bool:
    category = unicodedata.category(character)  # Ruby's \p{Word}
    return category[0] in "LM" or category in ("Nd", "Pc")


class TocTag(Tag):
    """``{% toc %}``: the table of contents of the page's text, in a layout."""

    options: ClassVar[TocOptions]

    def render(self, context: Context) -> str:
        page = context.registers["page"]
        if page.get("toc") in (None, False):
            return ""
        return TableOfContents(to_s(page.get("content")), self.options).list()


class _Filters:
    """The filters; which page they are on, ``site`` of the templates tells."""

    def __init__(self, options: TocOptions) -> None:
        self._options = options
        self._site: SiteDrop | None = None

    def begin(self, _site: Site, variables: Mapping[str, Any]) -> None:
        self._site = variables["site"]

    def _table(self, html: Any) -> TableOfContents | None:
        page = None if self._site is None else self._site.current
        wanted = page is not None and page.data.get("toc") is True
        return TableOfContents(to_s(html), self._options) if wanted else None

    def toc_only(self, html: Any) -> str:
        table = self._table(html)
        return table.list() if table else ""

    def inject_anchors(self, html: Any) -> Any:
        table = self._table(html)
        return table.with_anchors() if table else html

    def toc(self, html: Any) -> Any:
        table = self._table(html)
        return table.list() + table.with_anchors() if table else html


def register(registry: Registry) -> None:
    """Adds the tag, the filters and what they need to know the page."""
    given = options(registry, "toc", _KINDS)
    chosen = TocOptions(**given)
    registry.tag("toc", type("TocTag", (TocTag,), {"options": chosen}))
    filters = _Filters(chosen)
    for name in ("toc_only", "inject_anchors", "toc"):
        registry.filter(name, getattr(filters, name))
    registry.hook("site", "pre_render", filters.begin, Priority.HIGHEST)
