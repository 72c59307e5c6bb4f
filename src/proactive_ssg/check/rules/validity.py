"""Criterion 8.2 of RGAA: the generated source is valid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.check.content_model import (
    NUMBERS,
    PRESENTATIONAL,
    PRESENTATIONAL_ATTRIBUTES,
    known_attribute,
    known_element,
    known_everywhere,
)
from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.rules.nesting import lone_summaries, wrong_nesting
from proactive_ssg.check.syntax import Fault, faults, places
from proactive_ssg.check.word_lists import listed
from proactive_ssg.i18n import _

__all__ = ["RULES"]

_WHOLE_NUMBERS = frozenset[str]().union(*NUMBERS.values())
_NUMBER = re.compile(r"[0-9]+")
_INTEGER = re.compile(r"-?[0-9]+")
_OBSOLETE = listed(
    "acronym applet bgsound dir frame frameset isindex keygen listing menuitem nextid noembed"
    " noframes param plaintext rb rtc xmp"
)


def _syntax(page: AuditedPage) -> Iterator[Hit]:
    source = page.document.source
    for fault, line, column in places(source, faults(page.document.tokens)):
        yield Hit(None, _said(fault), line=line, column=column)


def _said(fault: Fault) -> str:
    """A fault in words."""
    makers = {
        "unclosed": _("the tag <{name}> is never closed, or is closed after the element around it"),
        "stray-end-tag": _("the tag </{name}> closes nothing"),
        "stray-start-tag": _("the tag <{name}> stands where it cannot"),
        "self-closing": _("the slash of <{name}/> closes nothing: only void elements go without an end tag"),
        "nested": _("an element <{name}> stands in another <{name}>"),
        "heading-in-heading": _("the heading <{other}> is not closed before <{name}>"),
        "wrong-heading-end": _("the heading <{other}> is closed by </{name}>"),
        "not-in-table": _("<{name}> stands directly in <{other}>"),
        "text-in-table": _("text stands directly in <{name}>, outside of any cell"),
        "content-after-body": _("there is content after the end of the page"),
        "duplicate-attribute": _("the attribute “{name}” is given twice"),
        "bad-attribute-name": _(
            "“{name}” is no name of an attribute: a quote is missing, or there is one too many"
        ),
        "bad-unquoted-value": _("the value of “{name}” needs quotes"),
        "attribute-without-value": _("“{name}=” has no value"),
        "no-space-between-attributes": _("a space is missing between two attributes of <{name}>"),
        "attributes-in-end-tag": _("the end tag </{name}> has attributes"),
        "slash-in-tag": _("a slash stands within the tag <{name}>"),
        "end-in-tag": _("the page ends within the tag <{name}>: a quote or “>” is missing"),
        "end-in-comment": _("a comment is never closed"),
        "abrupt-comment": _("a comment is closed where it starts"),
        "bad-comment": _("“{name}” is no tag and no comment"),
        "bare-less-than": _("the character “<” is to be written &lt;"),
        "control-character": _("the text holds the control character {name}"),
        "unknown-reference": _("the character reference {name} does not exist"),
        "reference-without-semicolon": _("the character reference {name} lacks its semicolon"),
        "reference-without-digits": _("the character reference {name} has no number"),
        "reference-to-nothing": _("the character reference {name} is of no character"),
    }
    if fault.code == "stray-end-tag" and fault.other:
        return _("the tag </{name}> closes nothing: the paragraph ended before <{other}>").format(
            name=fault.name, other=fault.other
        )
    return makers[fault.code].format(name=fault.name, other=fault.other)


def _duplicate_ids(page: AuditedPage) -> Iterator[Hit]:
    for identity, elements in page.document.by_id.items():
        for again in elements[1:]:
            yield Hit(
                again,
                _("the id “{id}” is already on line {line}").format(id=identity, line=elements[0].line),
            )


def _bad_ids(element: Element) -> Iterator[Hit]:
    identity = element.attributes.get("id")
    if identity is not None and (not identity or re.search(r"\s", identity)):
        yield Hit(element, _("an id is neither empty nor holds spaces: “{id}”").format(id=identity))


def _values(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.named_or_having(("img",), "id", "src", "tabindex", *_WHOLE_NUMBERS):
        attributes = element.attributes
        yield from _bad_ids(element)
        for name in NUMBERS.get(element.name, ()):
            if name in attributes and not _NUMBER.fullmatch(attributes[name]):
                yield Hit(element, _bad_number(name, attributes[name]))
        if "tabindex" in attributes and not _INTEGER.fullmatch(attributes["tabindex"].strip()):
            yield Hit(element, _bad_number("tabindex", attributes["tabindex"]))
        if element.name in ("img", "iframe", "script", "embed", "source") and attributes.get("src") == "":
            yield Hit(element, _("the attribute “src” is empty"))
        if element.name == "img" and "src" not in attributes and "srcset" not in attributes:
            yield Hit(element, _("the image has no “src”"))


def _bad_number(name: str, value: str) -> str:
    return _("“{name}” takes a whole number: “{value}”").format(name=name, value=value)


def _elements(page: AuditedPage) -> Iterator[Hit]:
    names = [name for name in page.document.by_name if name in _OBSOLETE or not known_element(name)]
    for element in page.document.named(*names):
        if element.name in _OBSOLETE:
            yield Hit(element, _("the element <{name}> is obsolete").format(name=element.name))
        elif element.name not in PRESENTATIONAL:
            yield Hit(element, _("there is no element <{name}> in HTML").format(name=element.name))


def _attributes(page: AuditedPage) -> Iterator[Hit]:
    names = [
        name
        for name in page.document.by_attribute
        if not known_everywhere(name) and name not in PRESENTATIONAL_ATTRIBUTES
    ]
    for element in page.document.having(*names):
        for attribute in element.attributes:
            if not known_attribute(element.name, attribute) and attribute not in PRESENTATIONAL_ATTRIBUTES:
                yield Hit(
                    element,
                    _("<{name}> has no attribute “{attribute}” in HTML").format(
                        name=element.name, attribute=attribute
                    ),
                )


def _rule(name: str, check, help_) -> Rule:  # type: ignore[no-untyped-def]
    return Rule(name, "8.2", "8.2.1", Level.ERROR, check, help_)


RULES: tuple[Rule, ...] = (
    _rule(
        "html-syntax",
        _syntax,
        lambda: _("Write each start tag with its end tag, in the right order, and each attribute once."),
    ),
    _rule("duplicate-id", _duplicate_ids, lambda: _("Give each element an id of its own.")),
    _rule(
        "html-value",
        _values,
        lambda: _(
            'Write a number alone (width="300": percentages belong in a style sheet), an id without spaces,'
            " the address of each image."
        ),
    ),
    _rule("html-element", _elements, lambda: _("Use an element of HTML, or a class.")),
    _rule("html-attribute", _attributes, lambda: _("Take the attribute away, or name it data-….")),
    _rule("html-nesting", wrong_nesting, lambda: _("Move the element to where HTML allows it.")),
    Rule(
        "summary-alone",
        "8.2",
        "8.2.1",
        Level.WARNING,
        lone_summaries,
        lambda: _("Put the summary into a <details>, first."),
    ),
)
