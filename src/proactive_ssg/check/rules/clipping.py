"""The part of theme 10 that is about text in boxes too low for it, where the page alone settles it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.names import text_of
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.styles import has_rules, style_of
from proactive_ssg.check.visibility import invisible
from proactive_ssg.i18n import _

__all__ = ["RULES"]

_LENGTH = re.compile(r"(\d*\.?\d+)(px|pt|em|rem)")
_UNITS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0}
_HIDES = ("hidden", "clip")
# At 200 % a wide window is 640 pixels wide, and letters are rarely narrower than this share of their size.
_WIDTH, _LETTER = 640, 0.4


def _clipped(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.all if has_rules(page) else page.document.having("style"):
        if not element.own_text:
            continue
        style = style_of(page, element)
        if not any("overflow" in name for name in style) or _is_set_aside(style) or invisible(page, element):
            continue
        across, _space, down = style.get("overflow", "").partition(" ")
        cut = style.get("overflow-y", down or across) in _HIDES and _too_low(page, element, style)
        cut = cut or (style.get("overflow-x", across) in _HIDES and _too_long(element, style))
        if cut and not _goes_on_elsewhere(element):
            yield Hit(element, _("this text is cut off when letters are twice as large"))


def _is_set_aside(style: Mapping[str, str]) -> bool:
    """Text for screen readers only is cut off on purpose."""
    return style.get("position") in ("absolute", "fixed") or "clip" in style or "clip-path" in style


def _too_low(page: AuditedPage, element: Element, style: Mapping[str, str]) -> bool:
    size = _pixels(style.get("font-size", "16px"), 16.0)
    height = _pixels(style.get("height") or style.get("max-height", ""), size or 16.0)
    if size is None or height is None or height <= 1 or size <= 0:
        return False
    lines = int(height / (1.1 * size))
    if lines == 0:
        return height < 0.8 * size
    if style.get("white-space", "").startswith(("nowrap", "pre")):
        return False
    width = _pixels(style.get("width", ""), size)
    wide = _WIDTH if width is None else min(width, _WIDTH)
    return wide > 1 and len(text_of(page, element)) > 1.3 * lines * wide / (_LETTER * size)


def _too_long(element: Element, style: Mapping[str, str]) -> bool:
    """Whether a line that may not wrap is longer than the window is then wide."""
    size = _pixels(style.get("font-size", "16px"), 16.0)
    if not size or style.get("white-space", "") not in ("nowrap", "pre") or element.has("title"):
        return False
    return _longest_line(element, style["white-space"] == "pre") > 1.3 * _WIDTH / (_LETTER * size)


def _longest_line(element: Element, keeps_lines: bool) -> int:
    lines = [""]
    pending: list[Element | str] = [element]
    while pending:
        item = pending.pop()
        if isinstance(item, Element):
            if item.name == "br":
                lines.append("")
            pending.extend(reversed(item.children))
        elif keeps_lines:
            first, *more = item.split("\n")
            lines[-1] += first
            lines += more
        else:
            lines[-1] += f" {item}"
    return max(len(" ".join(line.split())) for line in lines)


def _pixels(value: str, inherited: float) -> float | None:
    match = _LENGTH.fullmatch(value)
    return None if match is None else float(match[1]) * _UNITS.get(match[2], inherited)


def _goes_on_elsewhere(element: Element) -> bool:
    """A link in it or right after it may lead to the whole text."""
    siblings = element.parent.elements if element.parent else []
    after = siblings[siblings.index(element) + 1 :] if element in siblings else []
    return any(inner.name in ("a", "button") for one in (element, *after[:1]) for inner in one.walk())


RULES: tuple[Rule, ...] = (
    Rule(
        "text-cut-off",
        "10.4",
        "10.4.1",
        Level.ERROR,
        _clipped,
        lambda: _("take out `height`, or write `min-height` instead"),
    ),
)
