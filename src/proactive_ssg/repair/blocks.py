"""Repairs of what makes room instead of saying something (RGAA 8.9)."""

from __future__ import annotations

from proactive_ssg.repair.markup import NO_TEXT, Markup
from proactive_ssg.repair.tags import BLOCKS, Tag

__all__ = ["boxed_blockquotes", "breaks_to_paragraphs", "empty_paragraphs", "trailing_breaks"]

_SPACE = " \t\n\r\f"


def empty_paragraphs(markup: Markup) -> None:
    """A paragraph of line breaks only is removed, or an empty ``div`` where a link may lead to it."""
    for tag in markup.elements("p"):
        inside = markup.inside(tag)
        if not inside or any(one.name != "br" or "id" in one.attributes for one in inside):
            continue
        if tag.pair is None or not _is_blank(markup, tag.end, inside, tag.pair.start):
            continue
        markup.note(tag if tag.attributes else inside[0])
        name = tag.value("id")
        end = tag.pair.end
        if name:
            markup.replace(tag.start, end, f'<div id="{name}"></div>')
        else:
            markup.replace(tag.start, end + _ends_line(markup, tag.start, end), "")


def _ends_line(markup: Markup, start: int, end: int) -> bool:
    """Is it a line of its own?"""
    return markup.text.startswith("\n", end) and (start == 0 or markup.text[start - 1] == "\n")


def _is_blank(markup: Markup, start: int, tags: list[Tag], end: int) -> bool:
    position = start
    for tag in tags:
        if not NO_TEXT.fullmatch(markup.text, position, tag.start):
            return False
        position = tag.end
    return NO_TEXT.fullmatch(markup.text, position, end) is not None


def trailing_breaks(markup: Markup) -> None:
    """Line breaks at the end of a block, or before the next one, are removed."""
    for first, last, follower in _runs(markup):
        if follower is not None and follower.name in BLOCKS and follower.start == _after(markup, last.end):
            start = first.start
            while start and markup.text[start - 1] in _SPACE:
                start -= 1
            markup.replace(start, last.end, "")
            markup.note(first)


def _after(markup: Markup, position: int) -> int:
    """Behind the spaces at ``position``, but not behind those that do not break."""
    while position < len(markup.text) and markup.text[position] in _SPACE:
        position += 1
    return position


def _runs(markup: Markup) -> list[tuple[Tag, Tag, Tag | None]]:
    """The runs of line breaks: the first, the last, and the tag that follows."""
    found: list[tuple[Tag, Tag, Tag | None]] = []
    first = last = None
    for tag in markup.tags:
        if first is not None and last is not None:
            if _is_break(tag) and tag.start == _after(markup, last.end):
                last = tag
                continue
            found.append((first, last, tag))
            first = last = None
        if _is_break(tag):
            first = last = tag
    if first is not None and last is not None:
        found.append((first, last, None))
    return found


def _is_break(tag: Tag) -> bool:
    return tag.name == "br" and not (tag.closing or tag.verbatim or tag.foreign or "id" in tag.attributes)


def boxed_blockquotes(markup: Markup) -> None:
    """A quotation with a class and no source is a box: it becomes a ``div``."""
    for tag in markup.elements("blockquote"):
        if tag.pair is None or not tag.value("class") or "cite" in tag.attributes:
            continue
        if any(one.name in ("cite", "footer") for one in markup.inside(tag)):
            continue
        markup.rename(tag, "div")
        markup.rename(tag.pair, "div")
        markup.note(tag)


def breaks_to_paragraphs(markup: Markup) -> None:
    """Two line breaks and more in a paragraph, outside of its other elements, make two of it."""
    for first, last, follower in _runs(markup):
        paragraph = first.parent
        if first is last or paragraph is None or paragraph.name != "p" or paragraph.pair is None:
            continue
        if last.parent is not paragraph or (
            follower is paragraph.pair and _after(markup, last.end) == follower.start
        ):
            continue
        if _after(markup, paragraph.end) == first.start:
            continue  # at the beginning: room, and no end of anything
        classes = paragraph.value("class")
        start = first.start
        while markup.text[start - 1].isspace():
            start -= 1
        opening = f'<p class="{classes}">' if classes and '"' not in classes else "<p>"
        markup.replace(start, _after(markup, last.end), f"</p>\n{opening}")
        markup.note(first)
