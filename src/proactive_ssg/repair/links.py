"""Repairs of links: what they say of where they lead (RGAA 6.1, 13.2, 13.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import zip_longest
from typing import Final

from proactive_ssg.repair.markup import NO_TEXT, Markup
from proactive_ssg.repair.tags import Tag

__all__ = ["FILES", "file_links", "link_text", "new_window"]

_LEADING = re.compile(r"(?:\s|&nbsp;|&#160;)+")
_SPACES = ("&nbsp;", "&#160;")
_SIZE = re.compile(r"\d\s*(?:octets?|bytes?|[kmgt]i?[ob])\b", re.I)
FILES: Final = re.compile(r"\.(?:pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|odp|zip|7z|epub)\b", re.I)
_NOTICE: Final = {"fr": "nouvelle fenêtre", "en": "new window"}
_SAID = re.compile(
    r"nouvelle fen[êe]tre|nouvel onglet|autre fen[êe]tre|nouvelle page|new (?:window|tab)|fen&ecirc;tre", re.I
)


def _links(markup: Markup) -> Iterator[Tag]:
    """Those of which it is plain where they end: a link within another ends the first one in a browser."""
    found = list(markup.elements("a"))
    for tag, following in zip_longest(found, found[1:]):
        end = tag.end if tag.pair is None else tag.pair.start
        if following is None or following.start >= end:
            parent = tag.parent
            while parent is not None and parent.name != "a":
                parent = parent.parent
            if parent is None:
                yield tag


def link_text(markup: Markup) -> None:
    """The spaces at both ends of a link in the content go out of it."""
    for tag in _links(markup):
        if tag.pair is None or "href" not in tag.attributes or tag.verbatim or not markup.in_content(tag):
            continue
        text = markup.text[tag.end : tag.pair.start]
        leading = _LEADING.match(text)
        trailing = _trailing(text)
        if (leading and leading[0] == text) or not (leading or trailing):
            continue
        if leading:
            markup.insert(tag.start, leading[0])
            markup.replace(tag.end, tag.end + leading.end(), "")
        if trailing:
            markup.replace(tag.pair.start - len(trailing), tag.pair.start, "")
            markup.insert(tag.pair.end, trailing)
        markup.note(tag)


def _trailing(text: str) -> str:
    """The spaces at its end."""
    end = len(text)
    while True:
        stripped = text[:end].rstrip()
        space = next((space for space in _SPACES if stripped.endswith(space)), "")
        if end == len(stripped) - len(space):
            return text[end:]
        end = len(stripped) - len(space)


def file_links(markup: Markup) -> None:
    """``Rapport`` becomes ``Rapport (PDF, 120 ko)``, where the file is one of the site."""
    for tag in _links(markup):
        href = tag.value("href")
        if tag.pair is None or not FILES.search(href) or _is_named(tag):
            continue
        text = markup.text_of(tag)
        file = markup.page.file_size(unescape(href)) if text.strip() else None
        if file is None:
            continue
        said = unescape(text + markup.text[tag.pair.end : tag.pair.end + 60].partition("<")[0])
        parts = [] if re.search(rf"\b{re.escape(file.format)}\b", said, re.I) else [file.format]
        if not _SIZE.search(said) and file.size not in said:
            parts.append(file.size)
        if parts:
            markup.insert(_text_end(markup, tag), f" ({', '.join(parts)})")
            markup.note(tag)


def new_window(markup: Markup) -> None:
    """A link with ``target="_blank"`` says so, and gives the page that opens no hold on this one."""
    words = _NOTICE.get(markup.page.lang.lower().partition("-")[0].partition("_")[0])
    for tag in _links(markup):
        if tag.value("target").strip().lower() != "_blank" or "href" not in tag.attributes:
            continue
        relations = tag.value("rel").split()
        changed = not {"noopener", "noreferrer"} & {name.lower() for name in relations}
        if changed:
            markup.set_attribute(tag, "rel", " ".join([*relations, "noopener"]).replace('"', "&quot;"))
        if words and tag.pair is not None and _has_name(markup, tag) and not _is_said(markup, tag):
            changed = True
            label = tag.value("aria-label")
            if label.strip():
                markup.set_attribute(tag, "aria-label", f"{label} ({words})".replace('"', "&quot;"))
            elif "aria-labelledby" not in tag.attributes:
                markup.insert(_text_end(markup, tag), f' <span class="new-window">({words})</span>')
        if changed:
            markup.note(tag)


def _has_name(markup: Markup, tag: Tag) -> bool:
    """Does it say where it leads? Without a name of its own, a notice would hide that there is none."""
    if _is_named(tag) or NO_TEXT.fullmatch(markup.text_of(tag)) is None:
        return True
    return any(one.name == "img" and one.value("alt").strip() for one in markup.inside(tag))


def _is_said(markup: Markup, tag: Tag) -> bool:
    """Is the notice there, in the text, a title, or the alternative of a picture in it?"""
    assert tag.pair is not None
    if "aria-labelledby" in tag.attributes and not tag.value("aria-label").strip():
        return True
    return _SAID.search(markup.text, tag.start, tag.pair.end) is not None


def _text_end(markup: Markup, tag: Tag) -> int:
    """Before the spaces at the end of a link."""
    assert tag.pair is not None
    end = tag.pair.start
    while end > tag.end and markup.text[end - 1].isspace():
        end -= 1
    return end


def _is_named(tag: Tag) -> bool:
    """Does it have a name that its text does not show?"""
    return bool(tag.value("aria-label").strip()) or "aria-labelledby" in tag.attributes
