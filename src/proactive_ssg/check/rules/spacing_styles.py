"""Criterion 10.12 of RGAA: readers can change the spacing of text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.styles import style_of
from proactive_ssg.check.visibility import invisible
from proactive_ssg.i18n import _

__all__ = ["RULES"]

# A property, and how much of the size of the text it has to leave to the reader.
_ENOUGH = {"letter-spacing": 0.12, "line-height": 1.5, "word-spacing": 0.16}
_LENGTH = re.compile(r"(-?[\d.]+)(em|rem|px|pt|%)?")
_OFF_SCREEN = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|em|rem)")
_UNITS = {"em": 1.0, "": 1.0, "%": 0.01}


def _spacing(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.having("style"):
        style = element.get("style")
        if "!important" not in style.lower() or invisible(page, element):
            continue
        for name, value in _important(style).items():
            if not _off_screen(page, element, name) and _narrow_text(page, element, name, value):
                yield Hit(
                    element,
                    _("“{name}: {value}” keeps readers from spacing the text").format(name=name, value=value),
                )


def _important(style: str) -> dict[str, str]:
    """The last ``!important`` declaration of each property that matters here."""
    found: dict[str, str] = {}
    for part in style.lower().split(";"):
        name, _colon, value = part.partition(":")
        if name.strip() in _ENOUGH and value.rstrip().endswith("!important"):
            found[name.strip()] = value.strip().removesuffix("!important").strip()
    return found


def _is_narrow(page: AuditedPage, element: Element, name: str, value: str) -> bool:
    if value in ("normal", "initial"):
        return True
    length = _LENGTH.fullmatch(value)
    if length is None:
        return False
    number, unit = float(length[1] or 0), length[2] or ""
    size = _font_size(page, element)
    if unit in ("px", "pt", "rem"):
        pixels = number * {"px": 1.0, "pt": 4 / 3, "rem": 16.0}[unit]
        return size is not None and pixels / size < _ENOUGH[name]
    if unit == "" and name != "line-height":
        return number == 0
    return number * _UNITS[unit] < _ENOUGH[name]


def _font_size(page: AuditedPage, element: Element) -> float | None:
    """In pixels; None where a style says it in another unit."""
    for one in (element, *element.ancestors):
        said = style_of(page, one).get("font-size")
        if said is not None:
            length = re.fullmatch(r"([\d.]+)px", said)
            return float(length[1]) if length and float(length[1]) else None
    return 16.0


def _off_screen(page: AuditedPage, element: Element, name: str) -> bool:
    """Text that nobody sees, or (for the height of lines) that never wraps."""
    for one in (element, *element.ancestors):
        style = style_of(page, one)
        if _OFF_SCREEN.match(style.get("top", "")) or _OFF_SCREEN.match(style.get("left", "")):
            return True
        if name == "line-height" and style.get("overflow-x") in ("scroll", "auto"):
            return True
    return False


def _narrow_text(page: AuditedPage, element: Element, name: str, value: str) -> bool:
    """Whether a text that inherits the value is spaced too little by it, at its own size."""
    relative = value.endswith(("em", "%")) and not value.endswith("rem")
    for inner in element.walk():
        sets_again = inner is not element and name in style_of(page, inner)
        if sets_again or not inner.own_text or invisible(page, inner):
            continue
        if _is_narrow(page, element if relative else inner, name, value):
            return True
    return False


RULES: tuple[Rule, ...] = (
    Rule(
        "text-spacing",
        "10.12",
        "10.12.1",
        Level.WARNING,
        _spacing,
        lambda: _(
            "Take “!important” away, or give enough: line-height 1.5, letter-spacing 0.12em,"
            " word-spacing 0.16em."
        ),
    ),
)
