"""Repairs of pictures: what belongs into a style sheet becomes a class (RGAA 10.1, 8.2)."""

from __future__ import annotations

import re
from typing import Final

from proactive_ssg.repair.markup import Markup

__all__ = ["align", "image_width"]

_CLASSES: Final = {
    **{name: name for name in ("left", "right", "top", "middle", "bottom", "center")},
    **dict.fromkeys(("absmiddle", "abscenter"), "middle"),
    "texttop": "top",
    "absbottom": "bottom",
}
_PERCENT = re.compile(r"\s*(\d{1,3})(?:\.\d*)?\s*%\s*")
_STEP = 5


def align(markup: Markup) -> None:
    """``align="left"`` of an image becomes the class ``align-left``; a value without meaning goes."""
    for tag in markup.elements("img"):
        if "align" in tag.attributes:
            name = _CLASSES.get(tag.value("align").strip().lower())
            markup.to_class(tag, [f"align-{name}"] if name else [], "align")
            markup.note(tag)


def image_width(markup: Markup) -> None:
    """``width="18%"`` of an image becomes the class ``width-20``: the nearest multiple of five."""
    for tag in markup.elements("img"):
        found = _PERCENT.fullmatch(tag.value("width"))
        if found is not None:
            percent = min(max(round(int(found[1]) / _STEP), 1) * _STEP, 100)
            markup.to_class(tag, [f"width-{percent}"], "width")
            markup.note(tag)
