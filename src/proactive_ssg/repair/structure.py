"""Repairs of identifiers, tables and figures (RGAA 8.2, 5.7, 1.9)."""

from __future__ import annotations

import re

from proactive_ssg.repair.markup import Markup, quoted
from proactive_ssg.repair.tags import Tag

__all__ = ["duplicate_ids", "figure_label", "table_scope", "wants_ids"]

_ID = re.compile(r"\sid\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_PICTURES = frozenset(("img", "svg", "object", "canvas", "picture", "embed", "video", "audio"))


def duplicate_ids(markup: Markup) -> None:
    """The second ``id`` of a name becomes ``name-2``: links lead to the first, as they did."""
    taken = {tag.value("id") for tag in markup.tags if not tag.closing and "id" in tag.attributes}
    seen: set[str] = set()
    for tag in markup.tags:
        name = "" if tag.closing else tag.value("id")
        if name and name in seen:
            number = 2
            while f"{name}-{number}" in taken:
                number += 1
            new = f"{name}-{number}"
            taken.add(new)
            markup.set_attribute(tag, "id", quoted(new))
            markup.note(tag)
        seen.add(name)


def wants_ids(markup: Markup) -> bool:
    """Is an ``id`` there twice?"""
    found = _ID.findall(markup.text)
    return len(found) > len(set(found))


def table_scope(markup: Markup) -> None:
    """The header cells of a row that has nothing else, the first one or one of ``thead``, say it."""
    for table in markup.elements("table"):
        if table.pair is None or table.value("role") in ("presentation", "none"):
            continue
        rows = [tag for tag in markup.inside(table) if tag.name == "tr" and not tag.closing]
        first = next((row for row in rows if _table_of(row) is table), None)
        for row in rows:
            of_head = row.parent is not None and row.parent.name == "thead"
            if _table_of(row) is table and (row is first or of_head):
                _scope_row(markup, row)


def _table_of(tag: Tag) -> Tag | None:
    while tag.parent is not None:
        tag = tag.parent
        if tag.name == "table":
            return tag
    return None


def _scope_row(markup: Markup, row: Tag) -> None:
    cells = [tag for tag in markup.inside(row) if tag.parent is row and not tag.closing]
    heads = [tag for tag in cells if tag.name == "th"]
    if not heads or any(_text(markup, tag) for tag in cells if tag.name != "th"):
        return
    for tag in heads:
        spans = any(tag.value(name).strip() not in ("", "1") for name in ("colspan", "rowspan"))
        if not spans and not {"scope", "id", "role"} & tag.attributes.keys() and _text(markup, tag):
            markup.set_attribute(tag, "scope", "col")
            markup.note(tag)


def _text(markup: Markup, tag: Tag) -> str:
    text = markup.text_of(tag).replace("&nbsp;", " ").strip()
    return text or ("img" if any(one.name == "img" for one in markup.inside(tag)) else "")


def figure_label(markup: Markup) -> None:
    """A figure with a picture and a caption is one for all: its role, and its caption as its name."""
    for tag in markup.elements("figure"):
        inside = markup.inside(tag)
        captions = [one for one in inside if one.name == "figcaption" and one.parent is tag and one.pair]
        if not captions or not any(one.name in _PICTURES for one in inside):
            continue
        caption = " ".join(markup.text_of(captions[0]).split())
        named = {"aria-label", "aria-labelledby"} & tag.attributes.keys()
        if not caption or (
            "role" in tag.attributes and (named or tag.value("role") not in ("figure", "group"))
        ):
            continue
        if "role" not in tag.attributes:
            markup.set_attribute(tag, "role", "figure")
        if not named:
            # Programs that look for the next ">" must not end the tag within its label.
            markup.set_attribute(tag, "aria-label", quoted(caption).replace(">", "&gt;"))
        markup.note(tag)
