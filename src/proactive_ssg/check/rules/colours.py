"""Theme 3 of RGAA: colours, where the page alone settles them.

Only a browser knows all that makes a contrast. What is certain without one: both colours are written on the
page, nothing moves the text away from its background, and no style sheet that is not read may change them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proactive_ssg.check.colours import BLACK, WHITE, Colour, contrast, over, parse_colour, stops_of
from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.names import labels_of, referenced
from proactive_ssg.check.roles import is_disabled
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.style_sources import says_all
from proactive_ssg.check.styles import declarations, has_rules, style_of
from proactive_ssg.check.visibility import hidden
from proactive_ssg.i18n import _

__all__ = ["RULES"]

_WORD = re.compile(r"[^\W\d_]{2,}")
_OWN_COLOURS = frozenset(("button", "input", "select", "textarea", "mark", "dialog", "meter", "progress"))
_SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "small": 0.83, "big": 1.2, "sub": 0.83, "sup": 0.83}
_BOLD = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "th"))
_SPECIAL = _OWN_COLOURS | _SIZES.keys() | _BOLD | {"a", "fieldset", "optgroup", "option"}
_COLOURING = {"aria-disabled", "background", "bgcolor", "color", "disabled"}
_MOVES = ("filter", "mix-blend-mode", "clip", "clip-path", "transform", "text-shadow", "text-indent")
_LENGTH = re.compile(r"(\d*\.?\d+)(px|pt|em|rem|%)")
_SHORTHAND = re.compile(
    r"(?P<before>(?:[a-z0-9-]+\s+)*?)(?P<number>\d*\.?\d+)(?P<unit>px|pt|em|rem|%)(?:\s*/\s*\S+)?\s+[^/]+"
)
_UNITS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0}


@dataclass(frozen=True, slots=True)
class _Look:
    """``None``: nobody can know. ``backdrop``: the colours that may be behind; ``size`` in pixels."""

    colour: Colour | None
    backdrop: tuple[Colour, ...] | None
    opacity: float = 1.0
    size: float | None = 16.0
    bold: bool | None = False
    disabled: bool = False


def _low_contrast(page: AuditedPage) -> Iterator[Hit]:
    alone = says_all(page)
    leading = set() if alone else _on_the_way(page)
    if not leading and not (alone and (has_rules(page) or page.document.having("style"))):
        return  # nobody says a colour: what a browser shows by itself can be read
    start = _Look(BLACK, (WHITE,)) if alone else _Look(None, None, size=None, bold=None)
    off = _labels_of_disabled(page)
    stack: list[tuple[Element, _Look]] = [(page.document.root, start)]
    while stack:
        element, above = stack.pop()
        if element.name.startswith(("svg:", "math:")):
            continue
        style = style_of(page, element) if alone else declarations(element.get("style"))
        look = _look(element, style, above)
        if look is None:
            continue
        if not (look.disabled or element in off) and _has_words(element) and not hidden(page, element):
            yield from _judge(element, look)
        children = element.elements
        if not alone and look.backdrop is None:
            children = [child for child in children if child in leading]
        stack.extend([(child, look) for child in reversed(children)])


def _on_the_way(page: AuditedPage) -> set[Element]:
    """The elements with a background of their own and those around them: of others, none is known."""
    found: set[Element] = set()
    if "color:" in page.document.source:
        for element in page.document.having("style"):
            above: Element | None = element if "background" in element.get("style").lower() else None
            while above is not None and above not in found:
                found.add(above)
                above = above.parent
    return found


def _labels_of_disabled(page: AuditedPage) -> set[Element]:
    controls = [
        one for one in page.document.named("input", "select", "textarea", "button") if is_disabled(one)
    ]
    said = [one for one in page.document.having("aria-disabled") if _is_said_disabled(one)]
    labels = {label for one in (*controls, *said) for label in labels_of(page, one)}
    return labels.union(*(referenced(page, one, "aria-labelledby") for one in (*controls, *said)))


def _is_said_disabled(element: Element) -> bool:
    return element.get("aria-disabled").strip().lower() == "true"


def _has_words(element: Element) -> bool:
    return any(isinstance(child, str) and _WORD.search(child) for child in element.children)


def _judge(element: Element, look: _Look) -> Iterator[Hit]:
    if look.colour is None or not look.backdrop or look.size == 0:
        return
    front = look.colour._replace(alpha=look.colour.alpha * look.opacity)
    best = max(contrast(over(front, behind), behind) for behind in look.backdrop)
    small = look.size is not None and look.bold is not None and look.size < (18.66 if look.bold else 24)
    needed = 4.5 if small else 3.0
    if 1.05 < best < needed - 0.005:
        test = ("3.2.2" if look.bold else "3.2.1") if small else ("3.2.4" if look.bold else "3.2.3")
        message = _("the contrast of this text is {ratio}, and not at least {needed}")
        yield Hit(element, message.format(ratio=f"{best:.2f}", needed=needed), test)


def _look(element: Element, style: Mapping[str, str], above: _Look) -> _Look | None:
    """How an element looks under another; None where its text may be anywhere or look like anything."""
    if not style and element.name not in _SPECIAL and not element.attributes.keys() & _COLOURING:
        return above
    if style and _is_elsewhere(style):
        return None
    try:
        opacity = above.opacity * float(style.get("opacity", "1"))
    except ValueError:
        return None
    backdrop = _backdrop(element, style, above)
    if opacity < 1 and backdrop != above.backdrop:
        backdrop = None
    size, bold = _font(element, style, above)
    off = above.disabled or is_disabled(element) or _is_said_disabled(element)
    return _Look(_colour(element, style, above), backdrop, opacity, size, bold, off)


def _is_elsewhere(style: Mapping[str, str]) -> bool:
    """Whether nobody can know where the text is, or what fills its letters."""
    if style.get("position") in ("absolute", "fixed", "sticky"):
        return True
    for name in _MOVES:
        if name in style and style[name] not in ("none", "0", "normal", "auto"):
            return True
    return "background-clip" in style or any("text-fill-color" in name for name in style)


def _colour(element: Element, style: Mapping[str, str], above: _Look) -> Colour | None:
    said = style.get("color")
    if said is not None:
        return above.colour if said in ("inherit", "currentcolor") else parse_colour(said)
    if (
        element.name in _OWN_COLOURS
        or (element.name == "a" and element.has("href"))
        or element.has("bgcolor")
    ):
        return None
    return None if element.has("color") else above.colour


def _backdrop(element: Element, style: Mapping[str, str], above: _Look) -> tuple[Colour, ...] | None:
    said = [style[name] for name in ("background", "background-color", "background-image") if name in style]
    if element.has("bgcolor") or element.has("background"):
        return None
    if not said:
        return None if element.name in _OWN_COLOURS else above.backdrop
    if len(said) > 1:
        return None
    stops = stops_of(said[0])
    if stops is None:
        return None
    if not stops:
        return above.backdrop
    if all(stop.alpha >= 1 for stop in stops):
        return stops
    if above.backdrop is None:
        return None
    return tuple(over(stop, behind) for stop in stops for behind in above.backdrop)


def _font(element: Element, style: Mapping[str, str], above: _Look) -> tuple[float | None, bool | None]:
    if "font" in style:
        alone = "font-size" not in style and "font-weight" not in style  # which comes last is not kept
        return _shorthand(style["font"], above.size) if alone else (None, None)
    size = above.size
    if "font-size" in style:
        said = style["font-size"]
        match = _LENGTH.fullmatch("0px" if said == "0" else said)
        size = None if match is None else _pixels(float(match[1]), match[2], above.size)
    elif size is not None:
        size *= _SIZES.get(element.name, 1.0)
    weight = style.get("font-weight")
    if weight is None:
        return size, True if element.name in _BOLD and above.bold is not None else above.bold
    return size, weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 700)


def _shorthand(font: str, inherited: float | None) -> tuple[float | None, bool | None]:
    """Size and weight of ``font``: the weight stands before the size, and is normal where none does."""
    found = _SHORTHAND.fullmatch(font)
    if found is None:
        return None, None
    before = found["before"].split()
    bold = any(word in ("bold", "bolder") or (word.isdigit() and int(word) >= 700) for word in before)
    return _pixels(float(found["number"]), found["unit"], inherited), bold


def _pixels(number: float, unit: str, inherited: float | None) -> float | None:
    if unit in _UNITS:
        return number * _UNITS[unit]
    if inherited is None:
        return None
    return inherited * (number / 100 if unit == "%" else number)


RULES: tuple[Rule, ...] = (
    Rule(
        "contrast-low",
        "3.2",
        "3.2.1",
        Level.ERROR,
        _low_contrast,
        lambda: _("make the text darker or its background lighter, or the other way round"),
    ),
)
