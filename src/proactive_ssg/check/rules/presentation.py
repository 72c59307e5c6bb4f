"""Theme 10 of RGAA: presentation of information."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.check.content_model import PRESENTATIONAL
from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.roles import tabbable
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.rules import spacing_styles
from proactive_ssg.check.rules.frames import holds_tab_stops
from proactive_ssg.check.style_sources import links_sheets
from proactive_ssg.check.styles import declarations
from proactive_ssg.check.visibility import inert, invisible
from proactive_ssg.check.word_lists import listed
from proactive_ssg.i18n import _

__all__ = ["RULES"]

_ANY = listed(
    "align alink background bgcolor border bordercolor cellpadding cellspacing char charoff clear"
    " compact frameborder hspace vlink vspace link text marginheight marginwidth leftmargin topmargin"
    " noshade nowrap rules scrolling valign"
)
_SOME = ("color", "height", "size", "type", "width")
_WITH_SIZE = listed("img svg canvas embed object iframe video source input rect")
_VIEWPORT = re.compile(r"\s*([\w-]+)\s*=\s*([^,;\s]*)")
_FOCUS_HIDDEN = re.compile(
    r":focus(?!-within|-visible)\b[^{}]*\{[^{}]*outline(?:-style|-width)?\s*:\s*(?:none|0(?:px)?)\b", re.I
)
_SKIPPED = ("svg:", "math:")


def _elements(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.named(*sorted(PRESENTATIONAL)):
        yield Hit(element, _("the element <{name}> is only presentation").format(name=element.name), "10.1.1")


def _attributes(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.having(*_ANY, *_SOME):
        if element.name.startswith(_SKIPPED) or "-" in element.name:
            continue
        for name, value in element.attributes.items():
            if _is_presentation(element, name, value):
                yield Hit(
                    element,
                    _("the attribute “{name}” of <{element}> is only presentation").format(
                        name=name, element=element.name
                    ),
                    "10.1.2",
                )


def _is_presentation(element: Element, name: str, value: str) -> bool:
    if name in _ANY:
        # What an element of presentation looks like is of no further interest.
        return element.name not in PRESENTATIONAL
    if name in ("width", "height"):
        # A width in percent is an error of 8.2, and a number tells the browser the space to keep.
        return element.name not in _WITH_SIZE and element.name not in PRESENTATIONAL
    if name in ("color", "size"):
        return element.name in ("hr", "basefont")
    if name == "type":
        return element.name in ("ul", "li") and value != ""
    return False


_PERHAPS_SPACED = re.compile(r"[A-ZÀ-Ý] (?:[A-ZÀ-Ý] ){3}")
_SPACED = re.compile(r"(?:^|\s)(?:[A-ZÀ-Ý] ){4,}[A-ZÀ-Ý](?:\s|$)")


def _spaced_words(page: AuditedPage) -> Iterator[Hit]:
    """Letters kept apart by spaces: « C O N T A C T »."""
    if _PERHAPS_SPACED.search(page.document.own_texts) is None:
        return
    for element in page.document.named("p", "h1", "h2", "h3", "h4", "a", "strong", "span", "td", "li"):
        text = element.own_text
        if _SPACED.search(text) and not invisible(page, element):
            yield Hit(element, _("spaces are used to keep letters apart"))


def _viewport(page: AuditedPage) -> Iterator[Hit]:
    for meta in page.document.named("meta"):
        if meta.get("name").strip().lower() != "viewport":
            continue
        said = {name.lower(): value.lower() for name, value in _VIEWPORT.findall(meta.get("content"))}
        scalable = said.get("user-scalable", "")
        if scalable == "no" or _number(scalable, 1.0) == 0 or 0 < abs(_number(scalable, 1.0)) < 1:
            yield Hit(meta, _("the page forbids to zoom (user-scalable={value})").format(value=scalable))
        elif "maximum-scale" in said and 0 <= _scale(said["maximum-scale"]) < 2:
            value = said["maximum-scale"]
            yield Hit(meta, _("the page limits the zoom (maximum-scale={value})").format(value=value))


def _number(text: str, default: float) -> float:
    found = re.match(r"[+-]?(?:\d+\.?\d*|\.\d+)", text)
    return float(found[0]) if found else default


def _scale(text: str) -> float:
    """How far one may zoom, as browsers read it; negative: no limit."""
    if text == "yes":
        return 1
    if text in ("device-width", "device-height"):
        return 10
    return _number(text, 0.1)


def _colours(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.having("style"):
        said = declarations(element.get("style"))
        background = (
            "background-color" in said or re.search(r"#|rgb|hsl", said.get("background", "")) is not None
        )
        if ("color" in said) != background:
            yield Hit(element, _("a colour of text goes with one of its background, and the other way round"))


def _focus(page: AuditedPage) -> Iterator[Hit]:
    for style in page.document.named("style"):
        if _FOCUS_HIDDEN.search(style.text):
            yield Hit(style, _("the outline of what has the focus is taken away"))
    for element in page.document.having("style"):
        written = element.get("style")
        outline = declarations(written).get("outline", "") if "outline" in written else ""
        if re.match(r"(?:none|0(?:px)?)\b", outline) and tabbable(page, element):
            yield Hit(element, _("the outline of what has the focus is taken away"))


def _hidden_focus(page: AuditedPage) -> Iterator[Hit]:
    """Something that the keyboard reaches and that assistive technology is told to ignore."""
    return (hit for hit, certain in _stops_of(page) if certain)


def _perhaps_hidden_focus(page: AuditedPage) -> Iterator[Hit]:
    return (hit for hit, certain in _stops_of(page) if not certain)


def _stops_of(page: AuditedPage) -> list[tuple[Hit, bool]]:
    known = page.cache.get("hidden-stops")
    if known is None:
        known = page.cache["hidden-stops"] = list(_hidden_stops(page))
    return known  # type: ignore[return-value]


def _hidden_stops(page: AuditedPage) -> Iterator[tuple[Hit, bool]]:
    """Not certain: a linked style sheet may show what holds it to nobody, as dialogs and menus are closed."""
    linked = links_sheets(page)
    for element in page.document.having("aria-hidden"):
        if (
            element.get("aria-hidden").strip().lower() != "true"
            or invisible(page, element)
            or inert(page, element)
        ):
            continue
        for inner in element.walk():
            if _is_a_stop(page, inner) and not _passes_on(page, inner):
                message = _("what has the focus here is hidden from assistive technology")
                yield Hit(inner, message), inner is element or not linked
                break


def _is_a_stop(page: AuditedPage, element: Element) -> bool:
    """Whether Tab stops there; a frame is no stop by itself, but what is in it may be."""
    if element.name == "iframe" and not element.has("tabindex"):
        return holds_tab_stops(page, element) and tabbable(page, element)
    return tabbable(page, element)


def _passes_on(page: AuditedPage, element: Element) -> bool:
    """It gives the focus away as soon as it has it, as the guards around a dialog do."""
    if "focus(" in element.get("onfocus"):
        return True
    identity = element.get("id")
    if not identity:
        return False
    listens = re.compile(
        rf"""['"#]{re.escape(identity)}['"][^;]*?['"]focus['"](?:(?!addEventListener).)*?\.focus\(""", re.S
    )
    return any(listens.search(script.text) for script in page.document.named("script"))


