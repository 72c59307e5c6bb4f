"""Repairs of elements and attributes that only say how something looks (RGAA 10.1, 8.2)."""

from __future__ import annotations

import re
from typing import Final

from proactive_ssg.repair.markup import Markup, quoted
from proactive_ssg.repair.tags import VOID, Tag

__all__ = ["frameborder", "presentational_elements", "strikethrough", "void_slashes"]

_ELEMENTS: Final = {
    "center": ("div", "text-center"),
    "big": ("span", "text-big"),
    "tt": ("span", "text-mono"),
    "font": ("span", ""),
}
_COLOUR = re.compile(r"#?([a-zA-Z0-9]+)")
_SIZE = re.compile(r"([+-]?)([1-7])")


def presentational_elements(markup: Markup) -> None:
    """``center`` becomes a ``div`` with a class, ``font``, ``big`` and ``tt`` a ``span``."""
    for tag in markup.elements(*_ELEMENTS):
        if tag.pair is None:
            continue
        name, class_name = _ELEMENTS[tag.name]
        classes = [*tag.value("class").split(), *([class_name] if class_name else _classes_of_font(tag))]
        kept = "".join(
            " " + markup.text[one.start : one.end]
            for key, one in tag.attributes.items()
            if key not in ("class", *(("color", "size", "face") if tag.name == "font" else ()))
        )
        written = f' class="{quoted(" ".join(classes))}"' if classes else ""
        markup.replace(tag.start, tag.end, f"<{name}{written}{kept}>")
        markup.rename(tag.pair, name)
        markup.note(tag)


def _classes_of_font(tag: Tag) -> list[str]:
    """``color-red size-5``; a typeface has no class, it is the site's affair."""
    colour = _COLOUR.fullmatch(tag.value("color").strip())
    size = _SIZE.fullmatch(tag.value("size").strip())
    found = [f"color-{colour[1].lower()}"] if colour else []
    if size:
        sign = {"+": "plus-", "-": "minus-", "": ""}[size[1]]
        found.append(f"size-{sign}{size[2]}")
    return found


def frameborder(markup: Markup) -> None:
    """``frameborder="0"`` of an ``iframe`` becomes the class ``no-border``; any other value goes."""
    for tag in markup.elements("iframe"):
        if "frameborder" in tag.attributes:
            none = tag.value("frameborder").strip().lower() in ("0", "no")
            markup.to_class(tag, ["no-border"] if none else [], "frameborder")
            markup.note(tag)


def strikethrough(markup: Markup) -> None:
    """``s`` and ``strike`` become ``del``: right where what is struck out was removed from the text."""
    for tag in markup.elements("s", "strike"):
        if tag.pair is not None:
            markup.rename(tag, "del")
            markup.rename(tag.pair, "del")
            markup.note(tag)


def void_slashes(markup: Markup) -> None:
    """``<br />`` becomes ``<br>``; a slash that is the end of a value without quotes is none."""
    first, count = None, 0
    for tag in markup.tags:
        if tag.name not in VOID or tag.closing or tag.foreign or not tag.text.endswith("/>"):
            continue
        if tag.attributes_end > tag.end - 2:
            continue
        end = tag.end - 1
        while end > tag.attributes_end and markup.text[end - 1] in "/ \t\r\n\f":
            end -= 1
        markup.replace(end, tag.end - 1, "")
        first, count = first or tag, count + 1
    if first is not None:
        markup.note(first, count)
