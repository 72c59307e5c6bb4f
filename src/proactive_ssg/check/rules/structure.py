"""Theme 9 of RGAA: structure of information."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element, in_order
from proactive_ssg.check.names import name_of
from proactive_ssg.check.roles import explicit_role, role_of, told_as, written_as
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.texts import plain
from proactive_ssg.check.visibility import hidden, perceived
from proactive_ssg.i18n import _

__all__ = ["RULES", "headings"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEVEL = re.compile(r"h([1-6])")
_LIST_CHILDREN = frozenset({"li", "script", "template"})
_SECTIONS = frozenset({"article", "aside", "main", "nav", "section"})
_LIST_ROLES = frozenset(
    {"menu", "menubar", "tablist", "listbox", "tree", "radiogroup", "group", "none", "presentation"}
)
_BULLETS = "-–—•·*▪►→✓"
_BULLET = re.compile(rf"\s*(?:[{_BULLETS}]|\d{{1,2}}[.)])\s+\S")
_QUOTE = re.compile("[«“]")
_QUOTED = re.compile(r"«[^»]{60,}»|“[^”]{60,}”")


def headings(page: AuditedPage) -> list[tuple[Element, int]]:
    """The headings that are read out, with their levels."""
    found = page.cache.get("headings")
    if found is None:
        found = page.cache["headings"] = [
            (element, level)
            for element in page.document.named_or_having(_HEADINGS, "role")
            if (level := _level(element)) and not hidden(page, element)
        ]
    return found  # type: ignore[return-value]


def _level(element: Element) -> int:
    role = explicit_role(element)
    native = _LEVEL.fullmatch(element.name)
    if role and role != "heading":
        return 0
    if role != "heading" and native is None:
        return 0
    written = element.get("aria-level").strip()
    if written.isdigit() and int(written):
        return int(written)
    return int(native[1]) if native else 2


def _empty_headings(page: AuditedPage) -> Iterator[Hit]:
    for element, _unused in headings(page):
        if not name_of(page, element):
            yield Hit(element, _("the heading is empty"))


def _skipped_levels(page: AuditedPage) -> Iterator[Hit]:
    before = 0
    for element, level in headings(page):
        if before and level > before + 1:
            yield Hit(
                element,
                _("the heading is of level {level} after one of level {before}").format(
                    level=level, before=before
                ),
            )
        before = level


def _missing_h1(page: AuditedPage) -> Iterator[Hit]:
    found = headings(page)
    if not page.partial and not any(level == 1 for element, level in found):
        yield Hit(None, _("the page has no heading of level 1"))


def _bold_paragraphs(page: AuditedPage) -> Iterator[Hit]:
    """A paragraph that is all bold and short, with text after it, looks like a heading."""
    for paragraph in page.document.named("p"):
        items = [item for item in paragraph.children if isinstance(item, Element) or item.strip()]
        if len(items) != 1 or not isinstance(items[0], Element) or items[0].name not in ("b", "strong"):
            continue
        text = plain(items[0].text)
        if (
            0 < len(text) <= 90
            and not text.endswith((".", "!", "…", ",", ";"))
            and not hidden(page, paragraph)
        ):
            yield Hit(
                paragraph, _("a paragraph that is all bold may be a heading: “{text}”").format(text=text)
            )


def _mains(page: AuditedPage) -> list[Element]:
    found = page.cache.get("mains")
    if found is None:
        mains = in_order([page.document.named("main"), written_as(page, "main")])
        found = page.cache["mains"] = perceived(page, mains)
    return found  # type: ignore[return-value]


def _is_html5(page: AuditedPage) -> bool:
    """9.2 is not applicable to another doctype than that of HTML 5."""
    return (
        not page.partial
        and page.document.doctype is not None
        and "public" not in page.document.source[:200].lower()
    )


def _several_mains(page: AuditedPage) -> Iterator[Hit]:
    found = _mains(page)
    # One within another is a matter of nesting; both are visible all the same.
    for element in found[1:] if _is_html5(page) else ():
        yield Hit(
            element, _("the page has another visible main area, on line {line}").format(line=found[0].line)
        )


def _areas(page: AuditedPage) -> set[str]:
    """The sorts of areas around the main content: one alone may be part of it."""
    areas = told_as(page, "banner", "navigation", "contentinfo")
    return {role_of(page, element) for element in perceived(page, areas)}


def _main_missing(page: AuditedPage) -> Iterator[Hit]:
    """A page with areas of a site (a header, a menu) and without a main one: its content has no place."""
    if _is_html5(page) and not _mains(page) and len(_areas(page)) > 1:
        yield Hit(None, _("the page has areas and its main content is in no <main>"))


def _landmark_by_role(page: AuditedPage) -> Iterator[Hit]:
    natives = {"banner": "header", "navigation": "nav", "main": "main", "contentinfo": "footer"}
    for element in written_as(page, *natives) if _is_html5(page) else ():
        native = natives[explicit_role(element)]
        if element.name != native and not any(True for _one in element.walk() if _one.name == native):
            yield Hit(
                element,
                _('the area is made with role="{role}" and not with <{name}>').format(
                    role=explicit_role(element), name=native
                ),
            )


def _landmarks_suggested(page: AuditedPage) -> Iterator[Hit]:
    if _is_html5(page) and not _mains(page) and len(_areas(page)) < 2:
        yield Hit(None, _("the page has no areas: <header>, <nav>, <main>, <footer>"))


def _list_children(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.named("ul", "ol"):
        if explicit_role(element) in _LIST_ROLES:
            continue
        for child in element.children:
            if isinstance(child, str):
                if child.strip():
                    yield Hit(element, _("text stands directly in the list, outside of any item"), "9.3.1")
            elif (
                child.name not in _LIST_CHILDREN
                and "-" not in child.name
                and explicit_role(child) != "listitem"
            ):
                yield Hit(
                    child,
                    _("<{name}> stands directly in the list, outside of any item").format(name=child.name),
                    "9.3.1",
                )


def _items_outside(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.named("li"):
        parent = element.parent
        if parent is None or parent.name in ("ul", "ol", "menu", "template", "slot") or "-" in parent.name:
            continue
        if not explicit_role(element) and role_of(page, parent) != "list":
            yield Hit(element, _("the list item is in no list"))


def _definitions(page: AuditedPage) -> Iterator[Hit]:
    allowed = {"dt", "dd", "div", "script", "template"}
    for element in page.document.named("dl"):
        children = list(element.elements)
        for child in children:
            if child.name not in allowed and "-" not in child.name:
                yield Hit(
                    child, _("<{name}> stands directly in a list of definitions").format(name=child.name)
                )
        terms = [child.name for one in children for child in (one.elements if one.name == "div" else (one,))]
        terms = [name for name in terms if name in ("dt", "dd")]
        if terms and ("dt" not in terms or "dd" not in terms or terms[0] == "dd" or terms[-1] == "dt"):
            yield Hit(element, _("a list of definitions goes by terms, each with its definition"))
    for element in page.document.named("dt", "dd"):
        if not any(above.name in ("dl", "template") for above in element.ancestors):
            yield Hit(element, _("<{name}> is in no list of definitions").format(name=element.name))


def _fake_lists(page: AuditedPage) -> Iterator[Hit]:
    """Lines that start with a dash, in a paragraph or in paragraphs after one another."""
    for paragraph in page.document.named("p"):
        lines = [child for child in paragraph.children if isinstance(child, str) and _BULLET.match(child)]
        if len(lines) > 1 and any(child.name == "br" for child in paragraph.elements):
            yield Hit(paragraph, _("the lines of this paragraph look like a list"))
    for parent in {one.parent: None for one in page.document.named("p") if one.parent is not None}:
        row = [child for child in parent.elements if child.name == "p" and _may_be_item(child)]
        row = [child for child in row if _BULLET.match(child.text)] if len(row) > 2 else []
        if len(row) > 2:
            yield Hit(row[0], _("these paragraphs look like a list"))


def _may_be_item(paragraph: Element) -> bool:
    """Whether the first sign of its text is a bullet or a digit, or is not in itself."""
    for child in paragraph.children:
        if not isinstance(child, str):
            return True
        text = child.lstrip()
        if text:
            return text[0] in _BULLETS or text[0].isdecimal()
    return False


def _quotations(page: AuditedPage) -> Iterator[Hit]:
    for paragraph in page.document.named("p", "li", "dd"):
        if not _QUOTE.search(paragraph.own_text):
            continue
        if any(above.name in ("blockquote", "q") for above in paragraph.ancestors):
            continue
        text = "".join(child for child in paragraph.children if isinstance(child, str))
        if _QUOTED.search(text):
            yield Hit(paragraph, _("a long passage in quotation marks may be a quotation"))


_ERROR, _WARNING = Level.ERROR, Level.WARNING


def _list_help() -> str:
    return _("A list holds only items (li), and items stand only in lists.")


def _areas_help() -> str:
    return _("Put the areas of the page into <header>, <nav>, <main> (one) and <footer>.")


RULES: tuple[Rule, ...] = (
    Rule(
        "heading-empty",
        "9.1",
        "9.1.2",
        _ERROR,
        _empty_headings,
        lambda: _("Take the heading away, or write it."),
    ),
    Rule(
        "heading-skipped",
        "9.1",
        "9.1.1",
        _WARNING,
        _skipped_levels,
        lambda: _("Headings go down one level at a time (a best practice, which RGAA does not ask for)."),
    ),
    Rule(
        "heading-one-missing",
        "9.1",
        "9.1.1",
        _WARNING,
        _missing_h1,
        lambda: _("Say in an h1 what the page is about (a best practice, which RGAA does not ask for)."),
    ),
    Rule(
        "heading-bold",
        "9.1",
        "9.1.3",
        _WARNING,
        _bold_paragraphs,
        lambda: _("If it is one, write it as a heading (in Markdown: ## …)."),
    ),
    Rule("main-several", "9.2", "9.2.1", _ERROR, _several_mains, _areas_help),
    Rule("main-missing", "9.2", "9.2.1", _ERROR, _main_missing, _areas_help),
    Rule("area-by-role", "9.2", "9.2.1", _WARNING, _landmark_by_role, _areas_help),
    Rule("areas-missing", "9.2", "9.2.1", _WARNING, _landmarks_suggested, _areas_help),
    Rule("list-children", "9.3", "9.3.1", _ERROR, _list_children, _list_help),
    Rule("list-item-outside", "9.3", "9.3.1", _ERROR, _items_outside, _list_help),
    Rule(
        "definition-list",
        "9.3",
        "9.3.3",
        _ERROR,
        _definitions,
        lambda: _("In a dl, each term (dt) comes before its definition (dd)."),
    ),
    Rule("list-fake", "9.3", "9.3.1", _WARNING, _fake_lists, lambda: _("Write a list (in Markdown: * …).")),
    Rule(
        "quotation",
        "9.4",
        "9.4.1",
        _WARNING,
        _quotations,
        lambda: _("Mark a quotation with q, or with blockquote (in Markdown: > …)."),
    ),
)
