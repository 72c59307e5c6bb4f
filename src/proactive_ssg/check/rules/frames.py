"""Theme 2 of RGAA: frames."""

from __future__ import annotations

from collections.abc import Iterator

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element, parse
from proactive_ssg.check.names import name_of
from proactive_ssg.check.roles import explicit_role, tabbable
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.visibility import perceivable
from proactive_ssg.check.words import is_address, is_file_name, says_nothing
from proactive_ssg.i18n import _

__all__ = ["RULES", "holds_tab_stops"]


def _frames(page: AuditedPage) -> Iterator[Element]:
    for element in perceivable(page, "iframe", "frame"):
        if not _is_tiny(element):
            yield element


def _is_tiny(element: Element) -> bool:
    return element.get("width") in ("0", "1") and element.get("height") in ("0", "1")


def _untitled(page: AuditedPage) -> Iterator[Hit]:
    for element in _frames(page):
        if not name_of(page, element) and not _set_apart(element):
            yield Hit(element, _("this frame has no `title`"))


def _perhaps_untitled(page: AuditedPage) -> Iterator[Hit]:
    for element in _frames(page):
        if (_set_apart(element) and not name_of(page, element)) or (
            name_of(page, element) and not element.get("title").strip()
        ):
            yield Hit(element, _("this frame has no `title`"))


def _set_apart(element: Element) -> bool:
    """The author took it out of what one goes through: perhaps it holds nothing for anybody."""
    return explicit_role(element) in ("none", "presentation") or element.get("tabindex").strip().startswith(
        "-"
    )


def _irrelevant(page: AuditedPage) -> Iterator[Hit]:
    for element in _frames(page):
        title = name_of(page, element)
        if title and (is_address(title) or is_file_name(title) or says_nothing(title, "frame")):
            yield Hit(element, _("the title “{text}” does not say what this frame holds").format(text=title))


def _same_title(page: AuditedPage) -> Iterator[Hit]:
    first: dict[str, str] = {}
    for element in _frames(page):
        title = name_of(page, element).lower()
        if title and first.setdefault(title, element.get("src")) != element.get("src"):
            yield Hit(element, _("another frame with other content has the same title"))


def _unreachable(page: AuditedPage) -> Iterator[Hit]:
    """What is in a frame that Tab does not enter cannot be used with the keyboard."""
    for element in perceivable(page, "iframe"):
        skipped = element.get("tabindex").strip().startswith("-") and not _is_tiny(element)
        if skipped and holds_tab_stops(page, element):
            yield Hit(element, _("the keyboard does not reach what is in this frame"))


def holds_tab_stops(page: AuditedPage, frame: Element) -> bool:
    """Whether the keyboard would stop in what the frame itself holds (``srcdoc``)."""
    if not frame.has("srcdoc"):
        return False
    known: dict[Element, bool] = page.cache.setdefault("frames-with-stops", {})  # type: ignore[assignment]
    if frame not in known:
        inside = AuditedPage(page.url, page.path, parse(frame.get("srcdoc")), partial=True)
        known[frame] = any(tabbable(inside, one) for one in inside.document.all)
    return known[frame]


RULES: tuple[Rule, ...] = (
    Rule(
        "frame-title-missing",
        "2.1",
        "2.1.1",
        Level.ERROR,
        _untitled,
        lambda: _("say in `title` what the frame holds (“Map of the town”)"),
    ),
    Rule(
        "frame-title-doubtful",
        "2.1",
        "2.1.1",
        Level.WARNING,
        _perhaps_untitled,
        lambda: _("say in `title` what the frame holds (“Map of the town”)"),
    ),
    Rule(
        "frame-title-irrelevant",
        "2.2",
        "2.2.1",
        Level.ERROR,
        _irrelevant,
        lambda: _("say in `title` what the frame holds (“Map of the town”)"),
    ),
    Rule(
        "frame-title-repeated",
        "2.2",
        "2.2.1",
        Level.WARNING,
        _same_title,
        lambda: _("let the titles tell the frames apart"),
    ),
    Rule(
        "frame-keyboard-unreachable",
        "7.3",
        "7.3.1",
        Level.ERROR,
        _unreachable,
        lambda: _("take out the negative `tabindex`"),
    ),
)
