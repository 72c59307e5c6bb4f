"""Criterion 9.3 of RGAA: lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.roles import explicit_role, role_of
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.i18n import _

__all__ = ["RULES"]

_LIST_CHILDREN = frozenset({"li", "script", "template"})
_LIST_ROLES = frozenset(
    {"menu", "menubar", "tablist", "listbox", "tree", "radiogroup", "group", "none", "presentation"}
)
_BULLETS = "-–—•·*▪►→✓"
_BULLET = re.compile(rf"\s*(?:[{_BULLETS}]|\d{{1,2}}[.)])\s+\S")


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
        children = element.elements
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


def _list_help() -> str:
    return _("A list holds only items (li), and items stand only in lists.")


_ERROR, _WARNING = Level.ERROR, Level.WARNING

RULES: tuple[Rule, ...] = (
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
)
