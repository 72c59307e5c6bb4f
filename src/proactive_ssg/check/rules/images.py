"""Theme 1 of RGAA: images."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.names import name_of, referenced, text_of
from proactive_ssg.check.roles import GRAPHICS, NO_ROLE, explicit_role, focusable, role_of, tabbable
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.rules import drawings
from proactive_ssg.check.visibility import hidden, perceivable, perceived
from proactive_ssg.check.words import is_address, is_file_name, says_nothing
from proactive_ssg.i18n import _

__all__ = ["RULES"]

_IMAGE_FILE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)(?:[?#]|$)", re.IGNORECASE)
_GRAPHICS_OR_NONE = (*GRAPHICS, *NO_ROLE)
_NEEDS_MORE = re.compile(
    r"\b(?:graphiques?|sch[ée]mas?|infographies?|diagrammes?|organigrammes?|histogrammes?|"
    r"carte (?:de|du|des)|charts?|diagrams?|infographics?|flowcharts?|map of)\b",
    re.IGNORECASE,
)
_LONG = 150


def _missing(page: AuditedPage) -> Iterator[Hit]:
    for element in _named_images(page):
        if not name_of(page, element):
            yield Hit(element, _message_of_missing(element), _test_of_named(page, element))


def _test_of_named(page: AuditedPage, element: Element) -> str:
    """The test under which an element needs a name, or nothing."""
    match element.name:
        case "img":
            return "1.1.1" if role_of(page, element) in GRAPHICS else ""
        case "area":
            used = element.has("href") or not element.has("alt")
            return "1.1.2" if used and explicit_role(element) not in ("none", "presentation") else ""
        case "input":
            return "1.1.3" if element.get("type").strip().lower() == "image" else ""
        case "svg:svg":
            return "1.1.5" if explicit_role(element) in GRAPHICS else ""
        case _:
            return "1.1.1" if explicit_role(element) in GRAPHICS else ""


def _message_of_missing(element: Element) -> str:
    match element.name:
        case "area":
            return _("this area of an image map has no alternative text")
        case "input":
            return _("this image button has no alternative text")
        case "img" if not element.has("alt"):
            return _("this image has no `alt`")
        case _:
            return _("this image has no alternative text")


def _embedded(page: AuditedPage) -> Iterator[Hit]:
    """An object may have its alternative in a link or button right after it."""
    for element in perceivable(page, "object", "embed"):
        if explicit_role(element) in _GRAPHICS_OR_NONE or name_of(page, element):
            continue
        if _followed_by_control(element):
            continue
        if _shows_image(element):
            test = "1.1.6" if element.name == "object" else "1.1.7"
            yield Hit(element, _("this image has no alternative text"), test)


def _canvas(page: AuditedPage) -> Iterator[Hit]:
    for element in perceivable(page, "canvas"):
        if explicit_role(element) in _GRAPHICS_OR_NONE or name_of(page, element):
            continue
        if not text_of(page, element) and not _followed_by_control(element):
            yield Hit(element, _("this drawing (`canvas`) has no alternative and is not hidden"))


def _shows_image(element: Element) -> bool:
    kind = element.get("type").strip().lower()
    address = element.get("data") or element.get("src")
    return kind.startswith("image/") or (not kind and _IMAGE_FILE.search(address) is not None)


def _followed_by_control(element: Element) -> bool:
    parent = element.parent
    if parent is None:
        return False
    after = iter(parent.children)
    for child in after:
        if child is element:
            break
    for child in after:
        if isinstance(child, str):
            if child.strip():
                return False
            continue
        return any(inner.name in ("a", "button") for inner in child.walk())
    return False


def _help_missing() -> str:
    return _('describe what the image tells in `alt`; leave it empty (`alt=""`) if it tells nothing')


def _exposed_decoration(page: AuditedPage) -> Iterator[Hit]:
    for element in perceivable(page, *drawings.PICTURES):
        if not _is_marked(element):
            continue
        if drawings.is_said(element):
            yield Hit(element, _("this image is marked as decorative and yet has a name"))
        elif element.name == "img" and tabbable(page, element):
            yield Hit(element, _("this image is marked as decorative and yet takes the focus"))


def _is_marked(element: Element) -> bool:
    role = explicit_role(element)
    decorative = element.name == "img" and element.attributes.get("alt") == ""
    return role in NO_ROLE or (decorative and not role)


def _contradictory(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.named("img"):
        ignored = element.get("aria-hidden").strip().lower() == "true" or (
            explicit_role(element) in NO_ROLE and not focusable(page, element)
        )
        if ignored and element.get("alt").strip():
            yield Hit(element, _("this image has an alternative text that nobody hears: it is hidden"))
        elif (
            element.has("alt")
            and not element.get("alt").strip()
            and element.get("title").strip()
            and not hidden(page, element)
        ):
            yield Hit(element, _("this image has an empty `alt`, and a `title` that says something"))


def _file_name(page: AuditedPage) -> Iterator[Hit]:
    for element in _named_images(page):
        name = name_of(page, element)
        if is_file_name(name):
            yield Hit(
                element, _("the alternative of this image is the name of a file: “{text}”").format(text=name)
            )
        elif is_address(name) and element.name != "area":
            yield Hit(element, _("the alternative of this image is an address: “{text}”").format(text=name))


def _named_images(page: AuditedPage) -> list[Element]:
    """What needs a name as an image."""
    known = page.cache.get("images")
    if known is None:
        candidates = page.document.named_or_having(("area", "img", "input", "svg:svg"), "role")
        known = page.cache["images"] = [
            element for element in perceived(page, candidates) if _test_of_named(page, element)
        ]
    return known  # type: ignore[return-value]


def _generic(page: AuditedPage) -> Iterator[Hit]:
    for element in _named_images(page):
        name = name_of(page, element)
        if says_nothing(name, "image"):
            yield Hit(element, _("the alternative “{text}” says nothing of this image").format(text=name))


def _too_long(page: AuditedPage) -> Iterator[Hit]:
    for element in _named_images(page):
        length = len(name_of(page, element))
        if length > _LONG:
            yield Hit(
                element,
                _("the alternative of this image has {count} characters").format(count=length),
                "1.3.9",
            )


def _without_description(page: AuditedPage) -> Iterator[Hit]:
    for element in _named_images(page):
        name = name_of(page, element)
        described = element.has("longdesc") or referenced(page, element, "aria-describedby")
        if not described and _NEEDS_MORE.search(name) and not _followed_by_control(element):
            yield Hit(
                element, _("this image seems to need a detailed description: “{text}”").format(text=name)
            )


def _caption_not_linked(page: AuditedPage) -> Iterator[Hit]:
    for figure in perceivable(page, "figure"):
        caption = next((inner for inner in figure.walk() if inner.name == "figcaption"), None)
        if caption is None or hidden(page, caption) or not _holds_image(page, figure):
            continue
        text = text_of(page, caption)
        if not text:
            continue
        if explicit_role(figure) not in ("figure", "group"):
            yield Hit(figure, _('this figure has a caption but no `role="figure"`'))
        elif _same(name_of(page, figure)) != _same(text):
            yield Hit(figure, _("the `aria-label` of this figure is not the text of its caption"))


def _same(text: str) -> str:
    return "".join(text.split()).replace("’", "'").lower()


def _in_caption(element: Element) -> bool:
    return any(above.name == "figcaption" for above in element.ancestors)


def _holds_image(page: AuditedPage, figure: Element) -> bool:
    return any(
        inner.name in ("img", "svg:svg", "canvas") or explicit_role(inner) == "img"
        for inner in figure.walk()
        if inner is not figure and not hidden(page, inner) and not _in_caption(inner)
    )


RULES: tuple[Rule, ...] = (
    *drawings.RULES,
    Rule("image-alt-missing", "1.1", "1.1.1", Level.ERROR, _missing, _help_missing),
    Rule(
        "embedded-image-alt-missing",
        "1.1",
        "1.1.6",
        Level.ERROR,
        _embedded,
        lambda: _('give it `role="img"` and an `aria-label`, or `aria-hidden="true"` if it tells nothing'),
    ),
    Rule(
        "canvas-undecided",
        "1.1",
        "1.1.8",
        Level.WARNING,
        _canvas,
        lambda: _('give it `role="img"` and an `aria-label`, or `aria-hidden="true"` if it tells nothing'),
    ),
    Rule(
        "decorative-image-exposed",
        "1.2",
        "1.2.1",
        Level.ERROR,
        _exposed_decoration,
        lambda: _("take out the role or the name"),
    ),
    Rule(
        "image-alt-contradictory",
        "1.2",
        "1.2.1",
        Level.WARNING,
        _contradictory,
        lambda: _(
            "a decorative image has an empty `alt` and nothing else; one that tells something is not hidden"
        ),
    ),
    Rule(
        "image-alt-file-name",
        "1.3",
        "1.3.1",
        Level.ERROR,
        _file_name,
        lambda: _("write what the image tells instead; leave `alt` empty if it tells nothing"),
    ),
    Rule("image-alt-generic", "1.3", "1.3.1", Level.WARNING, _generic, _help_missing),
    Rule(
        "image-alt-long",
        "1.3",
        "1.3.9",
        Level.WARNING,
        _too_long,
        lambda: _("keep the alternative short, and put details into the text near the image"),
    ),
    Rule(
        "image-description-missing",
        "1.6",
        "1.6.1",
        Level.WARNING,
        _without_description,
        lambda: _("describe it in the text next to it, and say so in the alternative"),
    ),
    Rule(
        "figure-caption-not-linked",
        "1.9",
        "1.9.1",
        Level.ERROR,
        _caption_not_linked,
        lambda: _('write `role="figure"` and an `aria-label` with the caption\'s text on `figure`'),
    ),
)
