"""Footnotes: the numbers in the text and the list at the end (``converter/html.rb``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .element import Element
from .entities import entity
from .html_escape import escape_text

if TYPE_CHECKING:
    from .html import HtmlConverter

__all__ = ["Footnotes", "footnote_link", "footnotes_html"]


@dataclass(slots=True)
class _Note:
    name: str
    content: Element
    number: int
    repeats: int = 0


@dataclass(slots=True)
class Footnotes:
    """The footnotes in the order in which the text first refers to them."""

    start: int
    notes: list[_Note] = field(default_factory=list)
    by_name: dict[str, _Note] = field(default_factory=dict)


def footnote_link(converter: HtmlConverter, el: Element, _indent: int) -> str:
    """The link in the text; a second one to the same footnote gets an identifier of its own."""
    options, footnotes = converter.options, converter.footnotes
    name = options.footnote_prefix + el.option("name")
    note = footnotes.by_name.get(name)
    repeat = ""
    if note is None:
        note = _Note(name, el.value, footnotes.start + len(footnotes.notes))
        footnotes.notes.append(note)
        footnotes.by_name[name] = note
    else:
        note.repeats += 1
        repeat = f":{note.repeats}"
    text = _link_text(options.footnote_link_text, note.number)
    return (
        f'<sup id="fnref:{name}{repeat}"><a href="#fn:{name}" class="footnote" rel="footnote" '
        f'role="doc-noteref">{text}</a></sup>'
    )


def _link_text(template: str, number: int) -> str:
    try:
        return template % number
    except (TypeError, ValueError):  # a text with other percent signs than Ruby's sprintf knows
        return template.replace("%s", str(number))


def footnotes_html(converter: HtmlConverter) -> str:
    """The list of the footnotes; converting one may add others, which follow it."""
    notes = converter.footnotes.notes
    items: list[str] = []
    for note in notes:
        items.append(converter.convert_element(_list_item(converter, note), 4))
    if not items:
        return ""
    start = converter.footnotes.start
    attr = f' start="{start}"' if start != 1 else ""
    return f'<div class="footnotes" role="doc-endnotes">\n  <ol{attr}>\n{"".join(items)}  </ol>\n</div>\n'


def _list_item(converter: HtmlConverter, note: _Note) -> Element:
    """The list item of a footnote, with links back to the places that refer to it."""
    item = Element("li", None, attr={"id": f"fn:{note.name}"})
    item.children = list(note.content.children)
    inline = converter.options.footnote_backlink_inline
    paragraph = None
    if inline or (item.children and item.children[-1].type == "p"):
        paragraph = _last_paragraph(item)
    first_space = paragraph is not None
    if paragraph is None:
        paragraph = Element("p")
        item.children.append(paragraph)
    if converter.options.footnote_backlink:
        backlinks = _backlinks(converter, note, first_space)
        paragraph.children.append(Element("raw", "".join(backlinks)))
    return item


def _last_paragraph(el: Element) -> Element | None:
    """A copy, put in its place, of the last paragraph or header in the last child of ``el``."""
    while el.children:
        last = el.children[-1]
        twin = Element(last.type, last.value, attr=last.attr, category=last.category, options=last.options)
        twin.ial = last.ial
        twin.children = list(last.children)
        el.children[-1] = twin
        if twin.type in ("p", "header"):
            return twin
        el = twin
    return None


def _backlinks(converter: HtmlConverter, note: _Note, first_space: bool) -> list[str]:
    space = converter.entity_string(entity("nbsp"))
    text = escape_text(converter.options.footnote_backlink)
    links = [_backlink(note.name, text, space if first_space else "")]
    for index in range(1, note.repeats + 1):
        links.append(_backlink(f"{note.name}:{index}", f"{text}<sup>{index + 1}</sup>", space))
    return links


def _backlink(name: str, text: str, space: str) -> str:
    return f'{space}<a href="#fnref:{name}" class="reversefootnote" role="doc-backlink">{text}</a>'
