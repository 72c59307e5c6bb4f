"""Criterion 13.9 of RGAA: a page works however its reader holds the screen."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.styles import blocks
from proactive_ssg.i18n import _

__all__ = ["RULES"]

_MEDIA = re.compile(r"@media\b[^{}]*\(\s*orientation\s*:\s*(portrait|landscape)\s*\)", re.I)
_PRINTED = re.compile(r"\b(?:print|not)\b", re.I)
_WHOLE = re.compile(r"(?:html|body|:root|main)+(?:(?:\s*>\s*|\s+)(?:body|main))*", re.I)
_TURN = re.compile(
    r"(?:^|[;{\s])(?:-webkit-)?(?:transform\s*:[^;]{0,200}?\brotate(?:z?\(|3d\(\s*0\s*,\s*0\s*,\s*1\s*,)|rotate\s*:(?:\s*z\b)?)"
    r"\s*(-?[\d.]*\d)(deg|g?rad|turn)\b",
    re.I,
)
_MATRIX = re.compile(r"transform\s*:[^;]{0,200}?\bmatrix\(\s*(-?[\d.e+-]+)\s*,\s*(-?[\d.e+-]+)\s*,", re.I)
_DEGREES = {"deg": 1.0, "rad": 180 / math.pi, "turn": 360.0, "grad": 0.9}


def _orientation(page: AuditedPage) -> Iterator[Hit]:
    """The whole page is turned by a quarter in one orientation, against how it is in the other."""
    turns: dict[str, tuple[float, Element]] = {}
    for style in page.document.named("style"):
        for head, body in blocks(style.text):
            media = _MEDIA.match(head)
            if media is None or _PRINTED.search(head):
                continue
            for selector, said in blocks(body):
                if any(_WHOLE.fullmatch(one.strip()) for one in selector.split(",")):
                    angle = _angle(said)
                    if angle is not None:
                        turns[media[1].lower()] = angle, style
    if turns and _is_quarter(turns.get("portrait", (0.0,))[0] - turns.get("landscape", (0.0,))[0]):
        style = next(iter(turns.values()))[1]
        yield Hit(style, _("the page is turned so that it works in one orientation only"))


def _angle(said: str) -> float | None:
    """By how many degrees declarations turn an element."""
    turn = _TURN.search(said)
    if turn is not None:
        return float(turn[1]) * _DEGREES[turn[2].lower()]
    matrix = _MATRIX.search(said)
    try:
        return None if matrix is None else math.degrees(math.atan2(float(matrix[2]), float(matrix[1])))
    except ValueError:
        return None


def _is_quarter(degrees: float) -> bool:
    return abs(abs(degrees) % 180 - 90) < 1


RULES: tuple[Rule, ...] = (
    Rule(
        "orientation-locked",
        "13.9",
        "13.9.1",
        Level.ERROR,
        _orientation,
        lambda: _("Let the page follow the orientation of the screen."),
    ),
)
