"""The part of theme 1 that is about drawings in the page (``svg``)."""

from __future__ import annotations

from collections.abc import Iterator

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.roles import GRAPHICS, explicit_role
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.visibility import perceivable
from proactive_ssg.i18n import _

__all__ = ["PICTURES", "RULES"]

PICTURES = frozenset(("img", "svg:svg", "canvas", "object", "embed"))

_SAID = frozenset({"svg:a", "svg:text", "svg:foreignObject", "svg:foreignobject"})


def is_said(element: Element) -> bool:
    """Does ARIA give it a name?"""
    return any(element.get(name).strip() for name in ("aria-label", "aria-labelledby"))


def _silent_svg(page: AuditedPage) -> Iterator[Hit]:
    """RGAA: a decorative drawing has ``aria-hidden``, an informative one ``role=img``; nothing between."""
    for element in page.document.named("svg:svg"):
        if explicit_role(element) in GRAPHICS or (element.parent and element.parent.name.startswith("svg:")):
            continue
        if element.get("aria-hidden").strip().lower() == "true":
            title = next((inner for inner in element.walk() if inner.name == "svg:title"), None)
            if (title is not None and title.text.strip()) or is_said(element):
                yield Hit(element, _("this drawing is hidden from assistive technology and yet has a name"))


def _svg_undecided(page: AuditedPage) -> Iterator[Hit]:
    for element in perceivable(page, "svg:svg"):
        if element.has("role") or element.parent is None or element.parent.name.startswith("svg:"):
            continue
        if not any(inner.name in _SAID for inner in element.walk()):
            yield Hit(element, _('this drawing has neither `role="img"` nor `aria-hidden="true"`'))


RULES: tuple[Rule, ...] = (
    Rule(
        "decorative-svg-named",
        "1.2",
        "1.2.4",
        Level.ERROR,
        _silent_svg,
        lambda: _('take out `title` and `aria-label`, or use `role="img"` instead of `aria-hidden`'),
    ),
    Rule(
        "svg-undecided",
        "1.2",
        "1.2.4",
        Level.WARNING,
        _svg_undecided,
        lambda: _('write `role="img"` and `aria-label` if it tells something, else `aria-hidden="true"`'),
    ),
)