_ERROR, _WARNING = Level.ERROR, Level.WARNING


def _css_help() -> str:
    return _("Say it in a style sheet, by a class.")


def _focus_help() -> str:
    return _('Take aria-hidden away, or tabindex="-1" what it hides.')


def _zoom_help() -> str:
    return _('Write <meta name="viewport" content="width=device-width, initial-scale=1">.')


RULES: tuple[Rule, ...] = (
    Rule("presentation-element", "10.1", "10.1.1", _ERROR, _elements, _css_help),
    Rule("presentation-attribute", "10.1", "10.1.2", _ERROR, _attributes, _css_help),
    Rule("spaced-letters", "10.1", "10.1.3", _WARNING, _spaced_words, _css_help),
    Rule("zoom-forbidden", "10.4", "10.4.2", _ERROR, _viewport, _zoom_help),
    Rule("colour-alone", "10.5", "10.5.1", _WARNING, _colours, lambda: _("Give both colours, or a class.")),
    Rule(
        "focus-outline",
        "10.7",
        "10.7.1",
        _WARNING,
        _focus,
        lambda: _("Keep the outline, or make a better one."),
    ),
    Rule(
        "hidden-focusable",
        "10.8",
        "10.8.1",
        _ERROR,
        _hidden_focus,
        _focus_help,
    ),
    Rule("hidden-focusable-doubtful", "10.8", "10.8.1", _WARNING, _perhaps_hidden_focus, _focus_help),
    *spacing_styles.RULES,
)
